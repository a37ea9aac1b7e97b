"""One hook that makes every date Django prints a Jalali one in Tehran, third-party templates included (no article)."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import dateformat

from majlis import persian

# What machines read stays Gregorian with ASCII digits: ISO 8601, RFC 5322, seconds since the epoch.
MACHINE = frozenset({"c", "r", "U"})


class PersianTimeFormat(dateformat.TimeFormat):
    """Django's time format with Persian digits."""

    def format(self, formatstr: Any) -> str:
        return persian.digits(super().format(formatstr))


class JalaliDateFormat(dateformat.DateFormat):
    """Django's date format over the Jalali calendar; an aware instant is told in Tehran."""

    def __init__(self, obj: Any):
        super().__init__(persian.in_tehran(obj) if isinstance(obj, datetime) and obj.tzinfo else obj)

    def format(self, formatstr: Any) -> str:
        text = super().format(formatstr)
        return text if str(formatstr) in MACHINE else persian.digits(text)

    @cached_property
    def _day(self) -> date:
        return date(self.data.year, self.data.month, self.data.day)

    @cached_property
    def _jalali(self) -> tuple[int, int, int]:
        return persian.jalali_parts(self._day)

    @property
    def _month_name(self) -> str:
        return persian.MONTHS[self._jalali[1] - 1]

    def Y(self) -> str:
        return f"{self._jalali[0]:04d}"

    def y(self) -> str:
        return f"{self._jalali[0] % 100:02d}"

    def o(self) -> int:
        return self._jalali[0]

    def m(self) -> str:
        return f"{self._jalali[1]:02d}"

    def n(self) -> int:
        return self._jalali[1]

    def d(self) -> str:
        return f"{self._jalali[2]:02d}"

    def j(self) -> int:
        return self._jalali[2]

    def F(self) -> str:
        return self._month_name

    E = M = N = b = F

    def l(self) -> str:  # noqa: E743 - named after its format letter
        return persian.weekday_name(self._day)

    D = l

    def w(self) -> int:
        """The day of the week from Saturday, which is 0."""
        return (self._day.weekday() + 2) % 7

    def t(self) -> str:
        return str(persian.month_length(*self._jalali[:2]))

    def L(self) -> bool:
        return persian.month_length(self._jalali[0], 12) == 30

    def z(self) -> int:
        return (self._day - persian.from_jalali(self._jalali[0], 1, 1)).days + 1

    def W(self) -> int:
        """The week of the Jalali year; weeks begin on Saturday, the first holds 1 Farvardin."""
        first = persian.from_jalali(self._jalali[0], 1, 1)
        return ((self._day - first).days + (first.weekday() + 2) % 7) // 7 + 1

    def S(self) -> str:
        return ""


def install() -> None:
    """Put the Jalali formats where Django looks for its own."""
    dateformat.DateFormat = JalaliDateFormat
    dateformat.TimeFormat = PersianTimeFormat
