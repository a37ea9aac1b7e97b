"""The seal: what was touched does not open."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from majlis.management import backup, sealing
from majlis.tests.backup.house import (
    KEY,
)


def sealed_file(folder: Path, data: bytes, name: str = "a") -> Path:
    folder.mkdir(exist_ok=True)
    backup.write(folder, name, [data[i : i + 70_000] for i in range(0, len(data), 70_000)], KEY)
    return folder / name


@pytest.mark.parametrize("size", [0, 1, sealing.CHUNK, sealing.CHUNK + 1, 2 * sealing.CHUNK])
def test_what_is_sealed_opens_to_itself(size, tmp_path):
    data = os.urandom(size)
    sealed_file(tmp_path, data)
    assert b"".join(backup.read(tmp_path, "a", KEY)) == data


PIECE = sealing.CHUNK + sealing.TAG_BYTES
HEAD = sealing.HEAD_BYTES


@pytest.mark.parametrize(
    "change",
    [
        lambda held: held[:HEAD],
        lambda held: held[: HEAD + PIECE],
        lambda held: held[:-1],
        lambda held: held + b"x",
        lambda held: (
            held[:HEAD] + held[HEAD + PIECE : HEAD + 2 * PIECE] + held[HEAD : HEAD + PIECE] + held[HEAD + 2 * PIECE :]
        ),
        lambda held: held[:HEAD] + held[HEAD + PIECE :],
        lambda held: held[: HEAD - 20],
        lambda held: held[:20] + bytes([held[20] ^ 1]) + held[21:],
    ],
    ids=[
        "no piece",
        "cut between pieces",
        "cut",
        "longer",
        "pieces swapped",
        "first piece gone",
        "half a head",
        "salt",
    ],
)
def test_a_sealed_file_that_was_touched_does_not_open(change, tmp_path):
    path = sealed_file(tmp_path, os.urandom(2 * sealing.CHUNK + 9))
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(sealing.Damaged):
        list(backup.read(tmp_path, "a", KEY))


def test_equal_bytes_are_sealed_differently(tmp_path):
    first, second = (sealed_file(tmp_path / name, b"same").read_bytes() for name in ("x", "y"))
    assert first[HEAD:] != second[HEAD:]
