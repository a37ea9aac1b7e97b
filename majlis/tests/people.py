"""A handful of people for tests of the kernel: an administrator, two secretaries, a clerk, a member, a stranger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from majlis import actions
from majlis.models import Body, Membership, Person, User
from majlis.register import Call

# Wednesday 1405/02/30, eight in the morning in Tehran.
MORNING = datetime(2026, 5, 20, 4, 30, tzinfo=UTC)


@dataclass
class People:
    administrator: Person
    secretary: Person
    speaker: Person
    clerk: Person
    member: Person
    stranger: Person


def call(actor: Person | None, body: dict[str, Any] | None = None, **more: Any) -> Call:
    """A call at the fixed morning, unless told otherwise."""
    return Call(actor=actor, at=more.pop("at", MORNING), body=body or {}, **more)


def body_named(code: str, kind: str, title: str, administrator: Person) -> Body:
    organ = Body()
    actions.establish_body(
        call(administrator, {"kind": kind, "code": code, "title": title, "from_day": "2020-01-01"}), organ
    )
    return organ


def person_named(name: str, administrator: Person) -> Person:
    person = Person()
    actions.register_person(call(administrator, {"name": name}), person)
    return person


def appointed(person: Person, organ: Body, role: str, administrator: Person, **more: Any) -> Membership:
    membership = Membership()
    facts = {"person": str(person.pk), "body": str(organ.pk), "role": role, "from_day": "2026-01-01", **more}
    actions.appoint(call(administrator, facts), membership)
    return membership


def founded() -> People:
    """A house founded through its acts, with a presiding board."""
    actions.found_house(call(None, {"name": "مدیر نمونه"}), User(username="administrator"))
    administrator = Person.objects.get()
    chamber = body_named("chamber", "chamber", "مجلس", administrator)
    board = body_named("presiding_board", "presiding_board", "هیأت رئیسه", administrator)
    names = ("حسین دلاوری", "مریم صدری", "ندا فروزنده", "الهام رستگار", "بهروز الوندی")
    secretary, speaker, clerk, member, stranger = (person_named(name, administrator) for name in names)
    for person, role in ((secretary, "secretary"), (speaker, "speaker"), (clerk, "clerk")):
        appointed(person, board, role, administrator)
    appointed(member, chamber, "member", administrator)
    return People(administrator, secretary, speaker, clerk, member, stranger)
