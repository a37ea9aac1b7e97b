"""What lies before a sitting: its roll, its agenda, its votes (Arts. 4, 11)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from conduct.facts import SittingFacts, questions_of
from conduct.models import Ballot, BoardSitting, BoardVote, Case, CaseRecusal, Ruling
from conduct.models.case import DECIDED
from conduct.queries.scope import cases
from conduct.rules.gate import QUESTIONS
from conduct.rules.procedure import BEFORE_A_SITTING
from conduct.rules.sanctions import imposed
from majlis.models import Membership
from majlis.models.sealed import CLOSED, ClosedValues
from majlis.queries import Viewer
from majlis.queries.paging import Page, page_from, page_of
from majlis.queries.prepared import LIST, Prepared
from majlis.queries.prepared_for import PreparedFor
from majlis.rules.law import Refused
from majlis.rules.votes import Tally

AGENDA_ROWS = 25  # each of them is a card
APPEAL = "appeal_board"
# What is being voted on stands first, then what may be put to the vote, then what is decided.
ORDER = ("running", "decided", "ref")


@dataclass(frozen=True)
class Agenda:
    """One page of an agenda; `next` is the token of the one after it."""

    items: list[dict[str, Any]]
    next: str


def roll(room: SittingFacts) -> list[dict[str, Any]]:
    """The members of a body with who is there."""
    sitting = room.sitting
    if sitting.stage == "closed":
        came = set(sitting.attendances.values_list("person_id", flat=True))
        return [{"membership": row, "there": row.person_id in came} for row in room.members]
    return [{"membership": row, "there": row.person_id in room.attending} for row in room.members]


def agenda(viewer: Viewer, room: SittingFacts, token: str = "") -> Agenda:
    """What lies before a sitting. A case from which the viewer stood aside is not there, and nothing shows where it was."""
    sitting = room.sitting
    body, closed = sitting.body, sitting.stage == "closed"
    if token:
        found = _before(viewer, sitting.pk, body.pk, closed, body.kind == APPEAL)
        page: Page = page_of(found, ORDER, token, AGENDA_ROWS)
    else:
        rows = _first_page(closed, body.kind == APPEAL)(viewer, sitting=sitting.pk, body=body.pk)
        page = page_from(rows, ORDER, True, AGENDA_ROWS)
    return Agenda(_items(viewer, room, page.rows), page.next)


def voted(viewer: Viewer, room: SittingFacts) -> list[dict[str, Any]]:
    """All on which a vote was closed in a sitting, as far as he sees it, for its minutes."""
    sitting = room.sitting
    here = Ballot.objects.filter(case=OuterRef("pk"), sitting=sitting.pk, stage="closed")
    found = _before(viewer, sitting.pk, sitting.body_id, sitting.stage == "closed", sitting.body.kind == APPEAL)
    return _items(viewer, room, list(found.filter(Exists(here)).order_by(*ORDER)))


@cache
def _first_page(closed: bool, appeal: bool) -> PreparedFor:
    def made(viewer: Viewer, sitting: UUID, body: UUID) -> QuerySet[Case]:
        if closed:
            return _top(_before(viewer, sitting, body, closed, appeal), *ORDER)
        # Each part in its own order, so that of however many cases only the first are read: what is being voted on now was
        # put to a vote here, and of all else before it the place in the whole is no later than in its part.
        seen, competent = _placed(viewer, sitting), _competent(body)
        waiting, put = seen.filter(competent, _waits(body, appeal)), seen.filter(competent, _put_to_vote(sitting))
        return _top(_top(waiting, *ORDER[1:]).union(_top(put, *ORDER)), *ORDER)

    found = PreparedFor(made, sitting=UUID, body=UUID)
    # What was voted on in a closed sitting lay before it, whatever its body.
    found.may_lack = frozenset({"body"}) if closed else frozenset()
    return found


def _top(found: QuerySet[Case], *order: str) -> QuerySet[Case]:
    return found.order_by(*order)[: AGENDA_ROWS + 1]


def _before(viewer: Viewer, sitting: UUID, body: UUID, closed: bool, appeal: bool) -> QuerySet[Case]:
    """The cases that he sees and that lie before a sitting, or were voted on in it, with their places in it."""
    put, seen = Q(_put_to_vote(sitting)), _placed(viewer, sitting)
    return seen.filter(put) if closed else seen.filter(_competent(body), _waits(body, appeal) | put)


def _put_to_vote(sitting: UUID, **of: Any) -> Exists:
    return Exists(Ballot.objects.filter(case=OuterRef("pk"), sitting=sitting, **of))


def _competent(body: UUID) -> Q:
    """Cases on which a body has to decide."""
    forwarded = Q(stage="forwarded", appeal_body__isnull=False)
    return Q(forwarded, appeal_body=body) | Q(~forwarded, board=body)


def _waits(body: UUID, appeal: bool) -> Q:
    """Cases at a stage which comes before a body."""
    own = Q(appeal_body=body) if appeal else Q(appeal_body=None) | ~Q(stage="forwarded")
    return Q(own, stage__in=BEFORE_A_SITTING)


def _placed(viewer: Viewer, sitting: UUID) -> QuerySet[Case]:
    """The cases that he sees, each with its place in a sitting and with who stands aside from it."""
    return cases(viewer).select_related(None).annotate(
        running=models.Case(models.When(_put_to_vote(sitting, stage="open"), then=0), default=1), decided=DECIDED,
        stood_aside=ArraySubquery(CaseRecusal.objects.filter(case=OuterRef("pk")).order_by().values("person")),
    )  # fmt: skip


def _items(viewer: Viewer, room: SittingFacts, found: list[Case]) -> list[dict[str, Any]]:
    """Cases with their votes in this sitting; so many queries for any number of them."""
    ballots, quorums = _ballots_on(room.sitting, found), _Quorums(room)
    return [_item(viewer, room, case, ballots.get(case.pk, []), quorums) for case in found]


def _ballots_on(sitting: BoardSitting, found: Iterable[Case]) -> dict[UUID, list[Ballot]]:
    """The votes of a sitting on these cases, the newest first, each with who voted."""
    known = {case.pk: case for case in found}
    rows: list[Ballot] = _ballots(sitting=sitting.pk, cases=tuple(known)) if known else []
    for row in rows:
        row.case, row.sitting = known[row.case_id], sitting
    cast: dict[UUID, list[BoardVote]] = {}
    for vote in _votes(sitting=sitting.pk, cases=tuple(known)) if known else ():
        cast.setdefault(vote.ballot_id, []).append(vote)
    of: dict[UUID, list[Ballot]] = {}
    for row in rows:
        row.cast = cast.get(row.pk, [])  # type: ignore[attr-defined]
        of.setdefault(row.case_id, []).append(row)
    return of


def _ballots_of(sitting: UUID, cases: Collection[UUID]) -> QuerySet[Ballot]:
    return Ballot.objects.filter(sitting=sitting, case__in=cases).order_by("-opened_at")


_ballots = Prepared(_ballots_of, sitting=UUID, cases=LIST)
_votes = Prepared(
    lambda sitting, cases: (
        BoardVote.objects.filter(ballot__sitting=sitting, ballot__case__in=cases).select_related("person")
    ),
    sitting=UUID, cases=LIST,
)  # fmt: skip


def _item(viewer: Viewer, room: SittingFacts, case: Case, ballots: list[Any], quorums: _Quorums) -> dict[str, Any]:
    running = next((each for each in ballots if each.stage == "open"), None)
    return {
        "case": case, "running": _running(viewer, room, running) if running else None,
        "closed": [each for each in ballots if each.stage == "closed"],
        "questions": [] if case.suspended_at else [QUESTIONS[word] for word in questions_of(case.stage)],
        "quorum": quorums.told(case) if room.sitting.stage == "open" else "",
    }  # fmt: skip


class _Quorums:
    """Whether a room may decide on a case, as a sum; cases from which as many stand aside have the same."""

    def __init__(self, room: SittingFacts):
        self._room = room
        self._told: dict[Tally, str] = {}

    def told(self, case: Case) -> str:
        """The sum; nothing while the house has not said how many it takes."""
        try:
            needs = self._room.needs
        except Refused:
            return ""
        tally = self._room.tally_on(case)
        if tally not in self._told:
            self._told[tally] = needs.quorum_sentence(tally)
        return self._told[tally]


def _running(viewer: Viewer, room: SittingFacts, ballot: Any) -> Any:
    """An open vote: who has voted, never how."""
    cast = {row.person_id for row in ballot.cast}
    eligible = room.eligible(ballot.case)
    names: list[Membership] = [row for row in room.members if row.person_id in eligible]
    return SimpleNamespace(
        ballot=ballot, may_vote=viewer.person is not None and viewer.person.pk in eligible - cast,
        waiting=[row.person for row in names if row.person_id not in cast], voted=[row.person for row in names if row.person_id in cast],
    )  # fmt: skip


def told_proposal(ballot: Ballot) -> dict[str, Any]:
    """A proposed ruling in words: its outcome, its sanctions by the law of the day of the violation, its reasons."""
    proposal = ballot.proposal
    if isinstance(proposal, ClosedValues):
        return {"outcome": "", "reasons": CLOSED, "sanctions": ()}
    chosen = proposal.get("sanctions") or []
    outcome = dict(Ruling.OUTCOMES).get(proposal.get("outcome", ""), "")
    return {
        "outcome": outcome or ("برائت" if proposal.get("clears") else ""), "reasons": proposal.get("reasons", ""),
        "sanctions": imposed(chosen, ballot.case.violation_day) if chosen else (),
    }  # fmt: skip
