"""Quorum and majority in whole numbers, each with the sentence that shows its sum (the figures come from the caller)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from majlis import persian

HALVES = 2  # a whole has two of them

Choice = TypeVar("Choice")


@dataclass(frozen=True)
class Tally:
    """One vote of one body, in persons. `attending` counts who is in the room, `recused` those of them who withdrew.

    Raises ValueError for a tally that no room can hold.
    """

    members: int
    attending: int
    recused: int = 0
    in_favour: int = 0
    against: int = 0
    abstained: int = 0

    def __post_init__(self) -> None:
        counts = (self.members, self.attending, self.recused, self.in_favour, self.against, self.abstained)
        if min(counts) < 0:
            raise ValueError("no count of persons is negative")
        if self.attending > self.members or self.recused > self.attending:
            raise ValueError("who attends is a member, and who is recused attends")
        if self.in_favour + self.against + self.abstained > self.present:
            raise ValueError("more votes than persons present")

    @property
    def present(self) -> int:
        """Persons who count: a recused member is in the room and is not counted."""
        return self.attending - self.recused

    def is_quorate(self, needed: int) -> bool:
        """Whether enough persons who count are present."""
        return self.present >= needed

    def carries(self, needed: int) -> bool:
        """Whether enough of those present voted in favour."""
        return self.in_favour >= needed


def quorum_needed(members: int, numerator: int, denominator: int) -> int:
    """The least number of persons that makes a share of the members; a part of a person is a whole one.

    Args: members, persons; numerator over denominator, the share (two thirds of 9 is 6, of 10 is 7).
    Raises: ValueError for a share that is not between nothing and all.
    """
    if members < 0 or not 0 < numerator <= denominator:
        raise ValueError(f"not a share of a body: {numerator}/{denominator} of {members}")
    return -(-members * numerator // denominator)


def absolute_majority(present: int) -> int:
    """The least number that is more than half of the persons present (3 of 4, 3 of 5)."""
    if present < 0:
        raise ValueError("no count of persons is negative")
    return present // HALVES + 1


def relative_majority(votes: Mapping[Choice, int], at_least: int = 1) -> tuple[Choice, ...]:
    """Who has the most votes.

    Args: votes, a count for each choice; at_least, the votes without which nobody is elected.
    Returns: one choice; several where they are equal, in the order given (a lot decides); none where nobody has enough.
    """
    most = max(votes.values(), default=0)
    if most < max(at_least, 1):
        return ()
    return tuple(choice for choice, count in votes.items() if count == most)


def quorum_sentence(tally: Tally, needed: int) -> str:
    """The quorum as a sum, with the recused said apart: ۵ نفر از ۷ نفر حاضرند، ۵ نفر لازم است."""
    came = f"{persian.number(tally.present)} نفر" if tally.present else "هیچ‌کس"
    verb = ("حاضرند" if tally.present > 1 else "حاضر است") if tally.present else "حاضر نیست"
    text = f"{came} از {persian.number(tally.members)} نفر {verb}، {persian.number(needed)} نفر لازم است"
    if not tally.recused:
        return text
    apart = "خودداری کردند و شمرده نمی‌شوند" if tally.recused > 1 else "خودداری کرد و شمرده نمی‌شود"
    return f"{text}؛ {persian.number(tally.recused)} نفر از رسیدگی {apart}"


def decision_sentence(tally: Tally, needed: int) -> str:
    """The decision as a sum: ۴ از ۵ موافق، ۴ لازم: تصویب شد."""
    result = "تصویب شد" if tally.carries(needed) else "تصویب نشد"
    counts = f"{persian.number(tally.in_favour)} از {persian.number(tally.present)} موافق"
    return f"{counts}، {persian.number(needed)} لازم: {result}"
