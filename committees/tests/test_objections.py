"""Objections and the joint meeting: filed in time, invited, heard, decided, and what a decision changes (Arts. 17, 19)."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from committees.models import Declaration, Item, JointSitting, Objection, ScoreSheet, Seat, SeatDecision
from committees.queries.checks import rosters
from committees.queries.seating import open_committees
from committees.tests.seats import at_clock, browser, final, formation, leaf, officer, placed, published, settled, sign
from majlis import clock
from majlis.models import Act, EnactedFigure, Membership, Person
from majlis.rules.deadlines import legal_day

__all__ = ["final", "placed", "published", "settled"]
CLAIM = "اصل حکم همراه من است و در جلسه نشان می‌دهم."
VERIFY = Path(settings.BASE_DIR, "bin", "verify")
HOUR = timedelta(hours=1)


# --- hands --------------------------------------------------------------------------------------------------------------


def refused_item() -> Item:
    """A post that the laws deputy refused, whose owner heads no branch."""
    heads = Membership.objects.filter(role="head").values("person")
    rows = Item.objects.filter(stage="rejected", kind="post", declaration__formation=formation(), papers__isnull=False)
    return rows.exclude(declaration__member__in=heads).order_by("declaration__number", "place")[0]


def sheet_of(item: Item, rank: int = 1) -> ScoreSheet:
    return ScoreSheet.objects.get(declaration=item.declaration, rank=rank, round=1)


def object_to(item: Item, sheet: ScoreSheet | None = None, **changed: Any) -> Any:
    """Post the objection from its page, as the owner of the item."""
    client = browser(item.declaration.member)
    url = reverse("committees:file_objection", args=[(sheet or sheet_of(item)).pk])
    return client.post(url, {**leaf(client, url), "item": str(item.pk), "claim": CLAIM, **changed})


def press(word: str, subject: Any, by: Person, **typed: Any) -> Any:
    client, url = browser(by), reverse(f"committees:{word}", args=[subject])
    return client.post(url, {**leaf(client, url), **typed})


def later(hours: float) -> None:
    at_clock(clock.now() + hours * HOUR)


def invite(objection: Objection, hours: int = 2) -> Any:
    from majlis import persian

    at = clock.now() + hours * HOUR
    typed = {
        "invited_for_day": persian.jalali_numeric(legal_day(at)),
        "invited_for_time": persian.clock_text(at),
        "place": "تالار",
    }
    return press("invite_objector", objection.pk, officer("clerk"), **typed)


def roll() -> list[Person]:
    from committees.facts import joint_roll

    return [each.person for each in joint_roll(legal_day(clock.now()), formation().term)]


def open_meeting(absent: int = 0) -> Any:
    present = [str(each.pk) for each in roll()[absent:]]
    return press("open_joint_sitting", formation().code, officer("speaker"), present=present)


def decide(objection: Objection, agree: int = 9, **typed: Any) -> Any:
    """Post the meeting's word: the first so many of those present agree, the others are against."""
    word = "decide_objection" if objection.kind == "score" else "decide_seat_objection"
    there = [each.person_id for each in JointSitting.objects.get(stage="open").attendances.all()]
    voters = [each for each in there if each != objection.declaration.member_id]
    votes = {f"vote_{each}": "agree" if place < agree else "against" for place, each in enumerate(voters)}
    answer = {
        "heard": "heard",
        "outcome": "accepted",
        "relation": "related",
        "reason": "حکم دیده شد.",
        **votes,
        **typed,
    }
    return press(word, objection.pk, officer("speaker"), **answer)


def heard(objection: Objection) -> None:
    """Invited, the hour come, the meeting open."""
    assert invite(objection).status_code == 302
    later(2.5)
    assert open_meeting().status_code == 302


def filed() -> Objection:
    assert object_to(refused_item()).status_code == 302
    return Objection.objects.get()


# --- objecting ----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("published")
def test_art17_given_a_line_within_48_hours_when_its_owner_objects_then_it_waits_for_the_joint_meeting():
    objection = filed()
    assert (objection.stage, objection.claim, objection.item) == ("filed", CLAIM, refused_item())
    page = browser(officer("speaker")).get(reverse("committees:objections", args=[formation().code])).content.decode()
    assert objection.item.title[:12] in page
    assert "هنوز دعوت نشده است" in page


@pytest.mark.usefixtures("published")
def test_art17_given_the_window_closed_when_a_member_objects_then_the_sum_is_shown_and_his_words_stay():
    item = refused_item()
    client, url = browser(item.declaration.member), reverse("committees:file_objection", args=[sheet_of(item).pk])
    typed = {**leaf(client, url), "item": str(item.pk), "claim": CLAIM}
    later(25)
    answer = client.post(url, typed)
    assert answer.status_code == 422
    assert CLAIM in answer.content.decode()
    assert not Objection.objects.exists()


