"""This office's lists as they are taken away: records, the desk, doubts, rankings, ledgers, tables, rosters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from committees.forms.changes import DayForm
from committees.models import Formation
from committees.queries import (
    board,
    changes,
    committee_bodies,
    desk,
    docket,
    ledger,
    member,
    objections,
    office,
    ranking,
    roster,
    table_visible,
    trial,
)
from committees.queries import tables as table_queries
from committees.queries.charts import checked_in, hour_named
from committees.queries.scope import AFTER_PUBLICATION, official
from committees.rules.procedure import STEPS
from committees.rules.tables import KINDS
from majlis import persian, queries
from majlis.exports import Column, Day, Found, Listing
from majlis.queries import Viewer
from majlis.rules.deadlines import legal_day

Wanted = Mapping[str, str]
SOUGHT_MOST = 60
DEMONSTRATION = "دورهٔ نمایشی: نام‌ها، پرونده‌ها و امتیازها ساختگی است و سند رسمی نیست."
EXAMPLE_TABLE = "دورهٔ نمایشی: جدول نمونه است و سند رسمی نیست."


def _notes(formation: Formation, *more: str) -> tuple[str, ...]:
    return (*more, *((DEMONSTRATION,) if formation.term.demonstration else ()))


def figure(text: str) -> Any:
    """Points as a number where they are whole, as exact text where they are not."""
    plain = persian.ascii_digits(text)
    return int(plain) if plain.isdecimal() else plain


# --- records of members (Art. 3) ----------------------------------------------------------------------------------------


def _records(viewer: Viewer, wanted: Wanted, code: str) -> Found | None:
    term = member.term_of_records(viewer, code)
    if term is None:
        return None
    notes = (DEMONSTRATION,) if term.demonstration else ()
    return Found(
        member.records_sought(term, wanted.get("q", "")[:SOUGHT_MOST].strip()), f"سوابق نمایندگان، {term.label}", f"records-{term.number}", notes
    )  # fmt: skip


def _many(heading: str) -> Any:
    return lambda row: len(row.content.get(heading, []))


RECORDS = Listing(
    "records",
    "committees:records",
    (
        Column("نماینده", "member.name"),
        Column("حوزهٔ انتخابیه", "member.constituency"),
        Column("مدرک", _many("degrees")),
        Column("سابقهٔ اجرایی", _many("posts")),
        Column("دورهٔ نمایندگی", _many("tenures")),
        Column("عضویت در کمیسیون", _many("services")),
        Day("اعلام", "stage_since"),
    ),
    _records,
)


# --- the verification desk (Art. 5) -------------------------------------------------------------------------------------

STATES = {"left": "مانده", "checked": "بررسی‌شده", "second": "در انتظار نگاه دوم", "all": "همه"}


def _desk(viewer: Viewer, wanted: Wanted, code: str) -> Found | None:
    formation = office.formation_named(viewer, code)
    if formation is None or not official(viewer):
        return None
    state = wanted.get("state", "left")
    state = state if state in STATES else "left"
    rows = desk.desk_forms(formation, viewer, state)
    hour = hour_named(wanted.get("hour", ""))
    rows = (rows if hour is None else checked_in(rows, hour)).order_by(*desk.QUEUE, "pk")
    return Found(rows, f"میز بررسی فرم‌ها، {STATES[state]}", f"desk-{code}-{state}", _notes(formation))


DESK = Listing(
    "desk",
    "committees:desk",
    (
        Column("شمارهٔ فرم", "number"),
        Column("نماینده", "member.name"),
        Column("حوزهٔ انتخابیه", "constituency"),
        Column("نوبت تحویل", "submission"),
        Day("تحویل", "submitted_at"),
        Column("مورد", "total"),
        Column("مورد مانده", "left"),
    ),
    _desk,
)


# --- doubts (Art. 15) ---------------------------------------------------------------------------------------------------


def _doubts(viewer: Viewer, wanted: Wanted, code: str) -> Found | None:
    formation = office.formation_named(viewer, code)
    if formation is None:
        return None
    stages = ("open", "referred", "decided") if official(viewer) else ("decided",)
    first = "decided" if formation.stage in AFTER_PUBLICATION else stages[0]
    show = wanted.get("show", first)
    show = show if show in stages else first
    notes = _notes(formation)
    if show == "open":
        found = [_open_row(each) for each in docket.open_doubts(formation, viewer)]
        return Found(found, "ابهام‌های ارجاع‌نشده", f"doubts-{code}-open", notes)
    rows = docket.doubts_of(formation, viewer, show).order_by(
        "stage_since" if show == "referred" else "-stage_since", "pk"
    )
    title = "ابهام‌ها در شعبه" if show == "referred" else "تصمیم‌های شعبه‌ها"
    return Found(rows, title, f"doubts-{code}-{show}", notes, lambda piece: _doubt_rows(piece, viewer.at))


def _open_row(row: docket.Open) -> dict[str, Any]:
    form = row.item.declaration
    return {
        "item": row.item.title, "committee": row.committee.title, "member": form.member.name, "number": form.number,
        "branch": form.branch.title if form.branch else "", "question": row.doubt.question, "stage": "ارجاع‌نشده",
    }  # fmt: skip


def _doubt_rows(rows: Iterable[Any], at: datetime) -> list[dict[str, Any]]:
    """Doubts with the end of their branch's time; those that were referred in one instant have one end."""
    step, ends, told = STEPS["decide_ambiguity"], {}, []
    for each in rows:
        if each.stage == "referred" and each.stage_since not in ends:
            limits = queries.step_deadlines_of(step, each, at)
            ends[each.stage_since] = limits[0][1].last_minute if limits else None
        form = each.item.declaration
        told.append(
            {
                "item": each.item.title, "committee": each.committee.title, "member": form.member.name, "number": form.number,
                "branch": each.branch.title, "question": each.question, "stage": each.stage_label,
                "relation": each.get_relation_display(), "reason": each.reason, "decided": each.decided_at,
                "due": ends.get(each.stage_since) if each.stage == "referred" else None,
            }
        )  # fmt: skip
    return told


