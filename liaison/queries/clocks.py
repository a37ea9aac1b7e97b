"""The clocks of matters: which limit runs now, and which matters are past theirs. Nothing is stored that could fall out of step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from liaison.models import KIND_MODELS, Matter, Referral
from liaison.models.matter import EXTENDED
from liaison.rules.kinds import KINDS, OPEN
from liaison.rules.laws import FIGURES
from liaison.rules.procedure import STEPS
from liaison.rules.roads import OWN_DAY, RUNS, TRIAL
from majlis import persian, queries
from majlis.queries import Viewer
from majlis.queries.asked import once
from majlis.queries.closures import Running
from majlis.rules.deadlines import Calendar, Deadline, deadline, legal_day, midnight
from majlis.rules.law import Step

# No limit of these is as long; nothing older can be on its way without being late.
LONGEST = timedelta(days=400)
A_MINUTE, ONE_DAY = timedelta(minutes=1), timedelta(days=1)
HALVES = 2


def running_step(matter: Matter) -> Step | None:
    """The step whose limit runs on a matter as it stands."""
    for word, kind, stages, _ in RUNS:
        if matter.kind == kind and matter.stage in stages:
            return STEPS[word]
    return None


def own_day(matter: Matter) -> tuple[Step, Deadline] | None:
    """The day that the office or the chamber has set for a matter, and what it waits for; None where there is none."""
    word = TRIAL if matter.stage == "on_trial" else OWN_DAY.get(matter.kind)
    if matter.due_on is None or word is None or matter.stage not in STEPS[word].after:
        return None
    ends_at = midnight(matter.due_on + ONE_DAY)
    last = (ends_at - datetime.resolution).replace(second=0, microsecond=0)
    who = "مدت آزمایشی را مجلس گذاشته است" if word == TRIAL else "این روز را دفتر گذاشته است؛ مهلت قانونی ندارد"
    return STEPS[word], Deadline(ends_at, last, "office", (f"ثبت: {persian.jalali_datetime(matter.filed_at)}", who))


def running(matter: Matter, at: datetime) -> tuple[Step, Deadline] | None:
    """The limit that runs on a matter and its end, without a query; None where none runs or its number is unset."""
    if matter.due_on is not None and (found := own_day(matter)) is not None:
        return found
    step = running_step(matter)
    limits = queries.step_deadlines_of(step, matter, at) if step is not None else ()
    return (step, limits[0][1]) if step is not None and limits else None


def latest_start(step: Step, ends_by: datetime, file: Any = None) -> datetime | None:
    """The latest start from which the step's limit has ended by an instant; None while its number is unset.

    Args: file, one of those on which it runs; a matter of the step's kind unless one is given.

    An end never comes sooner for a later start, so halving finds it: the day first, of which most limits start at any minute.
    """
    calendar = queries.calendar_for(
        step, file or KIND_MODELS[next(kind for word, kind, *_ in RUNS if word == step.word)]()
    )
    today, open_ago, ended_ago = legal_day(ends_by), -1, LONGEST.days
    if not _has_ended(step, midnight(today - LONGEST), ends_by, calendar):
        return None
    while ended_ago - open_ago > 1:
        middle_ago = (ended_ago + open_ago) // HALVES
        if _has_ended(step, midnight(today - middle_ago * ONE_DAY), ends_by, calendar):
            ended_ago = middle_ago
        else:
            open_ago = middle_ago
    early = midnight(today - ended_ago * ONE_DAY)
    late = early + ONE_DAY - early.resolution
    if _has_ended(step, late, ends_by, calendar):
        return late
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


def starts_by(instant: datetime) -> dict[str, datetime | None]:
    """For each step whose limit runs on matters, by its word: the latest start from which it has ended by an instant."""
    words = dict.fromkeys(word for word, *_ in RUNS)
    ask = f"starts by {instant.isoformat()}"
    return once(ask, lambda: {word: latest_start(STEPS[word], instant) for word in words})


def due_by(instant: datetime) -> Q:
    """Matters whose running limit ends by an instant: each is of a stage that parliament has not done with, and is looked for there."""
    return due_since(instant, legal_day(instant), starts_by(instant))


def due_since(instant: datetime, today: date, starts: Mapping[str, datetime | None]) -> Q:
    """The same with all that is counted given. Args: today, the legal day of the instant; starts, as `starts_by` gives them."""
    wanted = Q(due_on__lt=today, stage="on_trial")
    for kind, word in OWN_DAY.items():
        wanted |= Q(kind=kind, stage__in=STEPS[word].after, due_on__lt=today)
    for word, kind, stages, column in RUNS:
        start = starts.get(word)
        if start is None:
            continue
        one = Q(kind=kind, stage__in=stages, **{f"{column}__lte": start})
        if word == "record_committee_meeting":
            one &= Q(postponed_until__isnull=True) | Q(postponed_until__lt=today)
        if word in EXTENDED:
            one &= Q(extended_to__isnull=True) | Q(extended_to__lte=instant)
        wanted |= one
    return Q(stage__in=OPEN) & wanted


def running_limits(viewer: Viewer) -> Iterator[Running]:
    """Every limit that runs on a matter, and every moment that the office has set a ministry: what days off may move.

    Who signs a closure reads of each its number and its end; an address is given to the office alone.
    """
    own = viewer.holds("liaison_office.head", "liaison_office.officer")
    for word, kind, stages, _ in RUNS:
        if FIGURES.on(STEPS[word].limits[0].figure, viewer.day).value is None:
            continue
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
