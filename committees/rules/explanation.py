"""Why a member has a seat or none, and what another reading of Arts. 16 and 18 would have changed."""

from __future__ import annotations

from typing import NamedTuple

from committees.rules.seating import HOUSE_RULE, Policy, Ranked, Result, seat
from committees.rules.snapshot import Snapshot


class Trial(NamedTuple):
    """One member in one step: why, or why not. `gap` is how many ten-thousandths short of the cut, 0 at it or above."""

    committee: str
    kind: str
    free: int
    rivals: int
    mine: Ranked
    cut: int | None
    gap: int
    last_ticket: str


class Alternative(NamedTuple):
    """What another reading would have changed: `moved` is id -> (committee here, committee there), None for no seat."""

    name: str
    result: Result
    moved: dict[str, tuple[str | None, str | None]]


def trials(result: Result, id_: str) -> tuple[Trial, ...]:
    """Each step in which a member stood, in order: what "Why not me?" is told from. Empty for one who did not apply."""
    found = []
    for step in result.steps:
        if not any(each.id == id_ for each in step.candidates):
            continue
        mine = next(row for row in step.ranking if row.id == id_)
        won = [ticket for ticket, key in step.tickets if key in step.seated]
        gap = 0 if step.cut is None else max(0, step.cut - mine.points)
        rivals = len(step.candidates) - 1
        found.append(Trial(step.committee, step.kind, step.free, rivals, mine, step.cut, gap, won[-1] if won else ""))
    return tuple(found)


def compare_readings(snapshot: Snapshot, seed: str) -> tuple[Alternative, ...]:
    """What each other reading would have changed, under the same seed; none of them is ever a roster.

    Args: as seat() takes them. Returns: one Alternative a reading, the unchanged ones too.
    """
    used = snapshot.reading
    other_choices = "after" if used.second_choices == "equal" else "equal"
    changed = [
        (f"second_choices={other_choices}", snapshot.read_as(second_choices=other_choices), HOUSE_RULE),
        (f"vacancies={str(not used.vacancies).lower()}", snapshot.read_as(vacancies=not used.vacancies), HOUSE_RULE),
        ("first_count=0", snapshot.read_as(first_count=0), HOUSE_RULE),
        ("demand=all_choices", snapshot, Policy(demand="all")),
        ("left_over=next_committee", snapshot, Policy(left_over="next_committee")),
    ]
    here = seat(snapshot, seed)
    return tuple(_alternative(name, here, seat(other, seed, policy)) for name, other, policy in changed)


def read_as(snapshot: Snapshot, seed: str, name: str, **switches: int) -> Alternative:
    """What other switches of the reading, such as the ceilings of another day, would have changed; never a roster.

    Args: snapshot and seed, as seat() takes them; name, what it is called; switches, as Reading names them.
    """
    return _alternative(name, seat(snapshot, seed), seat(snapshot.read_as(**switches), seed))


def _alternative(name: str, here: Result, there: Result) -> Alternative:
    def committee(result: Result, id_: str) -> str | None:
        won = result.seats.get(id_)
        return won.committee if won else None

    ids = sorted({*here.seats, *here.left_out})
    pairs = ((id_, (committee(here, id_), committee(there, id_))) for id_ in ids)
    return Alternative(name, there, {id_: pair for id_, pair in pairs if pair[0] != pair[1]})
