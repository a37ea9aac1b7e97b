"""Which counts of a sealed realm may be shown: a small cell tells of people (directive, Art. 7, note 1: papers are confidential)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

SMALL = 5  # a count under this could name a person; the house's own caution, no figure of the law
LEAST_TOGETHER = 15  # so many at least stand behind hidden cells together


def shown(counts: Sequence[int]) -> list[int | None]:
    """The counts, with None where one is hidden.

    Every count under five is hidden, zero too. So that nothing hidden can be worked out by who knows the whole and this
    rule, the smallest of the others are hidden with them, equals together, until enough stands behind what is hidden.
    """
    hidden = {place for place, count in enumerate(counts) if count < SMALL}
    rest = sorted((place for place in range(len(counts)) if place not in hidden), key=lambda place: counts[place])
    while hidden and rest and not _safe([counts[place] for place in hidden]):
        least = counts[rest[0]]
        hidden.update(place for place in rest if counts[place] == least)
        rest = [place for place in rest if counts[place] > least]
    return [None if place in hidden else count for place, count in enumerate(counts)]


def _safe(hidden: Collection[int]) -> bool:
    return max(hidden) >= SMALL and sum(hidden) >= LEAST_TOGETHER
