"""The sanctions of Article 6 as dated data, and what a ruling may be made of."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from conduct.rules.laws import CONDUCT_LAW, FIGURES
from majlis import persian
from majlis.rules.law import Refused

ARTICLE = CONDUCT_LAW.article("6")
NONE_CHOSEN = "دست‌کم یک تنبیه برگزینید، یا رأی به برائت بدهید."
NONE_ALLOWED = "با برائت، نقض یا تأیید رأی، تنبیه تازه‌ای نمی‌آید."
OPEN_SESSION, CLOSED_SESSION = "open", "closed"


@dataclass(frozen=True)
class Sanction:
    """One sanction as a day's law has it. `months`: its length is said; `final`: closed to objection."""

    letter: str
    title: str
    months: bool
    final: bool
    announced: str
    follows: str
    bars: str
    first_day: date
    checked_on: date
    source: str
    certainty: str


@dataclass(frozen=True)
class Imposed:
    """A sanction in a ruling, with its length in months where it has one."""

    sanction: Sanction
    months: int | None = None

    @property
    def sentence(self) -> str:
        told = f"{self.sanction.letter}) {self.sanction.title}"
        return told if self.months is None else f"{told}، {persian.number(self.months)} ماه"


@cache
def rows() -> tuple[Sanction, ...]:
    """Every dated row, in the order of the letters."""
    path = Path(__file__).with_name("sanctions.toml")
    return tuple(Sanction(**row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["sanction"])


def on(day: date) -> Mapping[str, Sanction]:
    """The sanctions in force on a day, by letter, in the order of the article."""
    found: dict[str, Sanction] = {}
    for row in rows():
        if row.first_day <= day:
            found[row.letter] = row
    return found


def imposed(chosen: Sequence[Mapping[str, Any]], violation_day: date) -> tuple[Imposed, ...]:
    """The sanctions of a ruling by the law of the day of the violation (Art. 6).

    Args: chosen, rows of letter and months (None where the sanction has no length); violation_day.
    Raises: Refused for none, an unknown letter, one twice, or a length that is missing, unasked or out of range.
    """
    known = on(violation_day)
    letters = [row["letter"] for row in chosen]
    if not letters:
        raise Refused(ARTICLE, NONE_CHOSEN, field="letters")
    if len(set(letters)) != len(letters):
        raise Refused(ARTICLE, "هر تنبیه یک بار می‌آید.", field="letters")
    unknown = [letter for letter in letters if letter not in known]
    if unknown:
        raise Refused(ARTICLE, f"در قانون آن روز تنبیهی با این حرف نیست: {'، '.join(unknown)}.", field="letters")
    order = list(known)
    return tuple(
        _imposed(known[row["letter"]], row.get("months"), violation_day)
        for row in sorted(chosen, key=lambda row: order.index(row["letter"]))
    )


def _imposed(sanction: Sanction, months: Any, day: date) -> Imposed:
    if not sanction.months:
        if months is not None:
            raise Refused(ARTICLE, f"تنبیه «{sanction.letter}» در قانون مدتی ندارد.", field="months")
        return Imposed(sanction)
    least, most = FIGURES.value("salary_months_least", day), FIGURES.value("salary_months_most", day)
    if type(months) is not int or not least <= months <= most:
        raise Refused(
            ARTICLE,
            f"کسر حقوق از {persian.number(least)} ماه تا {persian.number(most)} ماه است.",
            field="months",
        )
    return Imposed(sanction, months)


def salary_share(amount: int, day: date) -> int:
    """What is deducted from a month's salary: one half (Art. 6), in whole rials; a half rial is left to the member."""
    return amount // FIGURES.value("salary_share_denominator", day)
