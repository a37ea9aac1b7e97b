"""The board's clocks stand while it waits for a court, and how many days that adds (Art. 7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from majlis import persian
from majlis.rules.days import ONE_DAY

Span = tuple[date, date]


def held_days(spans: Sequence[Span], closed: date) -> int:
    """How many days the week of the ruling stood still.

    Args: spans, the first and last legal day of each suspension that is over; closed, the day on which the week began.
    Returns: days; those before the week began are not its own.
    """
    # ASK (Art. 7): the text only puts the case off; that the days left at the stop are left at the resumption is a reading.
    return sum((last - first).days for first, last in spans if first >= closed)


def moved_day(last: date, stopped: date, resumed: date) -> date:
    """The new last day of what stood still: the days that were left when the clock stopped are left when it goes on."""
    return last + (resumed - stopped).days * ONE_DAY


def held_sentence(spans: Sequence[Span], closed: date) -> str:
    """The sum in words: each stop with its days, and the days together."""
    told = [
        f"از {persian.jalali(first)} تا {persian.jalali(last)} نگه داشته شد: {persian.number((last - first).days)} روز"
        for first, last in spans
        if first >= closed
    ]
    return f"{'؛ '.join(told)}؛ پایان {persian.number(held_days(spans, closed))} روز جلو رفت"
