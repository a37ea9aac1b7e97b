"""When a limit ends: each counting rule of the house, with its own sum in words (Art. 23; civil procedure 443-445)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any, Protocol

from majlis import persian
from majlis.rules.counting import COUNTING, ROLLS, RULE_NAMES, STANDS, Counting
from majlis.rules.days import (
    DECREED,
    FRIDAY,
    FRIDAY_ONLY,
    ONE_DAY,
    TEHRAN,
    BeyondCalendar,
    Calendar,
    Weekend,
    calendar_of,
    legal_day,
    midnight,
)

__all__ = [
    "FRIDAY", "FRIDAY_ONLY", "NEEDS_HOLIDAYS", "ONE_DAY", "RULES", "RULE_NAMES", "TEHRAN", "YIELDING", "BeyondCalendar", "Calendar",
    "CountedFigure", "Deadline", "UnsetFigure", "Weekend", "calendar_of", "deadline", "later", "legal_day", "midnight", "same_day_after",
]  # fmt: skip

WEEK = 7  # days, civil procedure 443
MONTH = 30  # days, civil procedure 443; only where a figure names `months_30`
YEAR = 12  # months
NEEDS_HOLIDAYS = COUNTING.needing_holidays
YIELDING = COUNTING.yielding


class UnsetFigure(ValueError):
    """A limit was asked for whose number the house has not yet said; `sentence` is Persian."""

    def __init__(self, figure: CountedFigure):
        self.sentence = f"مهلت «{figure.note or figure.key}» هنوز عددی ندارد؛ پایان آن را نمی‌توان شمرد."
        super().__init__(self.sentence)


class CountedFigure(Protocol):
    """What a figure must tell for a limit to be counted."""

    @property
    def key(self) -> str: ...
    @property
    def value(self) -> int | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def counting(self) -> str: ...
    @property
    def note(self) -> str: ...


@dataclass(frozen=True)
class Deadline:
    """The end of a limit. In time means received before `ends_at` (UTC); `lines` is its sum, in Persian; `article` is the
    one that commands it, where a law does; `parts` are its days: the limit, and what days off added; `setting` is how it is counted."""

    ends_at: datetime
    last_minute: datetime
    rule: str
    lines: tuple[str, ...]
    article: Any = None
    parts: tuple[int, ...] = ()
    setting: Counting | None = None

    @property
    def sum_text(self) -> str:
        """Its days as a sum, the limit first and then what days off added, as ۱۰ + ۲ + ۱; empty for hours."""
        return " + ".join(persian.number(days) for days in self.parts)

    @property
    def rule_text(self) -> str:
        """How it is counted, in words; empty where an officer set the end by hand."""
        return RULE_NAMES.get(self.rule, "")

    @property
    def counted(self) -> tuple[str, ...]:
        """The sum without its result, for pages that show the last minute apart."""
        return tuple(line for line in self.lines if line and not line.endswith(self.last_minute_text))

    @cached_property
    def last_minute_text(self) -> str:
        """The last minute in Tehran, as سه‌شنبه ۱۰ خرداد ۱۴۰۷، ساعت ۲۳:۵۹."""
        return persian.jalali_datetime(self.last_minute)


def deadline(start: datetime, figure: CountedFigure, calendar: Calendar) -> Deadline:
    """The end of the limit that a figure measures from a start, by the counting rule which the figure names.

    Args: start, aware, when the clock began; figure, a whole number of its unit; calendar, the known days off.
    Returns: a Deadline with its sum.
    Raises: UnsetFigure without a number; BeyondCalendar where holidays are needed and unknown; ValueError for a
        naive start, a negative number, an unknown rule or a unit that the rule cannot count.
    """
    if figure.value is None:
        raise UnsetFigure(figure)
    if figure.counting not in RULES:
        raise ValueError(f"{figure.key}: unknown counting rule {figure.counting!r}")
    if figure.value < 0:
        raise ValueError(f"{figure.key}: a limit cannot be negative")
    persian.in_tehran(start)
    return RULES[figure.counting](start, figure, calendar)


def later(end: Deadline, moved: tuple[datetime, str] | None) -> Deadline:
    """The same limit with a later end that an act gave it, and the sentence that says why; an earlier one moves nothing.

    Args: moved, the aware instant at which it now ends and why, in Persian; None where nothing moved it.
    """
    if moved is None or moved[0] <= end.ends_at:
        return end
    last_minute = (moved[0] - datetime.resolution).replace(second=0, microsecond=0)
    lines = (*end.lines, moved[1], f"آخرین دقیقهٔ تازه: {persian.jalali_datetime(last_minute)}")
    return replace(end, ends_at=moved[0], last_minute=last_minute, lines=lines, parts=())


def _amount(figure: CountedFigure, **units: int) -> int:
    unit = figure.unit.removesuffix("s")
    if unit not in units or figure.value is None:
        raise ValueError(f"{figure.key}: {figure.counting} cannot count in {figure.unit!r}")
    return figure.value * units[unit]


def _ended(
    ends_at: datetime, figure: CountedFigure, setting: Counting, *lines: str, parts: tuple[int, ...] = ()
) -> Deadline:
    last_minute = (ends_at - datetime.resolution).replace(second=0, microsecond=0)
    end = f"آخرین دقیقه: {persian.jalali_datetime(last_minute)}"
    return Deadline(ends_at, last_minute, figure.counting, (*lines, end), parts=parts, setting=setting)


def _told(label: str, day: date) -> str:
    return f"{label}: {persian.weekday_name(day)} {persian.jalali(day)}"


@dataclass(frozen=True)
class _Passed:
    """Days off between a limit's own last day and the one on which it ends. by_decree: the ones that a closure alone took."""

    last: date
    lines: tuple[str, ...] = ()
    off: int = 0
    by_decree: int = 0

    @property
    def parts(self) -> tuple[int, ...]:
        return tuple(days for days in (self.off, self.by_decree) if days)


