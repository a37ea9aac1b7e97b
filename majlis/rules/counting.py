"""The dated settings of counting: what a day off does to the end of a limit, by the rule that counts it (house, Art. 9)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

Effect = Literal["stands", "rolls", "skips"]
STANDS: Effect = "stands"
ROLLS: Effect = "rolls"
SKIPS: Effect = "skips"

RULE_NAMES: Mapping[str, str] = {
    "hours": "ساعت پیاپی",
    "art23": "روزهای جدول تشکیل کمیسیون‌ها",
    "calendar_days": "روز تقویمی",
    "free_days": "مواعد آزاد، به شیوهٔ آیین دادرسی مدنی",
    "working_days": "روز کاری",
    "weeks": "هفتهٔ هفت‌روزه",
    "months_30": "ماه سی‌روزه",
    "months_same_day": "ماه، تا همان روز",
}
EFFECT_NAMES: Mapping[str, str] = {
    STANDS: "جابه‌جا نمی‌کند",
    ROLLS: "روز آخر به نخستین روز باز می‌رود",
    SKIPS: "آن روز شمرده نمی‌شود",
}
CERTAINTY_NAMES: Mapping[str, str] = {
    "A": "متن",
    "B": "گزارش‌شده، تأییدنشده",
    "I": "برداشت",
    "H": "رویهٔ دبیرخانه، نه متن قانون",
}


@dataclass(frozen=True)
class Counting:
    """One rule's setting from a day on. basis: why, in Persian; source: where that stands; proposed: not yet adopted."""

    rule: str
    holiday: Effect
    closure: Effect
    basis: str
    source: str
    first_day: date
    checked_on: date
    certainty: str
    proposed: bool = False

    @property
    def name(self) -> str:
        return RULE_NAMES[self.rule]

    @property
    def holiday_text(self) -> str:
        return EFFECT_NAMES[self.holiday]

    @property
    def closure_text(self) -> str:
        return EFFECT_NAMES[self.closure]

    @property
    def certainty_text(self) -> str:
        return CERTAINTY_NAMES[self.certainty]


class Countings:
    """The settings of all counting rules, read once from counting.toml."""

    def __init__(self, path: Path):
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        self._rows = {
            rule: tuple(sorted((Counting(rule, **row) for row in rows), key=lambda each: each.first_day))
            for rule, rows in tables.items()
        }

    def __iter__(self) -> Iterator[Counting]:
        """Every row, rule by rule, the oldest first."""
        return (row for rows in self._rows.values() for row in rows)

    def on(self, rule: str, day: date) -> Counting:
        """The setting in force on the day on which a limit starts; before all of them the first. KeyError: no such rule."""
        rows = self._rows[rule]
        return max((row for row in rows if row.first_day <= day), key=lambda row: row.first_day, default=rows[0])

    @property
    def needing_holidays(self) -> frozenset[str]:
        """Rules whose ends no one can tell without a filled calendar."""
        return frozenset(row.rule for row in self if row.holiday != STANDS)

    @property
    def yielding(self) -> frozenset[str]:
        """Rules that a closure has ever moved."""
        return frozenset(row.rule for row in self if row.closure != STANDS)


COUNTING = Countings(Path(__file__).with_name("counting.toml"))
