"""Who held what on a day, and whether that lets him act on this file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from majlis.models import Act, Membership, Person, Substitution
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Step
from majlis.rules.procedure import EMPTY_HOUSE
from majlis.rules.substitutes import may_be_lent

from .prepared import Prepared

if TYPE_CHECKING:
    from majlis.realm import Realm
    from majlis.register import Call

OWN_FILE = "member"
IN_FORCE = "appointed"
Asked = TypeVar("Asked")


@dataclass(frozen=True)
class Viewer:
    """A person on a legal day, with the offices he holds on it. Every scoped query takes one.

    lent: offices of those whose substitute he is on that day. They open nothing until he is `within` a realm that knows
    substitutes; there they stand among his `offices`, each with the person who holds it.
    """

    person: Person | None
    day: date
    at: datetime
    offices: tuple[Membership, ...] = field(default=())
    lent: tuple[Membership, ...] = field(default=())
    own: Viewer | None = field(default=None, repr=False, compare=False)
    answers: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, question: str, ask: Callable[[], Asked]) -> Asked:
        """The answer to a question that one request asks in several places; it dies with the viewer."""
        if question not in self.answers:
            self.answers[question] = ask()
        return self.answers[question]

    def holds(self, *names: str, body: Any = None) -> bool:
        """Does he hold one of these offices ("kind.role"), in this body when one is given?"""
        return any(office_name(each) in names and (body is None or each.body_id == body.pk) for each in self.offices)

    def bodies(self, *names: str) -> tuple[UUID, ...]:
        """The bodies in which he holds one of these offices."""
        return tuple(each.body_id for each in self.offices if office_name(each) in names)

    def seats(self, *names: str, body: str, term: str) -> Q:
        """Rows of the bodies in which he holds one of these offices, and of the term for which he holds it.

        Args: body and term, the rows' own lookups.
        """
        found = Q(pk__in=[])
        for each in self.offices:
            if office_name(each) in names:
                found |= Q(**{body: each.body_id}) & (Q(**{term: each.term_id}) if each.term_id else Q())
        return found

    @property
    def is_member(self) -> bool:
        return self.holds("chamber.member")

    @property
    def itself(self) -> Viewer:
        """He alone, without what is lent to him."""
        return self.own or self

    def within(self, realm: Realm) -> Viewer:
        """He as an office of this realm sees him: with the offices lent to him, where the realm knows substitutes."""
        own = self.itself
        if not realm.substitutes or not own.lent:
            return own
        return own.once("within", lambda: replace(own, offices=(*own.offices, *own.lent), own=own))

    @property
    def names(self) -> tuple[UUID, ...]:
        """In whose name he sees and acts here: his own, and that of each whose office is lent to him."""
        held = {each.person_id for each in self.offices}
        return tuple({self.person.pk, *held}) if self.person is not None else ()


def office_name(membership: Membership) -> str:
    return f"{membership.body.kind}.{membership.role}"


def on_day(day: date) -> Q:
    """Memberships in force on a day; the last day is included."""
    return Q(from_day__lte=day) & (Q(to_day__isnull=True) | Q(to_day__gte=day))


def offices_of(person: Person | UUID, day: date) -> tuple[Membership, ...]:
    """The offices that a person, or the person of this key, holds on a day; each with the person, the body and the term."""
    held = Membership.objects.filter(on_day(day), person=person).select_related("person", "body", "term")
    return tuple(held.order_by("body__kind", "role", "id"))


def lenders_of(person: Person | UUID, day: date) -> QuerySet[Substitution]:
    """The substitutions by which a person stands in for others on a day."""
    return Substitution.objects.filter(substitute=person, stage=IN_FORCE, from_day__lte=day, to_day__gte=day)


@cache
def lendable() -> frozenset[str]:
    """The offices ("kind.role") that a substitute may be lent: those that name a step which he may do, in an open realm."""
    open_ones = (
        config for config in apps.get_app_configs() if getattr(getattr(config, "realm", None), "substitutes", False)
    )
    steps = (step for config in open_ones for step in config.steps.values() if step.delegable)
    return frozenset(name for step in steps for name in step.by if may_be_lent(name))


def lendable_of(offices: Iterable[Membership]) -> tuple[Membership, ...]:
    return tuple(each for each in offices if office_name(each) in lendable())


def offices_with_lent(person: UUID, day: date) -> tuple[tuple[Membership, ...], tuple[Membership, ...]]:
    """The offices that the person of this key holds on a day, and those lent to him on it; one query.

    What was lent to a lender is not his to lend: there are no substitutes of substitutes.
    """
    held = _held_with_lent(person=person, day=day)
    own = tuple(each for each in held if each.person_id == person)
    lent = (each for each in lendable_of(held) if each.person_id != person)
    return own, tuple(sorted(lent, key=lambda each: each.person_id))


def _with_lent(person: UUID, day: date) -> QuerySet[Membership]:
    named = Person.objects.filter(pk=person).order_by().values("pk")
    names = named.union(lenders_of(person, day).order_by().values("person"), all=True)
    found = Membership.objects.filter(on_day(day), person__in=names).select_related("person", "body", "term")
    return found.order_by("body__kind", "role", "id")


_held_with_lent = Prepared(_with_lent, person=UUID, day=date)


def viewer_of(user: Any, at: datetime) -> Viewer:
    """The viewer behind an account. An account without a person, a superuser's too, sees what a stranger sees."""
    day = legal_day(at)
    key = user.person_id if getattr(user, "is_authenticated", False) and user.is_active else None
    if key is None:
        return Viewer(None, day, at)
    held, lent = offices_with_lent(key, day)
    # Who holds an office has come with it.
    return Viewer(held[0].person if held else user.person, day, at, held, lent)