@pytest.mark.usefixtures("published")
def test_art17_given_one_leaf_when_pressed_twice_then_there_is_one_objection_and_a_second_leaf_is_refused():
    item = refused_item()
    client, url = browser(item.declaration.member), reverse("committees:file_objection", args=[sheet_of(item).pk])
    typed = {**leaf(client, url), "item": str(item.pk), "claim": CLAIM}
    assert client.post(url, typed)["Location"] == client.post(url, typed)["Location"]
    assert Objection.objects.count() == 1
    assert str(item.pk) not in dict(client.get(url).context["form"].fields["item"].choices)
    assert client.post(url, {**leaf(client, url), "item": str(item.pk), "claim": CLAIM}).status_code == 422


@pytest.mark.usefixtures("published")
def test_art15_given_a_line_that_a_branch_decided_when_its_owner_objects_then_it_is_closed_to_him():
    from committees import actions
    from committees.models import Ambiguity
    from majlis.register import Call
    from majlis.rules.law import Refused

    doubt = Ambiguity.objects.filter(stage="decided").select_related("item__declaration", "committee")[0]
    form = doubt.item.declaration
    sheet = ScoreSheet.objects.get(declaration=form, committee=doubt.committee, round=1)
    client, url = browser(form.member), reverse("committees:file_objection", args=[sheet.pk])
    page = client.get(url)
    assert str(doubt.item_id) not in dict(page.context["form"].fields["item"].choices)
    assert "تصمیم آن قطعی است" in page.content.decode()
    objection = Objection(formation=formation(), declaration=form, kind="score", committee=doubt.committee)
    call = Call(actor=form.member, at=clock.now(), body={"item": str(doubt.item_id), "claim": CLAIM})
    with pytest.raises(Refused) as refused:
        actions.file_objection(call, objection)
    assert str(refused.value.article) == "directive 15"


@pytest.mark.usefixtures("published")
def test_art17_given_anothers_sheet_when_a_member_opens_its_objection_then_there_is_no_such_page():
    item = refused_item()
    other = Declaration.objects.filter(formation=formation()).exclude(pk=item.declaration_id)[0].member
    url = reverse("committees:file_objection", args=[sheet_of(item).pk])
    assert browser(other).get(url).status_code == 404
    assert browser(officer("speaker")).get(url).status_code == 404


@pytest.mark.usefixtures("published")
def test_art17_given_an_objection_when_another_member_looks_then_he_reads_it_only_once_it_is_decided():
    objection = filed()
    other = (
        Declaration.objects.filter(formation=formation())
        .exclude(pk=objection.declaration_id)
        .order_by("number")[3]
        .member
    )
    url = reverse("committees:objection", args=[objection.pk])
    assert browser(other).get(url).status_code == 404
    heard(objection)
    assert decide(objection, outcome="refused").status_code == 302
    assert browser(other).get(url).status_code == 200


# --- the joint meeting --------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("published")
def test_art17_given_no_invitation_or_before_its_hour_when_the_meeting_decides_then_it_is_refused():
    objection = filed()
    assert open_meeting().status_code == 302
    assert decide(objection).status_code == 422
    assert invite(objection, hours=2).status_code == 302
    answer = decide(objection)
    assert answer.status_code == 422
    assert "پیش از آن تصمیمی گرفته نمی‌شود" in answer.content.decode()
    later(2.5)
    assert decide(objection).status_code == 302


@pytest.mark.usefixtures("published")
def test_art17_given_the_house_has_set_no_quorum_when_the_meeting_opens_then_it_is_refused_by_name():
    EnactedFigure.objects.all().delete()
    answer = open_meeting()
    assert answer.status_code == 422
    assert "حد نصاب جلسهٔ مشترک هیأت رئیسه و رؤسای شعب" in answer.content.decode()
    assert not JointSitting.objects.exists()


@pytest.mark.usefixtures("published")
def test_art17_given_too_few_when_the_meeting_opens_then_the_sum_is_shown():
    answer = open_meeting(absent=len(roll()) - 3)
    assert answer.status_code == 422
    assert "۳ نفر از ۵ نفر حاضرند، ۴ نفر لازم است" in answer.content.decode()


@pytest.mark.usefixtures("published")
def test_art17_given_two_of_five_agree_when_three_are_needed_then_nothing_is_decided():
    objection = filed()
    heard(objection)
    answer = decide(objection, agree=2)
    assert answer.status_code == 422
    assert "۲ از ۵ موافق، ۳ لازم: تصویب نشد" in answer.content.decode()
    objection.refresh_from_db()
    assert (objection.stage, objection.ballots.count()) == ("invited", 0)


