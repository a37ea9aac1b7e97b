"""The demonstration's office of government affairs: its people and bodies, and how a matter is filed; everything is invented."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from liaison import actions
from liaison.demo.texts import MINISTRIES, Subject
from liaison.models import CabinetPeriod, MinistryAddress
from majlis import actions as kernel
from majlis.demo.acting import Event, Story, call
from majlis.demo.fixed import FOUNDED
from majlis.demo.house import SOURCE, House, invite
from majlis.models import Act, Body, Membership
from majlis.queries.authority import on_day
from majlis.rules.deadlines import legal_day

A_MOMENT = timedelta(seconds=20)
FURNISHED = FOUNDED + timedelta(hours=3)

OFFICERS = (
    ("liaison_head", "بهرام ستاره‌نشان", "liaison_office", "head"),
    ("liaison_officer", "لاله نسیم‌کوه", "liaison_office", "officer"),
    ("ministry_deputy", "کاوه چشمه‌سار", "ministry-energy", "deputy"),
    ("ministry_deputy_2", "آذر پل‌ساز", "ministry-roads", "deputy"),
    ("ministry_expert", "پویا موج‌شکن", "ministry-energy", "expert"),
)
# The other ministries answer too; their deputies need no account.
DEPUTIES = (
    ("health", "سیمین یاس‌افشان"), ("interior", "رستم کهن‌باغ"), ("schooling", "فروغ سپیده‌خوان"),
    ("farming", "ایرج گندم‌زار"), ("trade", "شروین پولاددشت"),
)  # fmt: skip
# Where a ministry is told that an answer is overdue; one of those that answer has named no address.
ADDRESSED = ("energy", "health", "interior", "schooling", "farming", "trade")
CABINETS = (("دولت نمایشی یکم", "2024-08-01", "2027-05-21"), ("دولت نمایشی دوم", "2027-05-22", ""))


class Stage:
    """The office's people and bodies while its year is played."""

    def __init__(self, house: House):
        self.house = house
        self.seats: dict[Any, list[Membership]] = {}

    # --- the office -----------------------------------------------------------------------------------------------------

    def furnish(self) -> Story:
        """Ministries by their titles, the office, its people, two invented governments."""
        at = FURNISHED
        bodies = [("liaison_office", "liaison_office", "دفتر امور مجلس"), ("presidency", "presidency", "رئیس‌جمهور")]
        bodies += [("ministry", f"ministry-{code}", title) for code, title in MINISTRIES.items()]
        for place, row in enumerate(bodies, start=1):
            at += A_MOMENT
            yield Event(at, lambda row=row, place=place, at=at: self.establish(row, place, at))
        people = [*OFFICERS, *((f"deputy-{code}", name, f"ministry-{code}", "deputy") for code, name in DEPUTIES)]
        for row in people:
            at += A_MOMENT
            yield Event(at, lambda row=row, at=at: self._employ(row, at))
        for title, first, last in CABINETS:
            at += A_MOMENT
            facts = {"title": title, "from_day": first, "to_day": last, "source": SOURCE}
            yield Event(at, lambda f=facts, at=at: self._govern(f, at))

        for code in ADDRESSED:
            at += A_MOMENT
            yield Event(at, lambda code=code, at=at: self._address(code, at))

    def _address(self, code: str, at: datetime) -> None:
        facts = {"ministry": self.body(f"ministry-{code}"), "email": f"parliament@{code}.example", "source": SOURCE}
        actions.register_address(call(self.house.administrator, at, **facts), MinistryAddress())

    def _govern(self, facts: dict[str, str], at: datetime) -> None:
        actions.register_cabinet(call(self.house.administrator, at, **facts), CabinetPeriod())

    def establish(self, row: tuple[str, str, str], place: int, at: datetime) -> None:
        kind, code, title = row
        organ = Body()
        facts = {
            "kind": kind,
            "code": code,
            "title": title,
            "order": place,
            "from_day": legal_day(at).isoformat(),
            "source": SOURCE,
        }
        kernel.establish_body(call(self.house.administrator, at, **facts), organ)
        self.house.bodies[code] = organ

    def _employ(self, row: tuple[str, str, str, str], at: datetime) -> None:
        username, name, body, role = row
        person = self.house.enter(name, at)
        self.house.appoint(person, self.house.bodies[body], role, at)
        self.house.people[username] = person
        if "-" not in username:
            invite(self.house, username, person, at)

    # --- helpers --------------------------------------------------------------------------------------------------------

    def do(
        self, act: Callable[[Any, Any], Act], subject: Any, at: datetime, who: str = "liaison_officer", **body: Any
    ) -> Event:
        """An act on a file as it then is."""
        return Event(at, lambda: act(call(self.house.people[who], at, **body), self.fresh(subject)))

    def fresh(self, subject: Any) -> Any:
        if not subject._state.adding:
            subject.refresh_from_db()
        return subject

    def members(self, at: datetime) -> list[Membership]:
        """Who sits in the chamber on a day, in a lasting order."""
        day = legal_day(at)
        if day not in self.seats:
            rows = Membership.objects.filter(on_day(day), body__kind="chamber", role="member").select_related("person")
            self.seats[day] = list(rows.order_by("person__source", "person__source_id"))
        return self.seats[day]

    def body(self, code: str) -> str:
        return str(self.house.bodies[code].pk)

    def deputy(self, ministry: str) -> str:
        """The account-name of a ministry's deputy; empty where it has none here."""
        own = {"energy": "ministry_deputy", "roads": "ministry_deputy_2"}
        return own.get(ministry) or (f"deputy-{ministry}" if ministry in dict(DEPUTIES) else "")

    def file(
        self,
        matter: Any,
        act: Callable[[Any, Any], Act],
        at: datetime,
        subject: Subject | None,
        who: random.Random,
        **body: Any,
    ) -> Event:
        """A question or notice, filed by a member about his own place."""

        def do() -> None:
            seat = who.choice(self.members(at))
            place = seat.constituency.split("،")[0].split("و ")[0].strip() or "شهر"
            told = {
                name: value.format(place=place) if isinstance(value, str) else value for name, value in body.items()
            }
            told["askers"] = [str(seat.person_id)]
            if subject is not None:
                told["addressee"] = self.body(f"ministry-{subject.ministry}")
            act(call(self.house.people["liaison_officer"], at, **told), matter)

        return Event(at, do)