def _of(name: str) -> Any:
    return lambda row: row.get(name)


DOUBT_COLUMNS = (
    Column("مورد", _of("item")),
    Column("کمیسیون", _of("committee")),
    Column("نماینده", _of("member")),
    Column("شمارهٔ فرم", _of("number")),
    Column("شعبه", _of("branch")),
    Column("پرسش", _of("question")),
    Column("وضع", _of("stage")),
    Day("آخرین لحظه", _of("due")),
    Column("تصمیم", _of("relation")),
    Day("روز تصمیم", _of("decided")),
    Column("دلیل", _of("reason")),
)
DOUBTS = Listing("doubts", "committees:doubts", DOUBT_COLUMNS, _doubts)


def _docket(viewer: Viewer, wanted: Wanted, code: str, branch: str) -> Found | None:
    """All of a branch's doubts, those that wait first."""
    formation, body = office.formation_named(viewer, code), office.branch_named(viewer, branch)
    if formation is None or body is None:
        return None
    rows = docket.branch_doubts(formation, body, viewer)
    return Found(
        rows.order_by("-stage", "stage_since", "pk"), f"دستور کار {body.title}", f"docket-{code}-{branch}", _notes(formation),
        lambda piece: _doubt_rows(piece, viewer.at),
    )  # fmt: skip


DOCKET = Listing("docket", "committees:docket", DOUBT_COLUMNS, _docket)


# --- scores (Arts. 7-18) ------------------------------------------------------------------------------------------------