@pytest.mark.usefixtures("published")
def test_art17_given_the_objector_heads_a_branch_when_they_vote_then_he_stands_aside_and_is_not_counted():
    head = officer("head", "branch")
    sheet = ScoreSheet.objects.filter(declaration__member=head, round=1).order_by("rank")[0]
    line = sheet.lines.filter(item__isnull=False, decision="").exclude(article="directive 9")[0]
    assert object_to(line.item, sheet).status_code == 302
    objection = Objection.objects.get()
    heard(objection)
    assert (
        f"vote_{head.pk}"
        not in browser(officer("speaker"))
        .get(reverse("committees:decide_objection", args=[objection.pk]))
        .context["form"]
        .fields
    )
    assert decide(objection, outcome="refused").status_code == 302
    assert [each.person for each in objection.recusals.all()] == [head]
    assert "۴ نفر از ۵ نفر حاضرند" in Act.objects.get(verb="decide_objection").content["quorum"]


@pytest.mark.usefixtures("published")
def test_art17_given_an_objection_upheld_when_decided_then_the_line_counts_and_the_score_is_still_the_sum_of_its_lines():
    objection = filed()
    first, second = sheet_of(objection.item), sheet_of(objection.item, 2)
    before = first.units
    heard(objection)
    assert decide(objection).status_code == 302
    objection.refresh_from_db()
    first.refresh_from_db()
    line = first.lines.get(item=objection.item)
    assert first.units == before + line.units
    assert line.units > 0
    assert (line.decision, "جلسهٔ مشترک" in line.reason) == (str(objection.pk), True)
    for sheet in (first, second):
        sheet.refresh_from_db()
        assert sheet.units == sum(each.units for each in sheet.lines.all())
    assert [each["points"] for each in objection.before] != [each["points"] for each in objection.after]
    page = (
        browser(objection.declaration.member).get(reverse("committees:objection", args=[objection.pk])).content.decode()
    )
    assert "پیش از تصمیم" in page
    assert "پس از تصمیم" in page


@pytest.mark.usefixtures("published")
def test_art17_given_an_objection_refused_when_decided_then_no_number_changes():
    objection = filed()
    sheets = dict(ScoreSheet.objects.values_list("pk", "units"))
    heard(objection)
    assert decide(objection, outcome="refused", relation="").status_code == 302
    assert dict(ScoreSheet.objects.values_list("pk", "units")) == sheets
    objection.item.refresh_from_db()
    assert objection.item.stage == "rejected"


@pytest.mark.usefixtures("published")
def test_art17_given_an_upheld_post_without_a_relation_when_pressed_then_the_field_says_so_and_the_reason_stays():
    objection = filed()
    heard(objection)
    answer = decide(objection, relation="", reason="دلیل نوشته شد")
    assert answer.status_code == 422
    assert answer.context["form"].errors["relation"]
    assert "دلیل نوشته شد" in answer.content.decode()


@pytest.mark.usefixtures("published")
def test_art17_given_an_undecided_objection_when_the_window_has_closed_then_scores_are_not_settled_until_it_is_decided():
    objection = filed()
    later(30)
    answer = sign("settle_scores", "secretary")
    assert answer.status_code == 422
    assert "۱ اعتراض رسیدگی نشده است" in answer.content.decode()
    heard(objection)
    assert decide(objection).status_code == 302
    assert sign("settle_scores", "secretary").status_code == 302


@pytest.mark.usefixtures("published")
def test_art17_given_two_officers_on_one_objection_when_both_decide_then_the_first_stands_and_the_second_sees_it():
    objection = filed()
    heard(objection)
    client, url = browser(officer("deputy_speaker")), reverse("committees:decide_objection", args=[objection.pk])
    stale = leaf(client, url)
    assert decide(objection, outcome="refused").status_code == 302
    voters = [each.person_id for each in JointSitting.objects.get().attendances.all()]
    typed = {
        "heard": "heard",
        "outcome": "accepted",
        "relation": "related",
        "reason": "دیگر",
        **{f"vote_{each}": "agree" for each in voters},
    }
    assert client.post(url, {**stale, **typed}).status_code in (409, 422)
    objection.refresh_from_db()
    assert objection.outcome == "refused"


# --- seats --------------------------------------------------------------------------------------------------------------


def sitting_elsewhere(wanted: str) -> Seat:
    heads = Membership.objects.filter(role="head").values("person")
    rows = (
        Seat.objects.filter(formation=formation())
        .exclude(committee__code=wanted)
        .exclude(declaration__member__in=heads)
    )
    return rows.order_by("declaration__number")[0]


def full_committee() -> str:
    free = open_committees(formation())
    return next(
        code for code in Seat.objects.values_list("committee__code", flat=True).order_by("pk") if code not in free
    )


