"""Lists of gatherings, one gathering with all that belongs to it, what waits to be recorded (house procedure, Arts. 32, 33, 36)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from liaison.models import DefenceRecord, Gathering, Presence, Task
from liaison.queries.scope import office, tasks
from liaison.queries.work_scope import gatherings, presences
from liaison.rules.gatherings import GATHERING_KINDS, GIVEN_UP, SEATED, STAGES, THERE, TRAINING
from liaison.rules.laws import FIGURES
from majlis import persian
from majlis.models import Membership
from majlis.queries import Viewer
from majlis.queries.authority import on_day
from majlis.queries.paging import Page, page_of

NEWEST = ("-starts_at", "-id")
NEWEST_DEFENCES = ("-at", "-id")
LAST_FINISHED = ("-gathering__starts_at", "id")
COURSES = 20  # a page; the certificates stand beside them
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
    """With how many were called, and how many decisions came of it: counted for each row that is shown, and for no other."""
    return rows.annotate(
        called=_number(Presence.objects.exclude(stage=GIVEN_UP), "gathering"),
        decisions=_number(Task.objects, "gathering"),
    )


def _number(rows: Any, name: str) -> Coalesce:
    """How many of these rows belong to the row outside. Args: name, their field that names it."""
    found = rows.filter(**{name: OuterRef("pk")}).order_by().values(name).annotate(number=Count("pk"))
    return Coalesce(Subquery(found.values("number"), output_field=IntegerField()), 0)


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
    rows = DefenceRecord.objects.select_related("gathering", "speaker")
    return rows if office(viewer) else rows.none()


def page_of_defences(viewer: Viewer, token: str) -> Page:
    return page_of(defences(viewer), NEWEST_DEFENCES, token)


def own_calls(viewer: Viewer) -> QuerySet[Presence]:
    """To what his ministry or he himself is called and has not answered, the next first."""
    rows = presences(viewer).filter(stage="called", gathering__stage="planned", gathering__ends_at__gt=viewer.at)
    return rows.order_by("gathering__starts_at", "id")


def to_record(viewer: Viewer) -> QuerySet[Gathering]:
    """Gatherings whose time has passed and of which nobody has said whether they were held."""
    return gatherings(viewer).filter(stage="planned", ends_at__lte=viewer.at).order_by("ends_at", "id")


# --- training -------------------------------------------------------------------------------------------------------------


def courses(viewer: Viewer) -> QuerySet[Gathering]:
    """Courses with how many sit in them and how many wait."""
    of_course = Presence.objects
    return (
        gatherings(viewer)
        .filter(kind=TRAINING)
        .annotate(
            taken=_number(of_course.filter(stage__in=SEATED), "gathering"),
            waiting=_number(of_course.filter(stage="waiting"), "gathering"),
        )
    )


def page_of_courses(viewer: Viewer, token: str) -> Page:
    return page_of(courses(viewer), NEWEST, token, COURSES)


def certificates(viewer: Viewer) -> QuerySet[Presence]:
    """Who finished which course: he came to one that was held."""
    rows = presences(viewer).filter(gathering__kind=TRAINING, gathering__stage="held", stage__in=THERE)
    return rows.order_by(*LAST_FINISHED)


def page_of_certificates(viewer: Viewer, token: str) -> Page:
    return page_of(certificates(viewer), LAST_FINISHED, token)


def certificate_of(viewer: Viewer, pk: UUID) -> Presence | None:
    """One certificate, for who sees the course."""
    return certificates(viewer).filter(pk=pk).first() if viewer.person is not None else None


def often_late(viewer: Viewer) -> list[Membership]:
    """Deputies of today who came late so often that the course is offered to them, and who have not had it since, as `late`."""
    called = Presence.objects.filter(person=OuterRef("person"), gathering__kind=TRAINING)
    trained = called.filter(stage__in=(*SEATED, "waiting"))
    held = Membership.objects.filter(~Exists(trained), on_day(viewer.day), body__kind="ministry", role="deputy")
    # Whoever has had the course is left out before anybody's lateness is counted.
    late = Presence.objects.filter(stage="late", person__in=held.order_by().values("person"))
    numbers = dict(late.exclude(gathering__kind=TRAINING).order_by().values_list("person").annotate(number=Count("pk")))
    rows = []
    for each in held.select_related("person", "body").order_by("pk"):
        each.late = numbers.get(each.person_id, 0)  # type: ignore[attr-defined]
        if each.late >= FIGURES.value("training_offer_lates", viewer.day):  # type: ignore[attr-defined]
            rows.append(each)
    return sorted(rows, key=lambda each: -each.late)  # type: ignore[attr-defined]
