"""What parliament's bodies and the government said of bills, and who voted how, as it is taken away (house procedure, Arts. 38, 39, 41)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from liaison.forms.consultations import ConsultationFilterForm
from liaison.forms.positions import PositionFilterForm
from liaison.queries import cabinet, consultations, floor, positions
from liaison.queries.scope import office
from majlis.exports import Column, Day, Found, Listing
from majlis.queries import Viewer

Wanted = Mapping[str, str]


def _consultations(viewer: Viewer, wanted: Wanted) -> Found | None:
    if not office(viewer):
        return None
    rows = consultations.filtered(viewer, ConsultationFilterForm(wanted).wanted())
    return Found(rows.order_by(*consultations.NEWEST), "رایزنی با مجلس", "consultations")


CONSULTATIONS = Listing(
    "consultations",
    "liaison:consultations",
    (
        Column("موضوع", "title"),
        Column("رایزنی با", "counterpart"),
        Column("چرا", lambda row: row.get_reason_display()),
        Column("پرونده", "matter"),
        Column("وضع", "stage_label"),
        Day("پرسیده شد", "asked_at"),
        Day("تا پایان روز", "due_day"),
        Day("رسیدن نظر", "given_at"),
        Column("نظر", lambda row: row.get_stance_display() if row.stance else ""),
        Column("متن نظر", "view"),
        Column("از زبان", "given_by"),
    ),
    _consultations,
)


def _positions(viewer: Viewer, wanted: Wanted) -> Found | None:
    if not office(viewer):
        return None
    # Each telling is a row, and a position that nobody was told is one too.
    rows = positions.filtered(viewer, PositionFilterForm(wanted).wanted()).prefetch_related(
        "tellings__person", "tellings__committee"
    )
    told = [
        (row, telling) for row in rows.order_by(*positions.NEWEST) for telling in (list(row.tellings.all()) or [None])
    ]
    return Found(told, "نظر دولت دربارهٔ طرح‌ها", "positions")


POSITIONS = Listing(
    "positions",
    "liaison:positions",
    (
        Column("طرح", lambda row: str(row[0].matter)),
        Column("موضوع", lambda row: row[0].matter.title),
        Column("نظر", lambda row: row[0].get_stance_display()),
        Column("متن", lambda row: row[0].text),
        Column("سخنگو", lambda row: row[0].speaker.name if row[0].speaker else ""),
        Day("نوشته شد", lambda row: row[0].stated_at),
        Column("گفته شد به", lambda row: row[1].heard_by if row[1] else ""),
        Column("از چه راه", lambda row: row[1].medium if row[1] else ""),
        Day("زمان گفتن", lambda row: row[1].at if row[1] else None),
    ),
    _positions,
)


def _names(viewer: Viewer, wanted: Wanted, pk: UUID) -> Found | None:
    row = floor.vote_visible(viewer, pk)
    if row is None:
        return None
    counts = f"{row.get_question_display()}: {row.sentence}"
    return Found(floor.names_of(row), f"{row}، به نام", "names", notes=(counts,))


NAMES = Listing(
    "names",
    "liaison:floor_vote",
    (
        Column("نماینده", "person.name"),
        Column("حوزهٔ انتخابیه", "person.constituency"),
        Column("رأی", lambda row: row.get_vote_display()),
    ),
    _names,
)


def _cabinet(viewer: Viewer, wanted: Wanted) -> Found | None:
    period = cabinet.cabinet_of(viewer.day) if office(viewer) else None
    if not office(viewer):
        return None
    told = cabinet.renewal_of(period.pk, viewer.at) if period is not None else None
    rows = told.ministers if told is not None else []
    return Found(rows, f"وزیران {period}" if period is not None else "وزیران دولت", "cabinet")


CABINET = Listing(
    "cabinet",
    "liaison:cabinet",
    (
        Column("وزارتخانه", "ministry.title"),
        Column("در رأی نخست", lambda row: row.first.name if row.counted else ""),
        Column("اکنون", "last.name"),
        Day("رأی اعتماد او", "last.vote.at"),
        Column("عوض شده", "changed"),
    ),
    _cabinet,
)

SAID_LISTS = (CONSULTATIONS, POSITIONS, NAMES, CABINET)
