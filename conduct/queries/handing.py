"""Whose keys are missing where: what a page tells whoever lacks one, and whom the desk hands them to (Art. 7 note 1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from conduct.models import Case, CaseRecusal, ReporterIdentity
from conduct.queries.keys import member_lacks
from conduct.queries.scope import cases, cases_of_rooms
from conduct.rules.procedure import APPEAL_SEATS, CUSTODIANS, OFFICE, REGISTRAR, SEATS, STEPS
from majlis import keyring
from majlis.models import Membership, Person, SafeKey, SafeShare
from majlis.queries import Viewer
from majlis.queries.authority import on_day
from majlis.queries.prepared import LIST, NAMES, Prepared


@dataclass(frozen=True)
class Missing:
    """What a page tells its reader of his own keys: whether they are here, were printed, and what they leave closed."""

    here: bool
    printed: bool
    closed: int
    ask: str

    @property
    def anything(self) -> bool:
        return bool(self.closed) or not (self.here and self.printed)


@dataclass(frozen=True)
class Handed:
    """Some cases, and of those that have a key the pairs to which each of its versions was handed."""

    cases: Sequence[Case]
    held: Sequence[tuple[Case, Sequence[frozenset[UUID]]]]

    def closed_to(self, pair: UUID) -> list[Case]:
        """Those of which a pair lacks a key."""
        return [case for case, versions in self.held if any(pair not in each for each in versions)]


def handed(found: Iterable[Case]) -> Handed:
    """To whom the keys of some cases were handed; one query, and nothing sealed is opened for it."""
    cases = {case.sealed_in: case for case in found}
    held: dict[str, list[frozenset[UUID]]] = {}
    for place, pairs in _keys_of(places=tuple(cases)):
        held.setdefault(place, []).append(frozenset(pairs))
    return Handed([*cases.values()], [(case, held[place]) for place, case in cases.items() if place in held])


def missing(viewer: Viewer, shown: Handed) -> Missing:
    """The reader's own keys before some cases that he sees."""
    ring: Any = keyring.current()
    own = getattr(ring, "own_ring", ring)
    if own is None:
        return Missing(False, True, 0, "")
    pair = getattr(own, "pair", None)
    if pair is None:  # a ring that is nobody's own opens what it opens
        return Missing(True, True, 0, "")
    shut = shown.closed_to(pair.pk)
    return Missing(True, bool(pair.by_recovery), len(shut), whom_to_ask([case.sealed_in for case in shut]))


def whom_to_ask(places: list[str]) -> str:
    """Who of the board's office can hand these keys on; nothing where nobody can."""
    if not places:
        return ""
    roles = [office.partition(".")[2] for office in OFFICE]
    held = Membership.objects.filter(to_day=None, body__kind="conduct_board", role__in=roles).values("person")
    shares = SafeShare.objects.filter(key__safe__reference__in=places, pair__user__person__in=held)
    names = shares.values_list("pair__user__person__name", "pair__user__person__sort_key").distinct()
    return "، ".join(name for name, _ in sorted(names, key=lambda each: each[1]))


# --- for the desk that hands them on


@dataclass(frozen=True)
class Colleague:
    """One who reads cases and has a pair: in which rooms, and in how many cases he lacks a key."""

    person: Person
    pair: UUID
    board: tuple[UUID, ...]
    appeal: tuple[UUID, ...]
    custodian: bool


def may_hand(viewer: Viewer) -> bool:
    return viewer.holds(*STEPS["hand_keys_on"].by)


def without(viewer: Viewer, shown: Handed) -> list[Person]:
    """Colleagues on the board or in its office who lack a key of some of these cases; asked of those alone who can hand it on."""
    if not shown.cases or not may_hand(viewer):
        return []
    closed = {
        each: [case.pk for case in shown.closed_to(each.pair) if case.member_id != each.pk]  # type: ignore[attr-defined]
        for each in _paired(boards=viewer.bodies(*STEPS["hand_keys_on"].by), day=viewer.day)
    }
    if not any(closed.values()):
        return []
    aside = set(CaseRecusal.objects.filter(case__in=[case.pk for case in shown.cases]).values_list("person", "case"))
    return [each for each, lacked in closed.items() if any((each.pk, case) not in aside for case in lacked)]


