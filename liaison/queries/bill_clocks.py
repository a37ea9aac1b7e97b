"""Moments that a bill's later acts look back to, read from the register."""

from __future__ import annotations

from datetime import datetime

from liaison.models import Matter
from majlis.models import Act


def last(matter: Matter, *words: str) -> datetime | None:
    """When one of these acts last happened on a matter; None where none did."""
    rows = Act.objects.filter(subject=matter.reference, verb__in=words).order_by("-happened_at")
    return rows.values_list("happened_at", flat=True).first()


def distributed(matter: Matter) -> datetime | None:
    """When the report that is before the chamber was distributed; None where that was not entered since it was made."""
    at = last(matter, "distribute_report")
    return at if at is not None and at >= matter.stage_since else None
