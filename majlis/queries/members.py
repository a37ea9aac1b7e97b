"""A member of parliament as the house knows him: where he sat and sits, as far as everyone in the house may know."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from majlis.models import Membership, Person

from .authority import Viewer, on_day
from .house_search import persons
from .standing import opened_term

# Seats that parliament itself gives and publishes.
PUBLISHED = ("chamber", "presiding_board", "branch", "committee")


@dataclass(frozen=True)
class Member:
    """A person with his seats, the last one first."""

    person: Person
    seats: list[Membership]


def in_the_chamber(viewer: Viewer) -> QuerySet[Membership]:
    """The seats of the chamber on the viewer's day: those of the term that opened last, and those that name none.

    A term's roster may be entered before its last day is known; its seats are not of the chamber that follows.
    """
    seats = Membership.objects.filter(on_day(viewer.day), body__kind="chamber", role="member")
    term = opened_term(viewer.at)
    return seats.filter(Q(term=None) | Q(term=term)) if term is not None else seats


def member_visible(viewer: Viewer, pk: UUID) -> Member | None:
    """A member, for whoever holds an office of the house."""
    person = persons().filter(pk=pk).first() if viewer.offices else None
    if person is None:
        return None
    seats = Membership.objects.filter(person=person, body__kind__in=PUBLISHED).select_related("body", "term")
    return Member(person, list(seats.order_by("-from_day", "body__kind", "pk")))
