"""What lies before a sitting, page by page: what is being voted on, then what may be put to the vote, then all else (Arts. 4, 11)."""

from __future__ import annotations

import pytest

from conduct.facts import SittingFacts, questions_of
from conduct.models import BoardSitting, Case
from conduct.queries.sitting_room import AGENDA_ROWS, agenda
from conduct.rules.procedure import BEFORE_A_SITTING, STEPS, VOTED
from conduct.tests.playing import World
from conduct.tests.test_queries import copied
from majlis.models import Person
from majlis.queries import Viewer
from majlis.queries.authority import offices_of
from majlis.rules.deadlines import legal_day

COPIES = 14


def looking(world: World, person: Person) -> Viewer:
    day = legal_day(world.now)
    return Viewer(person, day, world.now, offices_of(person, day))


def pages(world: World, person: Person, sitting: BoardSitting) -> list[list[Case]]:
    """What he finds before a sitting, page after page."""
    looker, room = looking(world, person), SittingFacts(BoardSitting.objects.get(pk=sitting.pk), world.now)
    found, token = [], ""
    while not found or token:
        page = agenda(looker, room, token)
        found.append([row["case"] for row in page.items])
        token = page.next
    return found


@pytest.fixture
def many(world: World) -> World:
    """More cases than a page holds: two stages on which may be voted, and one that is only heard."""
    for stage in ("inquired", "closed_for_ruling", "heard"):
        case = world.given_case(stage)
        for _ in range(COPIES):
            copied(case)
    return world


def test_art4_what_is_being_voted_on_comes_first_and_pages_follow_without_gap_or_double(many):
    last = many.given_case("inquired")
    Case.objects.filter(pk=last.pk).update(ref="1499-ZZZZZZZZ")
    sitting = many.put(last, "find_violation").sitting
    found = pages(many, many.chair, sitting)
    rest = Case.objects.exclude(pk=last.pk).order_by("ref")
    votable = [case for case in rest if case.stage != "heard"]
    assert [case for page in found for case in page] == [
        last,
        *votable,
        *(case for case in rest if case.stage == "heard"),
    ]
    assert len(found[0]) == AGENDA_ROWS and len(found) == 2


def test_art4_what_was_voted_on_stays_once_though_its_stage_has_gone_on(many):
    asked = many.given_case("under_inquiry")
    assert asked.stage not in BEFORE_A_SITTING
    found = [case for page in pages(many, many.chair, many.sitting()) for case in page]
    assert found.count(asked) == 1 and len(found) == len(set(found)) == Case.objects.count()


def test_art4_a_stage_that_no_sitting_decides_on_lies_before_the_one_alone_in_which_it_was_voted_on(world):
    asked = world.given_case("under_inquiry")
    first = world.sitting()
    assert pages(world, world.chair, first) == [[asked]]
    world.do("close_sitting", first, world.secretary)
    assert pages(world, world.chair, world.sitting()) == [[]]


def test_art4_who_stood_aside_finds_neither_the_case_nor_its_place(many):
    hidden = Case.objects.filter(stage="inquired").order_by("ref").first()
    sitting = many.sitting()
    many.do("declare_recusal", hidden, many.seats[1], reason="")
    aside, chair = (pages(many, each, sitting) for each in (many.seats[1], many.chair))
    assert hidden not in aside[0] and hidden in chair[0] and len(aside[0]) == len(chair[0]) == AGENDA_ROWS


def test_a_case_comes_first_at_the_stages_whose_next_step_is_a_vote():
    assert {stage for stage in Case.STAGES if questions_of(stage)} == set(VOTED)
    assert set(BEFORE_A_SITTING) - set(VOTED) == set(STEPS["close_hearing"].after)
