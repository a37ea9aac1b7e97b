"""The house's one clock: the database's time, and in a demonstration its offset."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection

from majlis.models import ClockOffset

MOVED = """
SELECT clock_timestamp() + coalesce((SELECT seconds FROM majlis_clockoffset), 0) * interval '1 second'
"""


def now() -> datetime:
    """The present instant, aware, UTC. In a demonstration house the offset is added; in production there is none."""
    with connection.cursor() as cursor:
        cursor.execute(MOVED if settings.MAJLIS_MODE == "demo" else "SELECT clock_timestamp()")
        (at,) = cursor.fetchone()
    return at


def machine() -> datetime:
    """The worker's own time: for the age of a session alone, which no rehearsal makes older and no law looks at."""
    return datetime.now(UTC)


def offset() -> timedelta:
    """How far the demonstration's clock is moved; nothing in production."""
    if settings.MAJLIS_MODE != "demo":
        return timedelta()
    row = ClockOffset.objects.first()
    return timedelta(seconds=row.seconds) if row else timedelta()
