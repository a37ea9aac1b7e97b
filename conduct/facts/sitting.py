"""A sitting and a vote in it, as their gates see them (law, Art. 4)."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from conduct.facts.board import members_of, needs_of, told
from conduct.models import Ballot, BoardAttendance, BoardSitting, Case
from conduct.rules import board as rules
from conduct.rules.gate import BESIDE, QUESTIONS
from conduct.rules.procedure import STEPS
from majlis.models import Membership
from majlis.queries.prepared import Prepared
from majlis.rules.deadlines import legal_day
from majlis.rules.votes import Tally

_came = Prepared(
    lambda sitting: BoardAttendance.objects.filter(sitting=sitting, left_at=None).values_list("person_id", flat=True),
    sitting=UUID,
)


class SittingFacts:
    """A sitting: its roll, who is there, and what it needs."""

    def __init__(self, sitting: BoardSitting, at: datetime):
        self.sitting, self.at = sitting, told(at)

    @cached_property
    def members(self) -> list[Membership]:
        return members_of(self.sitting.body, legal_day(self.at))

    @cached_property
    def needs(self) -> rules.Needs:
        return needs_of(self.sitting.body, self.members, legal_day(self.at))

    @cached_property
    def attending(self) -> set[Any]:
        there = set(_came(sitting=self.sitting.pk))
        return there & {row.person_id for row in self.members}

    @property
    def tally(self) -> Tally:
        return Tally(members=len(self.members), attending=len(self.attending))

    def tally_on(self, case: Case, **votes: int) -> Tally:
        """The same room, for one case: who stood aside is there and is not counted."""
        recused = self.attending & barred(case)
        return Tally(members=len(self.members), attending=len(self.attending), recused=len(recused), **votes)

    def eligible(self, case: Case) -> set[Any]:
        """Keys of those who may vote on a case in this room."""
        return self.attending - barred(case)


def barred(case: Case) -> set[Any]:
    """Who may not sit on a case: those who stood aside, and the member concerned."""
    aside = case.__dict__.get("stood_aside")  # an agenda has read it with its cases
    return {*(aside if aside is not None else (row.person_id for row in case.recusals.all())), case.member_id}


def questions_of(stage: str) -> list[str]:
    """The questions on the way of a case at a stage, as words of the acts that they allow."""
    return [word for word in QUESTIONS if word not in BESIDE and stage in STEPS[word].after]


class BallotFacts:
    """A vote as its gates see it."""

    def __init__(self, ballot: Ballot, at: datetime):
        self.ballot, self.at = ballot, told(at)
        self.room = SittingFacts(ballot.sitting, at)

    @property
    def stage(self) -> str:
        return self.ballot.case.stage

    @property
    def question(self) -> str:
        return self.ballot.question

    @property
    def questions(self) -> list[str]:
        """What may be asked here: the one beside the way that was named, else those of the stage."""
        return [self.question] if self.question in BESIDE else questions_of(self.stage)

    @property
    def suspended_at(self) -> datetime | None:
        return self.ballot.case.suspended_at

    @cached_property
    def case_facts(self) -> Any:
        return self.ballot.case.facts(self.at)

    @property
    def sitting_open(self) -> bool:
        return self.ballot.sitting.stage == "open"