def _paired_of(boards: Collection[UUID], day: date) -> QuerySet[Person]:
    held = Membership.objects.filter(on_day(day), body__in=boards, role__in=_roles(*SEATS, *REGISTRAR))
    persons = Person.objects.filter(pk__in=held.values("person"), user__key_pair__isnull=False)
    return persons.annotate(pair=F("user__key_pair")).order_by("sort_key")


def lacking(viewer: Viewer) -> list[dict[str, Any]]:
    """Each colleague who lacks a key, with the number of cases in which he does."""
    rows = ((each, _lacked_by(viewer, each).count()) for each in _colleagues(viewer))
    told = [{"person": each.person, "count": count} for each, count in rows if count]
    return sorted(told, key=lambda row: row["person"].sort_key)


def to_hand(viewer: Viewer, most: int) -> list[Case]:
    """Cases whose keys somebody lacks who may have them, so many at most; the member concerned counts among them."""
    wanted = Q(pk__in=[])
    for each in _colleagues(viewer):
        wanted |= Q(pk__in=_lacked_by(viewer, each).values("pk"))
    told = cases(viewer).filter(member__user__key_pair__made_at__gte=F("invitation__sent_at"))
    found = list(cases(viewer).filter(wanted).order_by("ref")[:most])
    known = {case.pk for case in found}
    return [*found, *(case for case in told if case.pk not in known and member_lacks(case))][:most]


def _colleagues(viewer: Viewer) -> list[Colleague]:
    seen = cases(viewer)
    appeals = set(seen.exclude(appeal_body=None).order_by().values_list("appeal_body", flat=True))
    boards = set(viewer.bodies(*STEPS["hand_keys_on"].by))
    wanted = Q(body__in=boards, role__in=_roles(*SEATS, *REGISTRAR)) | Q(
        body__in=appeals, role__in=_roles(*APPEAL_SEATS)
    )
    rows = Membership.objects.filter(on_day(viewer.day), wanted, person__user__key_pair__isnull=False)
    held: dict[Person, list[Membership]] = {}
    for row in rows.select_related("person__user__key_pair"):
        held.setdefault(row.person, []).append(row)
    return [
        Colleague(
            person,
            person.user.key_pair.pk,
            tuple(row.body_id for row in mine if row.body_id in boards),
            tuple(row.body_id for row in mine if row.body_id in appeals),
            any(row.role in _roles(*CUSTODIANS) for row in mine),
        )
        for person, mine in held.items()
    ]


def _lacked_by(viewer: Viewer, him: Colleague) -> QuerySet[Case]:
    """Cases that the viewer sees and this colleague may read, of which he lacks a key; a custodian, of a reporter's name too."""
    his = cases_of_rooms(him.person.pk, him.board, him.appeal).order_by().values("pk")
    lacks = Q(_unshared("case", him.pair))
    if him.custodian:
        names = ReporterIdentity.objects.filter(_unshared("reporteridentity", him.pair), report__case=OuterRef("pk"))
        lacks |= Q(Exists(names))
    return cases(viewer).filter(lacks, pk__in=his)


def _unshared(kind: str, pair: Any) -> Exists:
    """Is there a version of this row's safe whose key was not handed to a pair?"""
    place = Concat(Value(f"conduct.{kind}:"), Cast(OuterRef("pk"), CharField()))
    has = SafeShare.objects.filter(key=OuterRef("pk"), pair=pair)
    return Exists(SafeKey.objects.filter(~Exists(has), safe__reference=place))


def _roles(*offices: str) -> list[str]:
    return [office.partition(".")[2] for office in offices]


def _keys(places: Collection[str]) -> QuerySet[Any]:
    """Each version of some safes' keys: its place, and the pairs to which it was handed."""
    shares = SafeShare.objects.filter(key=OuterRef("pk")).order_by().values("pair")
    found = SafeKey.objects.filter(safe__reference__in=places).order_by()
    return found.values_list("safe__reference", ArraySubquery(shares))


_keys_of = Prepared(_keys, places=NAMES)
_paired = Prepared(_paired_of, boards=LIST, day=date)
