"""The house explains itself: each office's own parts, how a day is counted, and who may see what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string

from majlis import persian
from majlis.queries.authority import Viewer
from majlis.queries.days_off import DaysOff
from majlis.realm import EVERYONE, Audience, Part, Sight
from majlis.rules.closures import MOVES, STILL
from majlis.rules.counting import COUNTING
from majlis.rules.deadlines import RULE_NAMES, TEHRAN, BeyondCalendar, Calendar, Deadline, calendar_of, deadline

UNITS = {
    "hours": ("hour", "ساعت"),
    "art23": ("day", "روز"),
    "calendar_days": ("day", "روز"),
    "free_days": ("day", "روز"),
    "working_days": ("day", "روز"),
    "weeks": ("week", "هفته"),
    "months_30": ("month", "ماه"),
    "months_same_day": ("month", "ماه"),
}
# Why each rule counts as it does, in a sentence; the sums below are counted by the rules themselves.
WHY = {
    "hours": "از همان دقیقهٔ آغاز، شب و روز و تعطیل با هم.",
    "art23": "روز آغاز شمرده نمی‌شود؛ پایان آخرین روز، پایان مهلت است.",
    "calendar_days": "مانند روزهای جدول؛ تعطیل هفتگی و رسمی آن را جابه‌جا نمی‌کند.",
    "free_days": "روز ابلاغ و روز اقدام شمرده نمی‌شود و روز آخر اگر تعطیل باشد به نخستین روز باز می‌رود.",
    "working_days": "روز آغاز و روزهای تعطیل شمرده نمی‌شود.",
    "weeks": "هر هفته هفت روز است.",
    "months_30": "هر ماه سی روز است.",
    "months_same_day": "تا همان روز ماه مقصد؛ اگر آن ماه کوتاه‌تر باشد، تا روز آخرش.",
}
EVE_OF_NOWRUZ = datetime.combine(persian.from_jalali(1404, 12, 24), time(10, 30), TEHRAN).astimezone(UTC)
LAST_OF_SUMMER = datetime.combine(persian.from_jalali(1405, 6, 31), time(9, 0), TEHRAN).astimezone(UTC)
INVENTED_CLOSURE = {persian.from_jalali(1404, 12, 26): "مصوبهٔ ساختگی این مثال"}
# Rule, start, how many of its unit.
EXAMPLES = (
    ("hours", EVE_OF_NOWRUZ, 48),
    ("art23", EVE_OF_NOWRUZ, 3),
    ("working_days", EVE_OF_NOWRUZ, 3),
    ("free_days", EVE_OF_NOWRUZ, 5),
    ("months_same_day", LAST_OF_SUMMER, 1),
)


@dataclass(frozen=True)
class Asked:
    """A limit that nobody's law holds: a number, a unit and a way of counting."""

    key: str
    value: int
    unit: str
    counting: str
    note: str = ""


def parts() -> list[Part]:
    """The parts of every office, the house's own first."""
    return [part for config in apps.get_app_configs() for part in _declared(config, "explains")]


def _declared(config: Any, hook: str) -> tuple[Any, ...]:
    path = getattr(config, hook, "")
    return import_string(path) if path else ()


def sights() -> list[tuple[str, tuple[Sight, ...]]]:
    """By realm, what each office declares of who may see what. It is the same for whoever asks."""
    declared = ((config, _declared(config, "sights")) for config in apps.get_app_configs())
    return [(config.realm.title, rows) for config, rows in declared if rows]


def explained_articles() -> dict[str, str]:
    """By article («directive 16»), the code of the part that explains it."""
    return {str(article): part.code for part in parts() for article in part.articles}


def sum_of(start: datetime, amount: int, counting: str) -> Deadline:
    """The end of a limit that anyone names, by the calendar of the whole house.

    Raises: BeyondCalendar where a day's holidays are not known; ValueError for an unknown way of counting.
    """
    if counting not in UNITS:
        raise ValueError(counting)
    return deadline(start, Asked("asked", amount, UNITS[counting][0], counting), DaysOff().calendar("", {}))


def days_content(viewer: Viewer) -> Mapping[str, Any]:
    """Each way of counting in words, and worked examples by the calendar in force, with an invented closure in it."""
    known = DaysOff().holidays
    calendar = calendar_of(known, INVENTED_CLOSURE)
    return {
        "rules": [
            {
                "name": name,
                "why": WHY[code],
                "closure": MOVES.get(setting.closure) or STILL[code],
                "moves": setting.closure in MOVES,
            }
            for code, name in RULE_NAMES.items()
            for setting in (COUNTING.on(code, viewer.day),)
        ],
        "examples": list(_examples(calendar)),
        "filled": _filled(calendar),
        "closed_day": next(iter(INVENTED_CLOSURE)),
    }


def _examples(calendar: Calendar) -> Iterator[dict[str, Any]]:
    for code, start, amount in EXAMPLES:
        unit, label = UNITS[code]
        try:
            end = deadline(start, Asked("example", amount, unit, code), calendar)
        except BeyondCalendar as unknown:
            yield {"name": RULE_NAMES[code], "amount": amount, "label": label, "unknown": unknown.sentence}
        else:
            yield {"name": RULE_NAMES[code], "amount": amount, "label": label, "end": end}


def _filled(calendar: Calendar) -> tuple[date, date] | None:
    """The first and the last day whose holidays are known."""
    return (calendar.filled_from, calendar.filled_until) if calendar.filled_from <= calendar.filled_until else None


PARTS = (
    Part(
        "days",
        "روز و ساعت چگونه شمرده می‌شود",
        "هر مهلت شیوهٔ شمارش خود را نام می‌برد و همیشه به جمع خود باز می‌شود.",
        "majlis/explained/days.html",
        days_content,
    ),
)

ADMINISTRATOR = Audience("مدیر خانه", ("house.administrator",))

SIGHTS = (
    Sight("متن قانون و این صفحه", (EVERYONE,), pages=("law", "explain")),
    Sight("کارتابل و پیش‌نویس‌ها", (Audience("تنها صاحب آن"),)),
    Sight("نامه", (Audience("هر که پروندهٔ آن را می‌بیند"),)),
    Sight(
        "درستی شماره، تاریخ و اثر انگشت نامه",
        (Audience("هر که نشانی روی نامه را دارد"),),
        "بی متن نامه",
    ),
    Sight("بررسی‌های خانه", (ADMINISTRATOR,), "از بخش‌های محرمانه چیزی در آن نیست", pages=("checks",)),
)
