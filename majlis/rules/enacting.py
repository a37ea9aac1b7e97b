"""A figure that a law or a decision changes from a day on: what may be entered, and what may not (house, Art. 13)."""

from __future__ import annotations

from datetime import date

from majlis import persian
from majlis.rules.law import Article, Figure, Figures, Refused

MOST = 9999


def enacted(figures: Figures, key: str, value: int, first_day: date, source: str, certainty: str = "A") -> Figure:
    """The new dated row of a figure, beside which all older ones stay. It keeps unit, article and counting of the last."""
    last = figures.rows(key)[-1]
    return Figure(
        key, value, last.unit, last.article, source, first_day, first_day, certainty, last.counting, note=last.note
    )


def check_enacted(
    article: Article, figures: Figures, key: str, value: int, decided_on: date, first_day: date, today: date
) -> None:
    """May this value be entered today?

    Raises: Refused for a number out of range, a decision of a later day, a first day that has begun or comes before the
        decision, a second value for one day, or a value that changes nothing.
    """
    if not 0 <= value <= MOST:
        raise Refused(article, f"عدد باید میان صفر و {persian.number(MOST)} باشد.", field="value")
    if decided_on > today:
        raise Refused(article, "روز تصمیم هنوز نرسیده است.", field="decided_on")
    # ASK (house, Art. 13): may a figure be entered after it came into force? What was done meanwhile went by the old one.
    if first_day <= today:
        raise Refused(
            article,
            "عدد تازه تنها از فردا به بعد ثبت می‌شود؛ آنچه تا امروز انجام شده با عدد پیشین بوده است.",
            field="first_day",
        )
    if any(row.first_day == first_day for row in figures.rows(key)):
        raise Refused(article, "برای همین عدد از همین روز مقداری ثبت شده است.", field="first_day")
    if figures.on(key, first_day).value == value:
        raise Refused(article, "این عدد همان است که از آن روز برقرار است؛ چیزی دگرگون نمی‌شود.", field="value")
