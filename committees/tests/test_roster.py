"""The roster and its proof: who may read them when, what is downloaded, and that a stranger can check it (Arts. 16-18, 23)."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from committees.models import Declaration, Formation, Seat
from committees.queries.proof import rounds_of, zipped
from committees.queries.roster import committee_counts, roster_page
from committees.tests.seats import CODE, browser, final, formation, leaf, member, officer
from committees.views import public
from majlis.models import Act, Reading

__all__ = ["final"]
pytestmark = pytest.mark.usefixtures("final")
ROSTER = f"/committees/rosters/{CODE}/"
PROOF = f"{ROSTER}proof/"
VERIFY = str(Path(settings.BASE_DIR, "bin", "verify"))
DOWNLOADS = (f"{ROSTER}roster.csv", f"{ROSTER}roster.json", f"{ROSTER}roster.xlsx")


def back_to(stage: str, *, proof_open: bool) -> None:
    """The same formation as it stood earlier; its seats are as they were."""
    Formation.objects.update(stage=stage, proof_open=proof_open)


def stranger(url: str) -> Any:
    return browser(None).get(url)


# --- who may read ---------------------------------------------------------------------------------------------------


def test_art23_given_a_final_roster_then_everyone_reads_it_and_its_downloads():
    for url in (ROSTER, *DOWNLOADS, "/committees/rosters/"):
        assert stranger(url).status_code == 200, url
    assert CODE in str([row.code for row in stranger("/committees/rosters/").context["rows"]])


def test_art19_given_announced_seats_then_members_and_officers_read_them_and_a_stranger_is_sent_to_the_door():
    back_to("announced", proof_open=False)
    door = stranger("/committees/nothing/here/")["Location"]
    for url in (ROSTER, *DOWNLOADS):
        assert stranger(url)["Location"] == door, url
    for who in (member(), officer("clerk"), officer("officer", "laws_deputy"), officer("head", "branch")):
        assert browser(who).get(ROSTER).status_code == 200, who
    assert browser(officer("administrator", "house")).get(ROSTER).status_code == 404
    assert stranger("/committees/rosters/").context["rows"] == []


def test_art18_given_seats_not_announced_then_nobody_finds_a_roster():
    back_to("drawn", proof_open=False)
    assert browser(officer("secretary")).get(ROSTER).status_code == 404


def test_art17_the_proof_is_the_members_until_it_is_opened_to_everyone():
    back_to("final", proof_open=False)
    files = [PROOF, f"{PROOF}round-1/snapshot.json", f"{PROOF}decisions.json", f"{ROSTER}proof.zip"]
    door = stranger("/committees/nothing/here/")["Location"]
    lot = f"/committees/lots/{rounds_of(formation())[0].pk}/"
    for url in (*files, lot):
        assert stranger(url)["Location"] == door, url
        assert browser(member()).get(url).status_code == 200, url
    assert stranger(ROSTER).context["proof"] is False
    client, url = browser(officer("secretary")), f"/committees/formations/{formation().pk}/proof/"
    assert client.post(url, leaf(client, url)).status_code == 302
    for url in (*files, lot):
        assert stranger(url).status_code == 200, url


def test_art17_given_an_open_proof_when_opened_again_then_refused_and_no_act_is_written():
    client, url = browser(officer("secretary")), f"/committees/formations/{formation().pk}/proof/"
    before = Act.objects.filter(verb="open_proof").count()
    assert client.get(url).context["refused"] is not None
    assert client.post(url, leaf(client, url)).status_code == 422
    assert Act.objects.filter(verb="open_proof").count() == before == 1


# --- the page -------------------------------------------------------------------------------------------------------


def test_art18_every_seat_stands_once_under_its_committee():
    groups = stranger(ROSTER).context["groups"]
    shown = {row.declaration.number: group["count"].code for group in groups for row in group["rows"]}
    seats = dict(Seat.objects.values_list("declaration__number", "committee__code"))
    assert shown == seats
    assert sum(len(group["rows"]) for group in groups) == len(seats) == 30


def test_art38_members_are_counted_against_floor_and_ceiling():
    counts = {each.code: each for each in committee_counts(formation())}
    ceilings = json.loads(rounds_of(formation())[-1].result)["ceilings"]
    assert len(counts) == 13
    for code, each in counts.items():
        assert (each.floor, each.ceiling) == (19, ceilings[code])
        assert each.members == Seat.objects.filter(committee__code=code).count() <= each.ceiling
    assert all(each.under_floor for each in counts.values())


def test_a_name_is_found_however_it_is_typed():
    seat = Seat.objects.select_related("declaration__member").order_by("declaration__number").first()
    typed = seat.declaration.member.name.replace("ی", "ي").replace("ک", "ك")
    found = stranger(f"{ROSTER}?q={typed}").context["groups"]
    assert [row.pk for group in found for row in group["rows"]] == [seat.pk]
    assert stranger(f"{ROSTER}?q=%25نیست").context["groups"] == []


def test_a_long_roster_is_cut_by_key_and_loses_nobody(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("committees.queries.roster.ROSTER_ROWS", 7)
    seen, token = [], ""
    while True:
        page = roster_page(formation(), token=token)
        seen += [row.pk for row in page.rows]
        token = page.next
        if not token:
            break
    assert len(seen) == len(set(seen)) == 30


def test_the_pages_ask_as_much_of_the_database_for_five_members_as_for_thirty():
    def queries() -> list[int]:
        counted = []
        for url in (ROSTER, PROOF, *DOWNLOADS, "/committees/rosters/"):
            caches["near"].clear()  # what is kept until the minute ends would be asked for in one round alone
            with CaptureQueriesContext(connection) as seen:
                assert stranger(url).status_code == 200
            counted.append(len(seen))
        return counted

    many = queries()
    Seat.objects.exclude(pk__in=Seat.objects.order_by("pk").values("pk")[:5]).delete()
    assert queries() == many


# --- downloads ------------------------------------------------------------------------------------------------------


def test_the_three_downloads_tell_the_same_roster():
    seats = {
        (each.committee.code, each.declaration.number, each.declaration.member.name)
        for each in Seat.objects.select_related("committee", "declaration__member")
    }
    raw = stranger(DOWNLOADS[0]).content
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert {(row[1], row[4], row[2]) for row in rows[1:-1]} == seats
    assert "سند رسمی نیست" in rows[-1][0]
    told = json.loads(stranger(DOWNLOADS[1]).content)
    assert {(c["code"], m["number"], m["name"]) for c in told["committees"] for m in c["members"]} == seats
    assert told["demonstration"] is True
    book = stranger(DOWNLOADS[2]).content
    assert b'rightToLeft="1"' in zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml")
    assert CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()[1] == [
        *rows[1][:6],
        int(rows[1][6]),
        *rows[1][7:],
    ]
    drawn = next(row for row in rows[1:] if row[5] == "اولویت اول")
    assert (drawn[8], drawn[9]) == ("۱۴۰۵/۰۳/۱۹", "2026-06-09")


def test_a_cell_that_begins_like_a_formula_stays_a_text():
    evil = '=HYPERLINK("http://example.org")'
    Declaration.objects.update(constituency=evil)
    cells = {
        row[3] for row in csv.reader(io.StringIO(stranger(DOWNLOADS[0]).content.decode("utf-8-sig"))) if len(row) > 1
    }
    assert cells == {"حوزهٔ انتخابیه", f"'{evil}"}
    book = zipfile.ZipFile(io.BytesIO(stranger(DOWNLOADS[2]).content))
    assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    assert evil.encode() in book.read("xl/worksheets/sheet1.xml").replace(b"&quot;", b'"')


def test_who_takes_a_file_is_noted_where_he_is_known():
    stranger(DOWNLOADS[0])
    assert not Reading.objects.filter(how="export").exists()
    browser(member()).get(DOWNLOADS[0])
    assert Reading.objects.get(how="export").reader == member()


# --- the proof ------------------------------------------------------------------------------------------------------


def test_art18_the_files_are_the_stored_bytes_and_the_page_names_their_hashes():
    page = stranger(PROOF)
    text = page.content.decode()
    for lot in rounds_of(formation()):
        for name, kept in (("snapshot", lot.snapshot), ("result", lot.result)):
            raw = stranger(f"{PROOF}round-{lot.round}/{name}.json").content
            assert raw == kept.encode()
            assert hashlib.sha256(raw).hexdigest() in text
        assert "".join(page.context["rounds"][lot.round - 1]["announcement"]) == lot.announcement
        assert "".join(digit for _, digit in page.context["rounds"][lot.round - 1]["dice"]) == lot.dice


def test_no_other_path_is_a_file_of_the_proof():
    client = browser(member())
    for path in ("round-9/lot.json", "round-1/other.json", "../settings.py", "%2e%2e/proof.py", "round-1/", "lot.json"):
        assert client.get(PROOF + path).status_code == 404, path


def test_art18_the_zip_is_the_same_each_time_and_the_offered_program_agrees_with_it(tmp_path: Path):
    once, again = (stranger(f"{ROSTER}proof.zip").content for _ in range(2))
    assert once == again
    zipfile.ZipFile(io.BytesIO(once)).extractall(tmp_path)
    offered = tmp_path / "verify.py"
    offered.write_bytes(stranger("/committees/rosters/verify.py").content)
    command = [sys.executable, str(offered), CODE]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
    for lot in rounds_of(formation()):
        assert f"round {lot.round} announcement {lot.announcement} dice {lot.dice}" in ran.stdout
    result = tmp_path / CODE / "round-1" / "result.json"
    result.write_bytes(result.read_bytes().replace(b'"first"', b'"second"', 1))
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 1


def test_a_zip_does_not_depend_on_the_order_of_its_files():
    files = {"b": b"2", "a/c": b"1"}
    assert zipped("x", files) == zipped("x", dict(reversed(files.items())))


def test_the_offered_program_is_the_one_of_the_house():
    assert (
        Path(VERIFY).read_bytes() == public.VERIFIER.read_bytes() == stranger("/committees/rosters/verify.py").content
    )
