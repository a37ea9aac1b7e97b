"""Counts by ministry, member and month: each opens to the rows that it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q

from liaison.models import Matter, Signature
from liaison.queries.listing import filtered
from liaison.queries.scope import office
from liaison.rules.kinds import OPEN
from majlis import persian
from majlis.queries import Viewer

MEMBERS_SHOWN = 25
MONTHS_SHOWN = 18
HUNDRED = 100


@dataclass(frozen=True)
class Bar:
    """One counted row: its name, how many, how many of them are still open, where they are listed."""

    label: str
    count: int
    open: int
    query: str
    detail: str = ""

    @property
    def ended(self) -> int:
        return self.count - self.open


def by_ministry(viewer: Viewer, wanted: Mapping[str, Any]) -> list[Bar]:
    """Matters by addressee, the most first."""
    rows = filtered(viewer, wanted).order_by().values("addressee__code", "addressee__title").annotate(**_counts())
    told = [
        Bar(
            row["addressee__title"] or "بی‌مخاطب",
            row["n"],
            row["open"],
            _query(wanted, ministry=row["addressee__code"] or ""),
        )
        for row in rows
    ]
    return sorted(told, key=lambda bar: (-bar.count, bar.label))


def by_member(viewer: Viewer, wanted: Mapping[str, Any]) -> list[Bar]:
    """Matters by who stands behind them, the most first; one with several counts for each."""
    signed = Signature.objects.filter(matter__in=filtered(viewer, wanted).values("pk"))
    rows = signed.order_by().values("person_id", "person__name", "person__constituency")
    rows = rows.annotate(
        n=Count("matter", distinct=True), open=Count("matter", distinct=True, filter=Q(matter__stage__in=OPEN))
    )
    return [
        Bar(
            row["person__name"],
            row["n"],
            row["open"],
            _query(wanted, member=str(row["person_id"])),
            row["person__constituency"],
        )
        for row in rows.order_by("-n", "person__sort_key")[:MEMBERS_SHOWN]
    ]


def by_month(viewer: Viewer, wanted: Mapping[str, Any]) -> list[Bar]:
    """Matters by the month of filing, in the order of time."""
    rows = filtered(viewer, wanted).order_by().values("month").annotate(**_counts()).order_by("-month")[:MONTHS_SHOWN]
    told = [Bar(month_label(row["month"]), row["n"], row["open"], _query(wanted, month=row["month"])) for row in rows]
    return told[::-1]


def month_label(month: int) -> str:
    """۱۴۰۶۰۳ as it is read: خرداد ۱۴۰۶."""
    year, of_year = divmod(month, HUNDRED)
    return f"{persian.MONTHS[of_year - 1]} {persian.digits(year)}"


def _counts() -> dict[str, Any]:
    return {"n": Count("id"), "open": Count("id", filter=Q(stage__in=OPEN))}


def _query(wanted: Mapping[str, Any], **more: Any) -> str:
    kept = {name: value for name, value in {**wanted, **more}.items() if value not in (None, "", False)}
    return urlencode(kept)


def months(viewer: Viewer) -> list[tuple[int, str]]:
    """The months in which something was filed, newest first."""
    if not office(viewer):
        return []
    found = Matter.objects.order_by("-month").values_list("month", flat=True).distinct()
    return [(month, month_label(month)) for month in found[: MONTHS_SHOWN * 2]]
