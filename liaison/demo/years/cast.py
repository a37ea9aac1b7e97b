"""Who is there in the twenty years: ministries, committees, members, and each ministry's network, one set of people a government."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from liaison.demo.years.hand import write
from liaison.models import CabinetPeriod
from majlis import persian
from majlis.models import Body, Membership, Person, Substitution, Term, User
from majlis.rules.deadlines import legal_day

YEARS, MINISTRIES, MEMBERS, COMMITTEES, TURNS = 20, 19, 290, 13, 5
DAYS_A_TURN = 1461
DAY = timedelta(days=1)
NETWORK = ("minister", "deputy", "director", "expert", "expert", "expert")
DEPUTY = NETWORK.index("deputy")
OFFICER = "liaison_officer"


@dataclass(frozen=True)
class Cast:
    """The bodies and people. network: by turn and ministry, the holders of NETWORK."""

    began: datetime
    now: datetime
    ministries: list[Body]
    committees: list[Body]
    members: list[Person]
    officer: Person
    network: list[list[list[Person]]]
    terms: list[Term]
    cabinets: list[CabinetPeriod]

    def turn(self, at: datetime) -> int:
        """Which parliament and which government an instant belongs to."""
        return min((at - self.began).days // DAYS_A_TURN, TURNS - 1)

    def once(self, dice: random.Random) -> datetime:
        """Some moment of the twenty years, not of the last two months."""
        return self.began + (self.now - 60 * DAY - self.began) * dice.random()

    def deputy(self, ministry: int, at: datetime) -> Person:
        return self.network[self.turn(at)][ministry][DEPUTY]


def enter(now: datetime) -> Cast:
    """Write whom and what every other row names; a body that the house has is taken as it is. Args: now, the house's instant."""
    now = now.replace(microsecond=0)
    began = now - timedelta(days=365 * YEARS)
    ministries = [
        _body("ministry", f"ministry-{n:02d}", persian.digits(f"وزارت {n + 1}"), n) for n in range(MINISTRIES)
    ]
    committees = [
        _body("committee", f"committee-{n:02d}", persian.digits(f"کمیسیون {n + 1}"), n) for n in range(COMMITTEES)
    ]
    office, chamber = _body("liaison_office", "liaison_office", "امور دولت"), _body("chamber", "chamber", "مجلس")
    _body("presidency", "presidency", "رئیس‌جمهور")
    officer, *members = write(_people("نماینده", MEMBERS + 1))
    everybody = iter(write(_people("معاون یا کارشناس", TURNS * MINISTRIES * len(NETWORK))))
    network = [[[next(everybody) for _ in NETWORK] for _ in ministries] for _ in range(TURNS)]
    terms = [
        Term.objects.filter(number=n + 1).first() or write([Term(number=n + 1, opens_at=began + n * DAYS_A_TURN * DAY)])[0]
        for n in range(TURNS)
    ]  # fmt: skip
    cabinets = write(
        CabinetPeriod(title=persian.digits(f"دولت {n + 1} بیست‌سال"), from_day=_first(began, n), to_day=_last(began, n))
        for n in range(TURNS)
    )
    cast = Cast(began, now, ministries, committees, members, officer, network, terms, cabinets)
    write([Membership(person=officer, body=office, role="officer", from_day=_first(began, 0))])
    write(
        Membership(person=each, body=chamber, role="member", from_day=_first(began, 0), term=terms[-1])
        for each in members
    )
    write(_offices(cast))
    write(_substitutes(cast))
    if not User.objects.exists():
        write([User(username=OFFICER, person=officer)])
    return cast


def _body(kind: str, code: str, title: str, order: int = 0) -> Body:
    known = Body.objects.filter(code=code).first()
    return known or write([Body(kind=kind, code=code, title=title, order=order)])[0]


def _people(title: str, count: int) -> Iterator[Person]:
    for place in range(count):
        name = persian.digits(f"{title} {place + 1}")
        yield Person(name=name, name_folded=persian.fold(name)[0], sort_key=persian.sort_key(name))


def _first(began: datetime, turn: int) -> date:
    return legal_day(began + turn * DAYS_A_TURN * DAY)


def _last(began: datetime, turn: int) -> date | None:
    return _first(began, turn + 1) - DAY if turn + 1 < TURNS else None


def _offices(cast: Cast) -> Iterator[Membership]:
    """Each ministry's network in each government: its entries in the directory."""
    for turn, houses in enumerate(cast.network):
        for ministry, people in zip(cast.ministries, houses, strict=True):
            for role, person in zip(NETWORK, people, strict=True):
                first, last = _first(cast.began, turn), _last(cast.began, turn)
                yield Membership(person=person, body=ministry, role=role, from_day=first, to_day=last)


def _substitutes(cast: Cast) -> Iterator[Substitution]:
    """An expert stands in for each deputy of today, for a month."""
    today = legal_day(cast.now)
    for people in cast.network[-1]:
        yield Substitution(
            person=people[DEPUTY], substitute=people[-1], from_day=today - DAY, to_day=today + 30 * DAY, reason="سفر",
            stage="appointed", stage_since=cast.now,
        )  # fmt: skip