def _ranking(viewer: Viewer, wanted: Wanted, code: str, committee: str) -> Found | None:
    formation = office.formation_named(viewer, code)
    body = next((each for each in committee_bodies() if each.code == committee), None)
    if formation is None or body is None or not ranking.may_read_scores(formation, viewer):
        return None
    rows = ranking.whole_sheet(formation, body, viewer)
    notes = [f"{formation}، کمیسیون {body.title}"]
    act = ranking.publication_of(formation)
    if act is not None:
        day = legal_day(act.happened_at)
        notes.append(f"انتشار: {persian.jalali_numeric(day)} ({day.isoformat()})")
    return Found(rows, f"رتبه‌بندی {body.title}", f"ranking-{formation.code}-{body.code}", _notes(formation, *notes))


def _sum(place: int) -> Any:
    return lambda row: figure(row.sums[place])


def _seated(row: ranking.Row) -> str:
    return row.seat.committee.title if row.seat is not None else ""


RANKING = Listing(
    "ranking",
    "committees:ranking",
    (
        Column("رتبه", "rank"),
        Column("نماینده", "sheet.declaration.member.name"),
        Column("حوزهٔ انتخابیه", "sheet.declaration.constituency"),
        Column("اولویت", "sheet.rank"),
        *(Column(title, _sum(place)) for place, (_, title) in enumerate(ranking.HEADINGS)),
        Column("جمع", lambda row: figure(row.sheet.points_label)),
        Column("فرم", "sheet.declaration.number"),
        Column("عضو", _seated),
    ),
    _ranking,
)


def _rankings(viewer: Viewer, wanted: Wanted, code: str) -> Found | None:
    formation = office.formation_named(viewer, code)
    if formation is None or not ranking.may_read_scores(formation, viewer):
        return None
    return Found(ranking.overview(formation, viewer), "رتبه‌بندی کمیسیون‌ها", f"rankings-{code}", _notes(formation))


RANKINGS = Listing(
    "rankings",
    "committees:rankings",
    (
        Column("ترتیب", "capacity.place"),
        Column("کمیسیون", "body.title"),
        Column("کد کمیسیون", "body.code"),
        Column("اولویت اول", "capacity.first"),
        Column("اولویت دوم", "capacity.second"),
        Column("داوطلب", "applicants"),
        Column("سقف", "capacity.ceiling"),
        Column("سقف برآورد است", "capacity.expected"),
        Column("بیشترین امتیاز", lambda row: figure(row.most)),
    ),
    _rankings,
)


def _ledger(viewer: Viewer, wanted: Wanted, pk: UUID) -> Found | None:
    sheet = ledger.sheet_visible(viewer, pk)
    if sheet is None:
        return None
    form = sheet.declaration
    title = f"دفتر امتیاز {form.member.name}، {sheet.committee.title}"
    return Found(
        ledger.entries(sheet, viewer), title, f"ledger-{form.number}-{sheet.committee.code}",
        _notes(form.formation, f"جمع: {sheet.points_label}"),
    )  # fmt: skip


LEDGER = Listing(
    "ledger",
    "committees:ledger",
    (
        Column("ردیف", "line.place"),
        Column("عنوان", "line.title"),
        Column("شرح", "detail"),
        Column("امتیاز", lambda row: figure(row.line.points_label)),
        Column("مستند", lambda row: str(row.article or "")),
        Column("نتیجه", "line.result"),
        Column("دلیل", "line.reason"),
        Column("جدول و ردیف", "source"),
        Column("بررسی‌کننده", "line.checked_by.name"),
        Day("بررسی", "line.checked_at"),
    ),
    _ledger,
)


# --- score tables (Arts. 7-14) ------------------------------------------------------------------------------------------


def _tables(viewer: Viewer, wanted: Wanted) -> Found | None:
    if viewer.person is None or not (official(viewer) or viewer.is_member):
        return None
    rows = [each for _, versions in table_queries.versions_by_kind(viewer) for each in versions]
    return Found(rows, "جدول‌های امتیاز", "tables")


