"""The board on a day: who sits on it, its officers, who stayed away, and the task of Article 5 (Arts. 3, 5; law, Art. 1)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from conduct.facts import elected_on, members_of
from conduct.models import BoardAttendance, BoardExcuse, BoardSitting, Candidacy, Election
from conduct.rules import hygiene as rules
from conduct.rules.board import GENERATIONS, generation
from conduct.rules.board import seats as seats_by_law
from conduct.rules.election import ROLES as OFFICERS
from conduct.rules.election import SEATS as KINDS
from conduct.rules.hygiene import CARRYING
from conduct.rules.procedure import SEATS
from majlis.models import Body, Membership, Person
from majlis.queries import Viewer
from majlis.queries.authority import on_day
from majlis.queries.prepared import Prepared
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
    """By person, the committee that carried his seat of the board and to which he belongs no more (Art. 5)."""
    if not members:
        return {}
    people = [row.person_id for row in members]
    rows = Membership.objects.filter(person__in=people, body__code__in=CARRYING).select_related("body")
    then, now = _codes(rows.filter(on_day(elected))), _codes(rows.filter(on_day(day)))
    stood = _stood_for(members[0].body, people, day)
    bodies = {row.body.code: row.body for row in rows}
    found: dict[Any, list[Body]] = {}
    for person in people:
        carrying = rules.carried(stood.get(person), then.get(person, frozenset()))
        lost = rules.lost_seat(carrying, now.get(person, frozenset()))
        if lost:
            found[person] = [bodies[code] for code in sorted(lost) if code in bodies]
    return found


def _codes(rows: QuerySet[Membership]) -> dict[Any, frozenset[str]]:
    found: dict[Any, frozenset[str]] = {}
    for row in rows:
        found[row.person_id] = found.get(row.person_id, frozenset()) | {row.body.code}
    return found


def _stood_for(body: Body, people: list[Any], day: date) -> dict[Any, str]:
    """By person, the kind of seat for which the house last elected him to this board."""
    won = Candidacy.objects.filter(elected=True, election__board=body, person__in=people, election__elected_on__lte=day)
    return dict(won.order_by("election__elected_on").values_list("person", "seat"))


# The task of Article 5

# A seat is named by where it comes from; here that is named alone.
OUT_OF = "از "


@dataclass(frozen=True)
class Fallen:
    """A seat whose committee its holder has left, and for which nobody has been presented yet."""

    board: Body
    person: Person
    seat: str
    committee: str

    def __str__(self) -> str:
        return f"{self.person.name} دیگر عضو {self.committee} نیست"

    def get_absolute_url(self) -> str:
        return (
            f"{reverse('conduct:present_replacement')}?{urlencode({'leaving': str(self.person.pk), 'seat': self.seat})}"
        )


def _left(day: date) -> QuerySet[Any]:
    """The boards of which a member has ever left a committee that may carry a seat: seldom any."""
    left = Membership.objects.filter(person=OuterRef("person"), body__code__in=CARRYING, to_day__lt=day)
    sitting = Membership.objects.filter(on_day(day), Exists(left), body__kind="conduct_board")
    return sitting.order_by().values_list("body", flat=True).distinct()


_boards_to_look_at = Prepared(_left, day=date)


def fallen_seats(day: date) -> list[Fallen]:
    """The seats for which the presiding board must present another (Art. 5): they appear by themselves on the first day on
    which the carrying membership is no longer held, and vanish when a successor is presented."""
    found: list[Fallen] = []
    boards = _boards_to_look_at(day=day)
    for body in Body.objects.filter(pk__in=boards).order_by("order", "code") if boards else ():
        members = members_of(body, day)
        lost = left_committees(members, elected_on(members, day), day)
        presented = set(
            Election.objects.filter(board=body).exclude(stage="complete").values_list("replaces", flat=True)
        )
        found += [
            Fallen(body, row.person, left.code, KINDS[left.code].removeprefix(OUT_OF))
            for row in members
            if row.person_id not in presented
            for left in lost.get(row.person_id, ())
        ]
    return found
