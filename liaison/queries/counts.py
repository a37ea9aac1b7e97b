"""Counts by kind, ministry, committee, member, month, term and government: each opens to the rows that it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet

from liaison.models import AddresseeTally, CommitteeTally, MemberTally, Signature
from liaison.queries.listing import NOBODY, filtered, grouped
from liaison.queries.scope import office
from liaison.rules.kinds import KINDS, OPEN
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
    rows = grouped(viewer, wanted, AddresseeTally, "addressee__code", "addressee__title")
    told = [
        Bar(
            row["addressee__title"] or "بی‌مخاطب",
            row["n"],
            row["open"],
            _query(wanted, ministry=row["addressee__code"] or NOBODY),
        )
        for row in rows
    ]
    return sorted(told, key=lambda bar: (-bar.count, bar.label))


def by_member(viewer: Viewer, wanted: Mapping[str, Any]) -> list[Bar]:
    """Matters by who stands behind them, the most first; one with several counts for each."""
    rows = _behind(viewer, wanted).values("person_id", "person__name", "person__constituency", "n", "open")
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


def _behind(viewer: Viewer, wanted: Mapping[str, Any]) -> QuerySet[Any]:
    """Who stands or stood behind how many: from the counts beside the files where they know what is wanted, else by signatures."""
    if office(viewer) and {name for name, value in wanted.items() if value} <= MemberTally.KNOWS:
        return grouped(viewer, wanted, MemberTally, "person_id")
    signed = Signature.objects.filter(matter__in=filtered(viewer, wanted).values("pk")).order_by().values("person_id")
    waiting = Q(matter__stage__in=OPEN)
    return signed.annotate(n=Count("matter", distinct=True), open=Count("matter", distinct=True, filter=waiting))


def by_month(viewer: Viewer, wanted: Mapping[str, Any]) -> list[Bar]:
    """Matters by the month of filing, in the order of time."""
    rows = grouped(viewer, wanted, AddresseeTally, "month").order_by("-month")[:MONTHS_SHOWN]
    told = [Bar(month_label(row["month"]), row["n"], row["open"], _query(wanted, month=row["month"])) for row in rows]
    return told[::-1]


def by_kind(viewer: Viewer, wanted: Mapping[str, Any]) -> list[Bar]:
    """Matters by their kind, in the order of the table."""
    rows = {row["kind"]: row for row in grouped(viewer, wanted, AddresseeTally, "kind")}
    return [
        Bar(kind.plural, rows[code]["n"], rows[code]["open"], _query(wanted, kind=code))
        for code, kind in KINDS.items()
        if code in rows
    ]


def by_committee(viewer: Viewer, wanted: Mapping[str, Any]) -> list[Bar]:
    """Matters by the committee to which they went, the most first; what went to none is left out."""
    went = Q(committee__isnull=False)
    told = [
        Bar(row["committee__title"], row["n"], row["open"], _query(wanted, committee=row["committee__code"]))
        for row in grouped(viewer, wanted, CommitteeTally, "committee__code", "committee__title", only=went)
    ]
    return sorted(told, key=lambda bar: (-bar.count, bar.label))


def by_term(viewer: Viewer, wanted: Mapping[str, Any]) -> list[Bar]:
    """Matters by the term of parliament, the newest first."""
    rows = grouped(viewer, wanted, AddresseeTally, "term__number").order_by("-term__number")
    return [
        Bar(
            f"دورهٔ {persian.ordinal(row['term__number'])}",
            row["n"],
            row["open"],
            _query(wanted, term=row["term__number"]),
        )
        for row in rows
    ]


def by_cabinet(viewer: Viewer, wanted: Mapping[str, Any]) -> list[Bar]:
    """Matters by the government of their day, the newest first."""
    names, of_one = ("cabinet_id", "cabinet__title", "cabinet__from_day"), Q(cabinet__isnull=False)
    rows = grouped(viewer, wanted, AddresseeTally, *names, only=of_one)
    return [
        Bar(row["cabinet__title"], row["n"], row["open"], _query(wanted, cabinet=row["cabinet_id"]))
        for row in rows.order_by("-cabinet__from_day")
    ]


@dataclass(frozen=True)
class Grid:
    """Counts by addressee and government: the head of each column, and rows of name and cells (count, query)."""

    heads: list[str]
    rows: list[tuple[str, list[tuple[int, str]]]]


def ministry_by_cabinet(viewer: Viewer, wanted: Mapping[str, Any]) -> Grid:
    """By addressee and government period: counting by addressee alone would mix two governments."""
    names = ("addressee__code", "addressee__title", "cabinet_id", "cabinet__title", "cabinet__from_day")
    both = Q(cabinet__isnull=False, addressee__isnull=False)
    found = list(
        grouped(viewer, wanted, AddresseeTally, *names, only=both).order_by("addressee__title", "cabinet__from_day")
    )
    cabinets = {row["cabinet_id"]: row for row in sorted(found, key=lambda row: row["cabinet__from_day"], reverse=True)}
    cells = {(row["addressee__code"], row["cabinet_id"]): row["n"] for row in found}
    names = {row["addressee__code"]: row["addressee__title"] for row in found}
    return Grid(
        [row["cabinet__title"] for row in cabinets.values()],
        [
            (title, [(cells.get((code, key), 0), _query(wanted, ministry=code, cabinet=key)) for key in cabinets])
            for code, title in names.items()
        ],
    )


def years(viewer: Viewer) -> list[int]:
    """The Jalali years in which something was filed, newest first."""
    if not office(viewer):
        return []
    return [row["year"] for row in grouped(viewer, {}, AddresseeTally, "year").order_by("-year")]


def month_label(month: int) -> str:
    """۱۴۰۶۰۳ as it is read: خرداد ۱۴۰۶."""
    year, of_year = divmod(month, HUNDRED)
    return f"{persian.MONTHS[of_year - 1]} {persian.digits(year)}"


def _query(wanted: Mapping[str, Any], **more: Any) -> str:
    kept = {name: value for name, value in {**wanted, **more}.items() if value not in (None, "", False)}
    return urlencode(kept)


def months(viewer: Viewer) -> list[tuple[int, str]]:
    """The months in which something was filed, newest first."""
    if not office(viewer):
        return []
    found = grouped(viewer, {}, AddresseeTally, "month").order_by("-month")[: MONTHS_SHOWN * 2]
    return [(row["month"], month_label(row["month"])) for row in found]
