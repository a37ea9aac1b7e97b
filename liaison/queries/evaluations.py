"""Evaluations as they are read: the rounds, one ranking, one deputy's figures and their records (house procedure, Art. 35)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from liaison.models import Criteria, Evaluation, EvaluationFigure, EvaluationRound, Task
from liaison.queries.scope import office, tasks
from liaison.queries.work_scope import criteria, evaluations, rounds
from liaison.rules import evaluation as rules
from liaison.rules.tasks import OPEN, REMEDY
from majlis import persian
from majlis.queries import Viewer

ROUNDS_SHOWN = 12


@dataclass(frozen=True)
class Ranked:
    """One deputy's place. place: equal scores share it; None where there was nothing to measure."""

    place: int | None
    evaluation: Evaluation
    figures: dict[str, EvaluationFigure]

    @property
    def cells(self) -> list[EvaluationFigure | None]:
        """His figures in the order of the criteria."""
        return [self.figures.get(code) for code in self.evaluation.round.criteria.weights]


def ranking(viewer: Viewer, round_: EvaluationRound) -> list[Ranked]:
    """The deputies of a round, the best first, in two queries."""
    rows = evaluations(viewer).filter(round=round_).prefetch_related("figures")
    ordered = list(rows.order_by(F("score").desc(nulls_last=True), "ministry__order", "ministry__code", "id"))
    ranked, place = [], 0
    for count, each in enumerate(ordered, start=1):
        if not ranked or ranked[-1].evaluation.score != each.score:
            place = count
        figures = {figure.measure: figure for figure in each.figures.all()}
        ranked.append(Ranked(place if each.score is not None else None, each, figures))
    return ranked


def measures_of(round_: EvaluationRound) -> list[rules.Measure]:
    return [rules.MEASURES[code] for code in round_.criteria.weights if code in rules.MEASURES]


def all_rounds(viewer: Viewer) -> list[EvaluationRound]:
    return list(rounds(viewer)[:ROUNDS_SHOWN])


def own_evaluations(viewer: Viewer) -> list[Evaluation]:
    """A deputy's own quarters, the newest first."""
    if office(viewer):
        return []
    rows = evaluations(viewer).order_by("-round__year", "-round__quarter", "id")
    return list(rows[:ROUNDS_SHOWN])


def published(viewer: Viewer) -> list[Criteria]:
    return list(criteria(viewer))


def figure_of(viewer: Viewer, evaluation: Evaluation, measure: str) -> EvaluationFigure | None:
    return evaluation.figures.filter(measure=measure).first()


def remedies_of(viewer: Viewer, evaluation: Evaluation) -> QuerySet[Task]:
    """The remedies of what it found, and those of earlier quarters that are still open: they are checked in this one."""
    own = Q(evaluation=evaluation)
    before = Q(evaluation__person=evaluation.person, evaluation__round__issued_at__lt=evaluation.round.issued_at)
    rows = tasks(viewer).filter(kind=REMEDY).filter(own | (before & Q(stage__in=OPEN)))
    return rows.select_related("ministry", "person", "evaluation__round").order_by("due_day", "id")


def objected(viewer: Viewer) -> QuerySet[Evaluation]:
    """Objections that wait for an answer."""
    return evaluations(viewer).filter(stage="objected").order_by("objected_at", "id")


def quarters(viewer: Viewer) -> list[tuple[int, int]]:
    """The quarters that are over and may be evaluated now, the newest first."""
    year, month, _ = persian.jalali_parts(viewer.day)
    _, now = rules.quarter_of(year, month)
    ended = [(year, each) for each in rules.QUARTERS if each < now] + [(year - 1, each) for each in rules.QUARTERS]
    done = set(rounds(viewer).values_list("year", "quarter"))
    return sorted((each for each in ended if each not in done), reverse=True)
