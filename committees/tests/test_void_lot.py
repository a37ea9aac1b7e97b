"""A draw given up by decision: two officers, its reason for everyone, a next draw that binds it, and no way back after the seats (Art. 18)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from committees.models import Formation, Lot, Seat
from committees.queries.proof import proof_files, rounds_of
from committees.tests.seats import (
    CODE,
    announce,
    browser,
    draw,
    final,
    formation,
    leaf,
    lot,
    member,
    officer,
    open_shares,
    roll,
    settled,
    share,
    sign,
)
from majlis.models import Act, Countersign

__all__ = ["final", "settled"]
REASON = "یکی از تاس‌ها از میز افتاد و لیوانش دانسته نیست."
VERIFY = Path(settings.BASE_DIR, "bin", "verify")


def give_up(role: str, draw_: int = 1, **changed: Any) -> Any:
    client = browser(officer(role))
    url = reverse("committees:void_lot", args=[Lot.objects.get(formation__code=CODE, round=1, draw=draw_).pk])
    typed = {"reason": REASON, "decision": "۱۴", "decision_day": "۱۴۰۵/۰۳/۱۸"}
    return client.post(url, {**leaf(client, url), **typed, **changed})


def given_up() -> None:
    give_up("secretary")
    assert give_up("deputy_speaker").status_code == 302


def again() -> Any:
    """The announcement of the second draw; the holders' new shares bind its name."""
    from majlis.rules.chain import H

    commits = {
        f"holder_{place}_commit": H("share", f"{CODE}/1/2", f"holder-{place}", *_parts(f"holder-{place}"))
        for place in (1, 2)
    }
    return announce(**commits)


def _parts(holder: str) -> tuple[str, str]:
    made = share(holder)
    return made["secret"], made["nonce"]


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("stage", ["announced", "rolled", "opened"])
def test_art18_given_a_draw_at_any_stage_when_two_officers_give_it_up_then_it_is_void_and_scores_stand(stage):
    announce()
    if stage != "announced":
        roll()
    if stage == "opened":
        open_shares()
    give_up("secretary")
    assert lot().stage == stage, "one signature changes nothing"
    assert give_up("deputy_speaker").status_code == 302
    kept = Lot.objects.get(formation__code=CODE)
    assert (kept.stage, kept.voided_from, kept.void_reason) == ("void", stage, REASON)
    assert formation().stage == "settled"
    act = Act.objects.get(verb="void_lot")
    assert act.second is not None
    assert act.content["decision"] == "۱۴"


@pytest.mark.usefixtures("settled")
def test_art18_given_a_void_draw_when_the_next_is_played_to_the_seats_then_its_announcement_binds_the_first(tmp_path):
    announce()
    roll()
    first = lot()
    given_up()
    assert again().status_code == 302
    second = lot()
    assert (second.draw, second.lot_id) == (2, f"{CODE}/1/2")
    roll("9" * 20)
    assert open_shares().status_code == 302
    sign("seat_members", "secretary")
    sign("seat_members", "deputy_speaker")
    found = Formation.objects.get(code=CODE)
    for file in proof_files(found, rounds_of(found)):
        path = tmp_path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.raw)
    said = json.loads((tmp_path / "round-1" / "lot.json").read_bytes())
    (old,) = said["voided"]
    assert (old["lot_id"], old["stage"], old["dice"], old["reason"]) == (first.lot_id, "rolled", first.dice, REASON)
    assert old["announcement"] == first.announcement
    assert verified(tmp_path) == 0
    # Who leaves the first draw out, or words its reason away with its dice, is found out.
    for forged in ([], [{**old, "dice": "0" * 20, "announcement": second.announcement}]):
        write(tmp_path / "round-1" / "lot.json", {**said, "voided": forged})
        assert verified(tmp_path) == 1


def write(path: Path, value: Any) -> None:
    path.write_bytes(json.dumps(value, sort_keys=True, separators=(",", ":")).encode() + b"\n")


def verified(folder: Path) -> int:
    return subprocess.run([sys.executable, str(VERIFY), str(folder)], capture_output=True, check=False).returncode


@pytest.mark.usefixtures("settled")
def test_art18_given_announced_seats_when_the_draw_is_to_be_given_up_then_refused_with_what_remains():
    draw()
    sign("seat_members", "secretary")
    sign("seat_members", "deputy_speaker")
    answer = give_up("secretary")
    assert answer.status_code == 422
    assert "اعتراض به کمیسیون" in answer.content.decode()
    assert lot().stage == "opened"
    assert Seat.objects.exists()
    assert not Countersign.objects.filter(verb="void_lot").exists()


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize(
    "changed", [{"reason": ""}, {"decision": ""}, {"decision_day": "۱۴۲۰/۰۱/۰۱"}, {"reason": "ن" * 501}]
)
def test_art18_given_no_reason_or_a_decision_of_tomorrow_then_its_field_says_so_and_the_draw_stands(changed):
    announce()
    answer = give_up("secretary", **changed)
    assert answer.status_code == 422
    assert next(iter(changed)) in answer.context["form"].errors
    assert lot().stage == "announced"


@pytest.mark.usefixtures("settled")
def test_art18_given_a_void_draw_then_hall_and_proof_tell_everyone_who_may_look_why():
    announce()
    given_up()
    kept = Lot.objects.get(formation__code=CODE)
    client = browser(member())
    hall = client.get(reverse("committees:lot", args=[kept.pk])).content.decode()
    assert REASON in hall
    assert "این قرعه باطل شده است" in hall
    proof = client.get(reverse("committees:proof", args=[CODE])).content.decode()
    assert kept.announcement in proof
    assert REASON in proof
    assert browser(officer("secretary")).get(reverse("committees:announce_lot", args=[CODE])).status_code == 200


@pytest.mark.usefixtures("settled")
def test_art18_the_database_too_wants_a_reason_and_no_seats_of_a_void_draw():
    announce()
    for wrong in ({"stage": "void"}, {"stage": "void", "voided_from": "announced", "void_reason": "x", "result": "{}"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Lot.objects.filter(formation__code=CODE).update(**wrong)


@pytest.mark.usefixtures("final")
def test_art18_the_played_second_round_lists_the_draw_that_was_given_up():
    (_, second) = rounds_of(formation())
    assert [each.draw for each in second.voided] == [1]
    assert second.draw == 2
