"""The morning's sheet: the floor, the committees, who must be where, what falls due (house procedure, Art. 37)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from liaison.models import Matter, Presence, Referral
from liaison.queries import lateness, listing
from liaison.queries.planner import Cell, week
from liaison.queries.scope import tasks
from liaison.queries.tasks import BY_DAY, TaskLine, late, lines
from liaison.rules.gatherings import FLOOR, MUST, STANDING
from liaison.rules.tasks import IN_HAND
from majlis.queries import Viewer
from majlis.rules.deadlines import legal_day, midnight

NEXT_DAY = timedelta(days=1)
SHOWN = 12


@dataclass(frozen=True)
class Brief:
    """One morning."""

    day: date
    floor: list[Cell]
    others: list[Cell]
    questions: list[Matter]
    must: list[Presence]
    clashing: int
    late_tasks: list[TaskLine]
    late_task_count: int
    due_tasks: list[TaskLine]
    referrals: list[Referral]
    late_matters: int

    @property
    def quiet(self) -> bool:
        return not (self.floor or self.others or self.late_tasks or self.due_tasks or self.referrals or self.questions)


def brief_of(viewer: Viewer, day: date) -> Brief:
    """What a day holds, in a fixed number of queries."""
    plan = week(viewer, day)
    cells = [
        cell
        for line in plan.lines
        for cells in line.days
        for cell in cells
        if legal_day(cell.gathering.starts_at) == day
    ]
    cells.sort(key=lambda cell: cell.gathering.starts_at)
    expected = [seat for cell in cells for seat in cell.seats if seat.presence.stage in STANDING]
    span = midnight(day), midnight(day + NEXT_DAY)
    owed = tasks(viewer).order_by(*BY_DAY)
    overdue = owed.filter(late(viewer.at))
    return Brief(
        day=day,
        floor=[cell for cell in cells if cell.gathering.kind == FLOOR],
        others=[cell for cell in cells if cell.gathering.kind != FLOOR],
        questions=list(listing.filtered(viewer, {}).filter(floor_at__gte=span[0], floor_at__lt=span[1])[:SHOWN]),
        must=[seat.presence for seat in expected if seat.presence.call == MUST],
        clashing=sum(seat.clash is not None for seat in expected),
        late_tasks=lines(list(overdue[:SHOWN]), viewer.at),
        late_task_count=overdue.order_by().count(),
        due_tasks=lines(list(owed.filter(stage__in=IN_HAND, due_day=day)[:SHOWN]), viewer.at),
        referrals=list(listing.open_referrals(viewer).filter(due_at__gte=span[0], due_at__lt=span[1])[:SHOWN]),
        late_matters=lateness.late_count(viewer),
    )
