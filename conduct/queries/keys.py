"""Who may open what is sealed of a case: those who may see it, and nobody for the length of his office alone (Art. 7 n. 1)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from conduct.models import (
    Appeal,
    AppealInvitation,
    Case,
    CaseRecusal,
    Defence,
    IdentityRelease,
    Invitation,
    LateAppeal,
    ReporterIdentity,
)
from conduct.models.case import pairs_of_member
from conduct.rules.keyholders import HOLDER
from conduct.rules.procedure import APPEAL_SEATS, REGISTRAR, SEATS
from majlis.models import KeyPair, Membership, Person, Safe, SafeKey, SafeShare
from majlis.models.sealed import as_it_lies, is_sealed
from majlis.queries.authority import on_day

CHAIR_ALONE = ("conduct_board.chair",)


def readers(case: Case, day: date) -> QuerySet[Person]:
    """Who holds a key of a case on a day: the board and its registrar, the appeal board once it is forwarded; never him whom
    it concerns, nor who stood aside."""
    seen = Q(body=case.board, role__in=_roles(*SEATS, *REGISTRAR))
    if case.appeal_body_id:
        seen |= Q(body=case.appeal_body, role__in=_roles(*APPEAL_SEATS))
    held = Membership.objects.filter(on_day(day), seen, person=OuterRef("pk"))
    aside = CaseRecusal.objects.filter(case=case, person=OuterRef("pk"))
    return Person.objects.filter(Exists(held), ~Exists(aside)).exclude(pk=case.member_id)


def knows_reporters(case: Case, day: date) -> QuerySet[Person]:
    """Who holds the key to the name of who reported: the chair and the registrar of the board, unless they stood aside."""
    seen = Membership.objects.filter(
        on_day(day), body=case.board, role__in=_roles(*CHAIR_ALONE, *REGISTRAR), person=OuterRef("pk")
    )
    return readers(case, day).filter(Exists(seen))


def knows(identity: ReporterIdentity, day: date) -> QuerySet[Person]:
    """Who holds the key to one name: those of the office, and to whom two of them gave it, as long as he reads the case."""
    case = identity.report.case
    given = IdentityRelease.objects.filter(identity=identity, person=OuterRef("pk"))
    known = knows_reporters(case, day).values("pk")
    return readers(case, day).filter(Q(pk__in=known) | Exists(given))


def may_be_told(identity: ReporterIdentity, day: date) -> QuerySet[Person]:
    """To whom the name may be given: who reads the case and does not know it."""
    known = knows(identity, day).values("pk")
    return readers(identity.report.case, day).exclude(pk__in=known).order_by("sort_key")


def named_reports(case: Case) -> QuerySet[ReporterIdentity]:
    """The names that are kept apart in a case, each with its report."""
    rows = ReporterIdentity.objects.filter(report__case=case).select_related("report__case")
    return rows.order_by("report__received_on", "pk")


def safes_of(case: Case, day: date) -> list[tuple[str, QuerySet[Person]]]:
    """The safes of a case, each with those who hold its key on a day: its own, and one for each who reported."""
    return [
        (case.sealed_in, readers(case, day)),
        *((each.sealed_in, knows(each, day)) for each in named_reports(case)),
    ]


def without_keys(case: Case, day: date) -> list[Person]:
    """Who may read a case, has a pair of his own, and lacks a key of it: new in his seat, or with a new password."""
    found: dict[UUID, Person] = {}
    for place, entitled in safes_of(case, day):
        lacking = SafeKey.objects.filter(safe__reference=place).exclude(shares__pair__user__person=OuterRef("pk"))
        rows = entitled.filter(Exists(KeyPair.objects.filter(user__person=OuterRef("pk"))), Exists(lacking))
        found |= {each.pk: each for each in rows}
    if member_lacks(case):
        found[case.member_id] = case.member
    return sorted(found.values(), key=lambda each: each.name)


def told_to_member(case: Case) -> list[tuple[Model, tuple[str, ...]]]:
    """What the member concerned reads of his case from the invitation on, as rows with their texts: never a dissent."""
    found: list[tuple[Model, tuple[str, ...]]] = []
    for model in (Invitation, AppealInvitation, Appeal, Defence, LateAppeal):
        found += [(row, ("text",)) for row in model.objects.filter(case=case)]
    for ruling in case.rulings.all():
        if ruling.is_told:
            found.append((ruling, ("reasons",)))
            found += [(row, ("wrong", "right", "reason")) for row in ruling.corrections.all()]
    return found


def member_lacks(case: Case) -> bool:
    """Has the member concerned a pair to which something that he may read was not handed: a new one, or his first?"""
    pairs = pairs_of_member(case)
    lying = [as_it_lies(row, field) for row, fields in told_to_member(case) for field in fields] if pairs else []
    return any(is_sealed(text) and pair.pk.hex not in text for text in lying for pair in pairs)


def ended(day: date) -> list[UUID]:
    """The shares of cases whose holders have no right to them any more: his seat went to another, his board to the next.

    The last share of a key stays until somebody entitled has one: what a night took for good, no colleague could hand on.
    """
    found: list[UUID] = []
    for place, entitled in (each for case in Case.objects.all() for each in safes_of(case, day)):
        shares = SafeShare.objects.filter(key__safe__reference=place)
        handed = shares.filter(pair__user__person__in=entitled).values("key")
        gone = shares.filter(key__in=handed).exclude(pair__user__person__in=entitled)
        found += gone.values_list("pk", flat=True)
    return found


def without_safes(day: date) -> list[tuple[str, QuerySet[Person]]]:
    """Safes that files older than the sealing still lack, each with those who are to hold its key."""
    wanted = [each for case in Case.objects.all() for each in safes_of(case, day)]
    known = set(Safe.objects.values_list("reference", flat=True))
    return [(place, entitled) for place, entitled in wanted if place not in known]


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
