"""The docket page by page, and the board's cartable beyond its first rows; a case that is not his leaves no gap in either."""

from __future__ import annotations

import pytest

from conduct.models import Case
from conduct.queries.docket import Docket, docket, part_of
from conduct.queries.turns import turn
from conduct.queries.waiting import MESSAGES, his_turn, waiting_for
from conduct.rules.procedure import CLOCKED, ENDED
from conduct.tests.playing import World
from conduct.tests.test_count import STAGES
from conduct.tests.test_queries import copied
from majlis import persian
from majlis.models import Person, User
from majlis.queries import Viewer, viewer_of
from majlis.queries.paging import PAGE_ROWS

COPIES = 16


def viewer(world: World, person: Person) -> Viewer:
    user, _ = User.objects.get_or_create(person=person, defaults={"username": f"u{person.pk.hex[:8]}"})
    return viewer_of(user, world.now)


def pages(looker: Viewer, **wanted: str) -> list[Docket]:
    part = part_of(wanted)
    found = [docket(looker, part, "")]
    while found[-1].next:
        found.append(docket(looker, part, found[-1].next))
    return found


@pytest.fixture
def many(world: World) -> World:
    """More cases than a page holds: some with a clock, some without, some ended."""
    for stage in ("reported", "inquired", "closed_for_ruling", "served"):
        case = world.given_case(stage)
        for _ in range(COPIES):
            copied(case)
    over = world.given_case("reported")
    world.vote(over, "dismiss_report")
    world.do("dismiss_report", over, world.secretary, reason="پیگیری نمی‌خواهد")
    return world


def test_pages_follow_one_another_without_gap_or_double(many):
    found = pages(viewer(many, many.chair))
    refs = [row.case.ref for page in found for row in page.rows]
    assert [len(page.rows) for page in found] == [PAGE_ROWS, 4 * (COPIES + 1) - PAGE_ROWS]
    assert sorted(refs) == sorted(Case.objects.exclude(stage__in=ENDED).values_list("ref", flat=True))
    assert [page.first for page in found] == [True, False]


def test_what_has_a_clock_comes_first_and_the_nearest_end_at_the_top(many):
    first = pages(viewer(many, many.chair))[0]
    clocked = [row.case.stage in CLOCKED for row in first.rows]
    assert clocked == sorted(clocked, reverse=True) and any(clocked) and not all(clocked)
    ends = [row.turn.deadline.ends_at for row in first.rows if row.turn.deadline]
    assert ends == sorted(ends) and len(set(ends)) == 2


def test_what_has_ended_lies_on_a_page_of_its_own(many):
    (page,) = pages(viewer(many, many.chair), show="ended")
    assert [row.case.stage for row in page.rows] == ["dismissed"]
    assert page.rows[0].turn is None


def test_a_phase_shows_its_stages_alone_and_an_unknown_one_narrows_nothing(many):
    looker = viewer(many, many.chair)
    assert {row.case.stage for page in pages(looker, phase="ruling") for row in page.rows} == {
        "closed_for_ruling",
        "served",
    }
    assert [row.case.stage for page in pages(looker, phase="dropped") for row in page.rows] == ["dismissed"]
    assert len(pages(looker, phase="x")[0].rows) == PAGE_ROWS


def test_who_stood_aside_finds_neither_the_case_nor_its_place(many):
    case = Case.objects.filter(stage="served").first()
    many.do("declare_recusal", case, many.deputy, reason="")
    whole = [row.case.ref for page in pages(viewer(many, many.chair)) for row in page.rows]
    his = pages(viewer(many, many.deputy))
    assert [row.case.ref for page in his for row in page.rows] == [ref for ref in whole if ref != case.ref]
    assert len(his[0].rows) == PAGE_ROWS


def test_a_token_of_elsewhere_leads_to_the_first_page(many):
    for token in ("x", "ImEi:1:2", pages(viewer(many, many.chair))[0].next + "x"):
        assert docket(viewer(many, many.chair), part_of({}), token).first


def test_a_long_cartable_says_how_many_more_wait(many):
    looker = viewer(many, many.secretary)
    rows, in_all = waiting_for(looker), 2 * (COPIES + 1)
    assert len(rows) == MESSAGES + 1
    assert sum(row.count for row in rows) == his_turn(looker).count() == in_all
    assert [row.count for row in rows] == [1] * MESSAGES + [in_all - MESSAGES]
    last = rows[-1]
    assert (last.url, last.deadline, last.sealed) == ("/conduct/", None, True)
    assert last.title == f"{persian.number(in_all - MESSAGES)} پیام محرمانهٔ دیگر دارید"
    assert all(row.deadline for row in rows[:-1])


def test_a_line_of_the_docket_knows_what_the_case_itself_knows(world):
    for stage in STAGES:
        world.given_case(stage)
    found = {row.case.stage: row for page in pages(viewer(world, world.chair)) for row in page.rows}
    assert set(found) >= {"under_inquiry", "invited", "closed_for_ruling", "served"}
    for row in found.values():
        alone = turn(Case.objects.get(pk=row.case.pk), world.now)
        ends = [each.deadline.ends_at if each.deadline else None for each in (row.turn, alone)]
        assert (row.turn.step, row.turn.who, ends[0]) == (alone.step, alone.who, ends[1])
    clocked = [stage for stage, row in found.items() if row.turn.deadline]
    assert {"under_inquiry", "invited", "closed_for_ruling", "served"} <= set(clocked)


def test_after_the_defence_nothing_runs_for_the_member(world):
    case = world.given_case("invited")
    assert pages(viewer(world, world.chair))[0].rows[0].turn.deadline
    world.do("receive_defence", case, case.member, text="دفاعیهٔ ساختگی", papers=[])
    assert pages(viewer(world, world.chair))[0].rows[0].turn.deadline is None