def may_act(step: Step, subject: Model, call: Call) -> bool:
    """Does the caller hold, on that legal day, an office that the step names, in the right body, himself or as a substitute?"""
    return name_of_act(step, subject, call) is not None


def name_of_act(step: Step, subject: Model, call: Call) -> Person | None:
    """In whose name the caller may act on that legal day: his own, or his whose substitute he is. None: he may not."""
    if call.actor is None:
        return None
    if step.by == (EMPTY_HOUSE,):
        return None if Act.objects.exists() else call.actor
    day = legal_day(call.at)
    if call.paper is not None:
        clerk = step.paper and _named(offices_of(call.actor, day), _paper_clerks(subject), subject)
        return call.actor if clerk and _signed_by_entitled(step, subject, call) else None
    own, lent = offices_with_lent(call.actor.pk, day)
    return in_whose_name(step, subject, call.actor, (*own, *lent))


def _signed_by_entitled(step: Step, subject: Model, call: Call) -> bool:
    """The paper bears the name of someone who could do the act himself on the day when it happened."""
    signer = call.on_behalf_of
    return signer is not None and entitled(step, subject, signer, offices_of(signer, legal_day(call.legal_at)))


def entitled(step: Step, subject: Model, person: Person, offices: tuple[Membership, ...]) -> bool:
    """May he do this step on this file, himself or in the name of one whose office is among these?"""
    return in_whose_name(step, subject, person, offices) is not None


def in_whose_name(step: Step, subject: Model, person: Person, offices: tuple[Membership, ...]) -> Person | None:
    """Himself, where he may do it himself; else the one whose substitute he is and who may (house, Art. 11).

    Args: offices, his own, and those lent to him, which bear the name of who holds them.
    """
    own = tuple(each for each in offices if each.person_id == person.pk)
    if (OWN_FILE in step.by and _owns(subject, person)) or _in_office(step, subject, person, own):
        return person
    if len(own) == len(offices) or not step.delegable or not _realm_of(subject).substitutes:
        return None
    lent = (each for each in offices if each.person_id != person.pk)
    for _, group in groupby(lent, key=lambda each: each.person_id):
        held = tuple(group)
        if _in_office(step, subject, held[0].person, held) and not _aside(subject, person):
            return held[0].person
    return None


def _in_office(step: Step, subject: Model, person: Person, offices: tuple[Membership, ...]) -> bool:
    return _named(offices, offices_for(step, subject), subject) and not _barred(subject, person)


def _barred(subject: Model, person: Person) -> bool:
    return hasattr(subject, "bars") and subject.bars(person)


def _aside(subject: Model, person: Person) -> bool:
    return hasattr(subject, "stands_aside") and subject.stands_aside(person)


def _realm_of(subject: Model) -> Realm:
    """The realm in whose chain an act on this row is written."""
    from .standing import office

    return (getattr(subject, "home", None) or office(subject)).realm


def offices_for(step: Step, subject: Model) -> tuple[str, ...]:
    """Who does a step is the step's word, unless the file knows better: a letter's offices are its own office's word."""
    own = getattr(subject, "offices_for", None)
    return own(step) if own is not None else step.by


def _owns(subject: Model, person: Person) -> bool:
    owner = getattr(subject, "owner", None)
    return owner is not None and owner.pk == person.pk


def _named(offices: tuple[Membership, ...], names: tuple[str, ...], subject: Model) -> bool:
    for held in offices:
        if office_name(held) not in names or not _of_term(held, subject):
            continue
        seat = subject.seat(held.body.kind) if hasattr(subject, "seat") else None
        if seat is None or seat.pk == held.body_id:
            return True
    return False


def _of_term(held: Membership, subject: Model) -> bool:
    """An office held for a term reaches the files of that term only."""
    root = getattr(subject, "root", None)
    term = getattr(root if root is not None else subject, "term_id", None)
    return held.term_id is None or term is None or held.term_id == term


def _paper_clerks(subject: Model) -> tuple[str, ...]:
    from .standing import office

    return office(subject).realm.paper_clerks


def authority_holders(step: Step, subject: Model, day: date) -> QuerySet[Membership]:
    """The memberships that may do a step on a day: whose turn it is."""
    wanted = Q(pk__in=[])
    for name in offices_for(step, subject):
        if name == OWN_FILE:
            continue
        kind, role = name.split(".")
        seat = subject.seat(kind) if hasattr(subject, "seat") else None
        wanted |= Q(body=seat, role=role) if seat is not None else Q(body__kind=kind, role=role)
    return Membership.objects.filter(wanted, on_day(day)).select_related("person", "body")
