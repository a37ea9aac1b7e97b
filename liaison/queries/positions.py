"""The government's positions on bills that are not its own, and to whom they were told (house procedure, Art. 39)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from liaison.models import Matter, Position, Telling
from liaison.queries.scope import office, office_matter
from liaison.rules.positions import POSITIONED, STAGES
from liaison.rules.voices import STANCES
from majlis.models import Person
from majlis.queries import Viewer
from majlis.queries.paging import Page, page_of

NEWEST = ("-stated_at", "-id")


def positions(viewer: Viewer) -> QuerySet[Position]:
    """Positions are the office's; a member is shown on his own page what was told to him."""
    rows = Position.objects.select_related("matter", "speaker")
    return rows if office(viewer) else rows.none()


def position_visible(viewer: Viewer, pk: UUID) -> Position | None:
    return positions(viewer).filter(pk=pk).first()


def new_position(viewer: Viewer, pk: UUID) -> Position | None:
    """An unsaved position on a bill that is not the government's, for the office."""
    matter = office_matter(viewer, pk)
    return Position(matter=matter) if matter is not None and matter.kind in POSITIONED else None


def filtered(viewer: Viewer, wanted: Mapping[str, Any]) -> QuerySet[Position]:
    rows = positions(viewer)
    if wanted.get("stage") in STAGES:
        rows = rows.filter(stage=wanted["stage"])
    if wanted.get("stance") in STANCES:
        rows = rows.filter(stance=wanted["stance"])
    return rows


def page_of_positions(viewer: Viewer, wanted: Mapping[str, Any], token: str) -> Page:
    return page_of(filtered(viewer, wanted).annotate(times=Count("tellings")), NEWEST, token)


def positions_on(viewer: Viewer, matter: Matter) -> list[Position]:
    """What the government said to one bill, the last first."""
    return list(positions(viewer).filter(matter=matter)) if matter.kind in POSITIONED else []


def tellings(viewer: Viewer) -> QuerySet[Telling]:
    """Each time that a position was told, for the office."""
    rows = Telling.objects.select_related("position__matter", "position__speaker", "committee", "person")
    return rows if office(viewer) else rows.none()


def told_to(person: Person) -> QuerySet[Telling]:
    """What one member was told by name, the last first."""
    rows = Telling.objects.filter(person=person).select_related("position__matter", "position__speaker")
    return rows.order_by("-at", "id")


def untold(viewer: Viewer) -> QuerySet[Position]:
    """Positions that nobody of parliament has been told."""
    return positions(viewer).filter(stage="stated").order_by("stated_at", "id")
