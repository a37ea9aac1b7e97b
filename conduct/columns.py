"""The docket as it is taken away: random references alone, made in the request, under its taker's name (Art. 7 note 1)."""

from __future__ import annotations

from collections.abc import Mapping

from conduct.queries import is_of_the_board
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

LISTS = (DOCKET,)
