"""The bodies that a house cannot do without, and its known holidays: what is entered once, when it is founded."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

HOLIDAYS = Path(__file__).parents[1] / "data" / "holidays.csv"
HOLIDAY_FACTS = ("day", "title", "kind", "source", "certainty")


@dataclass(frozen=True)
class Wanted:
    """A body that an office counts on: its kind and its lasting code, the title that it has now, since when, and after what source.

    first_day: None where nothing says it; the body is then entered as of the day of its entry.
    """

    kind: str
    code: str
    title: str
    first_day: date | None = None
    source: str = ""


INTERNAL = "قانون آیین‌نامهٔ داخلی مجلس"
WANTED = (
    Wanted("chamber", "chamber", "مجلس شورای اسلامی", source="قانون اساسی"),
    Wanted("presiding_board", "presiding_board", "هیأت رئیسه", source=INTERNAL),
    Wanted("laws_deputy", "laws_deputy", "معاونت قوانین", source=INTERNAL),
    Wanted("internal_rules", "internal_rules", "کمیسیون آیین‌نامهٔ داخلی", source=INTERNAL),
    Wanted("article_90", "article_90", "کمیسیون اصل نود", source=INTERNAL),
)


def known_holidays() -> list[Mapping[str, str]]:
    """The official holidays that are known, each with day (ISO), title, kind, source and certainty."""
    with HOLIDAYS.open(encoding="utf-8", newline="") as lines:
        return [{name: row[name] for name in HOLIDAY_FACTS} for row in csv.DictReader(lines)]
