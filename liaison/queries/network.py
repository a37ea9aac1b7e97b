"""The parliamentary network on a day, with its substitutes; what is public; the duties that open to work (house procedure, Art. 36)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from liaison.models import Task
from liaison.models.task import PUBLISHED
from liaison.rules.gatherings import OFFICES
from majlis.models import Membership, Person, Substitution
from majlis.queries.authority import IN_FORCE, on_day
from majlis.queries.paging import Page, page_of

LAST_PUBLISHED = ("-accepted_at", "-id")
ROLES = tuple(role for role in OFFICES if role != "officer")


@dataclass(frozen=True)
class Contact:
    """One office of the network on a day, with who stands in for its holder."""

    membership: Membership
    office: str
    substitute: Person | None
    until: date | None


def network(day: date) -> QuerySet[Membership]:
    """Who held what in which ministry on a day."""
    held = Membership.objects.filter(on_day(day), body__kind="ministry", role__in=ROLES)
    return held.select_related("person", "body").order_by("body__order", "body__code", "role", "person__sort_key", "pk")


def contacts(rows: list[Membership], day: date) -> list[Contact]:
    """The rows of a directory with their substitutes, in one more query."""
    standing = standing_in([each.person_id for each in rows], day)
    told = []
    for each in rows:
        found = standing.get(each.person_id)
        told.append(
            Contact(each, OFFICES[each.role], found.substitute if found else None, found.to_day if found else None)
        )
    return told


def standing_in(persons: list[UUID], day: date) -> dict[UUID, Substitution]:
    rows = Substitution.objects.filter(
        Q(stage=IN_FORCE) & Q(from_day__lte=day) & Q(to_day__gte=day), person__in=persons
    ).select_related("substitute")
    return {each.person_id: each for each in rows}


def publications() -> QuerySet[Task]:
    """What the office has published for everybody: accepted, and meant for the public."""
    return Task.objects.filter(PUBLISHED)


def page_of_publications(token: str) -> Page:
    return page_of(publications(), LAST_PUBLISHED, token)
