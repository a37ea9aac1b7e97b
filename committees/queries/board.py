"""The fourteen steps of Article 23 as they really went in one formation: when each began and ended, and what stands before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, Q

from committees.models import Ambiguity, Declaration, Formation, Item, Objection
from committees.queries.figures import figures
from committees.rules.board import ROWS, Row
from committees.rules.procedure import STEPS
from majlis.models import Act
from majlis.queries import Viewer, refusal_of, step_deadlines_of
from majlis.rules.deadlines import Deadline, legal_day
from majlis.rules.law import Refused

# After which stage of the formation a row of its members' or branches' acts is over.
OVER_AFTER = {
    1: "collecting",
    2: "collecting",
    6: "clarifying",
    8: "published",
    9: "published",
    11: "placed",
    12: "placed",
    13: "placed",
}
STAGES = tuple(Formation.STAGES)


@dataclass(frozen=True)
class Line:
    """A row as it stands. state: "done", "running", "late" or "ahead"; blocked: why its act may not follow now."""

    row: Row
    began: datetime | None
    ended: datetime | None
    acts: int
    deadline: Deadline | None
    day: int | None
    state: str
    proposed: bool
    blocked: Refused | None

    @property
    def over(self) -> bool:
        """Did its last act come after its end?"""
        return self.deadline is not None and self.ended is not None and self.ended >= self.deadline.ends_at


def lines_of(formation: Formation, viewer: Viewer) -> list[Line]:
    """The fourteen rows. Queries: a fixed number, whatever the formation holds."""
    times = _times(formation)
    day, known = legal_day(formation.opened_at), figures()
    found = []
    for row in ROWS:
        step = STEPS[row.words[0]]
        sample = _sample(step.subject, formation)
        limits = step_deadlines_of(step, sample, viewer.at)
        began = times.get(row.opens, (None, None, 0))[0]
        done = [times[word] for word in row.words if word in times]
        ended = max((each[1] for each in done), default=None)
        over = _is_over(row, formation, ended is not None)
        end = limits[0][1] if limits else None
        state = (
            "done" if over else "ahead" if began is None else "late" if end and viewer.at >= end.ends_at else "running"
        )
        blocked = (
            refusal_of(step, formation, viewer.at)
            if state in ("running", "late") and step.subject == "formation"
            else None
        )
        proposed = bool(step.limits) and known.on(step.limits[0].figure, day).proposed
        found.append(
            Line(
                row, began, ended if over or done else None, sum(each[2] for each in done), end, known.on(row.day_figure, day).value,
                state, proposed, blocked,
            )
        )  # fmt: skip
    return found


def _times(formation: Formation) -> dict[str, tuple[datetime, datetime, int]]:
    """Of each act of this formation's files: its first moment, its last, and how many there were. One query."""
    acts = Act.objects.filter(Q(root=formation.reference) | Q(subject=formation.reference)).order_by()
    rows = acts.values_list("verb").annotate(Min("happened_at"), Max("happened_at"), Count("pk"))
    return {verb: (first, last, count) for verb, first, last, count in rows}


def _is_over(row: Row, formation: Formation, done: bool) -> bool:
    if row.number in OVER_AFTER:
        return STAGES.index(formation.stage) > STAGES.index(OVER_AFTER[row.number])
    return done


def _sample(subject: str, formation: Formation) -> Any:
    made = {"declaration": Declaration, "objection": Objection, "ambiguity": Ambiguity}
    if subject == "item":
        return Item(declaration=Declaration(formation=formation))
    return made[subject](formation=formation) if subject in made else formation