def ask_for(seat: Seat, wanted: str) -> Any:
    return press("object_to_seat", seat.declaration_id, seat.declaration.member, committee=wanted, claim=CLAIM)


def at_announcement(hours: float = 20) -> None:
    at_clock(Act.objects.get(verb="seat_members").happened_at + hours * HOUR)


@pytest.mark.usefixtures("placed")
def test_art19_given_24_hours_when_a_member_asks_for_a_committee_with_room_and_is_upheld_then_he_sits_there_and_the_proof_says_so(
    tmp_path,
):
    at_announcement()
    wanted = next(iter(open_committees(formation())))
    seat = sitting_elsewhere(wanted)
    came_from = seat.committee.code
    assert ask_for(seat, wanted).status_code == 302
    objection = Objection.objects.get(kind="seat")
    heard(objection)
    assert decide(objection).status_code == 302
    seat.refresh_from_db()
    assert (seat.committee.code, seat.through) == (wanted, "decision")
    told = SeatDecision.objects.get()
    assert (told.from_committee.code, told.to_committee.code) == (came_from, wanted)
    assert rosters().rows == []
    call_command("export_proof", str(tmp_path), formation=formation().code, verbosity=0)
    assert verified(tmp_path).returncode == 0
    said = json.loads((tmp_path / "decisions.json").read_text())
    assert said["decisions"][0]["act"] == Act.objects.get(verb="decide_seat_objection").hash
    said["decisions"][0]["from"] = wanted
    (tmp_path / "decisions.json").write_text(json.dumps(said, sort_keys=True, separators=(",", ":")) + "\n")
    assert verified(tmp_path).returncode == 1


def verified(folder: Path) -> Any:
    return subprocess.run([sys.executable, str(VERIFY), str(folder)], capture_output=True, text=True, check=False)


@pytest.mark.usefixtures("placed")
def test_art19_given_a_full_committee_when_the_meeting_upholds_then_the_ceiling_refuses_and_nothing_moves():
    at_announcement()
    wanted = full_committee()
    seat = sitting_elsewhere(wanted)
    assert ask_for(seat, wanted).status_code == 302
    objection = Objection.objects.get(kind="seat")
    heard(objection)
    answer = decide(objection)
    assert answer.status_code == 422
    assert "به سقف رسیده است" in answer.content.decode()
    assert decide(objection, outcome="refused").status_code == 302
    assert not SeatDecision.objects.exists()


@pytest.mark.usefixtures("placed")
def test_art19_given_two_who_ask_for_the_last_seat_when_both_are_upheld_then_only_the_first_gets_it():
    at_announcement()
    free = open_committees(formation())
    wanted = next((code for code, left in free.items() if left == 1), None)
    if wanted is None:
        wanted = next(iter(free))
        rows = Seat.objects.filter(committee__code=wanted)
        assert rows.exists()
    heads = Membership.objects.filter(role="head").values("person")
    others = (
        Seat.objects.exclude(committee__code=wanted)
        .exclude(declaration__member__in=heads)
        .order_by("declaration__number")
    )
    asking = list(others[: free[wanted] + 1])
    for seat in asking:
        assert ask_for(seat, wanted).status_code == 302
    waiting = list(Objection.objects.filter(kind="seat").order_by("filed_at"))
    for objection in waiting:
        assert invite(objection).status_code == 302
    later(2.5)
    assert open_meeting().status_code == 302
    assert [decide(each).status_code for each in waiting] == [302] * free[wanted] + [422]


@pytest.mark.usefixtures("placed")
def test_art19_given_a_day_has_passed_when_a_member_objects_to_his_seat_then_it_is_too_late():
    at_announcement(24.1)
    wanted = next(iter(open_committees(formation())))
    assert ask_for(sitting_elsewhere(wanted), wanted).status_code == 422
    assert not Objection.objects.filter(kind="seat").exists()


@pytest.mark.usefixtures("placed")
def test_art23_given_an_undecided_objection_to_a_seat_when_the_roster_is_signed_then_it_is_refused():
    at_announcement()
    wanted = next(iter(open_committees(formation())))
    assert ask_for(sitting_elsewhere(wanted), wanted).status_code == 302
    later(30)
    answer = sign("finalise_roster", "secretary")
    assert "اعتراض به کمیسیون رسیدگی نشده است" in answer.content.decode()


@pytest.mark.usefixtures("final")
def test_art19_given_the_demonstrations_decision_when_the_roster_is_final_then_the_office_is_where_the_meeting_put_him():
    told = SeatDecision.objects.get()
    office = Membership.objects.get(person=told.declaration.member, body__kind="committee", source=formation().code)
    assert office.body == told.to_committee
