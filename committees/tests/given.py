"""A small formation played through its acts, up to any stage: no test holds a state that the law cannot reach."""

from __future__ import annotations

from datetime import timedelta

from committees.demo.objections import joint_numbers
from committees.demo.play import TermPlay, body_rows, tables_story
from committees.demo.terms import DEMAND, TermPlan
from majlis.demo.acting import play
from majlis.demo.fixed import FOUNDED, moment
from majlis.demo.house import found, furnish
from majlis.demo.papers import Papers

QUORUM, MAJORITY = 4, 3  # of the three officers of the board and the two heads
BRANCHES = ("branch-01", "branch-02")
WISHES = dict(zip(DEMAND, (5, 4, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1), strict=True))
SEATS = {"first_count": 6, "first_ceiling": 3, "others_ceiling": 2, "second_choices": "equal", "vacancies": True}
PLAN = TermPlan(
    13,
    moment(1405, 3, 9, 10),
    members=30,
    forms=30,
    scenes=("field", "work", "bare", "wrong"),
    demand=WISHES,
    reading=SEATS,
)


def given_formation(stage: str = "published", plan: TermPlan = PLAN) -> TermPlay:
    """A house of thirty invented members, two branches and thirteen small committees.

    Args: stage, a stage of the formation; "collecting" ends with every form handed in and nothing referred.
    Returns: the play, with its house, people, formation, members, declarations and branch heads.
    """
    house = found()
    play([furnish(house, body_rows(BRANCHES), holidays=False)])
    term = TermPlay(house, plan, Papers("committees"), until=stage)
    at = FOUNDED + timedelta(days=3)
    play([tables_story(house, at), joint_numbers(house, at, QUORUM, MAJORITY), term.story()])
    term.formation.refresh_from_db()
    return term
