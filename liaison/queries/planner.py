"""The week's plan: who is where when, who is in two places at once, who came (house procedure, Art. 32)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from liaison.models import Gathering, Presence
from liaison.queries.work_scope import gatherings, presences
from liaison.rules.gatherings import (
    BEFORE_PARLIAMENT,
    GATHERING_KINDS,
    GIVEN_UP,
    INVITED,
    MUST,
    STANDING,
    THERE,
    clashes,
    rate,
)
from majlis import persian
from majlis.queries import Viewer
from majlis.rules.deadlines import legal_day, midnight

DAYS = 7
ONE_DAY = timedelta(days=1)
WEEK = timedelta(days=DAYS)
SATURDAY = 5
LOOKED_BACK = timedelta(days=30)
SHOWN_DAYS = 6  # Friday is shown only where something lies on it.


@dataclass(frozen=True)
class Seat:
    """One person in one cell. clash: where else he is expected at that time."""

    presence: Presence
    clash: Gathering | None


@dataclass(frozen=True)
class Cell:
    """One gathering in the plan with its people."""

    gathering: Gathering
    seats: list[Seat]
    unheld: bool


@dataclass(frozen=True)
class Line:
    """One row of the plan: a hall, by days."""

    title: str
    days: list[list[Cell]]


@dataclass(frozen=True)
class Week:
    """A week's plan."""

    first: date
    last: date
    days: list[date]
    lines: list[Line]
    clashing: list[Seat] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not self.lines


def week_of(day: date) -> date:
    """The Saturday with which the week of a day begins."""
    return day - ((day.weekday() - SATURDAY) % DAYS) * ONE_DAY


def week(viewer: Viewer, day: date) -> Week:
    """The plan of the week of a day, in two queries."""
    first = week_of(day)
    last = first + (DAYS - 1) * ONE_DAY
    held = list(
        gatherings(viewer)
        .filter(starts_at__gte=midnight(first), starts_at__lt=midnight(last + ONE_DAY))
        .exclude(stage="missed")
        .order_by("starts_at", "id")
    )
    seats = _seats(viewer, held)
    cells = [Cell(each, seats[each.pk], each.unheld(viewer.at)) for each in held]
    days = [first + place * ONE_DAY for place in range(DAYS)]
    if not any(legal_day(each.starts_at) == days[-1] for each in held):
        days = days[:SHOWN_DAYS]
    clashing = [seat for cell in cells for seat in cell.seats if seat.clash is not None]
    return Week(first, last, days, _lines(cells, days), clashing)


def _seats(viewer: Viewer, held: list[Gathering]) -> dict[object, list[Seat]]:
    rows = list(presences(viewer).filter(gathering__in=held).exclude(stage__in=(GIVEN_UP, "waiting")))
    expected = (
        (each, each.attendee.pk, each.gathering.starts_at, each.gathering.ends_at)
        for each in rows
        if each.stage in STANDING
    )
    met = clashes(expected)
    found: dict[object, list[Seat]] = defaultdict(list)
    for each in rows:
        found[each.gathering_id].append(Seat(each, met[each].gathering if each in met else None))
    return found


def _lines(cells: list[Cell], days: list[date]) -> list[Line]:
    """The floor first, then each committee, then the government's own."""
    by_hall: dict[tuple[int, str], list[Cell]] = defaultdict(list)
    order = list(GATHERING_KINDS)
    for cell in cells:
        gathering = cell.gathering
        title = gathering.body.title if gathering.body is not None else gathering.kind_label
        by_hall[order.index(gathering.kind), title].append(cell)
    return [
        Line(title, [[cell for cell in by_hall[key] if legal_day(cell.gathering.starts_at) == day] for day in days])
        for key in sorted(by_hall)
        for _, title in [key]
    ]


@dataclass(frozen=True)
class Turnout:
    """Thirty days before parliament: deputies, who must be there, as a rate; ministers, who are invited, as counts."""

    deputies_came: int
    deputies_of: int
    ministers_came: int
    ministers_represented: int
    ministers_absent: int

    @property
    def rate(self) -> int | None:
        return rate(self.deputies_came, self.deputies_of)


def turnout(viewer: Viewer, at: datetime | None = None) -> Turnout:
    """One query over the presences of thirty days."""
    end = at or viewer.at
    rows = presences(viewer).filter(
        gathering__kind__in=BEFORE_PARLIAMENT,
        gathering__starts_at__gte=end - LOOKED_BACK,
        gathering__starts_at__lt=end,
        marked_at__isnull=False,
    )
    must = Q(call=MUST, office="deputy")
    asked = Q(call=INVITED, office="minister")
    told = rows.order_by().aggregate(
        deputies_came=Count("id", filter=must & Q(stage__in=THERE, delegate=None)),
        deputies_of=Count("id", filter=must),
        ministers_came=Count("id", filter=asked & Q(stage__in=THERE, delegate=None)),
        ministers_represented=Count("id", filter=asked & Q(stage__in=THERE, delegate__isnull=False)),
        ministers_absent=Count("id", filter=asked & Q(stage="absent")),
    )
    return Turnout(**told)


def day_of(text: str, otherwise: date) -> date:
    """The day that an address names, in Jalali figures; another one where it names none."""
    try:
        return persian.parse_jalali(text)
    except ValueError:
        return otherwise


def planned(viewer: Viewer, first: date, last: date) -> QuerySet[Presence]:
    """Every called person of a span, for the list that is taken away."""
    span = Q(gathering__starts_at__gte=midnight(first), gathering__starts_at__lt=midnight(last + ONE_DAY))
    rows = presences(viewer).filter(span).exclude(stage=GIVEN_UP).select_related("gathering__body")
    return rows.order_by("gathering__starts_at", "gathering_id", "called_at", "id")
