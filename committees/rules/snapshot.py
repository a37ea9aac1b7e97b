"""The frozen list that is seated (Arts. 16, 18): one strict reading of it, which names every fault in its place."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from sys import intern
from typing import Any, NamedTuple

from committees.rules.strict import (
    Fault,
    Faults,
    Number,
    Pairs,
    code_faults,
    first,
    integer_faults,
    is_code,
    list_faults,
    number,
    object_faults,
    one_of_faults,
    text_faults,
    tree_of,
)
from majlis.rules.chain import canonical

FORMAT = "majlis-seating/1"
POINTS = re.compile(r"(?P<whole>0|[1-9][0-9]{0,8})(?:\.(?P<part>[0-9]{1,4}))?")
DECIMALS = 4
UNIT = 10**DECIMALS
MOST_ROUND = 99
MOST_SEATS = 9999
MOST_FIRST_COUNT = 6  # the shape of the file; the figure in force is the house's (Art. 16)
MOST_CHOICES = 2

SNAPSHOT_KEYS = ("format", "formation", "round", "reading", "committees", "applicants")
READING_KEYS = ("first_count", "first_ceiling", "others_ceiling", "second_choices", "vacancies")
COMMITTEE_KEYS = ("code", "title", "seated", "ceiling")
APPLICANT_KEYS = ("id", "choices", "points")


class Applicant(NamedTuple):
    """A member who asks for a seat. `points` stand beside `choices`, in ten-thousandths of a point."""

    id: str
    choices: tuple[str, ...]
    points: tuple[int, ...]


class Committee(NamedTuple):
    """A committee as the round finds it; `ceiling` None means that its place in the order gives it."""

    code: str
    title: str
    seated: int
    ceiling: int | None


@dataclass(frozen=True)
class Reading:
    """The named switches of Arts. 16 and 18; what the law leaves open stands here and nowhere else."""

    # ASK (Art. 16): "at most six" may have more members; may the house give the higher ceiling to fewer, or to none?
    first_count: int
    first_ceiling: int
    # ASK (Art. 16): no source gives the ceiling of the other committees; the house records its decision.
    others_ceiling: int
    # ASK (Art. 18): are left-over members ranked together with the first choices of the next committee, or after them?
    second_choices: str
    # ASK (Art. 18): may a left-over member still take a seat that his second choice kept after its turn?
    vacancies: bool


@dataclass(frozen=True)
class Snapshot:
    """A checked list. `sha256` is that of the file's own bytes."""

    formation: str
    round: int
    reading: Reading
    committees: tuple[Committee, ...]
    applicants: tuple[Applicant, ...]
    sha256: str

    def read_as(self, **switches: Any) -> Snapshot:
        """The same list under another reading: for comparison, never for a roster."""
        return replace(self, reading=replace(self.reading, **switches))


def parse_snapshot(raw: bytes) -> Snapshot | list[Fault]:
    """Read a snapshot file whole or refuse it whole.

    Args: raw, the file's bytes.
    Returns: the Snapshot; or its faults in document order, at least one, and then nothing of it is used.
    """
    try:
        tree = tree_of(raw)
    except ValueError as error:
        return [Fault("$", str(error))]
    faults = list(_snapshot_faults(tree))
    return faults or _model(tree, hashlib.sha256(raw).hexdigest())


def snapshot_bytes(body: dict[str, Any]) -> bytes:
    """The canonical file of a snapshot given as plain data; the caller parses it again, as a stranger would."""
    return (canonical(body) + "\n").encode("ascii")


def exact_points(text: str) -> int:
    """Points in ten-thousandths. Raises ValueError for a text of another form."""
    match = POINTS.fullmatch(text)
    if match is None:
        raise ValueError(f"not points: {text!r}")
    return int(match["whole"]) * UNIT + int((match["part"] or "").ljust(DECIMALS, "0"))


def points_text(units: int) -> str:
    """Ten-thousandths of a point as the shortest exact text: 6405000 is "640.5"."""
    whole, part = divmod(units, UNIT)
    return f"{whole}.{str(part).rjust(DECIMALS, '0').rstrip('0')}" if part else str(whole)


def _snapshot_faults(tree: Any) -> Faults:
    listed = first(tree, "committees")
    codes = {first(each, "code") for each in listed if is_code(first(each, "code"))} if type(listed) is list else set()
    later_round = 1 < (number(first(tree, "round")) or 0) <= MOST_ROUND
    taken: set[str] = set()
    ids: set[str] = set()

    def check(key: str, value: Any, path: str) -> Faults:
        if key == "format":
            return one_of_faults(value, path, FORMAT)
        if key == "formation":
            return code_faults(value, path)
        if key == "round":
            return integer_faults(value, path, 1, MOST_ROUND)
        if key == "reading":
            return object_faults(value, path, READING_KEYS, _reading_faults)
        if key == "committees":
            return list_faults(value, path, 1, lambda item, at: _committee_faults(item, at, taken, later_round))
        return list_faults(value, path, 0, lambda item, at: _applicant_faults(item, at, ids, codes))

    return object_faults(tree, "$", SNAPSHOT_KEYS, check)


