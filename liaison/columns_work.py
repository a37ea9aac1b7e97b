"""The lists of the office's own work as they are taken away (house procedure, Arts. 31 to 36)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from liaison.columns_said import SAID_LISTS
from liaison.forms.gatherings import GatheringFilterForm
from liaison.forms.meetings import MeetingFilterForm
from liaison.queries import (
    evaluations,
    gatherings,
    meetings,
    network,
    planner,
    voices,
    work_scope,
)
from liaison.queries.scope import has_a_door, office
from liaison.rules.gatherings import OFFICES
from liaison.rules.voices import CONDITION, CONFLICT, STANCES
from majlis import persian
from majlis.exports import Column, Day, Found, Listing
from majlis.queries import Viewer

Wanted = Mapping[str, str]
# So many rows of a list that has no pages are shown; taken away it is whole.
SHOWN = 300
QUARRELS = {CONFLICT: "ناهم‌خوان", CONDITION: "به شرط", "": ""}
WEEK = timedelta(days=planner.DAYS - 1)


def _door(viewer: Viewer) -> bool:
    return viewer.person is not None and has_a_door(viewer)


def _voices(viewer: Viewer, wanted: Wanted) -> Found | None:
    if not _door(viewer):
        return None
    rows = work_scope.opinions(viewer).filter(body__kind="ministry").order_by("-voice__asked_at", "body__order", "id")
    return Found(rows, "یک‌صدایی", "voices")


VOICES = Listing(
    "voices",
    "liaison:voices",
    (
        Column("پرونده", "voice.matter"),
        Column("موضوع", "voice.matter.title"),
        Column("نسخه", "voice.edition"),
        Column("وزارتخانه", "body.title"),
        Column("وضع", "stage_label"),
        Day("نظرخواهی", "voice.asked_at"),
        Day("تا پایان روز", "voice.due_day"),
        Day("نظر", "given_at"),
        Column("خط مشترک", "voice.stage_label"),
    ),
    _voices,
)


def _matrix(viewer: Viewer, wanted: Wanted, pk: UUID) -> Found | None:
    row = work_scope.voice_visible(viewer, pk)
    if row is None:
        return None
    matrix = voices.matrix_of(row)
    cells = [
        (each, opinion, mark) for each in matrix.rows for opinion, mark in zip(matrix.opinions, each.marks, strict=True)
    ]
    return Found(cells, f"{row.matter}، {row.edition}", "matrix")


MATRIX = Listing(
    "matrix",
    "liaison:voice",
    (
        Column("ماده", lambda row: row[0].article.label),
        Column("دستگاه", lambda row: row[1].body.title),
        Column("نظر", lambda row: STANCES[row[2].stance] if row[2] else ""),
        Column("شرط یا دلیل", lambda row: row[2].text if row[2] else ""),
        Column("هم‌خوانی", lambda row: QUARRELS[row[0].quarrel]),
        Column("خط مشترک", lambda row: row[0].article.line),
    ),
    _matrix,
)


CALLED = (
    Column("نشست", "gathering.title"),
    Column("گونه", "gathering.kind_label"),
    Day("آغاز", "gathering.starts_at"),
    Column("شخص", "person.name"),
    Column("سمت", lambda row: OFFICES[row.office]),
    Column("دستگاه", "ministry.title"),
    Column("فراخوان", lambda row: row.get_call_display()),
    Column("وضع", "stage_label"),
    Column("جانشین", "delegate.name"),
    Column("دلیل", "reason"),
)


def _planner(viewer: Viewer, wanted: Wanted) -> Found | None:
    if not _door(viewer):
        return None
    first = planner.week_of(planner.day_of(wanted.get("day", ""), viewer.day))
    return Found(planner.planned(viewer, first, first + WEEK), f"برنامهٔ هفتهٔ {persian.jalali(first)}", "planner")


PLANNER = Listing("planner", "liaison:planner", CALLED, _planner)


def _gatherings(viewer: Viewer, wanted: Wanted) -> Found | None:
    if not _door(viewer):
        return None
    rows = gatherings.counted(gatherings.filtered(viewer, GatheringFilterForm(wanted).wanted()))
    return Found(rows.order_by(*gatherings.NEWEST), "نشست‌ها", "gatherings")


GATHERINGS = Listing(
    "gatherings",
    "liaison:gatherings",
    (
        Column("عنوان", "title"),
        Column("گونه", "kind_label"),
        Column("کمیسیون", "body.title"),
        Day("آغاز", "starts_at"),
        Day("پایان", "ends_at"),
        Column("جا", "place"),
        Column("وضع", "stage_label"),
        Column("چرا برگزار نشد", "missed_why"),
        Column("خوانده‌شده", "called"),
        Column("مصوبه", "decisions"),
        Column("گزارشگر", "reporter.name"),
        Column("گزارش به", "sent_to"),
    ),
    _gatherings,
)


def _defences(viewer: Viewer, wanted: Wanted) -> Found | None:
    return Found(gatherings.defences(viewer), "دفاع‌ها از نظر دولت", "defences") if office(viewer) else None


DEFENCES = Listing(
    "defences",
    "liaison:defences",
    (
        Column("نشست", "gathering.title"),
        Day("زمان نشست", "gathering.starts_at"),
        Column("سخنگو", "speaker.name"),
        Column("خط", "line"),
        Column("نتیجه", "outcome"),
        Column("بی‌پاسخ", "unanswered"),
    ),
    _defences,
)


def _meetings(viewer: Viewer, wanted: Wanted) -> Found | None:
    if not office(viewer):
        return None
    rows = meetings.filtered(viewer, MeetingFilterForm(wanted).wanted())
    return Found(rows.order_by(*meetings.BY_ASKING), "درخواست‌های دیدار", "meetings")


MEETINGS = Listing(
    "meetings",
    "liaison:meetings",
    (
        Column("درخواست‌کننده", "asker"),
        Column("قالب", lambda row: row.get_shape_display()),
        Column("دیدار با", "host"),
        Column("موضوع", "subject"),
        Day("درخواست", "asked_at"),
        Column("وضع", "stage_label"),
        Day("دیدار", "gathering.starts_at"),
        Column("چرا پذیرفته نشد", "declined_why"),
    ),
    _meetings,
)


def _fairness(viewer: Viewer, wanted: Wanted) -> Found | None:
    return Found(meetings.fairness(viewer), "چه کسی پذیرفته نشده است", "fairness") if office(viewer) else None


FAIRNESS = Listing(
    "fairness",
    "liaison:fairness",
    (
        Column("نماینده", "person.name"),
        Column("حوزهٔ انتخابیه", "constituency"),
        Day("آخرین دیدار", "last"),
        Column("در انتظار", "waits"),
    ),
    _fairness,
)


def _ranking(viewer: Viewer, wanted: Wanted, pk: UUID) -> Found | None:
    row = work_scope.round_visible(viewer, pk)
    if row is None:
        return None
    measured = tuple(
        Column(each.title, lambda told, code=each.code: _figure(told, code)) for each in evaluations.measures_of(row)
    )
    return Found(evaluations.ranking(viewer, row), str(row), "ranking", columns=(*_RANKED, *measured))


def _figure(told: evaluations.Ranked, code: str) -> str:
    figure = told.figures.get(code)
    return f"{persian.number(figure.met)} از {persian.number(figure.all)}" if figure is not None else ""


_RANKED = (
    Column("رتبه", "place"),
    Column("معاون پارلمانی", "evaluation.person.name"),
    Column("وزارتخانه", "evaluation.ministry.title"),
    Column("امتیاز", "evaluation.points"),
    Column("وضع", "evaluation.stage_label"),
)
RANKING = Listing("ranking", "liaison:ranking", _RANKED, _ranking)


def _records(viewer: Viewer, wanted: Wanted, pk: UUID, measure: str) -> Found | None:
    row = work_scope.evaluation_visible(viewer, pk)
    figure = evaluations.figure_of(viewer, row, measure) if row is not None else None
    return Found(figure.records, f"{row}، {figure.title}", "records") if figure is not None else None


RECORDS = Listing(
    "evaluation_records",
    "liaison:evaluation_records",
    (Column("رکورد", lambda row: row["label"]), Column("خوب", lambda row: row["met"])),
    _records,
)


def _directory(viewer: Viewer, wanted: Wanted) -> Found | None:
    if not _door(viewer):
        return None
    day = planner.day_of(wanted.get("day", ""), viewer.day)
    rows = network.network(day)
    return Found(
        rows, f"شبکهٔ پارلمانی در {persian.jalali(day)}", "directory",
        dress=lambda piece: network.contacts(piece, day),
    )  # fmt: skip


DIRECTORY = Listing(
    "directory",
    "liaison:directory",
    (
        Column("وزارتخانه", "membership.body.title"),
        Column("سمت", "office"),
        Column("نام", "membership.person.name"),
        Day("از روز", "membership.from_day"),
        Day("تا پایان روز", "membership.to_day"),
        Column("جانشین", "substitute.name"),
        Day("جانشینی تا", "until"),
    ),
    _directory,
)


def _training(viewer: Viewer, wanted: Wanted) -> Found | None:
    return Found(gatherings.certificates(viewer), "گواهی دوره‌ها", "certificates") if _door(viewer) else None


TRAINING = Listing(
    "training",
    "liaison:training",
    (
        Column("دوره", "gathering.title"),
        Day("زمان", "gathering.starts_at"),
        Column("شخص", "person.name"),
        Column("دستگاه", "ministry.title"),
        Column("حضور", "stage_label"),
    ),
    _training,
)

WORK_LISTS = (
    VOICES, MATRIX, *SAID_LISTS, PLANNER, GATHERINGS, DEFENCES, MEETINGS, FAIRNESS, RANKING, RECORDS, DIRECTORY, TRAINING,
)  # fmt: skip