TABLES = Listing(
    "tables",
    "committees:tables",
    (
        Column("جدول", lambda row: KINDS[row.kind].title),
        Column("نسخه", "number"),
        Column("وضعیت", "stage_label"),
        Day("معتبر از", "valid_from"),
        Column("منبع", "source"),
        Day("تاریخ منبع", "source_day"),
        Column("ردیف", "row_count"),
        Column("جدول نمونه", "demonstration"),
    ),
    _tables,
)


def _table(viewer: Viewer, wanted: Wanted, pk: UUID) -> Found | None:
    """One version as it can be imported again: stored cells, under their headings."""
    one = table_visible(viewer, pk)
    if one is None:
        return None
    kind = KINDS[one.kind]
    columns = tuple(Column(each.heading, _of(each.name)) for each in kind.columns)
    rows = one.rows.order_by("place").values_list("data", flat=True)
    return Found(
        rows, kind.title, f"{one.kind}-{one.number}", (EXAMPLE_TABLE,) if one.demonstration else (), columns=columns
    )


TABLE = Listing("table", "committees:table", (), _table)


# --- rosters (Arts. 16-19) ----------------------------------------------------------------------------------------------


def _rosters(viewer: Viewer, wanted: Wanted) -> Found:
    return Found(roster.final_rosters(viewer), "فهرست‌های نهایی", "rosters")


ROSTERS = Listing(
    "rosters",
    "committees:public",
    (
        Column("دوره", "term.label"),
        Column("تشکیل", "code"),
        Column("عضو", "seats_given"),
        Day("نهایی", "stage_since"),
        Column("دورهٔ نمایشی", "term.demonstration"),
    ),
    _rosters,
)


def _roster(viewer: Viewer, wanted: Wanted, code: str) -> Found | None:
    formation = roster.roster_visible(viewer, code)
    if formation is None:
        return None
    rows = roster.seats(formation, wanted.get("q", "")[:SOUGHT_MOST].strip())
    return Found(rows, f"اعضای کمیسیون‌ها، {formation.term.label}", f"roster-{code}", _notes(formation))


ROSTER = Listing(
    "roster",
    "committees:roster",
    (
        Column("کمیسیون", "committee.title"),
        Column("کد کمیسیون", "committee.code"),
        Column("نام", "declaration.member.name"),
        Column("حوزهٔ انتخابیه", "declaration.constituency"),
        Column("شمارهٔ فرم", "declaration.number"),
        Column("از راه", lambda row: row.get_through_display()),
        Column("دور", "round"),
        Column("به قرعه", "by_lot"),
        Day("روز تعیین", lambda row: legal_day(row.given_at)),
    ),
    _roster,
)


# --- objections (Arts. 17, 19) ------------------------------------------------------------------------------------------

OBJECTION_ORDER = {"open": ("filed_at", "pk"), "decided": ("-decided_at", "pk")}


def _objections(viewer: Viewer, wanted: Wanted, code: str) -> Found | None:
    formation = office.formation_named(viewer, code)
    if formation is None:
        return None
    show = wanted.get("show", "open")
    show = show if show in OBJECTION_ORDER else "open"
    rows = objections.objections_of(formation, viewer, show).order_by(*OBJECTION_ORDER[show])
    title = "اعتراض‌های رسیدگی‌نشده" if show == "open" else "تصمیم‌های جلسهٔ مشترک"
    return Found(rows, title, f"objections-{code}-{show}", _notes(formation))


OBJECTIONS = Listing(
    "objections",
    "committees:objections",
    (
        Column("گونه", lambda row: row.get_kind_display()),
        Column("نماینده", "declaration.member.name"),
        Column("شمارهٔ فرم", "declaration.number"),
        Column("مورد", lambda row: row.item.title if row.item is not None else ""),
        Column("کمیسیون", lambda row: row.committee.title if row.committee is not None else ""),
        Column("متن", "claim"),
        Day("اعتراض", "filed_at"),
        Column("مرحله", "stage_label"),
        Day("دعوت", "invited_for"),
        Column("شنیدن", lambda row: row.get_heard_display()),
        Column("تصمیم", lambda row: row.get_outcome_display()),
        Column("دلیل", "reason"),
        Day("روز تصمیم", "decided_at"),
    ),
    _objections,
)


