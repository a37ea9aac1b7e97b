"""Where a file stands: its situation for the rules, its clocks, and what can follow."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import AppConfig, apps
from django.db import connection
from django.db.models import Model
from django.urls import NoReverseMatch, reverse

from majlis.models import Term
from majlis.models.base import CLOCKS_READ, reference
from majlis.rules.deadlines import NEEDS_HOLIDAYS, YIELDING, Calendar, Deadline
from majlis.rules.law import Limit, Refused, Situation, Step, refusal, step_deadlines

from .asked import once
from .authority import Viewer, in_whose_name
from .days_off import DaysOff, days_off_now
from .prepared import Prepared

AFTER_LIMIT = "end:"
UNKNOWN = object()
LAST_ACTS = """
SELECT subject, verb, max(happened_at) FROM majlis_act WHERE subject = ANY(%s) AND verb = ANY(%s) GROUP BY subject, verb
"""
# Hours and the table's own days yield to no day off, so they need no filled calendar.
EMPTY_CALENDAR = Calendar()


def office(row: Model) -> AppConfig:
    """The office whose file this is."""
    return apps.get_app_config(row._meta.app_label)


def step_named(row: Model, word: str) -> Step:
    return office(row).steps[word]


def steps_on(row: Model) -> tuple[Step, ...]:
    """The steps of its office whose subject is this kind of file, or a kind of which it is one."""
    names = {each._meta.model_name for each in type(row).__mro__ if hasattr(each, "_meta") and not each._meta.abstract}
    return tuple(step for step in office(row).steps.values() if step.subject in names)


def counted_by(step: Step, config: AppConfig) -> set[str]:
    """The counting rules by which the step's limits were ever counted."""
    return {row.counting for limit in step.limits for row in config.figures.rows(limit.figure)}


def calendar_for(step: Step, subject: Model, days_off: DaysOff | None = None) -> Calendar:
    """The calendar that a step's limits on a file need: an empty one where no day off matters to them."""
    if not counted_by(step, office(subject)) & (NEEDS_HOLIDAYS | YIELDING):
        return EMPTY_CALENDAR
    return (days_off or days_off_now()).of(step, subject)


def limits_by(step: Step, subject: Model, at: datetime, days_off: DaysOff) -> tuple[tuple[Limit, Deadline], ...]:
    """The step's limits on this file, each with its end as these days off would have it; nothing where none can be counted."""
    known = Situation(
        at=at, figures=office(subject).figures, calendar=calendar_for(step, subject, days_off), started=started(step, subject),
        moved=subject.moved(step.word) if hasattr(subject, "moved") else None,
    )  # fmt: skip
    try:
        return step_deadlines(step, known)
    except Refused:
        return ()


def started(step: Step, subject: Model) -> datetime | None:
    """The instant at which a step's clock started, or None before that."""
    if step.creates and not step.clock_from:
        return None
    if not step.clock_from:
        return getattr(subject, "stage_since", None)
    if step.clock_from.startswith(AFTER_LIMIT):
        before = office(subject).steps[step.clock_from.removeprefix(AFTER_LIMIT)]
        return _end_of(before, subject)
    if (remembered := subject.clock_start(step.clock_from) if hasattr(subject, "clock_start") else None) is not None:
        return remembered
    rows = [row for row in (subject, getattr(subject, "root", None)) if row is not None and not row._state.adding]
    if any(_known(row, step.clock_from) is UNKNOWN for row in rows):
        read_clocks(rows, (step.clock_from,))
    return max((at for row in rows if (at := _known(row, step.clock_from)) is not None), default=None)


def read_clocks(rows: Sequence[Model], words: Collection[str]) -> None:
    """Read in one query when these acts last happened on each of these files, and write it down on the files.

    What is written down holds for the version at which it was read, and is forgotten when an act locks the row.
    """
    with connection.cursor() as cursor:
        cursor.execute(LAST_ACTS, [[reference(row) for row in rows], list(words)])
        last = {(subject, verb): at for subject, verb, at in cursor.fetchall()}
    for row in rows:
        told = {(word, _version(row)): last.get((reference(row), word)) for word in words}
        row.__dict__.setdefault(CLOCKS_READ, {}).update(told)


def _known(row: Model, word: str) -> Any:
    return row.__dict__.get(CLOCKS_READ, {}).get((word, _version(row)), UNKNOWN)


def _version(row: Model) -> int | None:
    return getattr(row, "version", None)


