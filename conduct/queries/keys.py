"""Who may open what is sealed of a case: those who may see it, and nobody for the length of his office alone (Art. 7 n. 1)."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from conduct.models import Case, CaseRecusal
from conduct.rules.keyholders import HOLDER
from conduct.rules.procedure import APPEAL_SEATS, REGISTRAR, SEATS
from majlis.models import Membership, Person
from majlis.queries.authority import on_day


def readers(case: Case, day: date) -> QuerySet[Person]:
    """Who holds a key of a case on a day: the board and its registrar, the appeal board once it is forwarded; never him whom
    it concerns, nor who stood aside."""
    seen = Q(body=case.board, role__in=_roles(*SEATS, *REGISTRAR))
    if case.appeal_body_id:
        seen |= Q(body=case.appeal_body, role__in=_roles(*APPEAL_SEATS))
    held = Membership.objects.filter(on_day(day), seen, person=OuterRef("pk"))
    aside = CaseRecusal.objects.filter(case=case, person=OuterRef("pk"))
    return Person.objects.filter(Exists(held), ~Exists(aside)).exclude(pk=case.member_id)


def holders(day: date) -> QuerySet[Person]:
    """Who keeps the archive's key on a day."""
    held = Membership.objects.filter(
        on_day(day), person=OuterRef("pk"), body__kind="conduct_archive", role__in=_roles(*HOLDER)
    )
    return Person.objects.filter(Exists(held)).order_by("pk")


def named(day: date) -> int:
    """How many of them have a key of their own."""
    return holders(day).filter(user__key_pair__isnull=False).count()


def _roles(*offices: str) -> list[str]:
    return [office.partition(".")[2] for office in offices]
