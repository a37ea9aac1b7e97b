"""Points and the time that earns them, exact to the last part: fractions, never floats (Arts. 8, 14)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from majlis import persian

DECIMALS = 4
_SCALE = 10**DECIMALS
MONTHS_A_YEAR = 12
ONE_DAY = timedelta(days=1)

# First and last day of a time, both included.
Span = tuple[date, date]


def points_text(points: Fraction) -> str:
    """Points as plain decimal text of at most four decimals, as a seating snapshot writes them: 640, 62.5, 3.3333.

    Table points have at most two decimals and a unit at most twelve parts, so every total is a multiple of 1/1200:
    with four decimals no two different totals are written alike, and their order is kept. Round a total, never a line.

    Args: points, not negative.
    """
    whole, rest = divmod(round(points * _SCALE), _SCALE)
    return f"{whole}.{rest:0{DECIMALS}d}".rstrip("0") if rest else str(whole)


def points_label(points: Fraction) -> str:
    """Points as they are read on screen: ۶۴۰, ۶۲٫۵."""
    return persian.digits(points_text(points).replace(".", "٫"))


def whole_months(span: Span) -> int:
    """Whole Jalali months in a time, its last day included; a month and a day short of it is none."""
    first, after = persian.jalali_parts(span[0]), persian.jalali_parts(span[1] + ONE_DAY)
    months = (after[0] - first[0]) * MONTHS_A_YEAR + after[1] - first[1]
    return months - 1 if after[-1] < first[-1] else months


def units_in(spans: Iterable[Span], unit: str, *, whole: bool) -> Fraction:
    """How many units times hold: `year` and `month` by whole Jalali months, `term` one for each record (Art. 14).

    Args: whole, whether a part of a year counts for nothing (a reading; see part_units).
    """
    spans = tuple(spans)
    if unit == "term":
        # ASK (Art. 36): no text found says what a part of a term earns; each declared term is one.
        return Fraction(1 if spans else 0)
    months = Fraction(sum(map(whole_months, spans)))
    if unit == "month":
        return months
    years = months / MONTHS_A_YEAR
    return Fraction(years // 1) if whole else years


def span_label(months: int) -> str:
    """Months as they are read: ۲ سال و ۶ ماه."""
    years, rest = divmod(months, MONTHS_A_YEAR)
    parts = [f"{persian.number(count)} {name}" for count, name in ((years, "سال"), (rest, "ماه")) if count]
    return " و ".join(parts) or "کمتر از یک ماه"


def without(span: Span, taken: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of a time when other times are cut out of it, oldest first."""
    left: tuple[Span, ...] = (span,)
    for cut in taken:
        left = tuple(piece for each in left for piece in _cut(each, cut))
    return left


def overlap(one: Span, other: Span) -> bool:
    """Whether two times share a day."""
    return one[0] <= other[1] and other[0] <= one[1]


def _cut(span: Span, cut: Span) -> tuple[Span, ...]:
    if not overlap(span, cut):
        return (span,)
    before = (span[0], min(span[1], cut[0] - ONE_DAY))
    after = (max(span[0], cut[1] + ONE_DAY), span[1])
    return tuple(piece for piece in (before, after) if piece[0] <= piece[1])
