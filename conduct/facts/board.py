"""Who sits on a board on a day, by which election and decisions, and what it needs (Arts. 1 to 5)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from conduct.models import BoardRule
from conduct.rules import board as rules
from conduct.rules.hygiene import CARRYING
from conduct.rules.procedure import APPEAL_SEATS, PRESIDING, SEATS
from majlis.models import Body, Membership, Person
from majlis.queries.authority import office_name, on_day
from majlis.queries.prepared import Prepared

ROLES_IN_ORDER = {name: place for place, name in enumerate((*SEATS, *APPEAL_SEATS))}


def told(at: datetime) -> datetime:
    """The instant itself, where a page that is only read has it as a promise."""
    return at.astimezone(UTC)


def members_of(body: Body, day: date) -> list[Membership]:
    """Who sits on a board on a day, each person once, under his highest role; the registrar does not sit."""
    seated = sorted(
        (row for row in _held(body=body.pk, day=day) if office_name(row) in ROLES_IN_ORDER),
        key=lambda row: (ROLES_IN_ORDER[office_name(row)], row.person.sort_key),
    )
    found: dict[Any, Membership] = {}
    for row in seated:
        found.setdefault(row.person_id, row)
    return list(found.values())


_held = Prepared(
    lambda body, day: Membership.objects.filter(on_day(day), body=body).select_related("person", "body"),
    body=UUID, day=date,
)  # fmt: skip


def elected_on(members: list[Membership], day: date) -> date:
    """The day of a board's election: the earliest first day among its present members."""
    # `record_board_election` dates every seat by the election; one who follows later (Art. 5) does not make the board younger.
    return min((row.from_day for row in members), default=day)


def adopted() -> dict[str, tuple[rules.Adopted, ...]]:
    """The house's decisions by key."""
    found: dict[str, tuple[rules.Adopted, ...]] = {}
    for row in _decisions():
        found[row.key] = (*found.get(row.key, ()), rules.Adopted(row.key, row.value, row.source, row.first_day))
    return found


_decisions = Prepared(lambda: BoardRule.objects.order_by("first_day"))


def needs_of(body: Body, members: list[Membership], day: date) -> rules.Needs:
    """What a body needs to sit and decide on a day. Raises Refused while a value is unset."""
    elected = elected_on(members, day)
    if body.kind == "appeal_board":
        return rules.appeal_needs(len(members), elected, day, adopted())
    return rules.board_needs(elected, day, adopted())


def barred_from_standing(person: Person, day: date) -> bool:
    """Is he of the presiding board, which has no seat on the board but its deputy speaker's (Art. 2; law, Art. 1)?"""
    held = Membership.objects.filter(on_day(day), person=person, body__kind="presiding_board").select_related("body")
    return any(office_name(each) in PRESIDING for each in held)


def committees_of(person: Person, day: date) -> frozenset[str]:
    """The committees that carry a seat of the board and to which he belongs, by code (Arts. 2, 5)."""
    held = Membership.objects.filter(on_day(day), person=person, body__code__in=CARRYING)
    return frozenset(held.values_list("body__code", flat=True))


def appeal_body() -> Body | None:
    return Body.objects.filter(kind="appeal_board").order_by("-order", "code").first()
