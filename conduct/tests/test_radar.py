"""Each open case against the end of its term, and the board as it keeps itself (Arts. 3, 5, 12; law, Art. 1)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conduct.models import Case
from conduct.queries.hygiene import board_on
from conduct.queries.radar import radar
from conduct.rules import hygiene
from conduct.rules import radar as rules
from conduct.tests.playing import DAY
from conduct.tests.test_letters import viewer
from conduct.tests.test_pages import at_the_worlds_hour, letters, visit  # noqa: F401
from conduct.tests.test_queries import copied
from majlis.models import Term
from majlis.rules.deadlines import ONE_DAY, legal_day, midnight
from majlis.rules.law import Refused
from majlis.tests.people import appointed, body_named

NOW = datetime.fromisoformat("2026-05-20T08:00:00+00:00")
DAYS = {"ruling_weeks": 7, "appeal_days": 11, "appeal_ruling_months": 31}


def end_of(figure: str, start: datetime) -> datetime:
    return midnight(legal_day(start) + (DAYS[figure] + 1) * ONE_DAY)


def days(at: datetime) -> int:
    return (legal_day(at - timedelta(seconds=1)) - legal_day(NOW)).days


@pytest.mark.parametrize(
    ("road", "first", "last"),
    [
        (rules.Road("reported", NOW), 11, 49 + 2),
        (rules.Road("invited", NOW + 5 * DAY), 16, 49 + 7),
        (rules.Road("closed_for_ruling", NOW, ruling_end=end_of("ruling_weeks", NOW - 3 * DAY)), 11, 48),
        (rules.Road("ruled", NOW, True), 11, 43),
        (rules.Road("served", NOW, True, appeal_end=end_of("appeal_days", NOW - 6 * DAY)), 5, 37),
        (rules.Road("appealed", NOW, True), 0, 31),
        (rules.Road("forwarded", NOW, True, decision_end=end_of("appeal_ruling_months", NOW - 20 * DAY)), 0, 11),
        (rules.Road("ruled", NOW, False), 0, 0),
    ],
)
def test_art12_the_earliest_end_keeps_the_members_ten_days_and_the_latest_every_limit(road, first, last):
    assert days(rules.earliest(road, end_of)) == first
    assert days(rules.latest(road, end_of)) == last


def test_art12_the_bounds_to_the_second():
    road = rules.Road("ruled", NOW, True)
    first, last = rules.earliest(road, end_of), rules.latest(road, end_of)
    second = timedelta(seconds=1)
    assert rules.colour(road, first, end_of) == rules.RED
    assert rules.colour(road, first + second, end_of) == rules.AMBER
    assert rules.colour(road, last - second, end_of) == rules.AMBER
    assert rules.colour(road, last, end_of) == rules.GREEN
    assert rules.colour(rules.Road("ruled", NOW, True, suspended=True), last, end_of) == rules.AMBER


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(("more", "colour"), [(3, "red"), (20, "amber"), (120, "green")])
def test_art12_a_case_is_held_against_the_last_day_of_its_members_term(world, more, colour, named):
    world.given_case("closed_for_ruling")
    term = Term.objects.create(number=12, opens_at=world.now - 90 * DAY, ends_on=legal_day(world.now) + more * DAY)
    Case.objects.update(term=term if named else None)
    row = radar(viewer(world, world.chair))[0]
    assert (row.colour, row.ends_on) == (colour, legal_day(world.now) + more * DAY)
    assert row.earliest < row.latest


def test_art12_without_the_end_of_the_term_nothing_is_said(world):
    world.given_case("reported")
    row = radar(viewer(world, world.chair))[0]
    assert row.colour == rules.UNKNOWN and row.earliest is not None


def test_the_radar_shows_each_only_his_own_cases_and_asks_as_often_for_many(world, visit):  # noqa: F811
    cases = [world.given_case(stage) for stage in ("reported", "served", "closed_for_ruling")]
    world.do("declare_recusal", cases[0], world.seats[5], reason="")
    page = visit(world.chair).get("/conduct/radar/")[1]
    assert all(letters(case) in page for case in cases)
    aside = visit(world.seats[5]).get("/conduct/radar/")[1]
    assert letters(cases[0]) not in aside and letters(cases[1]) in aside
    for person in (world.registrar, world.judges[0], world.member, world.people.stranger, world.people.speaker):
        for path in ("/conduct/radar/", "/conduct/board/"):
            assert visit(person).get(path)[0] == 404

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            radar(viewer(world, world.chair))
        return len(queries)

    few = asked()
    for case in cases:
        for _ in range(5):
            copied(case)
    assert asked() == few


AMENDED = date(2026, 5, 20)
YES, NO, EXCUSED = True, False, None


@pytest.mark.parametrize(
    ("came", "running", "quarter"),
    [
        ([], NO, NO),
        ([YES] * 4, NO, NO),
        ([YES, YES, YES, NO], NO, YES),
        ([YES, YES, YES, YES, NO], NO, NO),
        ([YES] * 9 + [NO, NO], NO, NO),
        ([YES] * 9 + [NO, NO, NO], YES, YES),
        ([YES] * 20 + [NO, NO, NO, YES], YES, NO),
        ([YES] * 20 + [NO, NO, YES, NO], NO, NO),
        ([YES] * 20 + [NO, NO, EXCUSED, NO], NO, NO),
        ([EXCUSED] * 4, NO, NO),
        ([YES] * 3 + [EXCUSED, EXCUSED, NO], NO, NO),
    ],
)
def test_law_art1_three_running_or_a_quarter(came, running, quarter):
    told = hygiene.absences(came, AMENDED)
    assert (told.running, told.quarter, told.sittings, told.absent) == (running, quarter, len(came), came.count(False))


def test_law_art1_before_the_amendment_nothing_is_counted_against_anybody():
    assert not hygiene.absences([NO] * 9, date(2025, 2, 3)).alarm
    assert hygiene.absences([NO] * 9, date(2025, 2, 4)).alarm


def test_the_board_on_a_day_its_officers_and_who_stayed_away(world, visit):  # noqa: F811
    for _ in range(3):
        sitting = world.sit(6)
        world.do("close_sitting", sitting, world.secretary)
        world.now += DAY
    day = legal_day(world.now)
    board = board_on(viewer(world, world.chair), day)
    assert (len(board.seats), board.by_law, board.vacant) == (9, 9, 0)
    assert board.officers == [("رئیس", 1, 1), ("نایب‌رئیس", 1, 1), ("دبیر", 1, 1), ("سخنگو", 1, 1)]
    away = {seat.membership.person for seat in board.seats if seat.absences.alarm}
    assert away == set(world.seats[6:])
    assert all(seat.absences.in_a_row == 3 for seat in board.seats if seat.absences.absent)
    earlier = board_on(viewer(world, world.chair), date(2025, 12, 1))
    assert earlier.seats == [] and board_on(viewer(world, world.registrar), day) is None
    page = visit(world.chair).get("/conduct/board/")[1]
    assert page.count("سه غیبت پیاپی") == 3 and "۳ از ۳ جلسه" in page
    assert "کسی عضو این هیأت نبوده" in visit(world.chair).get("/conduct/board/?day=1404/9/10")[1]
    assert visit(world.chair).get("/conduct/board/?day=nonsense")[0] == 200


def test_law_art1_an_absence_with_an_excuse_counts_against_nobody(world, visit):  # noqa: F811
    """The desk writes it down while the sitting is open, and takes back what it wrote by mistake."""
    away, other = (str(each.pk) for each in world.seats[7:9])
    present = [str(each.pk) for each in world.seats[:7]]
    for place in range(3):
        sitting = world.sit(7)
        world.do("record_attendance", sitting, world.secretary, present=present, excused=[away, other])
        world.do(
            "record_attendance", sitting, world.secretary, present=present, excused=[away] if place else [away, other]
        )
        world.do("close_sitting", sitting, world.secretary)
        world.now += DAY
    seats = {
        row.membership.person_id: row.absences
        for row in board_on(viewer(world, world.chair), legal_day(world.now)).seats
    }
    one, two = seats[world.seats[7].pk], seats[world.seats[8].pk]
    assert (one.absent, one.excused, one.alarm) == (0, 3, False)
    assert (two.absent, two.excused, two.in_a_row) == (2, 1, 2)
    assert "و ۳ با عذر" in visit(world.chair).get("/conduct/board/")[1]


def test_who_is_there_has_no_excuse_and_a_stranger_none_either(world, visit):  # noqa: F811
    sitting = world.sit(7)
    present = [str(each.pk) for each in world.seats[:8]]
    world.do("record_attendance", sitting, world.secretary, present=present, excused=[str(world.seats[7].pk)])
    assert not sitting.excuses.exists()
    with pytest.raises(Refused) as refused:
        world.do(
            "record_attendance", sitting, world.secretary, present=present, excused=[str(world.people.stranger.pk)]
        )
    assert refused.value.field == "excused"
    page = f"/conduct/sittings/{sitting.pk}/attendance/"
    secretary = visit(world.secretary)
    assert secretary.post(page, present=present[:7], excused=[str(world.seats[8].pk)])[0] == 200
    assert sitting.excuses.get().person == world.seats[8]
    assert 'name="excused"' in secretary.get(page)[1]
    # Before a sitting is open, nobody is excused from it.
    world.do("close_sitting", sitting, world.secretary)
    assert 'name="excused"' not in secretary.get("/conduct/bodies/conduct_board/sittings/")[1]


def test_art5_who_left_the_committee_that_carried_his_seat_is_named(world):
    admin, who = world.people.administrator, world.seats[4]
    committee = body_named("judiciary", "committee", "قضائی و حقوقی", admin)
    appointed(who, committee, "member", admin, from_day="2026-01-01", to_day="2026-05-01")
    seats = board_on(viewer(world, world.chair), legal_day(world.now)).seats
    assert [(seat.membership.person, seat.lost) for seat in seats if seat.lost] == [(who, ["قضائی و حقوقی"])]
    before = board_on(viewer(world, world.chair), date(2026, 4, 1)).seats
    assert not [seat for seat in before if seat.lost]
