"""The geometry of a chart: counts in, shares of an axis out. Pure; `majlis/_chart.html` draws what stands here.

A chart is a table with a bar in each row, read from the right: the axis begins at the right edge with zero and ends at the
left one with `top`. Solid and hatched parts of a bar follow one another; numbers always stand beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

WHOLE = 100  # per cent
LEAST = 0.6  # per cent: what is there at all is seen
STEPS = (1, 2, 5)
TENFOLD = 10
HALVES = 2


@dataclass(frozen=True)
class Row:
    """One counted thing: its name, the counts of its parts in the order of the legend, where they are listed."""

    label: str
    parts: tuple[int, ...]
    url: str = ""
    detail: str = ""
    note: str = ""  # said instead of the numbers

    @property
    def total(self) -> int:
        return sum(self.parts)


@dataclass(frozen=True)
class Drawn:
    """A row as it is drawn: each part with its name; and each bar as (start, width, whether hatched), in per cent of the axis."""

    row: Row
    named: tuple[tuple[str, int], ...]
    bars: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class Chart:
    """Rows over one axis.

    name: its anchor.  head: what the rows are.  legend: the name of each part, solid first; one name where there is one
    part.  unit: what is counted, for the bars' own names.  empty: said where there is nothing.  summed: has a line of sums.
    """

    name: str
    title: str
    head: str
    legend: tuple[str, ...]
    rows: Sequence[Row]
    unit: str = ""
    note: str = ""
    empty: str = "چیزی برای شمردن نیست."
    summed: bool = True
    total_label: str = "همه"

    @property
    def parted(self) -> bool:
        return len(self.legend) > 1

    @property
    def key(self) -> list[tuple[str, bool]]:
        """The legend: each part's name and whether it is hatched."""
        return [(name, place > 0) for place, name in enumerate(self.legend)]

    @cached_property
    def top(self) -> int:
        """The number at the far end of the axis."""
        return axis_end(max((row.total for row in self.rows), default=0))

    @property
    def drawn(self) -> list[Drawn]:
        return [Drawn(row, self._named(row.parts), shares(row.parts, self.top)) for row in self.rows]

    @property
    def ticks(self) -> list[tuple[str, int]]:
        """Where numbers stand on the axis: beginning, middle where it is whole, end; in per cent from the right."""
        inner = [self.top // HALVES] if self.top % HALVES == 0 else []
        return [(share(value, self.top), value) for value in (0, *inner, self.top)]

    @property
    def sums(self) -> tuple[tuple[str, int], ...]:
        """Each part with the sum of its column."""
        return self._named([sum(column) for column in zip(*(row.parts for row in self.rows), strict=True)])

    def _named(self, parts: Sequence[int]) -> tuple[tuple[str, int], ...]:
        return tuple(zip(self.legend, parts, strict=True))

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)


def axis_end(most: int) -> int:
    """The least of 1, 2, 5, 10, 20, 50, ... that holds the longest bar."""
    scale = 1
    while True:
        for step in STEPS:
            if step * scale >= most:
                return step * scale
        scale *= TENFOLD


def share(count: int, top: int) -> str:
    """A count as per cent of the axis, with two decimals; never more than all of it."""
    return f"{min(WHOLE * count / max(top, 1), WHOLE):.2f}"


def shares(parts: Sequence[int], top: int) -> tuple[tuple[str, str, bool], ...]:
    """The parts of a bar, one after the other. A part that is there is wide enough to be seen; an absent one is left out."""
    found, start = [], 0.0
    for place, count in enumerate(parts):
        if count <= 0:
            continue
        width = max(WHOLE * count / max(top, 1), LEAST)
        found.append((f"{min(start, WHOLE - LEAST):.2f}", f"{min(width, WHOLE):.2f}", place > 0))
        start += width
    return tuple(found)
