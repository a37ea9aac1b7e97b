"""Meetings: what each shape needs, who has waited longest, the lot that anyone can count again (house procedure, Art. 34)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from liaison.models import MeetingLot, MeetingRequest
from liaison.queries import meetings as found_meetings
from liaison.queries.dossier import chamber
from liaison.tests import work_stage as work
from liaison.tests.stage import DAY
from majlis import actions as kernel
from majlis.models import Membership, Term
from majlis.queries.paging import page_of
from majlis.rules import lots
from majlis.rules.chain import H, canonical
from majlis.rules.law import Refused
from majlis.tests.people import call

YEAR = 365 * DAY


def test_each_shape_has_its_guests(office):
    for bad in (
        {"shape": "single", "guests": office.keys(2)},
        {"shape": "single", "guests": []},
        {"shape": "assembly", "guests": office.keys(2), "province": " "},
        {"shape": "committee", "committee": "", "guests": []},
        {"asked_of": "minister", "minister": ""},
    ):
        with pytest.raises(Refused):
            work.meeting(office, **bad)
    assert not MeetingRequest.objects.exists()
    row = work.meeting(office, asked_of="minister", minister=str(office.energy.pk))
    assert str(row) == f"دیدار {office.members[0].name} با وزیر نیرو"


def test_liaison34_given_a_year_without_a_meeting_then_he_stands_first(office):
    row = work.meeting(office, "arranged")
    viewer = office.viewer(office.officer)
    everybody = found_meetings.neglected(viewer).count()
    office.do("hold_gathering", row.gathering, at=row.gathering.ends_at, minutes="شنیده شد")
    seen = office.viewer(office.officer)
    assert found_meetings.neglected(seen).count() == everybody - 1
    assert found_meetings.fairness(seen).last().person == office.members[0]
    day = row.gathering.starts_at
    for after, waits in ((364, False), (365, False), (366, True)):
        later = office.viewer(office.officer, day + after * DAY)
        assert found_meetings.neglected(later).filter(person=office.members[0]).exists() is waits, after


def test_each_member_stands_once_on_the_pages_of_fairness_and_who_was_never_received_first(office):
    for _ in range(2):
        row = work.meeting(office, "arranged")
        office.do("hold_gathering", row.gathering, at=row.gathering.ends_at, minutes="شنیده شد")
    seen, token, told = office.viewer(office.officer), "", []
    everybody = list(found_meetings.fairness(seen))
    while True:
        page = page_of(found_meetings.fairness(seen), found_meetings.BY_WAITING, token, 2)
        told += page.rows
        if not (token := page.next):
            break
    assert told == everybody and len(told) > 2
    assert [row.last is None for row in told] == sorted((row.last is None for row in told), reverse=True)


def test_a_meeting_stands_in_the_plan_and_its_outcome_is_a_decision(office):
    row = work.meeting(office, "arranged")
    office.do("hold_gathering", row.gathering, at=row.gathering.ends_at, minutes="آب داده شود")
    task = office.task(kind="meeting", gathering=str(row.gathering.pk))
    assert list(row.gathering.tasks.all()) == [task]


def test_liaison34_the_lot_is_the_houses_own(office):
    """Counted again with the house's formulas from what the page shows, and nothing else."""
    row = work.lot(office, "drawn")
    commits = [each["commit"] for each in row.holders]
    announced = lots.announcement(row.name, H("meetings", canonical(row.snapshot)), "", commits)
    seed = lots.seed(announced, [secret for secret, _ in work.SECRETS.values()], work.DICE)
    order = [key for _, key in lots.drawn(seed, (row.name,), [each["key"] for each in row.snapshot])]
    assert (row.announced, row.seed, [each["key"] for each in row.result]) == (announced, seed, order)
    assert {each["title"] for each in row.result} == {"مجمع نمایندگان خراسان", "مجمع نمایندگان فارس"}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"dice": "12"}, "بیست رقم"),
        ({"shares": "دفتر " + "a" * 64 + " " + "b" * 64}, "گشوده نشده"),
        ({"shares": work.SHARES.replace("a" * 64, "e" * 64)}, "همان نیست"),
        ({"shares": "چیز دیگر"}, "راز و نمک"),
    ],
)
def test_a_share_that_is_another_is_refused(office, typed, told):
    row = work.lot(office)
    with pytest.raises(Refused, match=told):
        office.do("draw_meeting_lot", row, **{"dice": work.DICE, "shares": work.SHARES, **typed})
    row.refresh_from_db()
    assert (row.stage, row.result) == ("announced", [])


def test_a_lot_needs_two_holders_two_assemblies_and_its_own_number(office):
    work.assembly(office, "یزد")
    with pytest.raises(Refused, match="دو مجمع"):
        office.do("announce_meeting_lot", MeetingLot(), draw=1, commits=work.commits("meetings/1405/1"))
    work.assembly(office, "قم", 4)
    for commits, told in ((work.commits("x").splitlines()[0], "دو سهم‌دار"), ("دفتر abc", "مهر ۶۴")):
        with pytest.raises(Refused, match=told):
            office.do("announce_meeting_lot", MeetingLot(), draw=1, commits=commits)
    with pytest.raises(Refused, match="شمارهٔ تازه"):
        office.do("announce_meeting_lot", MeetingLot(), draw=2, commits=work.commits("meetings/1405/2"))


def test_meetings_are_the_offices(office, signed_in):
    row = work.meeting(office)
    for person in (office.deputy, office.members[0], office.stranger):
        client = signed_in(person)
        for path in (row.get_absolute_url(), reverse("liaison:meetings"), reverse("liaison:fairness")):
            assert client.get(path).status_code == 404


def test_whose_term_was_followed_by_another_is_not_of_the_chamber(office):
    held = Membership.objects.filter(person__in=office.members).select_related("term").first()
    at = held.term.opens_at + 4 * YEAR
    following = Term()
    kernel.open_term(call(office.administrator, {"number": 14, "opens_at": at.isoformat()}, at=at), following)
    rows = [["n1", "نمایندهٔ دورهٔ پسین", "نیشابور", "", ""]]
    kernel.import_roster(
        call(office.administrator, {"source": "14", "sha256": "0" * 64, "rows": rows}, at=at), following
    )
    # A seat that names no term is of the chamber on every day that it covers.
    always = {each.person.name for each in Membership.objects.filter(body__kind="chamber", role="member", term=None)}
    for days, wanted in ((-1, {each.name for each in office.members}), (1, {"نمایندهٔ دورهٔ پسین"})):
        seen = office.viewer(office.officer, at + days * DAY)
        for found in (found_meetings.fairness(seen), chamber(seen)):
            assert {row.person.name for row in found} == wanted | always
