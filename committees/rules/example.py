"""A small invented round on which the real engine shows how seats are given (Arts. 16, 18)."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from committees.rules.explanation import Alternative, compare_readings
from committees.rules.seating import Result, seat
from committees.rules.snapshot import FORMAT, Snapshot, parse_snapshot, snapshot_bytes

# Anybody can make this seed again.
SEED_WORDS = "majlis example 9"
SEED = sha256(SEED_WORDS.encode("ascii")).hexdigest()
TITLES = {"a": "الف", "b": "ب", "c": "پ"}
# Who, the choices in order, the points for each.
ROWS = (
    ("m01", "a:640 b:300"),
    ("m02", "a:585 c:240"),
    ("m03", "a:510 b:420"),
    ("m04", "a:480 b:450"),
    ("m05", "a:480 c:350"),
    ("m06", "a:265 c:190"),
    ("m07", "b:530 a:610"),
    ("m08", "b:440 c:300"),
    ("m09", "c:520 a:150"),
    ("m10", "c:410 b:275"),
    ("m11", "a:120"),
)
FIRST_COUNT, FIRST_CEILING, OTHERS_CEILING = 2, 4, 2


class Example(NamedTuple):
    """The round, what the engine made of it, and what other readings would have made."""

    snapshot: Snapshot
    result: Result
    others: tuple[Alternative, ...]


@lru_cache(maxsize=1)
def example() -> Example:
    """The invented round, seated by the engine that seats members (Arts. 16, 18)."""
    snapshot = parse_snapshot(snapshot_bytes(_body()))
    if not isinstance(snapshot, Snapshot):
        raise TypeError(snapshot)
    return Example(snapshot, seat(snapshot, SEED), compare_readings(snapshot, SEED))


def _body() -> dict[str, object]:
    return {
        "format": FORMAT,
        "formation": "example",
        "round": 1,
        "reading": {
            "first_count": FIRST_COUNT,
            "first_ceiling": FIRST_CEILING,
            "others_ceiling": OTHERS_CEILING,
            "second_choices": "equal",
            "vacancies": True,
        },
        "committees": [{"code": code, "title": title, "seated": 0, "ceiling": None} for code, title in TITLES.items()],
        "applicants": [_applicant(id_, told) for id_, told in ROWS],
    }


def _applicant(id_: str, told: str) -> dict[str, object]:
    points = dict(each.split(":") for each in told.split())
    return {"id": id_, "choices": list(points), "points": points}
