"""How the board keeps itself: its seats and officers by law, and absences that a note of 1403 counts (law, Art. 1; Art. 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from conduct.rules.laws import FIGURES
from majlis.rules.law import Refused

# The kinds of seats that a committee carries, by its code.
JUDICIAL, ARTICLE_90 = "judiciary", "article_90"
CARRYING = (JUDICIAL, ARTICLE_90)


@dataclass(frozen=True)
class Absences:
    """One member's sittings, as a count. `running` and `quarter` say which bound of note 4 is met."""

    sittings: int
    absent: int
    in_a_row: int
    running: bool
    quarter: bool
    excused: int = 0

    @property
    def alarm(self) -> bool:
        return self.running or self.quarter


def absences(came: Sequence[bool | None], day: date) -> Absences:
    """Count a member's absences, and say whether they reach three running or a quarter (law, Art. 1 n. 4).

    Args: came, one a sitting, oldest first, None where he was away with an excuse, which ends a run; day, whose law it is. Before the amendment nothing is counted against anybody.
    """
    # ASK (law, Art. 1 n. 4): only unexcused absences count, and what follows is not known: counters and an alarm, no more.
    absent, in_a_row, excused = came.count(False), _running(came), came.count(None)
    try:
        most, parts = FIGURES.value("absences_running", day), FIGURES.value("absences_share", day)
    except Refused:
        return Absences(len(came), absent, in_a_row, running=False, quarter=False, excused=excused)
    quarter = bool(absent) and absent * parts >= len(came)
    return Absences(len(came), absent, in_a_row, in_a_row >= most, quarter, excused)


def _running(came: Sequence[bool | None]) -> int:
    longest = now = 0
    for there in came:
        now = now + 1 if there is False else 0
        longest = max(longest, now)
    return longest


def officers_by_law(elected: date) -> dict[str, int]:
    """How many of each officer a board of that day has, by role (Art. 3; law, Art. 1 n. 3)."""
    numbers = {
        "chair": 1,
        "deputy": FIGURES.value("board_deputies", elected),
        "secretary": FIGURES.value("board_secretaries", elected),
    }
    spokespersons = FIGURES.value("board_spokespersons", elected)
    return {**numbers, "spokesperson": spokespersons} if spokespersons else numbers


def carried(stood_for: str | None, held_then: frozenset[str]) -> frozenset[str]:
    """The committees whose membership carried a member's seat of the board (Art. 5).

    Args: stood_for, the kind of seat for which he was elected; None where no election of him is known here; held_then, the
        carrying committees to which he belonged on the day of the election, by code.
    Returns: one committee, or none for a seat that no committee carries.
    """
    if stood_for is not None:
        return frozenset({stood_for} & set(CARRYING))
    # ASK (Art. 5): of a board that was seated without an election here nobody says which of two committees carried a seat;
    # it is read as Article 90's, beside which everybody has a specialised one.
    return frozenset({ARTICLE_90}) if ARTICLE_90 in held_then else held_then & frozenset(CARRYING)


def lost_seat(carrying: frozenset[str], held_now: frozenset[str]) -> frozenset[str]:
    """The committees that carried a member's seat and to which he no longer belongs: he must be followed (Art. 5).

    A specialised committee that he leaves beside the one that carried his seat is not among them.
    """
    return carrying - held_now
