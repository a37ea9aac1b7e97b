"""May a case still end within its term? The earliest lawful end against the last day of the term (Art. 12)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

# End of the limit that a figure measures from a start.
EndOf = Callable[[str, datetime], datetime]
RED, AMBER, GREEN, UNKNOWN = "red", "amber", "green", "unknown"


@dataclass(frozen=True)
class Road:
    """What is known of a case's way to its end.

    start: the first instant at which it may go on: now, or the hour to which the member is awaited.  appealable: whether a
    ruling that is out may be objected to, None while there is none.  ruling_end, appeal_end, decision_end: of the clocks
    that run.  suspended: the board waits for a court, and nobody can tell how long.
    """

    stage: str
    start: datetime
    appealable: bool | None = None
    ruling_end: datetime | None = None
    appeal_end: datetime | None = None
    decision_end: datetime | None = None
    suspended: bool = False


def earliest(road: Road, end_of: EndOf) -> datetime:
    """The earliest lawful end: only what the law lets nobody shorten, which is the member's ten days (Art. 10)."""
    if road.stage in ("appealed", "forwarded") or road.appealable is False:
        return road.start
    if road.stage == "served" and road.appeal_end is not None:
        return max(road.start, road.appeal_end)
    return end_of("appeal_days", road.start)


def latest(road: Road, end_of: EndOf) -> datetime:
    """The end if each limit of the law that is still to come runs to its last minute (Arts. 9, 10).

    What has no limit, as the inquiry and the service, is taken to happen at once.
    """
    if road.appealable is False:
        return road.start
    if road.stage == "forwarded":
        return max(road.start, road.decision_end or end_of("appeal_ruling_months", road.start))
    if road.stage == "appealed":
        return end_of("appeal_ruling_months", road.start)
    objected = road.appeal_end if road.stage == "served" else None
    if objected is None:
        objected = end_of("appeal_days", _ruled(road, end_of))
    return end_of("appeal_ruling_months", max(road.start, objected))


def _ruled(road: Road, end_of: EndOf) -> datetime:
    if road.appealable is not None:
        return road.start
    if road.ruling_end is not None:
        return max(road.start, road.ruling_end)
    return end_of("ruling_weeks", road.start)


def colour(road: Road, over: datetime, end_of: EndOf) -> str:
    """Red: no lawful way ends in time.  Amber: one does, and the limits used to the full do not.  Green: both do.

    Args: over, the first instant after the term.
    """
    if earliest(road, end_of) >= over:
        return RED
    return AMBER if road.suspended or latest(road, end_of) > over else GREEN
