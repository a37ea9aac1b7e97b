"""Where words may have gone: a text is looked for as it is, and as each of the writings in which a machine may keep it."""

from __future__ import annotations

import base64
import json
import logging
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches
from django.db import connection

from conduct.tests.secrets import RUN
from majlis.database import client_program
from majlis.journal import Lines
from majlis.management import backup

# How PostgreSQL lays its log of writes out: pages, each with a head, of which the first of a segment is longer and says so.
SEGMENT = re.compile(r"[0-9A-F]{24}")
PAGE, SHORT_HEAD, LONG_HEAD, HEAD_FLAGS, LONG = 8192, 24, 40, 2, 2
BASE64_BYTES, BASE64_LETTERS = 3, 4
URLSAFE = bytes.maketrans(b"+/", b"-_")
# The last letter of what stands before a field's name, as it is and in two kinds of escapes.
NAMED = re.compile(rb"(?:\xdb\x8c|u06cc|%DB%8C)-([a-z0-9-]+)-" + RUN.encode())


def writings(text: str) -> set[bytes]:
    """A text as it stands in a file: as it is, in escapes of addresses, in hexadecimal, in base64 wherever it begins."""
    raw = text.encode()
    plain = {raw, raw.hex().encode(), raw.hex().upper().encode(), text.encode("utf-16-le"), quote(text).encode()}
    return plain | set(_base64(raw))


def _base64(raw: bytes) -> Iterator[bytes]:
    """The letters that stand for the text alone, for each place in a group of three bytes at which it may begin."""
    for before in range(BASE64_BYTES):
        told = base64.b64encode(bytes(before) + raw)
        first = -(-before * BASE64_LETTERS // BASE64_BYTES)
        last = (before + len(raw)) // BASE64_BYTES * BASE64_LETTERS
        yield from (told[first:last], told.translate(URLSAFE)[first:last])


def found(blob: bytes, text: str = RUN) -> bool:
    # An escape may be escaped again, by a dump and by JSON within JSON: none of its strokes counts.
    escaped = json.dumps(text)[1:-1].encode().replace(b"\\", b"")
    return any(each in blob for each in writings(text)) or escaped in blob.replace(b"\\", b"")


def names(blob: bytes) -> set[str]:
    """The fields whose words are there; and "?" where one is there in a writing that hides its name."""
    told = NAMED.findall(blob)
    hidden = blob.count(RUN.encode()) > len(told) or any(each in blob for each in writings(RUN) - {RUN.encode()})
    return {name.decode() for name in told} | ({"?"} if hidden else set())


# The places


def dumped() -> bytes:
    """The whole database as it is copied away, sessions, cache and all."""
    program, env = client_program("pg_dump")
    return subprocess.run([program, "--no-owner"], env=env, capture_output=True, check=True).stdout


def log_of_writes() -> bytes:
    """The server's log of writes: what stood in a row and was overwritten is there still."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_switch_wal()")
        cursor.execute("SHOW data_directory")
        (folder,) = cursor.fetchone()
    files = sorted(each for each in (Path(folder) / "pg_wal").iterdir() if SEGMENT.fullmatch(each.name))
    return b"".join(_written(each.read_bytes()) for each in files)


def _written(segment: bytes) -> bytes:
    """What a segment holds without the heads of its pages, which may stand in the midst of a word."""
    pages = (segment[place : place + PAGE] for place in range(0, len(segment), PAGE))
    return b"".join(
        page[LONG_HEAD if page[HEAD_FLAGS] & LONG else SHORT_HEAD :] for page in pages if any(page[:SHORT_HEAD])
    )


def rows_on_disk() -> bytes:
    """The database's own files, with the rows that are dead."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        (folder,) = cursor.fetchone()
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        (oid,) = cursor.fetchone()
    return read(Path(folder) / "base" / str(oid))


def backed_up(folder: Path) -> bytes:
    """A backup that lies open: its documents and manifest, and its database unpacked."""
    made = backup.back_up(folder, None).folder
    program, env = client_program("pg_restore")
    unpacked = subprocess.run([program, "-f", "-", made / backup.DATABASE], env=env, capture_output=True, check=True)
    return unpacked.stdout + read(made)


def read(folder: Path) -> bytes:
    return b"\0".join(each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file())


def sessions() -> bytes:
    return "\0".join(str(row.get_decoded()) for row in Session.objects.all()).encode()


def cached() -> bytes:
    """All that the caches of this process hold."""
    held = [pair for each in caches.all() for pair in getattr(each, "_cache", {}).items()]
    return b"\0".join(part if isinstance(part, bytes) else str(part).encode() for pair in held for part in pair)


def mailed() -> bytes:
    return "\0".join(f"{letter.message().as_string()}{letter.body}{letter.subject}" for letter in mail.outbox).encode()


class Journal(logging.FileHandler):
    """The house's own log, as it is written to its file; of the database's own talk nothing, which no installation keeps."""

    def __init__(self, path: Path):
        super().__init__(path)
        self.setFormatter(Lines())
        self.addFilter(lambda record: not record.name.startswith("django.db"))
