"""The morning's sheet on paper (house procedure, Art. 37)."""

from __future__ import annotations

from datetime import datetime

from liaison.queries.brief import Brief
from liaison.queries.planner import Cell
from majlis import persian
from majlis.pdf import Sheet
from majlis.pdf.sheet import AMBER, INK_2


def brief_bytes(brief: Brief, at: datetime) -> bytes:
    """One day as PDF."""
    day = f"{persian.weekday_name(brief.day)} {persian.jalali(brief.day)}"
    page = Sheet(f"برگ ساعت هفت، {day}", side=18, made_at=at)
    page.add_page()
    page.line_of("معاونت امور مجلس", 10, ink=INK_2)
    page.line_of(f"برگ ساعت هفت، {day}", 17, bold=True, height=12)
    if brief.clashing:
        page.line_of(f"{persian.number(brief.clashing)} حضور هم‌زمان در دو جا.", 11, bold=True, ink=AMBER)
    _part(page, "صحن", [_cell(cell) for cell in brief.floor] + [f"{row}: {row.title}" for row in brief.questions])
    _part(page, "کمیسیون‌ها و نشست‌های دیگر", [_cell(cell) for cell in brief.others])
    _part(
        page,
        "چه کسی باید کجا باشد",
        [f"{each.attendee.name}: {each.gathering.title}، {_clock(each.gathering.starts_at)}" for each in brief.must],
    )
    _part(
        page,
        "تا پایان امروز",
        [f"{line.task}: {line.task.title}" for line in brief.due_tasks] + [str(each) for each in brief.referrals],
    )
    _part(
        page,
        f"از مهلت گذشته ({persian.number(brief.late_task_count)} کار)",
        [f"{line.task}: {line.task.title}، {persian.jalali(line.task.due_day)}" for line in brief.late_tasks],
    )
    page.line_of(f"مهلت {persian.number(brief.late_matters)} پرونده گذشته است.", 10, ink=INK_2)
    return bytes(page.output())


def _part(page: Sheet, title: str, rows: list[str]) -> None:
    page.rule()
    page.line_of(title, 12.5, bold=True, height=9)
    for row in rows:
        page.line_of(persian.digits(row), 10.5, height=6.5)
    if not rows:
        page.line_of("چیزی نیست.", 10.5, ink=INK_2, height=6.5)


def _cell(cell: Cell) -> str:
    names = "، ".join(seat.presence.attendee.name for seat in cell.seats)
    return f"{_clock(cell.gathering.starts_at)} {cell.gathering.title}" + (f": {names}" if names else "")


def _clock(at: datetime) -> str:
    return persian.clock_text(at)
