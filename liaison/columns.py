"""This office's lists as they are taken away: matters, referrals, tasks, promises, a member's files, counts, figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from liaison.columns_work import WORK_LISTS
from liaison.forms.filters import FilterForm
from liaison.forms.tasks import TaskFilterForm
from liaison.queries import counts, listing
from liaison.queries import member as of_member
from liaison.queries import tasks as owed
from liaison.queries.figures import figures
from liaison.queries.repeated import repeated
from liaison.queries.scope import addressees, has_a_door, kinds_of_tasks, ministries, office
from liaison.rules.kinds import KINDS
from liaison.rules.tasks import PROMISE, TASK_KINDS
from majlis.exports import Column, Day, Found, Listing
from majlis.queries import Viewer

Wanted = Mapping[str, str]


def wanted_of(viewer: Viewer, wanted: Wanted) -> dict[str, Any]:
    """The filters of a page's address, those that are understood."""
    return FilterForm(wanted, ministries=addressees(), months=counts.months(viewer)).wanted()


def _matters(viewer: Viewer, wanted: Wanted) -> Found | None:
    if not office(viewer):
        return None
    asked = wanted_of(viewer, wanted)
    kind = KINDS.get(asked.get("kind", ""))
    rows = listing.filtered(viewer, asked).select_related("addressee", "committee", "lead", "term", "cabinet")
    return Found(
        rows.order_by(*listing.NEWEST), kind.plural if kind else "همهٔ پرونده‌ها", kind.code if kind else "matters",
        dress=lambda piece: listing.lines(piece, viewer.at),
    )  # fmt: skip


MATTERS = Listing(
    "matters",
    "liaison:matters",
    (
        Column("شماره", "matter.number"),
        Column("گونه", "matter.kind_label"),
        Column("موضوع", "matter.title"),
        Column("نخستین امضا", "matter.lead.name"),
        Column("حوزهٔ انتخابیه", "matter.constituency"),
        Column("خطاب به", "matter.addressee.title"),
        Column("کمیسیون", "matter.committee.title"),
        Column("مرحله", "matter.stage_label"),
        Day("ثبت", "matter.filed_at"),
        Column("کاری که مهلت دارد", "step.label"),
        Day("آخرین لحظه", "deadline.last_minute"),
        Day("جلسهٔ صحن", "matter.floor_at"),
        Column("منبع", "matter.source"),
        Column("شناسه در منبع", "matter.source_id"),
    ),
    _matters,
)


def _referrals(viewer: Viewer, wanted: Wanted) -> Found | None:
    if viewer.person is None or not has_a_door(viewer):
        return None
    show = wanted.get("show", "")
    rows, order = listing.shown_referrals(viewer, show)
    file = f"referrals-{show}" if show in ("late", "answered") else "referrals"
    return Found(rows.order_by(*order), f"ارجاع‌های {listing.SHOWS.get(show, listing.SHOWS['open'])}", file)


REFERRALS = Listing(
    "referrals",
    "liaison:room",
    (
        Column("پرونده", "matter"),
        Column("موضوع", "matter.title"),
        Column("وزارتخانه", "ministry.title"),
        Column("چه خواسته شده", "request"),
        Column("وضع", "stage_label"),
        Column("نزد", "handed_to.name"),
        Day("فرستاده", "sent_at"),
        Day("پذیرفته", "accepted_at"),
        Day("آخرین لحظهٔ پاسخ", "due_at"),
        Day("به مقام وزارتخانه رسید", "escalated_at"),
        Day("پاسخ", "answered_at"),
    ),
    _referrals,
)


def _statistics(viewer: Viewer, wanted: Wanted) -> Found | None:
    if not office(viewer):
        return None
    asked = wanted_of(viewer, wanted)
    parts = (
        ("گونه", counts.by_kind(viewer, asked)),
        ("وزارتخانه", counts.by_ministry(viewer, asked)),
        ("ماه ثبت", counts.by_month(viewer, asked)),
        ("کمیسیون", counts.by_committee(viewer, asked)),
        ("دولت", counts.by_cabinet(viewer, asked)),
        ("دوره", counts.by_term(viewer, asked)),
        ("نماینده", counts.by_member(viewer, asked)),
    )
    return Found([(part, bar) for part, bars in parts for bar in bars], "آمار", "statistics")


STATISTICS = Listing(
    "statistics",
    "liaison:statistics",
    (
        Column("به تفکیک", lambda row: row[0]),
        Column("نام", lambda row: row[1].label),
        Column("حوزهٔ انتخابیه", lambda row: row[1].detail),
        Column("همه", lambda row: row[1].count),
        Column("باز", lambda row: row[1].open),
        Column("پایان‌یافته", lambda row: row[1].ended),
    ),
    _statistics,
)


