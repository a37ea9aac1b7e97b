"""A member of parliament as the house knows him: where he sat and sits, as far as everyone in the house may know."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from majlis.models import Membership, Person

from .authority import Viewer
from .house_search import persons

# Seats that parliament itself gives and publishes.
PUBLISHED = ("chamber", "presiding_board", "branch", "committee")


@dataclass(frozen=True)
class Member:
    """A person with his seats, the last one first."""

    person: Person
    seats: list[Membership]


def member_visible(viewer: Viewer, pk: UUID) -> Member | None:
    """A member, for whoever holds an office of the house."""
    person = persons().filter(pk=pk).first() if viewer.offices else None
    if person is None:
        return None
    seats = Membership.objects.filter(person=person, body__kind__in=PUBLISHED).select_related("body", "term")
    return Member(person, list(seats.order_by("-from_day", "body__kind", "pk")))
