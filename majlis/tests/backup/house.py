"""A small house and its copies; and how a copy is spoiled."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from majlis import documents
from majlis.management import backup, sealing
from majlis.models import Document, Person
from majlis.tests.people import MORNING

KEY = bytes(range(32))
OTHER = bytes(32)
CANARY = b"%PDF canary-7f3a91c2 of a paper"
PAPERS = (CANARY, b"\x00" * (3 * sealing.CHUNK + 5))
SIGNED_IN = "session-canary-51d0"


@dataclass
class Small:
    """A founded house with two papers, and its copies: one that lies open, one under a key."""

    database: str
    open: Path
    sealed: Path

    def copy(self, kind: str, to: Path) -> Path:
        return Path(shutil.copytree(getattr(self, kind), to / "copy"))

    @staticmethod
    def key(kind: str) -> bytes | None:
        return KEY if kind == "sealed" else None


def paper(data: bytes, owner: Person) -> Document:
    sha256 = documents.store(data)
    return Document.objects.create(
        sha256=sha256, media_type="application/pdf", size=len(data), name="سند.pdf", owner=owner, realm="house",
        received_at=MORNING,
    )  # fmt: skip


both = pytest.mark.parametrize("kind", ["open", "sealed"])


def databases() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return [name for (name,) in cursor]


def state() -> tuple[Any, ...]:
    """All that the living house holds, as far as a restore could change it."""
    with closing(backup.patient(connection.settings_dict["NAME"])) as opened, opened.cursor() as cursor:
        counted = backup.counts(cursor)
        return counted, {name: _print_of(cursor, name) for name in counted}, backup.heads(cursor)


def _print_of(cursor: Any, table: str) -> str:
    """One word for every row of a table as it is now."""
    cursor.execute(
        f"SELECT md5(coalesce(string_agg(each::text, chr(10) ORDER BY each::text), '')) FROM \"{table}\" each"
    )
    return cursor.fetchone()[0]


def rewritten(path: Path, change: Callable[[bytearray], Any]) -> None:
    held = bytearray(path.read_bytes())
    change(held)
    path.write_bytes(held)


def flip(held: bytearray) -> None:
    held[len(held) // 2] ^= 1


def cut(held: bytearray) -> None:
    del held[-10:]


def a_document(folder: Path) -> Path:
    return max(
        (path for path in (folder / "documents").rglob("*") if path.is_file()), key=lambda each: each.stat().st_size
    )
