"""The clocks of matters: which limit runs now, and which matters are past theirs. Nothing is stored that could fall out of step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from liaison.models import KIND_MODELS, Matter, Referral
from liaison.rules.kinds import KINDS
from liaison.rules.laws import FIGURES
from liaison.rules.procedure import STEPS
from majlis import queries
from majlis.queries import Viewer
from majlis.queries.closures import Running
from majlis.rules.deadlines import Calendar, Deadline, deadline, legal_day
from majlis.rules.law import Step

# Each limit that runs on a matter: its kind, the stages in which it runs, and the column that holds its start.
RUNS: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    "record_committee_meeting": ("question", ("filed", "sent"), "filed_at"),
    "record_floor_vote": ("question", ("announced", "scheduled"), "announced_at"),
    "answer_notice": ("notice", ("read",), "announced_at"),
    "record_committee_week": ("interpellation", ("filed",), "filed_at"),
    "hold_interpellation": ("interpellation", ("announced",), "announced_at"),
}
# No limit of these is as long; nothing older can be on its way without being late.
LONGEST = timedelta(days=400)
A_MINUTE = timedelta(minutes=1)
HALVES = 2


def running_step(matter: Matter) -> Step | None:
    """The step whose limit runs on a matter as it stands."""
    for word, (kind, stages, _) in RUNS.items():
        if matter.kind == kind and matter.stage in stages:
            return STEPS[word]
    return None


def running(matter: Matter, at: datetime) -> tuple[Step, Deadline] | None:
    """The limit that runs on a matter and its end, without a query; None where none runs or its number is unset."""
    step = running_step(matter)
    limits = queries.step_deadlines_of(step, matter, at) if step is not None else ()
    return (step, limits[0][1]) if step is not None and limits else None


def latest_start(step: Step, ends_by: datetime, file: Any = None) -> datetime | None:
    """The latest start from which the step's limit has ended by an instant; None while its number is unset.

    Args: file, one of those on which it runs; a matter of the step's kind unless one is given.

    An end never comes sooner for a later start, so halving finds it.
    """
    early, late = ends_by - LONGEST, ends_by
    calendar = queries.calendar_for(step, file or KIND_MODELS[RUNS[step.word][0]]())
    if not _has_ended(step, early, ends_by, calendar):
        return None
    while late - early > A_MINUTE:
        middle = early + (late - early) / HALVES
        if _has_ended(step, middle, ends_by, calendar):
            early = middle
        else:
            late = middle
    return early


def _has_ended(step: Step, start: datetime, by: datetime, calendar: Calendar) -> bool:
    figure = FIGURES.on(step.limits[0].figure, legal_day(start))
    return figure.value is not None and deadline(start, figure, calendar).ends_at <= by


def due_by(instant: datetime) -> Q:
    """Matters whose running limit ends by an instant."""
    wanted = Q(pk__in=[])
    for word, (kind, stages, column) in RUNS.items():
        start = latest_start(STEPS[word], instant)
        if start is None:
            continue
        one = Q(kind=kind, stage__in=stages, **{f"{column}__lte": start})
        if word == "record_committee_meeting":
            one &= Q(postponed_until__isnull=True) | Q(postponed_until__lt=legal_day(instant))
        wanted |= one
    return wanted


def running_limits(viewer: Viewer) -> Iterator[Running]:
    """Every limit that runs on a matter, and every moment that the office has set a ministry: what days off may move.

    Who signs a closure reads of each its number and its end; an address is given to the office alone.
    """
    own = viewer.holds("liaison_office.head", "liaison_office.officer")
    for word, (kind, stages, _) in RUNS.items():
        rows = Matter.objects.filter(kind=kind, stage__in=stages)
        title = f"{STEPS[word].label}، {KINDS[kind].plural}"
        url = f"{reverse('liaison:matters')}?kind={kind}" if own else ""
        files = rows.order_by("filed_at", "id").iterator
        yield Running(STEPS[word], title, rows.count(), files, url, _named if own else _numbered)
    open_ones = Referral.objects.filter(stage__in=("sent", "accepted"))
    room = reverse("liaison:room") if own else ""
    yield Running(STEPS["answer_referral"], "پاسخ وزارتخانه‌ها", open_ones.count(), open_ones.iterator, room)


def _numbered(matter: Matter) -> tuple[str, str]:
    return f"{matter}", ""


def _named(matter: Matter) -> tuple[str, str]:
    return f"{matter}", matter.get_absolute_url()