def _end_of(step: Step, subject: Model) -> datetime | None:
    began = started(step, subject)
    if began is None or not step.limits:
        return began
    config = office(subject)
    now_known = Situation(at=began, figures=config.figures, calendar=calendar_for(step, subject), started=began)
    return step_deadlines(step, now_known)[0][1].ends_at


def situation(step: Step, subject: Model, at: datetime) -> Situation:
    """All that the law may look at, for one step on one file at one instant."""
    config = office(subject)
    root = getattr(subject, "root", None)
    own_root = root if root is not None else subject
    return Situation(
        at=at, figures=config.figures, calendar=calendar_for(step, subject), stage=getattr(subject, "stage", ""),
        root_stage=getattr(own_root, "stage", ""), started=started(step, subject) if step.limits else None,
        facts=subject.facts(at) if step.needs else None,
        stage_labels={**getattr(own_root, "STAGES", {}), **getattr(subject, "STAGES", {})},
        moved=subject.moved(step.word) if step.limits and hasattr(subject, "moved") else None,
    )  # fmt: skip


def step_deadlines_of(step: Step, subject: Model, at: datetime) -> tuple[tuple[Limit, Deadline], ...]:
    """The step's limits on this file, each with its end; nothing where the figure is unset or no clock runs."""
    if not step.limits:
        return ()
    try:
        return step_deadlines(step, situation(step, subject, at))
    except Refused:
        return ()


def _first_limit(step: Step, known: Situation) -> tuple[Limit, Deadline] | tuple[None, None]:
    try:
        limits = step_deadlines(step, known) if step.limits else ()
    except Refused:
        limits = ()
    return limits[0] if limits else (None, None)


def refusal_of(step: Step, subject: Model, at: datetime) -> Refused | None:
    """Why this act may not follow now, or None."""
    return refusal(step, situation(step, subject, at))


@dataclass(frozen=True)
class NextStep:
    """One row of the next-steps panel."""

    step: Step
    url: str
    mine: bool
    refused: Refused | None
    limit: Limit | None
    deadline: Deadline | None
    stands_for: str = ""

    @property
    def open(self) -> bool:
        return self.mine and self.refused is None and bool(self.url)


def next_steps(
    subject: Model, viewer: Viewer, words: tuple[str, ...] | None = None, own: bool = False
) -> list[NextStep]:
    """What can follow on this file: every built step whose stage has come, those of the viewer first.

    Args: words, the acts that are asked about, all by default; own, only those of the viewer: of what is another's turn
        neither facts nor clocks are then read.
    """
    rows = []
    for step in steps_on(subject):
        if step.creates or (words is not None and step.word not in words) or not due(step, subject):
            continue
        url = act_url(step, subject)
        if not url:
            continue
        name = in_whose_name(step, subject, viewer.person, viewer.offices) if viewer.person is not None else None
        mine = name is not None
        if own and not mine:
            continue
        known = situation(step, subject, viewer.at)
        stands_for = name.name if name is not None and name != viewer.person else ""
        rows.append(NextStep(step, url, mine, refusal(step, known), *_first_limit(step, known), stands_for))
    return sorted(rows, key=lambda row: (not row.open, not row.mine))


def due(step: Step, subject: Model) -> bool:
    root = getattr(subject, "root", None)
    own_root = root if root is not None else subject
    in_root = not step.root_in or getattr(own_root, "stage", "") in step.root_in
    return in_root and (not step.after or getattr(subject, "stage", "") in step.after)


def act_url(step: Step, subject: Model) -> str:
    """The page of an act on this file; empty while the act is not built or has another door."""
    try:
        return reverse(f"{office(subject).label}:{step.word}", args=[subject.pk])
    except NoReverseMatch:
        return ""


def current_term(viewer: Viewer) -> Term | None:
    """The viewer's own term; for an officer, the newest that has opened."""
    for held in viewer.offices:
        if held.term_id is not None:
            return held.term
    return opened_term(viewer.at) or Term.objects.first()


def opened_term(at: datetime) -> Term | None:
    """The newest term that has opened; within one request it is read once."""
    return once(f"opened_term {at.isoformat()}", lambda: next(iter(_opened(at=at)), None))


_opened = Prepared(lambda at: Term.objects.filter(opens_at__lte=at).order_by("-opens_at")[:1], at=datetime)


def facts_of(row: Model, at: datetime) -> Any:
    return row.facts(at) if hasattr(row, "facts") else None
