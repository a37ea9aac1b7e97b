"""What lies before a sitting: its roll, its agenda, its votes (Arts. 4, 11)."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.db.models import Q

from conduct.facts import SittingFacts, questions_of
from conduct.models import Ballot, BoardSitting, Case, Ruling
from conduct.queries.quorum import meter
from conduct.queries.scope import cases
from conduct.rules.gate import QUESTIONS
from conduct.rules.procedure import VOTED
from conduct.rules.sanctions import imposed
from majlis.models import Membership
from majlis.models.sealed import CLOSED, ClosedValues
from majlis.queries import Viewer


def roll(sitting: BoardSitting, at: datetime) -> list[dict[str, Any]]:
    """The members of a body with who is there."""
    room = SittingFacts(sitting, at)
    if sitting.stage == "closed":
        came = set(sitting.attendances.values_list("person_id", flat=True))
        return [{"membership": row, "there": row.person_id in came} for row in room.members]
    return [{"membership": row, "there": row.person_id in room.attending} for row in room.members]


def agenda(viewer: Viewer, sitting: BoardSitting) -> list[dict[str, Any]]:
    """What lies before a sitting. A case from which the viewer stood aside is not there, and nothing shows where it was."""
    visible = cases(viewer)
    if sitting.stage == "closed":
        found = visible.filter(ballots__sitting=sitting).distinct()
    else:
        before = (
            Q(appeal_body=None) | ~Q(stage="forwarded")
            if sitting.body.kind != "appeal_board"
            else Q(appeal_body=sitting.body)
        )
        found = visible.filter(before, stage__in=(*VOTED, "heard")) | visible.filter(ballots__sitting=sitting)
    items = [
        _item(viewer, sitting, case)
        for case in found.distinct().order_by("ref")
        if case.competent == sitting.body or sitting.stage == "closed"
    ]
    # What is being voted on stands first, then what may be put to the vote, then what is decided.
    return sorted(items, key=lambda item: (item["running"] is None, not item["questions"], item["case"].ref))


def _item(viewer: Viewer, sitting: BoardSitting, case: Case) -> dict[str, Any]:
    ballots = list(
        Ballot.objects.filter(case=case, sitting=sitting).order_by("-opened_at").prefetch_related("votes__person")
    )
    running = next((each for each in ballots if each.stage == "open"), None)
    return {
        "case": case, "running": _running(viewer, running) if running else None, "closed": [each for each in ballots if each.stage == "closed"],
        "questions": [] if case.suspended_at else [QUESTIONS[word] for word in questions_of(case.stage)],
        "meter": meter(sitting, viewer.at, case) if sitting.stage == "open" else None,
    }  # fmt: skip


def _running(viewer: Viewer, ballot: Ballot) -> Any:
    """An open vote: who has voted, never how."""
    room = ballot.facts(viewer.at).room
    voted = {row.person_id for row in ballot.votes.all()}
    eligible = room.eligible(ballot.case)
    names: list[Membership] = [row for row in room.members if row.person_id in eligible]
    return SimpleNamespace(
        ballot=ballot, may_vote=viewer.person.pk in eligible - voted, waiting=[row.person for row in names if row.person_id not in voted],
        voted=[row.person for row in names if row.person_id in voted],
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