def _rolled(last: date, setting: Counting, calendar: Calendar) -> _Passed:
    """The last day, or the next open one, as far as the setting lets days off move it."""
    counted = calendar if setting.closure == ROLLS else calendar.open_by_decree()
    # A decree on a day that was off already, such as a Friday, takes nothing from anybody.
    if setting.holiday != ROLLS and not (last in counted.closed and counted.reason_off(last).startswith(DECREED)):
        return _Passed(last)
    lines, off, by_decree = [], 0, 0
    while reason := counted.reason_off(last):
        lines.append(f"{_told(reason, last)}؛ پایان یک روز جلو می‌رود")
        off, by_decree = (off, by_decree + 1) if reason.startswith(DECREED) else (off + 1, by_decree)
        last += ONE_DAY
    return _Passed(last, tuple(lines), off, by_decree)


def _hours(start: datetime, figure: CountedFigure, calendar: Calendar) -> Deadline:
    hours = _amount(figure, hour=1)
    return _ended(
        start.astimezone(UTC) + timedelta(hours=hours),
        figure,
        COUNTING.on(figure.counting, legal_day(start)),
        f"آغاز: {persian.jalali_datetime(start)}",
        f"مهلت: {persian.number(hours)} ساعت پیاپی؛ شب و روز تعطیل هم شمرده می‌شود",
    )


def _whole_days(first: date, last: date, figure: CountedFigure, calendar: Calendar, length: str) -> Deadline:
    """A limit whose last day is known: it ends with that day, or with the one to which a day off has moved it."""
    setting = COUNTING.on(figure.counting, first)
    passed = _rolled(last, setting, calendar)
    return _close(
        passed,
        ((last - first).days,),
        figure,
        setting,
        _told("روز آغاز، که شمرده نمی‌شود", first),
        f"مهلت: {length}؛ {_moved_by(setting)}",
    )


def _moved_by(setting: Counting) -> str:
    if setting.holiday == ROLLS:
        return "روز آخر از تعطیلی جلو می‌رود"
    counted = "روز تعطیل هم شمرده می‌شود و پایان"
    return (
        f"{counted} جابه‌جا نمی‌شود" if setting.closure == STANDS else f"{counted} را تنها تعطیلی به مصوبه جابه‌جا می‌کند"
    )


