"""The year-book on paper: what passed between government and parliament in one Jalali year, in counts (house procedure, Art. 6)."""

from __future__ import annotations

from collections.abc import Sequence

from liaison.queries import counts
from majlis import persian
from majlis.pdf import Sheet
from majlis.pdf.sheet import INK_2
from majlis.queries import Viewer

NAME, NUMBER = 0.55, 0.15  # of the width between the margins
LINE = 6.5


def yearbook_bytes(viewer: Viewer, year: int) -> bytes:
    """The year-book of a year as PDF. Args: viewer, of the office; year, Jalali."""
    wanted = {"year": year}
    title = f"سالنامهٔ دولت و مجلس، سال {persian.digits(year)}"
    page = Sheet(title, made_at=viewer.at)
    page.add_page()
    page.line_of("دبیرخانهٔ مجلس شورای اسلامی، دفتر امور دولت و مجلس", 10, ink=INK_2)
    page.line_of(title, 18, bold=True, height=12)
    page.line_of(f"به شمارش {persian.jalali_datetime(viewer.at)}", 10, ink=INK_2)
    page.rule()
    for head, bars in (
        ("به تفکیک گونه", counts.by_kind(viewer, wanted)),
        ("به تفکیک دستگاه", counts.by_ministry(viewer, wanted)),
        ("به تفکیک ماه ثبت", counts.by_month(viewer, wanted)),
        ("به تفکیک کمیسیون", counts.by_committee(viewer, wanted)),
        ("به تفکیک دولت", counts.by_cabinet(viewer, wanted)),
        ("نمایندگان با بیشترین پرونده", counts.by_member(viewer, wanted)),
    ):
        _table(page, head, bars)
    page.line_of("پرونده‌ای که چند نماینده امضا کرده‌اند برای هر یک شمرده شده است.", 9, ink=INK_2)
    return bytes(page.output())


def _table(page: Sheet, head: str, bars: Sequence[counts.Bar]) -> None:
    if not bars:
        return
    if page.will_page_break(LINE * 4):
        page.add_page()
    page.line_of(head, 13, bold=True, height=10)
    _row(page, ("نام", "همه", "پایان‌یافته", "در جریان"), bold=True)
    for bar in bars:
        label = f"{bar.label}، {bar.detail}" if bar.detail else bar.label
        _row(page, (label, *(persian.number(n) for n in (bar.count, bar.ended, bar.open))))
    page.rule()


def _row(page: Sheet, cells: Sequence[str], bold: bool = False) -> None:
    """One row, read from the right: the name, then its numbers."""
    if page.will_page_break(LINE):
        page.add_page()
    page.ink(9.5, bold)
    top, right = page.get_y(), page.side + page.room
    for place, cell in enumerate(cells):
        width = page.room * (NAME if place == 0 else NUMBER)
        right -= width
        page.set_xy(right, top)
        page.cell(width, LINE, cell, align="R")
    page.set_xy(page.side, top + LINE)
