"""What a ceiling of another day would do to a round that was run: the same list and seed, never a roster (Art. 16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from committees.models import Declaration, Lot
from committees.queries.figures import figures
from committees.queries.lots import FIRST_ROUND, committee_titles, lot_run, named, run_of
from committees.rules.explanation import Alternative, read_as
from majlis.queries import Viewer

# The switches of a reading that a dated figure of the law gives.
FIGURE_OF = {"first_count": "first_committees", "first_ceiling": "first_ceiling", "others_ceiling": "others_ceiling"}


def first_round_run(viewer: Viewer, key: Any) -> Lot | None:
    """A first round that was run, for who may weigh readings; a later one has its ceilings from it."""
    found = lot_run(viewer, key)
    return found if found is not None and found.round == FIRST_ROUND else None


def ceilings_on(lot: Lot, day: date) -> dict[str, int]:
    """The switches as the law of a day would set them; what no figure of that day says stays as it was announced."""
    announced = run_of(lot.snapshot, lot.seed)[0].reading
    found = {}
    for name, key in FIGURE_OF.items():
        value = figures().on(key, day).value
        found[name] = getattr(announced, name) if value is None else value
    return found


def days_of_change(after: date) -> list[date]:
    """The days after this one on which a figure of the ceilings changes."""
    rows = (row for key in FIGURE_OF.values() for row in figures().rows(key))
    return sorted({row.first_day for row in rows if row.first_day > after})


@dataclass(frozen=True)
class Move:
    """One member whom other ceilings would seat otherwise; an empty title is no seat."""

    form: Declaration
    here: str
    there: str


@dataclass(frozen=True)
class WhatIf:
    """A round under other ceilings: who would sit elsewhere, and how many would sit at all."""

    moves: list[Move]
    seated_here: int
    seated_there: int
    capacity: list[tuple[str, int, int]]

    @property
    def gained(self) -> int:
        return sum(1 for each in self.moves if not each.here)

    @property
    def lost(self) -> int:
        return sum(1 for each in self.moves if not each.there)


def what_if(lot: Lot, switches: dict[str, int]) -> WhatIf:
    """The round as it was run, and as it would have been with these ceilings under the same seed. Two queries."""
    result = run_of(lot.snapshot, lot.seed)[1]
    other = _run(lot.snapshot, lot.seed, tuple(sorted(switches.items())))
    people, titles = named(lot.formation, other.moved), committee_titles()
    moves = [
        Move(people[id_], titles.get(here or "", ""), titles.get(there or "", ""))
        for id_, (here, there) in other.moved.items()
    ]
    capacity = [(titles.get(code, code), result.ceilings[code], other.result.ceilings[code]) for code in result.order]
    return WhatIf(
        sorted(moves, key=lambda move: move.form.member.sort_key), len(result.seats), len(other.result.seats), capacity
    )


@lru_cache(maxsize=8)
def _run(snapshot: str, seed: str, switches: tuple[tuple[str, int], ...]) -> Alternative:
    return read_as(run_of(snapshot, seed)[0], seed, "ceilings", **dict(switches))
