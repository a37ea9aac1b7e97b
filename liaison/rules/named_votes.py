"""Votes told by name beside their counts: which may be, whose names they are, and that they add up (Art. 122; house procedure, Art. 41)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from liaison.rules.laws import LIAISON, OVERSIGHT
from liaison.rules.question_list import KnownSeat, name_key
from majlis import persian
from majlis.rules.law import Refused

# Art. 122: confidence in a minister, in the list of nominees, and the incompetence of the President are voted on in secret.
SECRET = ("confidence", "nominee", "incompetence")
SIDES: Mapping[str, str] = {"agree": "موافق", "against": "مخالف", "abstain": "ممتنع"}
BETWEEN_NAMES = re.compile("[؛;\n]")
BEFORE_PLACE = "،"
NAMES_TOLD = 5  # of the names that cannot be read, so many are said


def is_secret(question: str) -> bool:
    """Is this a vote of which only counts may be kept (Art. 122)? Args: question, of FloorVote.QUESTIONS."""
    return question in SECRET


def refuse_secret(question: str) -> None:
    """A secret vote has no names (Art. 122). Raises: Refused."""
    if is_secret(question):
        raise Refused(OVERSIGHT.article("122"), "این رأی مخفی است؛ تنها شمارش آن می‌ماند و نامی ثبت نمی‌شود.")


def refuse_unlike(counts: Mapping[str, int], names: Mapping[str, Sequence[str]]) -> None:
    """The names are as many as the votes counted, on each side, and nobody stands twice (house procedure, Article 41).

    Args: counts, votes by side, in persons; names, keys of persons by side.  Raises: Refused where they do not add up.
    """
    for side, label in SIDES.items():
        told, counted = len(names.get(side, ())), counts[side]
        if told != counted:
            sentence = f"{label}: {persian.number(told)} نام آمده و {persian.number(counted)} رأی شمرده شده است."
            raise Refused(LIAISON.article("41"), sentence, field=side)
    every = [key for side in SIDES for key in names.get(side, ())]
    if len(set(every)) != len(every):
        raise Refused(LIAISON.article("41"), "نام یک نماینده دو بار آمده است؛ هر نماینده یک رأی دارد.")


def refuse_second(named: bool, reason: str) -> None:
    """Names that stand are corrected with a reason (house procedure, Article 41). Raises: Refused."""
    if named and not reason.strip():
        told = "نام‌های این رأی ثبت شده است؛ برای اصلاح آن دلیل بنویسید."
        raise Refused(LIAISON.article("41"), told, field="reason")


def read_names(text: str, seats: Mapping[str, Sequence[KnownSeat]]) -> list[str]:
    """Read a list of names: one a line, or with «؛» between them; where two bear a name, «نام، حوزه» tells them apart.

    Args: text, as pasted; seats, to each folded name the seats held under it on the day of the vote.
    Returns: the persons' keys, in the order of the list.  Raises: ValueError that says which names cannot be read, and why.
    """
    keys: list[str] = []
    unknown: list[str] = []
    doubtful: list[str] = []
    for line in filter(None, (each.strip() for each in BETWEEN_NAMES.split(text))):
        people = {seat.person for seat in _seats(line, seats)}
        if len(people) == 1:
            keys.append(people.pop())
        else:
            (doubtful if people else unknown).append(line)
    problems = [
        *_problem("نمایندهٔ آن روز نبود", unknown),
        *_problem("از آنِ بیش از یک نماینده است، حوزه را پس از «،» بنویسید", doubtful),
    ]
    if problems:
        raise ValueError("؛ ".join(problems))
    return keys


def _seats(line: str, seats: Mapping[str, Sequence[KnownSeat]]) -> list[KnownSeat]:
    name, _, place = line.partition(BEFORE_PLACE)
    found = list(seats.get(name_key(name), ()))
    return [seat for seat in found if name_key(seat.constituency) == name_key(place)] if place.strip() else found


def _problem(why: str, names: Iterable[str]) -> list[str]:
    rows = list(names)
    if not rows:
        return []
    more = len(rows) - NAMES_TOLD
    told = "، ".join(f"«{each}»" for each in rows[:NAMES_TOLD])
    return [f"{why}: {told}{f' و {persian.number(more)} نام دیگر' if more > 0 else ''}"]
