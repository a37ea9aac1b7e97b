"""Consultations with parliament's bodies: all for the office, those of one bill beside its matrix (house procedure, Art. 38)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from liaison.models import Consultation, Matter
from liaison.queries.scope import matters, office
from liaison.rules.consultations import BODIES, REASONS, STAGES
from liaison.rules.kinds import OPEN
from liaison.rules.voices import BILLS
from majlis.models import Body
from majlis.queries import Viewer
from majlis.queries.paging import Page, page_of

NEWEST = ("-asked_at", "-id")
BILLS_SHOWN = 300


def consultations(viewer: Viewer) -> QuerySet[Consultation]:
    """Consultations are the office's own."""
    rows = Consultation.objects.select_related("body", "ministry", "matter")
    return rows if office(viewer) else rows.none()


def consultation_visible(viewer: Viewer, pk: UUID) -> Consultation | None:
    return consultations(viewer).filter(pk=pk).first()


def new_consultation(viewer: Viewer) -> Consultation | None:
    return Consultation() if office(viewer) else None


def filtered(viewer: Viewer, wanted: Mapping[str, Any]) -> QuerySet[Consultation]:
    """Consultations narrowed down by state and reason."""
    rows = consultations(viewer)
    if wanted.get("stage") in STAGES:
        rows = rows.filter(stage=wanted["stage"])
    if wanted.get("reason") in REASONS:
        rows = rows.filter(reason=wanted["reason"])
    return rows


def page_of_consultations(viewer: Viewer, wanted: Mapping[str, Any], token: str) -> Page:
    return page_of(filtered(viewer, wanted), NEWEST, token)


def consulted_on(viewer: Viewer, matter: Matter) -> list[Consultation]:
    """What parliament's bodies were asked and said about one bill."""
    return list(consultations(viewer).filter(matter=matter)) if matter.kind in BILLS else []


def awaited(viewer: Viewer) -> QuerySet[Consultation]:
    """Views that have not come, the nearest day first."""
    return consultations(viewer).filter(stage="asked").order_by("due_day", "id")


def bills_to_name(viewer: Viewer) -> list[Matter]:
    """Open bills that a consultation may speak of, newest first."""
    rows = matters(viewer) if office(viewer) else Matter.objects.none()
    return list(rows.filter(kind__in=BILLS, stage__in=OPEN).order_by("-filed_at", "-id")[:BILLS_SHOWN])


def consulted_bodies() -> QuerySet[Body]:
    return Body.objects.filter(kind__in=BODIES).order_by("-kind", "order", "code")