def _reading_faults(key: str, value: Any, path: str) -> Faults:
    if key == "second_choices":
        yield from one_of_faults(value, path, "equal", "after")
    elif key == "vacancies":
        if type(value) is not bool:
            yield Fault(path, "must be true or false")
    else:
        yield from integer_faults(value, path, 0, MOST_FIRST_COUNT if key == "first_count" else MOST_SEATS)


def _committee_faults(item: Any, at: str, taken: set[str], later_round: bool) -> Faults:
    ceiling = first(item, "ceiling")
    by_order = first(item, "ceiling", default=0) is None

    def check(key: str, value: Any, path: str) -> Faults:
        if key == "code":
            yield from code_faults(value, path, taken)
        elif key == "title":
            yield from text_faults(value, path)
        elif key == "seated":
            yield from integer_faults(value, path, 0, MOST_SEATS)
            yield from _seated_faults(number(value), path, by_order, number(ceiling))
        elif value is not None:
            yield from integer_faults(value, path, 0, MOST_SEATS)
        elif later_round:
            yield Fault(path, "may be null in round 1 only")

    return object_faults(item, at, COMMITTEE_KEYS, check)


def _seated_faults(seated: int | None, path: str, by_order: bool, ceiling: int | None) -> Faults:
    if seated and by_order:
        yield Fault(path, "must be 0 where the ceiling is null")
    elif seated is not None and ceiling is not None and seated > ceiling:
        yield Fault(path, "is more than the ceiling")


def _applicant_faults(item: Any, at: str, ids: set[str], codes: set[str]) -> Faults:
    choices = first(item, "choices")
    # Where the choices themselves cannot be read, nothing can be said of the points beside them.
    chosen = {each for each in choices if type(each) is str} if type(choices) is list else set()

    def check(key: str, value: Any, path: str) -> Faults:
        if key == "id":
            return code_faults(value, path, ids)
        if key == "choices":
            return _choice_faults(value, path, codes)
        return _points_faults(value, path, chosen)

    return object_faults(item, at, APPLICANT_KEYS, check)


def _choice_faults(value: Any, path: str, codes: set[str]) -> Faults:
    if type(value) is not list or not 1 <= len(value) <= MOST_CHOICES:
        yield Fault(path, "must be a list of one or two committees")
        return
    for index, code in enumerate(value):
        if type(code) is not str or code not in codes:
            yield Fault(f"{path}[{index}]", "is not a listed committee")
        elif code in value[:index]:
            yield Fault(f"{path}[{index}]", "is chosen twice")


def _points_faults(value: Any, path: str, chosen: set[str]) -> Faults:
    def check(key: str, text: Any, at: str) -> Faults:
        if chosen and key not in chosen:
            yield Fault(at, "is not a committee that this member chose")
        elif type(text) is not str or POINTS.fullmatch(text) is None:
            yield Fault(at, 'must be points as text, such as "640" or "640.5"')

    # Any key may stand here, so that none is unknown; and none is required.
    known = tuple(key for key, _ in value) if type(value) is Pairs else ()
    return object_faults(value, path, known, check)


def _model(tree: Any, sha256: str) -> Snapshot:
    top = dict(tree)
    reading: dict[str, Any] = {key: int(item) if type(item) is Number else item for key, item in top["reading"]}
    return Snapshot(
        formation=top["formation"],
        round=int(top["round"]),
        reading=Reading(**reading),
        committees=tuple(_committee(dict(each)) for each in top["committees"]),
        applicants=tuple(_applicant(dict(each)) for each in top["applicants"]),
        sha256=sha256,
    )


def _committee(fields: dict[str, Any]) -> Committee:
    ceiling = fields["ceiling"]
    return Committee(
        intern(fields["code"]), fields["title"], int(fields["seated"]), None if ceiling is None else int(ceiling)
    )


def _applicant(fields: dict[str, Any]) -> Applicant:
    points = dict(fields["points"])
    # One text object a committee, not one a member: a large list is walked faster.
    choices = tuple(intern(code) for code in fields["choices"])
    return Applicant(fields["id"], choices, tuple(exact_points(points.get(code, "0")) for code in choices))
