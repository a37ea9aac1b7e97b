"""Matters past their limit, and those whose limit ends soon: what the office's first page says, by words that are made once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from liaison.queries.clocks import due_since, starts_by
from liaison.queries.listing import SHOWN, Line, lines
from liaison.queries.scope import matters
from majlis.queries import Viewer
from majlis.queries.prepared_for import PreparedFor
from majlis.rules.deadlines import legal_day

SOON = timedelta(days=3)
OLDEST = ("filed_at", "id")
NOW, THEN = "now ", "then "
INSTANT, DAY = "instant", "day"


def late(viewer: Viewer) -> list[Line]:
    """Matters past their limit, the oldest first; so many."""
    told = _told(NOW, viewer.at)
    return lines(_late(tuple(told))(viewer, **told), viewer.at)


def late_count(viewer: Viewer) -> int:
    told = _told(NOW, viewer.at)
    return sum(_how_many(tuple(told))(viewer, **told))


def soon(viewer: Viewer) -> list[Line]:
    """Matters whose limit ends within three days and has not yet."""
    told = _told(NOW, viewer.at) | _told(THEN, viewer.at + SOON)
    found = lines(_soon(tuple(told))(viewer, **told), viewer.at)
    return sorted(found, key=lambda each: each.deadline.ends_at if each.deadline else viewer.at)


def _told(when: str, instant: datetime) -> dict[str, Any]:
    """All that says what is due by an instant, each under its name: the instant, its legal day, each step's latest start."""
    starts = {word: start for word, start in starts_by(instant).items() if start is not None}
    return {f"{when}{name}": value for name, value in {INSTANT: instant, DAY: legal_day(instant), **starts}.items()}


def _due(when: str, told: Mapping[str, Any]) -> Q:
    own = {name.removeprefix(when): value for name, value in told.items() if name.startswith(when)}
    instant, day = own.pop(INSTANT), own.pop(DAY)
    return due_since(instant, day, own)


@cache
def _late(names: tuple[str, ...]) -> PreparedFor:
    return _asked(names, lambda viewer, told: matters(viewer).filter(_due(NOW, told)).order_by(*OLDEST)[:SHOWN])


@cache
def _how_many(names: tuple[str, ...]) -> PreparedFor:
    def made(viewer: Viewer, told: Mapping[str, Any]) -> QuerySet:
        rows = matters(viewer).filter(_due(NOW, told)).order_by()
        return rows.values(all=Value(True)).annotate(n=Count("pk")).values_list("n", flat=True)

    return _asked(names, made)


@cache
def _soon(names: tuple[str, ...]) -> PreparedFor:
    def made(viewer: Viewer, told: Mapping[str, Any]) -> QuerySet:
        rows = matters(viewer).filter(_due(THEN, told)).exclude(_due(NOW, told))
        return rows.order_by(*OLDEST)[:SHOWN]

    return _asked(names, made)


def _asked(names: tuple[str, ...], make: Any) -> PreparedFor:
    kinds = {name: date if name in (NOW + DAY, THEN + DAY) else datetime for name in names}
    found = PreparedFor(lambda viewer, **told: make(viewer, told), **kinds)
    # Where no step of theirs is lengthened the instant itself is not asked.
    found.may_lack = frozenset({NOW + INSTANT, THEN + INSTANT})
    return found
