"""The end of a day that the chair or the board has set, as a deadline (Arts. 8, 9)."""

from __future__ import annotations

from datetime import date, datetime

from majlis import persian
from majlis.rules.deadlines import Deadline, midnight


def day_end(until: date, told: str) -> Deadline:
    """The end of a day that somebody set, as a deadline with its one line."""
    end = midnight(date.fromordinal(until.toordinal() + 1))
    last = (end - datetime.resolution).replace(second=0, microsecond=0)
    return Deadline(end, last, "set_by_hand", (told,))


def defence_end(until: date) -> Deadline:
    """The end of the day that the board set for the written defence (Art. 9)."""
    return day_end(until, f"روزی که هیأت گذاشت: {persian.weekday_name(until)} {persian.jalali(until)}، تا پایان آن")
