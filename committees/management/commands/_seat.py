"""Reading a snapshot, seating it, writing the result: what the command `seat` does, without any framework."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from committees.rules.seating import seat
from committees.rules.snapshot import Snapshot, parse_snapshot
from majlis.rules.lots import HEX

DONE, REFUSED = 0, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments, in the words of its help."""
    parser.add_argument("snapshot", metavar="SNAPSHOT.json", help="the frozen list, majlis-seating/1")
    parser.add_argument("--seed", required=True, metavar="HEX", help="64 lower-case hex characters")
    parser.add_argument(
        "-o", "--output", metavar="RESULT.json", help="where the result goes; standard output if absent"
    )


def main(argv: Sequence[str], stdout: TextIO, stderr: TextIO) -> int:
    """Run from a list of arguments. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="seat")
    add_arguments(parser)
    given = parser.parse_args(argv)
    return run(given.snapshot, given.seed, given.output, stdout, stderr)


def run(path: str, seed: str, output: str | None, stdout: TextIO, stderr: TextIO) -> int:
    """Seat one file (Arts. 16, 18).

    Returns: 0, the result written; or 2, one line a fault on stderr and nothing written.
    """
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        return _refuse(stderr, f"{path}: {error.strerror}")
    snapshot = parse_snapshot(raw)
    if not isinstance(snapshot, Snapshot):
        return _refuse(stderr, *snapshot)
    if HEX.fullmatch(seed) is None:
        return _refuse(stderr, "--seed: must be 64 lower-case hex characters")
    return _write(seat(snapshot, seed).as_bytes(), output, stdout, stderr)


def _write(result: bytes, output: str | None, stdout: TextIO, stderr: TextIO) -> int:
    if output is None:
        stdout.write(result.decode("ascii"))
        return DONE
    try:
        Path(output).write_bytes(result)
    except OSError as error:
        return _refuse(stderr, f"{output}: {error.strerror}")
    return DONE


def _refuse(stderr: TextIO, *lines: object) -> int:
    for line in lines:
        stderr.write(f"{line}\n")
    return REFUSED
