"""Who may open what is sealed of a case: those who may see it, and nobody for the length of his office alone (Art. 7 n. 1)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import CharField, Exists, F, Model, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from conduct.models import Case, CaseRecusal, IdentityRelease, ReporterIdentity
from conduct.rules.keyholders import HOLDER
from conduct.rules.procedure import APPEAL_SEATS, REGISTRAR, SEATS
from majlis.models import KeyPair, Membership, Person, Safe, SafeKey, SafeShare
from majlis.models.sealed import as_it_lies, is_sealed
from majlis.queries.authority import on_day
from majlis.queries.prepared import LIST, Prepared

CHAIR_ALONE = ("conduct_board.chair",)
REPORTER = ReporterIdentity._meta.label_lower


def readers(case: Case, day: date) -> QuerySet[Person]:
    """Who holds a key of a case on a day: the board and its registrar, the appeal board once it is forwarded; never him whom
    it concerns, nor who stood aside."""
    return _readers(case.pk, case.member_id, (case.board_id,), _appeal(case), day)


def _readers(
    case: UUID, member: UUID, board: Collection[UUID], appeal: Collection[UUID], day: date
) -> QuerySet[Person]:
    seen = Q(body__in=board, role__in=_roles(*SEATS, *REGISTRAR))
    if appeal:
        seen |= Q(body__in=appeal, role__in=_roles(*APPEAL_SEATS))
    held = Membership.objects.filter(on_day(day), seen, person=OuterRef("pk"))
    aside = CaseRecusal.objects.filter(case=case, person=OuterRef("pk"))
    return Person.objects.filter(Exists(held), ~Exists(aside)).exclude(pk=member)


def _appeal(case: Case) -> tuple[UUID, ...]:
    return (case.appeal_body_id,) if case.appeal_body_id else ()


def knows_reporters(case: Case, day: date) -> QuerySet[Person]:
    """Who holds the key to the name of who reported: the chair and the registrar of the board, unless they stood aside."""
    return readers(case, day).filter(_knows((case.board_id,), day))


def _knows(board: Collection[UUID], day: date) -> Exists:
    return Exists(
        Membership.objects.filter(
            on_day(day), body__in=board, role__in=_roles(*CHAIR_ALONE, *REGISTRAR), person=OuterRef("pk")
        )
    )


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


def name_may_be_told(case: Case, day: date) -> bool:
    """Is a name kept apart in a case that some reader of it does not know? Every room of a custodian asks."""
    return bool(_untold(case=case.pk, member=case.member_id, board=(case.board_id,), appeal=_appeal(case), day=day))


def _untold_of(
    case: UUID, member: UUID, board: Collection[UUID], appeal: Collection[UUID], day: date
) -> QuerySet[ReporterIdentity]:
    given = IdentityRelease.objects.filter(identity=OuterRef(OuterRef("pk")), person=OuterRef("pk"))
    untold = _readers(case, member, board, appeal, day).filter(~_knows(board, day), ~Exists(given))
    return ReporterIdentity.objects.filter(Exists(untold), report__case=case).values_list("pk", flat=True)


_untold = Prepared(_untold_of, case=UUID, member=UUID, board=LIST, appeal=LIST, day=date)


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
    rows = _lacking(
        place=case.sealed_in, case=case.pk, member=case.member_id, board=(case.board_id,), appeal=_appeal(case), day=day
    )
    found: dict[UUID, Person] = {each.pk: each for each in rows}
    if member_lacks(case):
        found[case.member_id] = case.member
    return sorted(found.values(), key=lambda each: each.name)


def _lacking_of(
    place: str, case: UUID, member: UUID, board: Collection[UUID], appeal: Collection[UUID], day: date
) -> QuerySet[Person]:
    """Who has a pair of his own, and lacks a key of the case, or of one who reported where he may know him."""
    named = Concat(Value(f"{REPORTER}:"), Cast(F("pk"), TextField()), output_field=CharField())
    reporters = ReporterIdentity.objects.filter(report__case=case).annotate(_name=named).values("_name")
    without = SafeKey.objects.exclude(shares__pair__user__person=OuterRef("pk"))
    lacks = Exists(without.filter(safe__reference=place))
    lacks_one = Exists(without.filter(safe__reference__in=reporters))
    told = reporters.filter(released_to__person=OuterRef(OuterRef("pk")))
    lacks_told = Exists(without.filter(safe__reference__in=told))
    has_pair = Exists(KeyPair.objects.filter(user__person=OuterRef("pk")))
    lacking = lacks | (_knows(board, day) & lacks_one) | lacks_told
    return _readers(case, member, board, appeal, day).filter(has_pair, lacking)


_lacking = Prepared(_lacking_of, place=str, case=UUID, member=UUID, board=LIST, appeal=LIST, day=date)
_pairs_of = Prepared(
    lambda person: KeyPair.objects.filter(user__person=person).values_list("pk", flat=True), person=UUID
)


def told_to_member(case: Case) -> list[tuple[Model, tuple[str, ...]]]:
    """What the member concerned reads of his case from the invitation on, as rows with their texts: never a dissent."""
    single = (getattr(case, name, None) for name in ("invitation", "appeal_invitation", "appeal"))
    texts = (*(row for row in single if row is not None), *case.defences.all(), *case.late_appeals.all())
    found: list[tuple[Model, tuple[str, ...]]] = [(row, ("text",)) for row in texts]
    for ruling in case.rulings.all():
        if ruling.is_told:
            found.append((ruling, ("reasons",)))
            found += [(row, ("wrong", "right", "reason")) for row in ruling.corrections.all()]
    return found


def member_lacks(case: Case) -> bool:
    """Has the member concerned a pair to which something that he may read was not handed: a new one, or his first?"""
    pairs = _pairs_of(person=case.member_id)
    lying = [as_it_lies(row, field) for row, fields in told_to_member(case) for field in fields] if pairs else []
    return any(is_sealed(text) and pair.hex not in text for text in lying for pair in pairs)


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
