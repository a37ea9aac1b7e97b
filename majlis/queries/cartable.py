"""The first page: what waits for a viewer, narrowed as he likes and paged by key; his own saved filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from majlis.models import SavedFilter
from majlis.realm import Way
from majlis.rules.deadlines import legal_day

from .authority import Viewer
from .paging import PAGE_ROWS, read_token, write_token
from .waiting import Waiting, rows_by_realm

OVERDUE, TODAY, LATER, CLOSED = "overdue", "today", "later", "closed"
WHEN = {
    OVERDUE: "مهلت گذشته", TODAY: "تا پایان امروز", LATER: "بعد از امروز یا بی‌مهلت", CLOSED: "هنوز باز نشده",
}  # fmt: skip
ORDER = tuple(WHEN)
NEVER = datetime.max.replace(tzinfo=UTC)
KEYS = 4
LONGEST = 120


@dataclass(frozen=True)
class Wish:
    """What one wants to see: an office's code, a group of deadlines, a person in whose name it waits; empty is everything."""

    realm: str = ""
    when: str = ""
    stands_for: str = ""


def wish_of(data: Mapping[str, str]) -> Wish:
    """What was asked for; a group of deadlines that is none is left out."""
    asked = {name: (data.get(name) or "").strip()[:LONGEST] for name in ("realm", "when", "stands_for")}
    return Wish(**{**asked, "when": asked["when"] if asked["when"] in WHEN else ""})


@dataclass(frozen=True)
class Cartable:
    """One page of what waits. Counts are of all that waits, whatever the page: by group for this wish, by office for any."""

    groups: list[dict[str, Any]]
    by_realm: list[tuple[str, str, int]]
    stands_for: list[str]
    total: int
    overdue: int
    next: str = ""
    first: bool = True
    shown: int = field(default=0)


def cartable(viewer: Viewer, wish: Wish, token: str = "", size: int = PAGE_ROWS) -> Cartable:
    """What waits for him: overdue first, then today, then later, what is not yet open last.

    Args: token, of the page before; it names the last row there, so that what was done meanwhile moves nothing twice.
    """
    at, day = viewer.at.astimezone(UTC), viewer.day
    rows = _rows(viewer, at, day)
    told = [each for each in rows if _wanted(each, wish)]
    last = read_token(token, KEYS)
    page = [each for each in told if last is None or list(_key(each)) > last]
    counts: Counter[str] = Counter()
    for _, when, row in told:
        counts[when] += row.count
    shown = page[:size]
    return Cartable(
        groups=[
            {"kind": kind, "title": WHEN[kind], "count": counts[kind], "rows": [row for _, when, row in shown if when == kind]}
            for kind in ORDER
            if any(when == kind for _, when, _ in shown)
        ],
        by_realm=_by_realm(rows), stands_for=sorted({row.stands_for for _, _, row in rows if row.stands_for}),
        total=sum(row.count for _, _, row in rows), overdue=sum(row.count for _, when, row in rows if when == OVERDUE),
        next=write_token(_key(shown[-1])) if len(page) > size else "", first=last is None, shown=len(shown),
    )  # fmt: skip


def chosen(viewer: Viewer, wish: Wish) -> list[Waiting]:
    """All rows for a wish, in the same order, to be taken away."""
    rows = _rows(viewer, viewer.at.astimezone(UTC), viewer.day)
    return [each[2] for each in rows if _wanted(each, wish)]


def _rows(viewer: Viewer, at: datetime, day: Any) -> list[tuple[str, str, Waiting]]:
    return sorted(((realm, _when(row, at, day), row) for realm, row in rows_by_realm(viewer)), key=_key)


def _when(row: Waiting, at: datetime, day: Any) -> str:
    if row.blocked:
        return CLOSED
    if row.deadline is not None and row.deadline.ends_at <= at:
        return OVERDUE
    return TODAY if row.deadline is not None and legal_day(row.deadline.last_minute) == day else LATER


def _wanted(each: tuple[str, str, Waiting], wish: Wish) -> bool:
    realm, when, row = each
    return wish.realm in ("", realm) and wish.when in ("", when) and wish.stands_for in ("", row.stands_for)


def _key(each: tuple[str, str, Waiting]) -> tuple[int, str, str, str]:
    _, when, row = each
    ends_at = row.deadline.ends_at if row.deadline is not None else NEVER
    return ORDER.index(when), ends_at.astimezone(UTC).isoformat(), row.step.word, f"{row.url} {row.stands_for}"


def _by_realm(rows: list[tuple[str, str, Waiting]]) -> list[tuple[str, str, int]]:
    counts: Counter[str] = Counter()
    for realm, _, row in rows:
        counts[realm] += row.count
    titles = {c.realm.code: c.realm.title for c in apps.get_app_configs() if getattr(c, "realm", None) is not None}
    return [(code, titles[code], counts[code]) for code in dict.fromkeys(realm for realm, _, _ in rows)]


def saved_filters(viewer: Viewer) -> QuerySet[SavedFilter]:
    return SavedFilter.objects.filter(person=viewer.person).order_by("name")


def may_be_saved(wish: Wish) -> bool:
    """A wish for something that is no sealed office's: what is kept says nothing of those."""
    sealed = {c.realm.code for c in apps.get_app_configs() if getattr(c, "realm", None) is not None and c.realm.sealed}
    return wish != Wish() and wish.realm not in sealed


def ways(viewer: Viewer) -> list[Way]:
    """The pages to which the offices lead him from his first page, beside their doors."""
    found = (getattr(config, "ways", "") for config in apps.get_app_configs())
    return [way for path in found if path for way in import_string(path)(viewer.itself)]
