"""Substitutes: who stands in for whom, for the two of them and for the administrator (house, Art. 11)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from majlis.models import Membership, Person, Substitution
from majlis.rules.procedure import ADMINISTRATOR

from .authority import IN_FORCE, Viewer, lendable, on_day

SHOWN = 100


def substitutions(viewer: Viewer) -> QuerySet[Substitution]:
    """Those in which he is one of the two; all of them for the administrator."""
    if viewer.person is None:
        return Substitution.objects.none()
    rows = Substitution.objects.select_related("person", "substitute")
    if viewer.holds(*ADMINISTRATOR):
        return rows
    return rows.filter(Q(person=viewer.person) | Q(substitute=viewer.person))


def coming(viewer: Viewer) -> QuerySet[Substitution]:
    """What stands today or will: those in which he himself is one of the two, the soonest first."""
    rows = Substitution.objects.select_related("person", "substitute").filter(stage=IN_FORCE, to_day__gte=viewer.day)
    own = rows.filter(Q(person=viewer.person) | Q(substitute=viewer.person))
    return own.order_by("from_day", "id")[:SHOWN]


def substitution_visible(viewer: Viewer, pk: UUID) -> Substitution | None:
    return substitutions(viewer).filter(pk=pk).first()


def new_substitution(viewer: Viewer, person: UUID) -> Substitution | None:
    """A substitution not yet entered: his own; of any person with an office for the administrator."""
    if viewer.person is None:
        return None
    if viewer.person.pk == person:
        return Substitution(person=viewer.person)
    found = Person.objects.filter(pk=person).first() if viewer.holds(*ADMINISTRATOR) else None
    return Substitution(person=found) if found is not None else None


def candidates(viewer: Viewer, person: Person) -> QuerySet[Person]:
    """Who may stand in for a person: whoever has an open account and holds an office that is lent himself."""
    wanted = Q(pk__in=[])
    for name in sorted(lendable()):
        kind, _, role = name.partition(".")
        wanted |= Q(body__kind=kind, role=role)
    held = Membership.objects.filter(wanted, on_day(viewer.day))
    return Person.objects.filter(pk__in=held.values("person"), user__is_active=True).exclude(pk=person.pk)
