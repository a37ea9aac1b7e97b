"""Tasks: who sees which, lists and filters, the promise book, what waits (house procedure, Arts. 9, 10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from liaison.models import Evidence, Promise, Task
from liaison.queries.clocks import latest_start
from liaison.queries.scope import office, tasks
from liaison.queries.work_scope import evaluations, gatherings
from liaison.rules.procedure import STEPS
from liaison.rules.tasks import IN_HAND, OPEN, PROMISE
from majlis import persian, queries
from majlis.models import Act, Membership
from majlis.queries import Viewer
from majlis.queries.authority import on_day
from majlis.queries.paging import Page, page_of
from majlis.rules.deadlines import Deadline, legal_day

BY_DAY = ("due_day", "id")
ALL = "all"


def new_task(viewer: Viewer) -> Task | None:
    """An unsaved task, for the office."""
    return Task() if office(viewer) else None


def filtered(viewer: Viewer, wanted: Mapping[str, Any]) -> QuerySet[Task]:
    """The tasks that a viewer may see, narrowed down; those that are over stand back unless they are asked for.

    Args: wanted, cleaned answers of the filter form: kind, stage, ministry (a code), year, asker (a key), late, q.
    """
    rows, stage = tasks(viewer), wanted.get("stage")
    if stage != ALL:
        rows = rows.filter(stage=stage) if stage else rows.filter(stage__in=OPEN)
    if wanted.get("kind"):
        rows = rows.filter(kind=wanted["kind"])
    if wanted.get("ministry"):
        rows = rows.filter(ministry__code=wanted["ministry"])
    if wanted.get("year"):
        rows = rows.filter(year=wanted["year"])
    if wanted.get("asker"):
        rows = rows.filter(asker_id=wanted["asker"])
    if wanted.get("late"):
        rows = rows.filter(late(viewer.at))
    if wanted.get("q"):
        _, tight = persian.fold(wanted["q"])
        rows = rows.filter(search__contains=tight) if tight else rows
    return rows


def years(viewer: Viewer) -> list[int]:
    """The years in which tasks that he sees were given, the newest first: research and policies are planned a year."""
    return list(tasks(viewer).order_by("-year").values_list("year", flat=True).distinct())


def late(at: datetime) -> Q:
    """Whose owner still has it in hand, past its day."""
    return Q(stage__in=IN_HAND, due_day__lt=legal_day(at))


def page_of_tasks(viewer: Viewer, wanted: Mapping[str, Any], token: str) -> Page:
    """One page of tasks, the one that is due first before the others."""
    return page_of(filtered(viewer, wanted), BY_DAY, token)


@dataclass(frozen=True)
class TaskLine:
    """A task of a list with its day, while its owner has it in hand."""

    task: Task
    deadline: Deadline | None
    follow_up: Deadline | None = None


def lines(rows: list[Task], at: datetime) -> list[TaskLine]:
    return [TaskLine(each, due_of(each) if each.stage in IN_HAND else None, follow_up_of(each, at)) for each in rows]


def due_of(task: Task) -> Deadline:
    """The day that the office set, as the page shows deadlines."""
    last = (task.due_at - datetime.resolution).replace(second=0, microsecond=0)
    told = (
        f"سپرده: {persian.jalali_datetime(task.given_at)}",
        "روز آن را دفتر امور مجلس گذاشته است؛ مهلت قانونی ندارد",
    )
    return Deadline(task.due_at, last, "office", told)


def follow_up_of(task: Task, at: datetime) -> Deadline | None:
    """When a promise is to be followed next; None for other tasks, and for one that is over."""
    if not isinstance(task, Promise) or not task.open:
        return None
    limits = queries.step_deadlines_of(STEPS["follow_up_promise"], task, at)
    return limits[0][1] if limits else None


def evidence_of(task: Task) -> list[Evidence]:
    """What was shown for a task, the newest first, with its papers."""
    return list(task.evidence.select_related("author").prefetch_related("papers__document"))


def follow_ups_of(acts: list[Act]) -> list[Act]:
    """Where a promise stood each time that it was followed, out of the acts of its file."""
    return [act for act in acts if act.verb == "follow_up_promise"]


def holders(viewer: Viewer) -> list[Membership]:
    """Whom a task may be given to by name: the office's people, and the parliamentary deputies and experts."""
    named = Q(body__kind="liaison_office") | Q(body__kind="ministry", role__in=("deputy", "expert"))
    rows = Membership.objects.filter(named, on_day(viewer.day)).select_related("person", "body")
    return list(rows.order_by("body__kind", "body__order", "person__sort_key", "pk"))


def whence(viewer: Viewer, asked: Mapping[str, str]) -> dict[str, Any]:
    """What a task that is to be given comes from, where the address names a gathering or an evaluation that he sees."""
    told: dict[str, Any] = {}
    if (gathering := _seen(gatherings(viewer), asked.get("gathering"))) is not None:
        told |= {"gathering": gathering.pk, "origin": str(gathering)}
    if (evaluation := _seen(evaluations(viewer), asked.get("evaluation"))) is not None:
        told |= {"evaluation": evaluation.pk, "origin": str(evaluation), "ministry": str(evaluation.ministry_id)}
    return told


def _seen(rows: QuerySet[Any], key: str | None) -> Any:
    try:
        return rows.filter(pk=UUID(key)).first() if key else None
    except ValueError:
        return None


# The promise book


@dataclass(frozen=True)
class Kept:
    """The promises of one minister: all, kept, still open, of these late."""

    code: str
    title: str
    all: int
    kept: int
    open: int
    late: int


def by_minister(viewer: Viewer) -> list[Kept]:
    """Promises by who made them, in the order of the ministries."""
    rows = tasks(viewer).filter(kind=PROMISE).order_by().values("ministry__code", "ministry__title", "ministry__order")
    counts = {
        "all": Count("id"), "kept": Count("id", filter=Q(stage="accepted")), "open": Count("id", filter=Q(stage__in=OPEN)),
        "late": Count("id", filter=late(viewer.at)),
    }  # fmt: skip
    found = rows.annotate(**counts).order_by("ministry__order", "ministry__code")
    return [
        Kept(row["ministry__code"], row["ministry__title"], row["all"], row["kept"], row["open"], row["late"])
        for row in found
    ]


def to_follow(viewer: Viewer) -> QuerySet[Task]:
    """Open promises whose quarter is over, the longest first."""
    since = latest_start(STEPS["follow_up_promise"], viewer.at, Promise())
    return promises_since(viewer, since) if since is not None and office(viewer) else tasks(viewer).none()


def promises_since(viewer: Viewer, since: datetime) -> QuerySet[Task]:
    """The same for the office. Args: since, the latest instant of a promise, or of its last follow-up, whose quarter is over."""
    rows = tasks(viewer).filter(kind=PROMISE, stage__in=OPEN)
    return rows.alias(last=Coalesce("followed_at", "given_at")).filter(last__lte=since).order_by("last", "id")


def evidenced(viewer: Viewer) -> QuerySet[Task]:
    """Tasks of which evidence has come and nobody has judged."""
    return tasks(viewer).filter(stage="evidenced")


def in_hand(viewer: Viewer) -> QuerySet[Task]:
    """What is his to do, the nearest day first: an officer's own, a ministry's."""
    whose = Q(person__in=viewer.names) if office(viewer) else Q(ministry__isnull=False)
    return tasks(viewer).filter(whose, stage__in=IN_HAND).order_by(*BY_DAY)
