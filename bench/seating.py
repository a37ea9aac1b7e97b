"""How fast a seating is, as ratios inside one run: python bench/seating.py

Against `matching` (HospitalResident) at 290 x 13, and against the floor, one sorted() of a prepared list, at 290 x 13
and at 100,000 x 500. From the checked model to the result file, median of 7; reading and checking are timed apart.
"""

from __future__ import annotations

import gc
import hashlib
import random
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from committees.rules.seating import seat
from committees.rules.snapshot import FORMAT, Snapshot, parse_snapshot, snapshot_bytes

RUNS = 7
SEED = hashlib.sha256(b"bench").hexdigest()
READING = {"first_count": 6, "first_ceiling": 23, "others_ceiling": 22, "second_choices": "equal", "vacancies": True}
MOST_POINTS = 1499
TARGET = 4


def parliament(members: int, committees: int, dice: random.Random, equal: bool = False) -> dict[str, Any]:
    """Two choices a member, points uniform in 0 to 1499, or all the same."""
    codes = [f"committee-{number:03d}" for number in range(committees)]
    applicants = []
    for number in range(members):
        choices = dice.sample(codes, 2)
        points = {code: "640" if equal else str(dice.randint(0, MOST_POINTS)) for code in choices}
        applicants.append({"id": f"m{number:06d}", "choices": choices, "points": points})
    rooms = [{"code": code, "title": code, "seated": 0, "ceiling": None} for code in codes]
    return {
        "format": FORMAT, "formation": "bench", "round": 1, "reading": READING, "committees": rooms,
        "applicants": applicants,
    }  # fmt: skip


def medians_of(*works: Callable[[], Any], runs: int = RUNS) -> list[float]:
    """Seconds, the median of so many runs each; the works take turns, so that a busy machine burdens them alike."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for work, times in zip(works, taken, strict=True):
            gc.collect()
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    return [statistics.median(times) for times in taken]


def floor_of(snapshot: Snapshot) -> Callable[[], Any]:
    """One sorted() of (position of the first choice, -points in ten-thousandths, id) an applicant."""
    position = {code: place for place, code in enumerate(seat(snapshot, SEED).order)}
    rows = [(position[each.choices[0]], -each.points[0], each.id) for each in snapshot.applicants]
    return lambda: sorted(rows)


def matching_of(snapshot: Snapshot) -> Callable[[], Any]:
    """The same list as a hospital-resident game of the PyPI package `matching`, building included as it is needed."""
    from matching.games import HospitalResident

    result = seat(snapshot, SEED)
    residents = {each.id: list(each.choices) for each in snapshot.applicants}
    worth = {(each.id, code): each.points[n] for each in snapshot.applicants for n, code in enumerate(each.choices)}
    hospitals: dict[str, list[str]] = {code: [] for code in result.order}
    for id_, code in sorted(worth, key=lambda pair: -worth[pair]):
        hospitals[code].append(id_)
    wanted = {code: ids for code, ids in hospitals.items() if ids}
    capacities = {code: result.ceilings[code] for code in wanted}

    def work() -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return HospitalResident.create_from_dictionaries(residents, wanted, capacities).solve()

    return work


def report(members: int, committees: int, equal: bool = False, oracle: bool = False) -> float:
    """Print one size; returns the ratio to the floor."""
    raw = snapshot_bytes(parliament(members, committees, random.Random(1405), equal))
    [reading] = medians_of(lambda: parse_snapshot(raw), runs=1 if members > 1000 else RUNS)
    snapshot = parse_snapshot(raw)
    assert isinstance(snapshot, Snapshot)
    ours, floor = medians_of(lambda: seat(snapshot, SEED).as_bytes(), floor_of(snapshot))
    kind = "all points equal" if equal else "points 0 to 1499"
    print(f"{members:>7} x {committees:<3}  {kind}")
    print(f"    reading and checking   {reading * 1000:10.2f} ms")
    print(f"    seating, to the file   {ours * 1000:10.2f} ms")
    print(f"    floor, one sorted()    {floor * 1000:10.2f} ms    seating / floor     {ours / floor:8.2f}")
    if oracle:
        [other] = medians_of(matching_of(snapshot))
        print(f"    matching               {other * 1000:10.2f} ms    matching / seating  {other / ours:8.2f}")
    return ours / floor


def main() -> int:
    report(290, 13, oracle=True)
    report(290, 13, equal=True)
    ratio = report(100_000, 500)
    report(100_000, 500, equal=True)
    print(f"target: at most {TARGET} times the floor at 100,000 x 500: {'met' if ratio <= TARGET else 'MISSED'}")
    return 0 if ratio <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
