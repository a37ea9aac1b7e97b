"""How parliamentary deputies are evaluated: what is measured, weights of a hundred, the score, the quarter (house procedure, Art. 35)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from liaison.rules.laws import LIAISON
from majlis import persian
from majlis.rules.law import Refused

WHOLE = 100
MILLE = 1000
MONTHS = 3
QUARTERS: Mapping[int, str] = {1: "بهار", 2: "تابستان", 3: "پاییز", 4: "زمستان"}


@dataclass(frozen=True)
class Measure:
    """One thing that is measured, as met of all. code: as it is stored.  title: Persian.  good: what makes a record count as met."""

    code: str
    title: str
    good: str


_MEASURES = (
    Measure("attendance", "حضور در مجلس", "آمد، به‌هنگام یا دیر"),
    Measure("punctuality", "به‌هنگام آمدن", "پیش از آغاز آمد"),
    Measure("answers", "پاسخ به‌هنگام به ارجاع‌ها", "تا آخرین لحظهٔ پاسخ رسید"),
    Measure("opinions", "نظر به‌هنگام به لایحه‌ها و طرح‌ها", "تا پایان روز نظرخواهی رسید"),
    Measure("tasks", "کارها و وعده‌ها", "سند آن تا پایان روز رسید"),
)
# ASK (office): which criteria and weights are official? None is known; a house publishes its own before a quarter begins.
MEASURES: Mapping[str, Measure] = {each.code: each for each in _MEASURES}


@dataclass(frozen=True)
class Counted:
    """One figure of one deputy: how many of all were met, and the weight that it carries."""

    weight: int
    met: int
    all: int


def refuse_weights(weights: Mapping[str, int]) -> None:
    """The weights are of known measures and make a hundred (house procedure, Article 35). Raises: Refused for any other."""
    if set(weights) - set(MEASURES) or any(each < 0 for each in weights.values()):
        raise Refused(LIAISON.article("35"), "یکی از وزن‌ها از سنجه‌های شناخته نیست یا منفی است.")
    if (whole := sum(weights.values())) != WHOLE:
        raise Refused(LIAISON.article("35"), f"جمع وزن‌ها باید ۱۰۰ باشد؛ اکنون {persian.number(whole)} است.")


def score(figures: Iterable[Counted]) -> int | None:
    """The score in thousandths (house procedure, Article 35).

    A measure of which there was nothing in the quarter weighs nothing: its weight falls to the others.

    Args: figures.  Returns: 0 to 1000, rounded down; None where there was nothing to measure.
    """
    weighed = [each for each in figures if each.all and each.weight]
    if not weighed:
        return None
    # Over the product of all totals no fraction is lost before the last division.
    product = 1
    for each in weighed:
        product *= each.all
    points = sum(each.weight * each.met * (product // each.all) for each in weighed)
    return points * MILLE // (product * sum(each.weight for each in weighed))


def told(value: int | None) -> str:
    """A score as it is printed, of a hundred with one decimal."""
    if value is None:
        return "نسنجیده"
    whole, tenth = divmod(value, MILLE // WHOLE)
    return f"{persian.number(whole)}٫{persian.digits(tenth)}"


def quarter_name(quarter: int) -> str:
    return QUARTERS[quarter]


def quarter_of(year: int, month: int) -> tuple[int, int]:
    """The quarter of a Jalali month."""
    return year, (month - 1) // MONTHS + 1


def bounds(year: int, quarter: int) -> tuple[date, date]:
    """The first and the last day of a Jalali quarter."""
    last = quarter * MONTHS
    first = persian.from_jalali(year, last - MONTHS + 1, 1)
    return first, persian.from_jalali(year, last, persian.month_length(year, last))