def _figures(viewer: Viewer, wanted: Wanted) -> Found | None:
    return Found(figures(viewer), "عددها و مهلت‌ها", "figures") if office(viewer) else None


FIGURES = Listing(
    "figures",
    "liaison:figures",
    (
        Column("چیست", "figure.note"),
        Column("عدد", "amount"),
        Column("مستند", lambda row: str(row.article)),
        Day("از", "figure.first_day"),
        Column("اطمینان", "certainty"),
        Column("منبع", "figure.source"),
        Column("اکنون معتبر", "in_force"),
    ),
    _figures,
)


def _tasks(viewer: Viewer, wanted: Wanted) -> Found | None:
    if viewer.person is None or not has_a_door(viewer):
        return None
    form = TaskFilterForm(
        wanted,
        ministries=ministries() if office(viewer) else (),
        kinds=kinds_of_tasks(viewer),
        years=owed.years(viewer),
    )
    asked = form.wanted()
    kind = TASK_KINDS.get(asked.get("kind", ""))
    rows = owed.filtered(viewer, asked).order_by(*owed.BY_DAY)
    return Found(rows, kind.plural if kind else "کارهای سپرده", kind.code if kind else "tasks")


OWED = (
    Column("شماره", "number"),
    Column("گونه", "kind_label"),
    Column("عنوان", "title"),
    Column("برگرفته از", "origin"),
    Column("ویژهٔ گونه", lambda row: "؛ ".join(f"{label}: {value}" for label, value in row.told)),
    Column("وزارتخانه", "ministry.title"),
    Column("مسئول", "person.name"),
    Column("وعده به", "asker.name"),
    Column("دولت", "cabinet.title"),
    Column("وضع", "stage_label"),
    Day("سپردن", "given_at"),
    Day("تا پایان روز", "due_day"),
    Day("آخرین پیگیری", "followed_at"),
    Day("آخرین سند", "evidenced_at"),
    Day("پذیرش", "accepted_at"),
    Column("نتیجه", "outcome"),
)
TASKS = Listing("tasks", "liaison:tasks", OWED, _tasks)


def _promises(viewer: Viewer, wanted: Wanted) -> Found | None:
    if viewer.person is None or not has_a_door(viewer):
        return None
    rows = owed.filtered(viewer, {"kind": PROMISE, "stage": owed.ALL})
    return Found(rows.order_by("ministry__order", "ministry__code", *owed.BY_DAY), "دفتر وعده‌ها", "promises")


PROMISES = Listing("promises", "liaison:promises", OWED, _promises)


def _member(viewer: Viewer, wanted: Wanted, pk: UUID) -> Found | None:
    person = of_member.member_seen(viewer, pk)
    return Found(of_member.everything(person, viewer), person.name, "member") if person is not None else None


MEMBER = Listing(
    "member",
    "liaison:member",
    (
        Column("بخش", "section"),
        Column("شماره", "number"),
        Column("موضوع", "subject"),
        Column("خطاب به یا دیدار با", "other"),
        Column("وضع", "state"),
        Day("زمان", "at"),
        Day("جلسهٔ صحن", "floor_at"),
        Day("روز وعده", "due_day"),
        Column("توضیح", "detail"),
    ),
    _member,
)


def _repeated(viewer: Viewer, wanted: Wanted) -> Found | None:
    if not office(viewer):
        return None
    rows = [(place, line) for place, group in enumerate(repeated(viewer), start=1) for line in group.lines]
    return Found(rows, "سؤال‌های همانند", "alike")


REPEATED = Listing(
    "alike",
    "liaison:alike",
    (
        Column("گروه", lambda row: row[0]),
        Column("شماره", lambda row: row[1].matter.number),
        Column("موضوع", lambda row: row[1].matter.title),
        Column("نخستین امضا", lambda row: row[1].matter.lead and row[1].matter.lead.name),
        Column("خطاب به", lambda row: row[1].matter.addressee.title),
        Column("مرحله", lambda row: row[1].matter.stage_label),
        Day("ثبت", lambda row: row[1].matter.filed_at),
        Column("پاسخ دارد", lambda row: row[1].answer is not None),
        Column("پاسخ برگرفته است", lambda row: row[1].adapted),
    ),
    _repeated,
)

LISTS = (REPEATED, MATTERS, REFERRALS, STATISTICS, FIGURES, TASKS, PROMISES, MEMBER, *WORK_LISTS)
