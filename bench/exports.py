"""How fast a list is taken away, and in how much memory, as ratios inside one run: python bench/exports.py

The floor is csv.writer over tuples that lie ready. Against it: the same rows as objects through a list's columns, as CSV and
as XLSX. Each is done by a process of its own, so that its memory is its own; rows a second are the median of five.
"""

from __future__ import annotations

import csv
import io
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "majlis.settings")

RUNS = 5
SIZES = (5_000, 50_000)
WAYS = ("floor", "csv", "xlsx")
START = datetime(2026, 3, 21, 8, tzinfo=UTC)
TITLE = "پرسش از وزیر دربارهٔ جادهٔ روستایی و آب آشامیدنی"


def objects(rows: int) -> Iterator[Any]:
    for place in range(rows):
        yield SimpleNamespace(
            number=f"14/{place:05d}", title=f"{TITLE} {place}", member=SimpleNamespace(name="علی نمونه"), place="نیشابور",
            points=place % 1499, open=place % 3 == 0, filed=START + timedelta(minutes=place),
        )  # fmt: skip


def tuples(rows: int) -> list[tuple[Any, ...]]:
    """The same cells, ready."""
    from majlis.exports import cells

    found = columns()
    return [tuple(cells(found, row)) for row in objects(rows)]


def columns() -> tuple[Any, ...]:
    from majlis.exports import Column, Day

    return (
        Column("شماره", "number"), Column("موضوع", "title"), Column("نماینده", "member.name"), Column("حوزه", "place"),
        Column("امتیاز", "points"), Column("باز", "open"), Day("ثبت", "filed"),
    )  # fmt: skip


def floor(rows: int) -> Callable[[], None]:
    ready = tuples(rows)

    def run() -> None:
        with tempfile.TemporaryFile() as out:
            text = io.TextIOWrapper(out, encoding="utf-8", newline="")
            csv.writer(text).writerows(ready)
            text.flush()
            text.detach()

    return run


def taken(how: str, rows: int) -> Callable[[], None]:
    from majlis.exports import Found, Listing, write
    from majlis.queries import Viewer
    from majlis.rules.deadlines import legal_day

    listing = Listing("bench", "home", columns(), lambda viewer, wanted: None)
    viewer = Viewer(None, legal_day(START), START)

    def run() -> None:
        found = Found(_Rows(rows), "bench", "bench")
        with tempfile.TemporaryFile() as out:
            write(out, how, listing, found, viewer, "")

    return run


class _Rows:
    """Rows that are made as they are read, as a database's are."""

    def __init__(self, rows: int):
        self.rows = rows

    def __len__(self) -> int:
        return self.rows

    def __iter__(self) -> Iterator[Any]:
        return objects(self.rows)


def measure(way: str, rows: int) -> None:
    """Print the seconds of one run, the median, and how much the process grew meanwhile, in KiB."""
    import django

    django.setup()
    run = floor(rows) if way == "floor" else taken(way, rows)
    taken("csv", 10)()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    print(statistics.median(times), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)


def main() -> None:
    if len(sys.argv) == 3:
        measure(sys.argv[1], int(sys.argv[2]))
        return
    print(f"{'rows':>8} {'way':>6} {'rows/s':>10} {'x floor':>8} {'MiB more':>9}")
    for rows in SIZES:
        base = 0.0
        for way in WAYS:
            said = subprocess.run(
                [sys.executable, __file__, way, str(rows)], capture_output=True, text=True, check=True, cwd=ROOT
            ).stdout.split()
            seconds, grown = float(said[0]), int(said[1]) / 1024
            base = base or seconds
            print(f"{rows:>8} {way:>6} {rows / seconds:>10,.0f} {seconds / base:>8.1f} {grown:>9.1f}")


if __name__ == "__main__":
    main()
