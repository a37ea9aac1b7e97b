"""The house of the demonstration: founded, with its bodies, its calendar and its officers, all by acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from majlis import actions
from majlis.demo.acting import Event, Story, call
from majlis.demo.fixed import FOUNDED
from majlis.demo.keys import RING
from majlis.models import Body, Holiday, Membership, Person, User
from majlis.rules.bodies import WANTED, known_holidays
from majlis.rules.deadlines import legal_day

SOURCE = "نمایشی"
FOUNDER = "هومن فانوس‌دار"
A_MOMENT = timedelta(seconds=20)


class BodyRow(NamedTuple):
    """A body to be entered: kind, code, title, and the first day and source of its title."""

    kind: str
    code: str
    title: str
    from_day: date | None = None
    source: str = SOURCE


class Officer(NamedTuple):
    """An officer of the house: the name of his account is his role."""

    username: str
    name: str
    body: str
    role: str


BODIES = tuple(BodyRow(each.kind, each.code, each.title) for each in WANTED)

OFFICERS = (
    Officer("speaker", "فرامرز البرزپیما", "presiding_board", "speaker"),
    Officer("deputy_speaker", "پروین روشن‌کوه", "presiding_board", "deputy_speaker"),
    Officer("secretary", "سیاوش قلم‌زن", "presiding_board", "secretary"),
    Officer("clerk", "مهتاب خامه‌پرداز", "presiding_board", "clerk"),
    Officer("laws_deputy_head", "کیوان ژرف‌نگر", "laws_deputy", "head"),
    Officer("laws_officer", "نگار اندیشه‌ورز", "laws_deputy", "officer"),
    Officer("laws_officer_2", "روزبه سپیدارنشین", "laws_deputy", "officer"),
)


@dataclass
class House:
    """The people and bodies that the offices' stories need."""

    administrator: Person
    people: dict[str, Person] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)

    def enter(self, name: str, at: datetime) -> Person:
        """Enter an invented person."""
        person = Person()
        actions.register_person(call(self.administrator, at, name=name, source=SOURCE), person)
        return person

    def appoint(self, person: Person, body: Body, role: str, at: datetime, **more: str) -> Membership:
        """Put a person into an office, from that day unless told otherwise."""
        membership = Membership()
        facts = {"person": str(person.pk), "body": str(body.pk), "role": role, "from_day": legal_day(at).isoformat()}
        actions.appoint(call(self.administrator, at, **(facts | {"source": SOURCE} | more)), membership)
        return membership


def found(at: datetime = FOUNDED) -> House:
    """Found the empty house; its first administrator has the account `administrator`."""
    user = User(username="administrator", is_staff=True)
    actions.found_house(call(None, at, name=FOUNDER), user)
    RING.give(user, at)
    house = House(user.person, people={"administrator": user.person})
    house.bodies["house"] = Body.objects.get(code="house")
    return house


def furnish(house: House, more: Iterable[BodyRow], at: datetime = FOUNDED, holidays: bool = True) -> Story:
    """Bodies, officers and holidays, one act after the other. Args: more, the bodies that the offices add."""
    for place, row in enumerate((*BODIES, *more), start=1):
        at += A_MOMENT
        yield Event(at, lambda row=row, place=place, at=at: establish(house, row, place, at))
    for officer in OFFICERS:
        at += A_MOMENT
        yield Event(at, lambda officer=officer, at=at: _employ(house, officer, at))
    for facts in known_holidays() if holidays else ():
        at += A_MOMENT
        yield Event(
            at, lambda facts=facts, at=at: actions.declare_holiday(call(house.administrator, at, **facts), Holiday())
        )


def establish(house: House, row: BodyRow, place: int, at: datetime) -> None:
    organ = Body()
    from_day = (row.from_day or legal_day(at)).isoformat()
    facts = {
        "kind": row.kind,
        "code": row.code,
        "title": row.title,
        "order": place,
        "from_day": from_day,
        "source": row.source,
    }
    actions.establish_body(call(house.administrator, at, **facts), organ)
    house.bodies[row.code] = organ


def _employ(house: House, officer: Officer, at: datetime) -> None:
    person = house.enter(officer.name, at)
    house.appoint(person, house.bodies[officer.body], officer.role, at)
    house.people[officer.username] = person
    invite(house, officer.username, person, at)


def invite(house: House, username: str, person: Person, at: datetime) -> None:
    """Give a person an account with its keys; its password and second factor come last (majlis.demo.accounts)."""
    user = User()
    actions.invite_user(call(house.administrator, at, username=username, person=str(person.pk)), user)
    RING.give(user, at)
