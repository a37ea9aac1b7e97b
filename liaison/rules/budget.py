"""The budget's calendar: when the bill is due, by the regime of its year, and how long integration may last (Art. 182)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from liaison.rules.laws import FIGURES, OVERSIGHT
from majlis import persian
from majlis.rules.deadlines import Calendar, Deadline, deadline, legal_day
from majlis.rules.law import Refused


def due_day(on: date) -> date:
    """The last day on which the bill of the year that follows a day is to be laid before parliament.

    Args: on, a day of the year before the budget's.  Returns: a day of that same Jalali year: 15 Azar or 1 Dey.
    """
    month, day = FIGURES.value("budget_due_month", on), FIGURES.value("budget_due_day", on)
    return persian.from_jalali(persian.jalali_parts(on)[0], month, day)


def lateness(at: datetime) -> str:
    """Whether the bill came in time, in a sentence."""
    last = due_day(legal_day(at))
    told = f"روز قانونی دادن بودجه {persian.jalali(last)} است"
    return f"{told}؛ دیر رسید" if legal_day(at) > last else f"{told}؛ در مهلت رسید"


def extended(since: datetime) -> Deadline:
    """The end of integration at its longest. Raises: Refused where the regime of the day knows no longer one."""
    figure = FIGURES.on("budget_details_most", legal_day(since))
    if figure.value is None:
        raise Refused(OVERSIGHT.article("182"), "در حکم این سال مهلت افزوده‌ای برای تلفیق یافت نشد.")
    return deadline(since, figure, Calendar())


def budget_not_extended_yet(facts: Any) -> None:
    """Art. 182: integration is given more days once."""
    if facts.extended_to is not None:
        raise Refused(OVERSIGHT.article("182"), "مهلت تلفیق یک بار افزوده شده است.")
