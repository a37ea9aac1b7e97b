"""Counts without people: how many cases stand at each stage, for the board alone, small cells hidden."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from conduct.queries.scope import cases
from conduct.rules.procedure import SEATS
from conduct.rules.small_cells import shown
from majlis.queries import Viewer

# Stages in which a case is before the same people for the same reason; a cell of them all says less of each.
PHASES = (
    ("report", "گزارش و تحقیق", ("reported", "under_inquiry", "inquired")),
    ("hearing", "احراز، دعوت و استماع", ("found", "invited", "heard")),
    ("ruling", "صدور و ابلاغ رأی", ("closed_for_ruling", "ruled", "served")),
    ("appeal", "تجدیدنظر", ("appealed", "forwarded")),
    ("dropped", "مختومه یا احراز نشده", ("dismissed", "closed")),
    ("final", "رأی قطعی", ("final",)),
)


@dataclass(frozen=True)
class Cell:
    """A phase and how many cases stand in it; None where the number is hidden."""

    code: str
    label: str
    count: int | None


def may_count(viewer: Viewer) -> bool:
    return viewer.holds(*SEATS)


def by_phase(viewer: Viewer) -> list[Cell]:
    """The cases that a member of the board may see, by phase. One query; for anybody else nothing."""
    if not may_count(viewer):
        return []
    stages = dict(cases(viewer).order_by().values_list("stage").annotate(n=Count("pk")))
    counts = [sum(stages.get(stage, 0) for stage in within) for _, _, within in PHASES]
    cells = zip(PHASES, shown(counts), strict=True)
    return [Cell(code, label, count) for (code, label, _), count in cells]


def stages_of(phase: str) -> tuple[str, ...]:
    """The stages of a phase; none for a code that names none."""
    return next((within for code, _, within in PHASES if code == phase), ())
