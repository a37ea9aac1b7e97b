"""Meetings: what is asked for, who was received when, who has waited longest (house procedure, Art. 34)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from liaison.models import Guest, MeetingLot, MeetingRequest
from liaison.queries.scope import office
from liaison.queries.work_scope import meetings
from liaison.rules.meetings import ASSEMBLY, HOSTS, PRESIDENT, SHAPES, STAGES, lot_name, unfair_since
from majlis import persian
from majlis.models import Membership
from majlis.queries import Viewer
from majlis.queries.members import in_the_chamber
from majlis.queries.paging import Page, page_of
from majlis.rules.deadlines import legal_day, midnight

BY_ASKING = ("asked_at", "id")
BY_WAITING = ("since", "person__sort_key", "pk")
NEVER = datetime.min.replace(tzinfo=UTC)


def filtered(viewer: Viewer, wanted: Mapping[str, Any]) -> QuerySet[MeetingRequest]:
    """Requests narrowed down by state, host and shape; those that are answered stand back unless they are asked for."""
    rows = meetings(viewer)
    stage = wanted.get("stage")
    if stage != "all":
        rows = rows.filter(stage=stage if stage in STAGES else "requested")
    if wanted.get("asked_of") in HOSTS:
        rows = rows.filter(asked_of=wanted["asked_of"])
    if wanted.get("shape") in SHAPES:
        rows = rows.filter(shape=wanted["shape"])
    return rows


def page_of_meetings(viewer: Viewer, wanted: Mapping[str, Any], token: str) -> Page:
    return page_of(filtered(viewer, wanted), BY_ASKING, token)


def received(person: str) -> QuerySet[Guest]:
    """The meetings at which a member was received. Args: person, the lookup of the row outside."""
    return Guest.objects.filter(person=OuterRef(person), request__gathering__stage="held")


def fairness(viewer: Viewer) -> QuerySet[Membership]:
    """The members of today, who has never been received first, then who was longest ago; `last` is when, `waits` whether he asks,
    `since` the same as `last` with an instant before all others for never."""
    if not office(viewer):
        return Membership.objects.none()
    last = received("person").order_by().values("person").annotate(at=Max("request__gathering__starts_at")).values("at")
    waits = Guest.objects.filter(person=OuterRef("person"), request__stage="requested")
    return (
        in_the_chamber(viewer)
        .annotate(last=Subquery(last), waits=Exists(waits))
        .annotate(since=Coalesce("last", Value(NEVER)))
        .select_related("person")
        .order_by(*BY_WAITING)
    )


def page_of_fairness(viewer: Viewer, token: str) -> Page:
    return page_of(fairness(viewer), BY_WAITING, token)


def neglected(viewer: Viewer) -> QuerySet[Membership]:
    """Whom nobody has received for a year."""
    since = midnight(unfair_since(viewer.day))
    return fairness(viewer).filter(Q(last__isnull=True) | Q(last__lt=since))


def next_lot(viewer: Viewer) -> tuple[int, str]:
    """The number and name of the lot that would be announced now: holders bind it into their shares."""
    year, _, _ = persian.jalali_parts(legal_day(viewer.at))
    last = MeetingLot.objects.filter(year=year).aggregate(last=Max("draw"))["last"] or 0
    return last + 1, lot_name(year, last + 1)


def waiting(viewer: Viewer) -> list[dict[str, str]]:
    """The assemblies that would be drawn."""
    return waiting_assemblies() if office(viewer) else []


def waiting_assemblies() -> list[dict[str, str]]:
    """The assemblies that ask for a meeting with the President and have no turn from a lot yet, the oldest request first."""
    rows = MeetingRequest.objects.filter(stage="requested", shape=ASSEMBLY, asked_of=PRESIDENT)
    drawn = {row["key"] for lot in MeetingLot.objects.all() for row in lot.snapshot}
    return [
        {"key": str(each.pk), "title": each.asker}
        for each in rows.order_by("asked_at", "id")
        if str(each.pk) not in drawn
    ]