# --- who sits where on a day (Arts. 38, 62) -----------------------------------------------------------------------------


def _roster_on(viewer: Viewer, wanted: Wanted, code: str) -> Found | None:
    formation = roster.roster_visible(viewer, code)
    if formation is None or formation.stage != "final":
        return None
    form = DayForm(wanted)
    day = form.cleaned_data["day"] if form.is_valid() else viewer.day
    rows = [row for group in changes.roster_on(formation, day) for row in group.members]
    return Found(rows, f"ترکیب کمیسیون‌ها، {persian.jalali(day)}", f"roster-{code}-on", _notes(formation))


ROSTER_ON = Listing(
    "roster-on",
    "committees:roster_on",
    (
        Column("کمیسیون", "body.title"),
        Column("کد کمیسیون", "body.code"),
        Column("نام", "person.name"),
        Day("از", "from_day"),
        Day("تا پایان", "to_day"),
    ),
    _roster_on,
)


# --- the fourteen steps (Art. 23) ---------------------------------------------------------------------------------------

HOW_FAR = {"done": "انجام شد", "running": "در جریان", "late": "از مهلت گذشته", "ahead": "در راه"}


def _steps(viewer: Viewer, wanted: Wanted, code: str) -> Found | None:
    formation = office.formation_named(viewer, code)
    if formation is None or viewer.person is None:
        return None
    return Found(board.lines_of(formation, viewer), f"جدول چهارده‌گانه، {formation}", f"steps-{code}", _notes(formation))


BOARD_STEPS = Listing(
    "steps",
    "committees:steps",
    (
        Column("ردیف", "row.number"),
        Column("کار", "row.title"),
        Column("با", "row.who"),
        Column("روزشمار جدول", "day"),
        Day("مهلت", lambda line: line.deadline.last_minute if line.deadline else None),
        Column("مهلت پیشنهادی", "proposed"),
        Day("آغاز", "began"),
        Day("پایان", "ended"),
        Column("اکنون", lambda line: HOW_FAR[line.state]),
        Column("توضیح", "row.oddity"),
    ),
    _steps,
)


# --- a table's version tried on a term (Arts. 7-14) ---------------------------------------------------------------------


def _trial(viewer: Viewer, wanted: Wanted, pk: UUID) -> Found | None:
    one = table_visible(viewer, pk)
    choice = trial.formations_to_try(one, viewer) if one is not None else []
    formation = next((each for each in choice if each.code == wanted.get("on")), choice[0] if choice else None)
    if one is None or formation is None:
        return None
    rows = trial.tried_on(formation, one)
    return Found(rows, f"آزمودن {one} بر {formation.term.label}", f"trial-{one.kind}-{one.number}", _notes(formation))


TRIAL = Listing(
    "trial",
    "committees:trial",
    (
        Column("نماینده", "name"),
        Column("شمارهٔ فرم", "number"),
        Column("کمیسیون", "committee"),
        Column("امتیاز", lambda row: figure(row.before)),
        Column("با این نسخه", lambda row: figure(row.after)),
        Column("رتبه", "rank_before"),
        Column("رتبهٔ تازه", "rank_after"),
    ),
    _trial,
)

LISTS = (
    TRIAL,
    BOARD_STEPS,
    RECORDS,
    DESK,
    DOUBTS,
    OBJECTIONS,
    ROSTER_ON,
    DOCKET,
    RANKING,
    RANKINGS,
    LEDGER,
    TABLES,
    TABLE,
    ROSTERS,
    ROSTER,
)
