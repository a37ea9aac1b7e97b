"""Lists of gatherings, one gathering with all that belongs to it, what waits to be recorded (house procedure, Arts. 32, 33, 36)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from liaison.models import DefenceRecord, Gathering, Presence, Task
from liaison.queries.scope import tasks
from liaison.queries.work_scope import gatherings, presences
from liaison.rules.gatherings import GATHERING_KINDS, GIVEN_UP, SEATED, STAGES, TRAINING
from liaison.rules.laws import FIGURES
from majlis import persian
from majlis.models import Membership
from majlis.queries import Viewer
from majlis.queries.authority import on_day
from majlis.queries.paging import Page, page_of

NEWEST = ("-starts_at", "-id")
UNHELD = "unheld"


def filtered(viewer: Viewer, wanted: Mapping[str, Any]) -> QuerySet[Gathering]:
    """Gatherings narrowed down by kind, state and words; what is no choice narrows nothing."""
    rows = gatherings(viewer)
    if wanted.get("kind") in GATHERING_KINDS:
        rows = rows.filter(kind=wanted["kind"])
    if wanted.get("stage") in STAGES:
        rows = rows.filter(stage=wanted["stage"])
    if wanted.get("stage") == UNHELD:
        rows = rows.filter(Q(stage="missed") | Q(stage="planned", ends_at__lte=viewer.at))
    if wanted.get("q"):
        rows = rows.filter(title__icontains=persian.normalise(wanted["q"]))
    return rows


def counted(rows: QuerySet[Gathering]) -> QuerySet[Gathering]:
    """With how many were called, and how many decisions came of it."""
    return rows.annotate(
        called=Count("presences", filter=~Q(presences__stage=GIVEN_UP), distinct=True),
        decisions=Count("tasks", distinct=True),
    )


def page_of_gatherings(viewer: Viewer, wanted: Mapping[str, Any], token: str) -> Page:
    return page_of(counted(filtered(viewer, wanted)), NEWEST, token)


def presences_of(viewer: Viewer, gathering: Gathering) -> list[Presence]:
    """Who was called to it, those who wait for a place last."""
    rows = list(presences(viewer).filter(gathering=gathering).exclude(stage=GIVEN_UP).order_by("called_at", "id"))
    return sorted(rows, key=lambda each: each.stage == "waiting")


def tasks_of(viewer: Viewer, gathering: Gathering) -> QuerySet[Task]:
    """What was decided in it, as far as the viewer sees it."""
    return tasks(viewer).filter(gathering=gathering).order_by("due_day", "id")


def defences_of(gathering: Gathering) -> list[DefenceRecord]:
    return list(gathering.defences.select_related("speaker"))


def defences(viewer: Viewer) -> QuerySet[DefenceRecord]:
    """All that was defended, the newest first; the office's."""
    seen = gatherings(viewer).order_by().values("pk")
    return DefenceRecord.objects.filter(gathering__in=seen).select_related("gathering", "speaker")


def own_calls(viewer: Viewer) -> QuerySet[Presence]:
    """To what his ministry or he himself is called and has not answered, the next first."""
    rows = presences(viewer).filter(stage="called", gathering__stage="planned", gathering__ends_at__gt=viewer.at)
    return rows.order_by("gathering__starts_at", "id")


def to_record(viewer: Viewer) -> QuerySet[Gathering]:
    """Gatherings whose time has passed and of which nobody has said whether they were held."""
    return gatherings(viewer).filter(stage="planned", ends_at__lte=viewer.at).order_by("ends_at", "id")


# --- training -------------------------------------------------------------------------------------------------------------


def courses(viewer: Viewer) -> QuerySet[Gathering]:
    """Courses with their places, who sits in them, who waits."""
    return (
        gatherings(viewer)
        .filter(kind=TRAINING)
        .annotate(
            taken=Count("presences", filter=Q(presences__stage__in=SEATED)),
            waiting=Count("presences", filter=Q(presences__stage="waiting")),
            came=Count("presences", filter=Q(presences__stage__in=("came", "late"))),
        )
    )


def certificates(viewer: Viewer) -> QuerySet[Presence]:
    """Who finished which course: he came to one that was held."""
    rows = presences(viewer).filter(gathering__kind=TRAINING, gathering__stage="held", stage__in=("came", "late"))
    return rows.order_by("-gathering__starts_at", "id")


def certificate_of(viewer: Viewer, pk: UUID) -> Presence | None:
    """One certificate, for who sees the course."""
    return certificates(viewer).filter(pk=pk).first() if viewer.person is not None else None


def often_late(viewer: Viewer) -> QuerySet[Membership]:
    """Deputies of today who came late so often that the course is offered to them, and who have not had it since."""
    held = Membership.objects.filter(on_day(viewer.day), body__kind="ministry", role="deputy")
    late = Count(
        "person__presences",
        filter=Q(person__presences__stage="late") & ~Q(person__presences__gathering__kind=TRAINING),
        distinct=True,
    )
    trained = Q(
        person__presences__gathering__kind=TRAINING,
        person__presences__stage__in=(*SEATED, "waiting"),
    )
    rows = held.annotate(late=late, trained=Count("person__presences", filter=trained, distinct=True))
    return (
        rows.filter(late__gte=FIGURES.value("training_offer_lates", viewer.day), trained=0)
        .select_related("person", "body")
        .order_by("-late", "pk")
    )
