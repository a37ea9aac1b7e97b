"""Counts without people: how many cases stand where, and how they ended, for the board alone, small cells hidden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from conduct.models import Archive, Case, Ruling, RulingSanction
from conduct.models.case import KINDS
from conduct.queries.scope import cases, cases_of_rooms, rooms
from conduct.rules.procedure import SEATS
from conduct.rules.sanctions import on
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
ARCHIVED = "archived"
RESULTS = (("sanctions", "تنبیه"), ("clears", "برائت"))


@dataclass(frozen=True)
class Cell:
    """What is counted and how often; None where the number is hidden."""

    code: str
    label: str
    count: int | None


@dataclass(frozen=True)
class Counted:
    """One table of counts: its anchor, its title, what its rows are, its unit."""

    code: str
    title: str
    head: str
    unit: str
    cells: list[Cell]

    @property
    def hidden(self) -> bool:
        return any(each.count is None for each in self.cells)


def may_count(viewer: Viewer) -> bool:
    return viewer.holds(*SEATS)


def tables(viewer: Viewer) -> list[Counted]:
    """Every table of counts, of all the cases that a member of the board may see, those in the archive among them."""
    if not may_count(viewer):
        return []
    seen = _all(viewer)
    rulings = Ruling.objects.filter(case__in=seen)
    return [
        Counted("phases", "پرونده‌ها در هر مرحله", "مرحله", "پرونده", by_phase(viewer)),
        Counted("kinds", "موضوع پرونده‌ها", "موضوع", "پرونده", _cells(KINDS, _counts(seen, "kind"))),
        Counted("results", "نتیجهٔ رأی هیأت", "نتیجه", "رأی", _cells(RESULTS, _results(rulings))),
        Counted("sanctions", "تنبیه‌های تعیین‌شده", "بند", "تنبیه", _sanctions(rulings, viewer.day)),
        Counted("appeals", "نتیجهٔ تجدیدنظر", "نتیجه", "رأی", _cells(Ruling.OUTCOMES, _counts(rulings.filter(instance="appeal"), "outcome"))),
    ]  # fmt: skip


def _all(viewer: Viewer) -> QuerySet[Case]:
    return cases_of_rooms(viewer.person.pk, **rooms(viewer))  # type: ignore[union-attr]


def by_phase(viewer: Viewer) -> list[Cell]:
    """The cases that a member of the board may see, by phase, and those in the archive; for anybody else nothing."""
    if not may_count(viewer):
        return []
    stages = _counts(cases(viewer), "stage")
    sealed = Archive.objects.filter(stage="sealed", case__in=_all(viewer)).count()
    counts = {code: sum(stages.get(stage, 0) for stage in within) for code, _, within in PHASES}
    return _cells(
        [*((code, label) for code, label, _ in PHASES), (ARCHIVED, "در بایگانی")], {**counts, ARCHIVED: sealed}
    )


def _counts(rows: QuerySet[Any], name: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(name).annotate(n=Count("pk")))


def _results(rulings: QuerySet[Ruling]) -> dict[str, int]:
    """How the board's own rulings ended, by the words of RESULTS."""
    by_clearing = dict(rulings.filter(instance="first").order_by().values_list("clears").annotate(n=Count("pk")))
    return {"sanctions": by_clearing.get(False, 0), "clears": by_clearing.get(True, 0)}


def _sanctions(rulings: QuerySet[Ruling], day: date) -> list[Cell]:
    counted = _counts(RulingSanction.objects.filter(ruling__in=rulings), "letter")
    return _cells([(letter, f"{letter}) {row.title}") for letter, row in on(day).items()], counted)


def _cells(named: Iterable[Sequence[str]], counts: Mapping[str, int]) -> list[Cell]:
    """The cells of one table in their order, small ones hidden with whatever would give them away."""
    rows = [(code, label) for code, label in named]
    told = shown([counts.get(code, 0) for code, _ in rows])
    return [Cell(code, label, count) for (code, label), count in zip(rows, told, strict=True)]


def stages_of(phase: str) -> tuple[str, ...]:
    """The stages of a phase; none for a code that names none."""
    return next((within for code, _, within in PHASES if code == phase), ())
