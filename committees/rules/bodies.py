"""The committees and branches with their dated titles, read from bodies.toml (Art. 38 of the internal rules)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from majlis.rules.bodies import Wanted


@dataclass(frozen=True)
class Title:
    """A body's title from a day on. `code` names the body for good."""

    code: str
    title: str
    first_day: date
    source: str
    checked_on: date
    certainty: str
    note: str = ""


def _titles(rows: list[Mapping[str, Any]]) -> Mapping[str, tuple[Title, ...]]:
    dated: dict[str, tuple[Title, ...]] = {}
    for row in rows:
        dated[row["code"]] = (*dated.get(row["code"], ()), Title(**row))
    return {code: tuple(sorted(titles, key=lambda each: each.first_day)) for code, titles in dated.items()}


_RAW = tomllib.loads(Path(__file__).with_name("bodies.toml").read_text(encoding="utf-8"))

COMMITTEES = _titles(_RAW["committee"])
BRANCHES = _titles(_RAW["branch"])
WANTED = tuple(
    Wanted(kind, titles[-1].code, titles[-1].title, titles[-1].first_day, titles[-1].source)
    for kind, bodies in (("committee", COMMITTEES), ("branch", BRANCHES))
    for titles in bodies.values()
)


def committee_title(code: str, day: date) -> str:
    """A committee's title on a day; before its first known day, the oldest one. Raises KeyError for an unknown code."""
    return _title(COMMITTEES[code], day)


def branch_title(code: str, day: date) -> str:
    """A branch's title on a day. Raises KeyError for an unknown code."""
    return _title(BRANCHES[code], day)


def _title(titles: tuple[Title, ...], day: date) -> str:
    in_force = [each for each in titles if each.first_day <= day]
    return in_force[-1].title if in_force else titles[0].title
