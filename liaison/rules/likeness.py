"""Which questions ask the same: trigrams of the folded subject, within one ministry (house procedure, Art. 24)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from majlis import persian

THREE = 3
# ASK (office): how like two subjects must be; found on the labelled sample of bench/alike.py, and no text says it.
LIKE_ENOUGH = 0.38
# What nearly every subject holds says nothing of what it asks.
EMPTY_WORDS = frozenset(
    persian.fold(word)[0]
    for word in (
        "علت", "دلیل", "درباره", "دربارهٔ", "سؤال", "وضع", "وضعیت", "در", "از", "به", "و", "برای", "چرا", "شهرستان", "شهر", "استان",
        "بخش", "لزوم", "نسبت", "با", "که", "را", "این", "های", "ها", "تا", "بر", "است", "نشده",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A question as it is compared. key: its own.  ministry: whom it asks.  title: as written.  place: words of the member's own
    constituency, which say where and not what."""

    key: Any
    ministry: Any
    title: str
    place: str = ""


def core(title: str, place: str = "") -> str:
    """A subject without the words that say nothing of it, and without the member's own place."""
    places = set(persian.fold(place)[0].split())
    words = [word for word in persian.fold(title)[0].split() if word not in EMPTY_WORDS and word not in places]
    return " ".join(words)


def trigrams(text: str) -> frozenset[str]:
    """The trigrams of each word with two blanks before and one after it, as the database makes them."""
    found: set[str] = set()
    for word in text.split():
        padded = f"  {word} "
        found.update(padded[place : place + THREE] for place in range(len(padded) - THREE + 1))
    return frozenset(found)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of trigrams that two texts have in common, from 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0.0


def groups(rows: Sequence[Asked], least: float = LIKE_ENOUGH) -> list[list[Asked]]:
    """Questions of one ministry that ask alike, in groups of two at least, the largest first; the order of the rows is kept.

    Each joins the first group with whose first question it is like enough, so that no chain of small steps joins what differs.
    """
    found: list[list[Asked]] = []
    shapes: dict[Any, frozenset[str]] = {row.key: trigrams(core(row.title, row.place)) for row in rows}
    by_ministry: dict[Any, list[list[Asked]]] = {}
    for row in rows:
        known = by_ministry.setdefault(row.ministry, [])
        best = max(known, key=lambda group: likeness(shapes[group[0].key], shapes[row.key]), default=None)
        if best is not None and likeness(shapes[best[0].key], shapes[row.key]) >= least:
            best.append(row)
        else:
            known.append([row])
    for each in by_ministry.values():
        found += [group for group in each if len(group) > 1]
    return sorted(found, key=lambda group: -len(group))


def pairs(found: Iterable[Sequence[Asked]]) -> set[frozenset[Any]]:
    """Every two questions that stand in one group."""
    return {
        frozenset((one.key, other.key))
        for group in found
        for place, one in enumerate(group)
        for other in group[place + 1 :]
    }


@dataclass(frozen=True)
class Measured:
    """How well groups fit a labelled sample. precision: of the pairs found, how many are right; recall: of the right, how many found."""

    found: int
    right: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0


def measured(rows: Sequence[Asked], labels: Mapping[Any, Any], least: float = LIKE_ENOUGH) -> Measured:
    """Hold the groups of rows against their labels. Args: labels, by key; equal labels ask the same."""
    told = pairs(groups(rows, least))
    by_label: dict[Any, list[Asked]] = {}
    for row in rows:
        by_label.setdefault(labels[row.key], []).append(row)
    wanted = pairs(by_label.values())
    return Measured(len(told), len(told & wanted), len(wanted))
