"""Legal days, and the calendar that says on which of them offices are closed (civil procedure 444)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from majlis import persian

TEHRAN = persian.TEHRAN
ONE_DAY = timedelta(days=1)
FRIDAY = 4  # as date.weekday() counts
OIL_DAY = (12, 29)  # 29 Esfand, the last holiday that every year has
WEEKLY, OFFICIAL, DECREED = "تعطیل هفتگی", "تعطیل رسمی", "تعطیلی به مصوبه"


class BeyondCalendar(ValueError):
    """A counting that needs holidays met a day whose holidays are not known; `sentence` is Persian."""

    def __init__(self, day: date, calendar: Calendar):
        self.day = day
        self.sentence = f"تعطیلی‌های {persian.jalali(day)} ثبت نشده است؛ نخست تقویم آن سال باید ثبت شود."
        if calendar.filled_from <= calendar.filled_until:
            first, last = persian.jalali(calendar.filled_from), persian.jalali(calendar.filled_until)
            self.sentence += f" تقویم از {first} تا {last} پر است."
        super().__init__(self.sentence)


def legal_day(at: datetime) -> date:
    """The day on Tehran's calendar at an aware instant. Raises ValueError for a naive one."""
    return persian.in_tehran(at).date()


def midnight(day: date) -> datetime:
    """The instant, in UTC, at which a day begins in Tehran."""
    return datetime.combine(day, time.min, TEHRAN).astimezone(UTC)


@dataclass(frozen=True)
class Weekend:
    """The weekly days off from a day on: `days` as date.weekday() counts, Monday being 0."""

    first_day: date
    days: frozenset[int]


# Friday alone is fixed by law; what else is off in a week is the house's dated setting.
FRIDAY_ONLY = (Weekend(date.min, frozenset({FRIDAY})),)


@dataclass(frozen=True)
class Calendar:
    """The days off that are known, those closed by decree with its words, and the first and last day that they are known
    for, both included; with none of these it is an empty calendar, enough for rules that need no holidays."""

    holidays: frozenset[date] = frozenset()
    filled_from: date = date.max
    filled_until: date = date.min
    weekend: tuple[Weekend, ...] = FRIDAY_ONLY
    closed: Mapping[date, str] = field(default_factory=dict)

    def day(self, at: datetime) -> date:
        """The legal day at an instant."""
        return legal_day(at)

    def reason_off(self, day: date) -> str:
        """Why offices are closed on a day, in Persian; the empty string where they are open. Raises BeyondCalendar."""
        if not self.filled_from <= day <= self.filled_until:
            raise BeyondCalendar(day, self)
        if day.weekday() in self._weekend_on(day):
            return WEEKLY
        if day in self.holidays:
            return OFFICIAL
        if day not in self.closed:
            return ""
        return f"{DECREED} ({self.closed[day]})" if self.closed[day] else DECREED

    def open_by_decree(self) -> Calendar:
        """The same calendar, as if no decree had closed anything."""
        return replace(self, closed={}) if self.closed else self

    def _weekend_on(self, day: date) -> frozenset[int]:
        in_force = [each for each in self.weekend if each.first_day <= day]
        return max(in_force, key=lambda each: each.first_day).days if in_force else frozenset()


def calendar_of(
    holidays: Iterable[date],
    closed: Mapping[date, str] | None = None,
    weekend: tuple[Weekend, ...] = FRIDAY_ONLY,
) -> Calendar:
    """The calendar that a list of holidays fills.

    Args: holidays, Gregorian days; closed, each day that a decree closed, with the decree in words; weekend, dated.
    Returns: a Calendar that covers the first unbroken run of full Jalali years. A year is full when its first day and
        its 29 Esfand are both listed, so that one early entry for a coming year does not pass for all of it.
    """
    listed = frozenset(holidays)
    years = sorted(year for year in {persian.jalali_parts(day)[0] for day in listed} if _is_full(year, listed))
    run = [year for place, year in enumerate(years) if year == years[0] + place]
    if not run:
        return Calendar(listed, weekend=weekend, closed=closed or {})
    filled_until = persian.from_jalali(run[-1] + 1, 1, 1) - ONE_DAY
    return Calendar(listed, persian.from_jalali(run[0], 1, 1), filled_until, weekend, closed or {})


def _is_full(year: int, listed: frozenset[date]) -> bool:
    return persian.from_jalali(year, 1, 1) in listed and persian.from_jalali(year, *OIL_DAY) in listed
