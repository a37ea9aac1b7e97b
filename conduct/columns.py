"""The docket as it is taken away: random references alone, made in the request, under its taker's name (Art. 7 note 1)."""

from __future__ import annotations

from collections.abc import Mapping

from conduct.queries import archive, is_of_the_board, readings
from conduct.queries.docket import part_of, whole_docket
from majlis.exports import Column, Day, Found, Listing
from majlis.queries import Viewer


def _docket(viewer: Viewer, wanted: Mapping[str, str]) -> Found | None:
    if not is_of_the_board(viewer):
        return None
    part = part_of(wanted)
    rows = whole_docket(viewer, part)
    title = "پرونده‌های پایان‌یافته" if part.ended else "فهرست پرونده‌ها"
    return Found(rows, title, "docket", files=[row.case for row in rows])


DOCKET = Listing(
    "docket",
    "conduct:home",
    (
        Column("نشان", lambda row: row.case.ref),
        Column("مرحله", lambda row: row.case.stage_label),
        Column("نوبت", lambda row: row.turn.who if row.turn else "پایان‌یافته"),
        Day("آخرین لحظه", lambda row: row.turn.deadline.last_minute if row.turn and row.turn.deadline else None),
    ),
    _docket,
)


def _archive(viewer: Viewer, wanted: Mapping[str, str]) -> Found | None:
    if not archive.may_look(viewer):
        return None
    rows = list(archive.shelf(viewer).order_by(*archive.ORDER))
    return Found(rows, "بایگانی", "archive", files=[row.case for row in rows])


ARCHIVE = Listing(
    "archive",
    "conduct:archive",
    (
        Column("نشان", lambda row: row.case.ref),
        Day("بایگانی", "sealed_at"),
        Column("وضع", "stage_label"),
        Column("برگ", "papers_count"),
        Column("چکیدهٔ سیاهه", "inventory"),
        Column("جای برگه‌های کاغذی", "shelf"),
    ),
    _archive,
)


def _readings(viewer: Viewer, wanted: Mapping[str, str]) -> Found | None:
    if not readings.may_look(viewer):
        return None
    rows = readings.readings(viewer, readings.wish_of(wanted)).order_by(*readings.ORDER)
    return Found(rows, "چه کسی چه دید", "readings", dress=lambda piece: readings.told(viewer, piece))


READINGS = Listing(
    "readings",
    "conduct:readings",
    (
        Column("چه کسی", "who"),
        Column("چگونه", "how"),
        Column("چه", "what"),
        Column("نشان پرونده", "ref"),
        Day("کی", "reading.at"),
    ),
    _readings,
)

LISTS = (DOCKET, ARCHIVE, READINGS)
