"""The board on a day: who sits on it, its officers, who stayed away, and the task of Article 5 (Arts. 3, 5; law, Art. 1)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from conduct.facts import elected_on, members_of
from conduct.models import BoardAttendance, BoardExcuse, BoardSitting
from conduct.rules import hygiene as rules
from conduct.rules.board import GENERATIONS, generation
from conduct.rules.board import seats as seats_by_law
from conduct.rules.election import CARRYING
from conduct.rules.election import ROLES as OFFICERS
from conduct.rules.procedure import SEATS
from majlis.models import Body, Membership
from majlis.queries import Viewer
from majlis.queries.authority import on_day
from majlis.rules.deadlines import ONE_DAY, legal_day, midnight

ROLES = {**OFFICERS, "member": "عضو"}


@dataclass(frozen=True)
class Seat:
    """One member on that day: his office, how often he stayed away, and the committee that he has left."""

    membership: Membership
    role: str
    absences: rules.Absences
    lost: list[str]


@dataclass(frozen=True)
class Board:
    """A board on a day, held against its law. `officers`: title, how many there are, how many the law has."""

    body: Body
    day: date
    law: str
    seats: list[Seat]
    by_law: int
    officers: list[tuple[str, int, int]]

    @property
    def vacant(self) -> int:
        return max(self.by_law - len(self.seats), 0)


def may_look(viewer: Viewer) -> bool:
    return viewer.holds(*SEATS)


def board_on(viewer: Viewer, day: date) -> Board | None:
    """The viewer's own board on a day; None for who has no seat on one. No case is asked for, nor counted."""
    if not may_look(viewer):
        return None
    body = Body.objects.get(pk=viewer.bodies(*SEATS)[0])
    members = members_of(body, day)
    elected = elected_on(members, day)
    came, committees = _came(body, day), _committees(members, elected, day)
    seats = [
        Seat(row, ROLES[row.role], rules.absences(_of(came, row), day), committees.get(row.person_id, [])) for row in members
    ]  # fmt: skip
    counted = Counter(row.role for row in members)
    officers = [(ROLES[role], counted[role], wanted) for role, wanted in rules.officers_by_law(elected).items()]
    return Board(body, day, GENERATIONS[generation(elected)], seats, seats_by_law(elected), officers)


def _came(body: Body, day: date) -> list[tuple[date, set[Any], set[Any]]]:
    """Its sittings up to a day that are over, oldest first, each with who came and who was away with an excuse."""
    sittings = list(
        BoardSitting.objects.filter(body=body, stage="closed", opened_at__lt=midnight(day + ONE_DAY)).order_by("opened_at")
    )  # fmt: skip
    there: dict[Any, set[Any]] = {}
    for sitting, person in BoardAttendance.objects.filter(sitting__in=sittings).values_list("sitting", "person"):
        there.setdefault(sitting, set()).add(person)
    excused: dict[Any, set[Any]] = {}
    for sitting, person in BoardExcuse.objects.filter(sitting__in=sittings, withdrawn_at=None).values_list(
        "sitting", "person"
    ):
        excused.setdefault(sitting, set()).add(person)
    return [(legal_day(row.opened_at), there.get(row.pk, set()), excused.get(row.pk, set())) for row in sittings]


def _of(came: list[tuple[date, set[Any], set[Any]]], row: Membership) -> list[bool | None]:
    """Whether he came to each sitting since he has been on the board; None where he was away with an excuse."""
    who = row.person_id
    return [
        True if who in there else None if who in excused else False
        for day, there, excused in came
        if day >= row.from_day
    ]


def _committees(members: list[Membership], elected: date, day: date) -> dict[Any, list[str]]:
    """By person, the titles of the committees that carried his seat and that he has left."""
    return {person: [body.title for body in left] for person, left in left_committees(members, elected, day).items()}


def left_committees(members: list[Membership], elected: date, day: date) -> dict[Any, list[Body]]:
    """By person, the carrying committees to which he belonged at the election and belongs no more (Art. 5)."""
    people = [row.person_id for row in members]
    rows = Membership.objects.filter(person__in=people, body__code__in=CARRYING).select_related("body")
    then, now = rows.filter(on_day(elected)), rows.filter(on_day(day))
    held_now: dict[Any, set[str]] = {}
    for row in now:
        held_now.setdefault(row.person_id, set()).add(row.body.code)
    found: dict[Any, list[Body]] = {}
    for row in then:
        if rules.lost_seat(frozenset({row.body.code}), frozenset(held_now.get(row.person_id, ()))):
            found.setdefault(row.person_id, []).append(row.body)
    return found
