"""Votes of the chamber: a matter's own, one with its names, a member's by name (Art. 122; house procedure, Art. 41)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from liaison.models import FloorVote, Matter, NamedVote
from liaison.queries.scope import office
from liaison.rules.named_votes import SIDES
from liaison.rules.question_list import KnownSeat, name_key
from majlis.models import Membership, Person
from majlis.queries import Viewer
from majlis.queries.authority import on_day
from majlis.rules.deadlines import legal_day

STANDING = Q(struck_at=None)


@dataclass(frozen=True)
class Side:
    """Those who voted one way, by name."""

    code: str
    label: str
    rows: list[NamedVote]


def votes_of(matter: Matter) -> list[FloorVote]:
    """The votes on a matter in their order, each with how many names stand beside it (`named`)."""
    named = Count("names", filter=Q(names__struck_at=None))
    return list(matter.votes.annotate(named=named).order_by("at", "id"))


def vote_visible(viewer: Viewer, pk: UUID) -> FloorVote | None:
    """A vote, for the office."""
    if not office(viewer):
        return None
    return FloorVote.objects.select_related("matter__addressee", "matter__lead").filter(pk=pk).first()


def names_of(vote: FloorVote) -> QuerySet[NamedVote]:
    """The names that stand beside a vote's counts, by name."""
    return vote.names.filter(STANDING).select_related("person")


def sides_of(vote: FloorVote) -> list[Side]:
    """The names of a vote by how they voted; nothing where none are told."""
    rows = list(names_of(vote))
    return (
        [Side(code, label, [row for row in rows if row.vote == code]) for code, label in SIDES.items()] if rows else []
    )


def votes_by(person: Person) -> QuerySet[NamedVote]:
    """How he voted, where it was told by name; newest first."""
    rows = NamedVote.objects.filter(STANDING, person=person).select_related("floor_vote__matter")
    return rows.order_by("-floor_vote__at", "-id")


def seats_at(vote: FloorVote) -> dict[str, list[KnownSeat]]:
    """The members on the day of a vote by their folded names, as a list of names is held against them."""
    rows = Membership.objects.filter(on_day(legal_day(vote.at)), body__kind="chamber", role="member")
    seats: dict[str, list[KnownSeat]] = defaultdict(list)
    for name, key, *rest in rows.values_list("person__name", "person_id", "constituency", "from_day", "to_day"):
        seats[name_key(name)].append(KnownSeat(str(key), *rest))
    return seats


def open_vote(viewer: Viewer, pk: UUID) -> FloorVote | None:
    """A vote that may be told by name, for the office."""
    row = vote_visible(viewer, pk)
    return row if row is not None and not row.secret else None
