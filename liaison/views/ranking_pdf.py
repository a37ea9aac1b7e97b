"""A quarter's ranking of parliamentary deputies on paper, with the weights by which they were measured (house procedure, Art. 35)."""

from __future__ import annotations

from collections.abc import Sequence

from liaison.models import EvaluationRound
from liaison.queries.evaluations import Ranked
from majlis import persian
from majlis.pdf import Sheet
from majlis.pdf.sheet import INK_2


def ranking_bytes(round_: EvaluationRound, rows: Sequence[Ranked]) -> bytes:
    """The ranking as PDF. Args: rows, the best first."""
    page = Sheet(str(round_), made_at=round_.issued_at)
    page.add_page()
    page.line_of("معاونت امور مجلس", 10, ink=INK_2)
    page.line_of(f"{round_}: رتبه‌بندی معاونان پارلمانی", 16, bold=True, height=12)
    page.line_of(f"صادرشده در {persian.jalali_datetime(round_.issued_at)}", 10, ink=INK_2)
    page.line_of(
        f"معیارها: {persian.digits(round_.criteria.title)}، منبع: {persian.digits(round_.criteria.source)}",
        10,
        ink=INK_2,
    )
    page.rule()
    for title, weight in round_.criteria.lines:
        page.pair(f"وزن {persian.number(weight)}", title)
    page.rule()
    for row in rows:
        each = row.evaluation
        place = persian.number(row.place) if row.place is not None else "نسنجیده"
        page.line_of(f"{place}. {each.person.name}، {each.ministry.title}: {each.points}", 12, bold=True, height=8)
        told = (
            f"{figure.title} {persian.number(figure.met)} از {persian.number(figure.all)}"
            for figure in row.cells
            if figure
        )
        page.line_of("؛ ".join(told), 9.5, ink=INK_2, height=6)
        if each.stage == "objected":
            page.line_of("به این ارزیابی اعتراض شده و هنوز پاسخ داده نشده است.", 9.5, height=6)
    return bytes(page.output())