def _close(passed: _Passed, days: tuple[int, ...], figure: CountedFigure, setting: Counting, *lines: str) -> Deadline:
    """The end of the day on which days off have left a limit, with its sum."""
    parts = (*days, *passed.parts)
    total = (f"جمع: {' + '.join(persian.number(each) for each in parts)} = {persian.number(sum(parts))} روز",)
    return _ended(
        midnight(passed.last + ONE_DAY), figure, setting, *lines, *passed.lines, *(total if len(parts) > 1 else ()),
        _told("روز آخر، تا پایان آن", passed.last), parts=parts,
    )  # fmt: skip


def _plain_days(start: datetime, figure: CountedFigure, calendar: Calendar) -> Deadline:
    days, first = _amount(figure, day=1, week=WEEK), legal_day(start)
    return _whole_days(first, first + days * ONE_DAY, figure, calendar, f"{persian.number(days)} روز")


def _weeks(start: datetime, figure: CountedFigure, calendar: Calendar) -> Deadline:
    weeks, first = _amount(figure, week=1), legal_day(start)
    last = first + weeks * WEEK * ONE_DAY
    length = f"{persian.number(weeks)} هفته، {persian.number(weeks * WEEK)} روز"
    return _whole_days(first, last, figure, calendar, length)


def _months_30(start: datetime, figure: CountedFigure, calendar: Calendar) -> Deadline:
    months, first = _amount(figure, month=1), legal_day(start)
    last = first + months * MONTH * ONE_DAY
    length = f"{persian.number(months)} ماه سی‌روزه، {persian.number(months * MONTH)} روز"
    return _whole_days(first, last, figure, calendar, length)


def _months_same_day(start: datetime, figure: CountedFigure, calendar: Calendar) -> Deadline:
    months, first = _amount(figure, month=1), legal_day(start)
    length = f"{persian.number(months)} ماه، تا همان روز از ماه مقصد"
    return _whole_days(first, same_day_after(first, months), figure, calendar, length)


def same_day_after(day: date, months: int) -> date:
    """The same day of the Jalali month so many months later; the month's last day where it is shorter."""
    year, month, of_month = persian.jalali_parts(day)
    years, place = divmod(month - 1 + months, YEAR)
    # ASK (Art. 443): no text says what a month from the 31st is in a shorter month; its last day is taken.
    length = persian.month_length(year + years, place + 1)
    return persian.from_jalali(year + years, place + 1, min(of_month, length))


def _free_days(start: datetime, figure: CountedFigure, calendar: Calendar) -> Deadline:
    # ASK (Art. 445): these rules are civil procedure's; that they bind parliament's limits is a reading.
    days, noticed = _amount(figure, day=1, week=WEEK), legal_day(start)
    setting = COUNTING.on(figure.counting, noticed)
    passed = _rolled(noticed + (days + 1) * ONE_DAY, setting, calendar)
    return _close(
        passed,
        (days, 1),
        figure,
        setting,
        _told("روز ابلاغ، که شمرده نمی‌شود", noticed),
        f"مهلت: {persian.number(days)} روز، تا پایان {persian.jalali(noticed + days * ONE_DAY)}",
        "روز اقدام هم شمرده نمی‌شود و پس از آن می‌آید",
    )


def _working_days(start: datetime, figure: CountedFigure, calendar: Calendar) -> Deadline:
    days = left = _amount(figure, day=1)
    first = last = legal_day(start)
    setting = COUNTING.on(figure.counting, first)
    counted = calendar.open_by_decree() if setting.closure == STANDS else calendar
    skipped, off, by_decree = [], 0, 0
    while left:
        last += ONE_DAY
        if reason := counted.reason_off(last):
            skipped.append(f"{_told(reason, last)}؛ شمرده نمی‌شود")
            off, by_decree = (off, by_decree + 1) if reason.startswith(DECREED) else (off + 1, by_decree)
        else:
            left -= 1
    return _close(
        _Passed(last, tuple(skipped), off, by_decree),
        (days,),
        figure,
        setting,
        _told("روز آغاز، که شمرده نمی‌شود", first),
        f"مهلت: {persian.number(days)} روز کاری",
    )


RULES: dict[str, Callable[[datetime, CountedFigure, Calendar], Deadline]] = {
    "hours": _hours,
    "art23": _plain_days,
    "calendar_days": _plain_days,
    "free_days": _free_days,
    "working_days": _working_days,
    "weeks": _weeks,
    "months_30": _months_30,
    "months_same_day": _months_same_day,
}
