"""What the demonstration tells of this office: one term long final, one whose scores are out, one that collects forms."""

from __future__ import annotations

from datetime import timedelta

from committees.demo.objections import joint_numbers
from committees.demo.play import TermPlay, tables_story
from committees.demo.terms import FIFTEENTH, FOURTEENTH, THIRTEENTH
from majlis.demo.acting import Story, apart
from majlis.demo.fixed import FOUNDED, NOW
from majlis.demo.house import House
from majlis.demo.papers import Papers

REALM = "committees"
TABLES_AT = FOUNDED + timedelta(days=3)
QUORUM, MAJORITY = 10, 8  # of the presiding board and fifteen heads: invented, as every number that no source tells


def plays(house: House) -> tuple[TermPlay, TermPlay, TermPlay]:
    """The three terms, oldest first, each to be played as far as it has come."""
    papers = Papers(REALM)
    return (
        TermPlay(house, THIRTEENTH, papers),
        TermPlay(house, FOURTEENTH, papers, until="published"),
        TermPlay(house, FIFTEENTH, papers, until="collecting", last=NOW),
    )


def stories(house: House, terms: tuple[TermPlay, ...]) -> list[Story]:
    """Everything of this office, to be played side by side."""
    numbers = apart("objections", joint_numbers(house, TABLES_AT, QUORUM, MAJORITY))
    return [tables_story(house, TABLES_AT), numbers, *(term.story() for term in terms)]
