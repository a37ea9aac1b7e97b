"""A copy of the whole house in one folder: the database, the documents, and a manifest that says what must be there.

The folder gets its name last, so that a name never means half a copy. Database and counts are of one snapshot; documents are
written before the rows that name them, so whatever the snapshot names is there when the files are copied after it.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
import psycopg2
from django.apps import apps
from django.db import connection

from majlis import clock
from majlis.database import client_program
from majlis.documents import open_stored, stored_names
from majlis.management import sealing

FORMAT = "majlis-backup/1"
DATABASE = "database.dump"
MANIFEST, SEALED_MANIFEST, MANIFEST_HASH = "manifest.json", "manifest.sealed", "manifest.sha256"
PREFIX, UNFINISHED = "majlis-", ".unfinished-"
PIECE = 1 << 20
# Who is signed in is nobody's record, and a stolen copy must open no session.
LEFT_OUT = ("django_session", "usersessions_usersession", "majlis_cache")
PATIENT = "-c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0"
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Failed(Exception):
    """Nothing was made; the text says why, and what to do."""


@dataclass(frozen=True)
class Backup:
    """A finished copy: its folder, its manifest, and what was wrong with the documents that it was made from."""

    folder: Path
    manifest: dict[str, Any]
    faults: list[str]


def back_up(folder: Path, key: bytes | None) -> Backup:
    """Copy the house into a fresh folder under `folder`, sealed where a key is given. Raises: Failed; then nothing is left."""
    try:
        with _alone(folder):
            unfinished = folder / f"{UNFINISHED}{secrets.token_hex(4)}"
            try:
                unfinished.mkdir(mode=0o700)
                return _fill(folder, unfinished, key)
            finally:
                shutil.rmtree(unfinished, ignore_errors=True)
    except OSError as error:
        if error.errno in FULL:
            raise Failed(
                f"{folder} has no room for this backup; nothing was kept. Free some, or name another."
            ) from error
        raise Failed(f"{error.filename or folder} cannot be written: {error.strerror}. Nothing was kept.") from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One backup at a time in a folder; what a killed one left is cleared away."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise Failed(f"Another backup is being written to {folder}.") from busy
        for left in folder.glob(f"{UNFINISHED}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        os.close(handle)


def _fill(folder: Path, unfinished: Path, key: bytes | None) -> Backup:
    at = clock.now()
    with closing(patient(connection.settings_dict["NAME"])) as snapshot, snapshot.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (shared,) = cursor.fetchone()
        dump = write(unfinished, DATABASE, _dumped(shared), key)
        facts = {"counts": counts(cursor), "heads": heads(cursor), "versions": _versions(cursor)}
        cursor.execute("SELECT DISTINCT sha256, size FROM majlis_document")
        wanted = dict(cursor.fetchall())
    documents = [_document(unfinished, place, sha256, key) for place, sha256 in enumerate(sorted(stored_names()))]
    kept = [each for each in documents if each is not None]
    manifest = {
        "format": FORMAT, "made_at": at.isoformat(), "database": dump, "documents": kept, "left_out": LEFT_OUT, **facts,
    }  # fmt: skip
    raw = json.dumps(manifest, ensure_ascii=True, indent=1).encode("ascii")
    write(unfinished, SEALED_MANIFEST if key else MANIFEST, [raw], key)
    if not key:
        write(unfinished, MANIFEST_HASH, [hashlib.sha256(raw).hexdigest().encode("ascii")], None)
    finished = folder / f"{PREFIX}{at:%Y%m%dT%H%M%S.%fZ}"
    _settle(unfinished, finished)
    return Backup(finished, manifest, _faults(wanted, kept))


def _dumped(snapshot: str) -> Iterator[bytes]:
    """The database as pg_dump gives it, at one snapshot."""
    program, env = client_program("pg_dump")
    command = [program, "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
    command += [f"--exclude-table-data={table}" for table in LEFT_OUT]
    with tempfile.TemporaryFile() as said:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, env=env) as dumping:
            yield from iter(lambda: dumping.stdout.read(PIECE), b"")  # type: ignore[union-attr]
        if dumping.returncode:
            said.seek(0)
            raise Failed(f"pg_dump failed: {said.read().decode(errors='replace').strip()[-500:]}")


def _document(folder: Path, place: int, sha256: str, key: bytes | None) -> dict[str, Any] | None:
    """Copy one file of the store. Under a key its name tells nothing: who knows a paper would know that it is here."""
    name = f"documents/{place // 1000:04}/{place % 1000:03}" if key else f"documents/{sha256[:2]}/{sha256}"
    try:
        with open_stored(sha256) as stored:
            return {"stored": sha256, **write(folder, name, iter(lambda: stored.read(PIECE), b""), key)}
    except FileNotFoundError:
        return None  # The sweeper took it meanwhile; a document that a row names is missed below.


def _faults(wanted: dict[str, int], kept: list[dict[str, Any]]) -> list[str]:
    """What the store should have had, and what it has under a wrong name."""
    there = {each["stored"]: each for each in kept}
    faults = [f"document {sha256}: its bytes are missing" for sha256 in sorted(set(wanted) - set(there))]
    return faults + [
        f"document {name}: its bytes were changed" for name, each in there.items() if each["sha256"] != name
    ]


# Writing and reading


def write(folder: Path, name: str, pieces: Iterable[bytes], key: bytes | None) -> dict[str, Any]:
    """Write one file and have it on the disk: its name, and size in bytes and SHA-256 of what it holds."""
    path = folder / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0

    def counted() -> Iterator[bytes]:
        nonlocal size
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            yield piece

    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.writelines(sealing.sealed(counted(), key, name) if key else counted())
        out.flush()
        os.fsync(out.fileno())
    return {"name": name, "sha256": digest.hexdigest(), "size": size}


def read(folder: Path, name: str, key: bytes | None) -> Iterator[bytes]:
    """The pieces of one file of a backup. Raises: sealing.Damaged, FileNotFoundError."""
    with (folder / name).open("rb") as file:
        yield from sealing.opened(file, key, name) if key else iter(lambda: file.read(PIECE), b"")


def _settle(unfinished: Path, finished: Path) -> None:
    """Have every folder on the disk, and then give the copy its name."""
    for folder in [*(path for path in unfinished.rglob("*") if path.is_dir()), unfinished]:
        _fsync(folder)
    unfinished.rename(finished)
    _fsync(finished.parent)


def _fsync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# What a database holds


def patient(name: str) -> Any:
    """A connection of its own to a database of the house's server, without limits of time."""
    connection.ensure_connection()
    return psycopg2.connect(**{**connection.get_connection_params(), "dbname": name, "options": PATIENT})


def counts(cursor: Any) -> dict[str, int]:
    """Every table whose rows are in a copy, with how many it has."""
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    tables = [table for (table,) in cursor.fetchall() if table not in LEFT_OUT]
    each = [f"SELECT '{table}', count(*) FROM \"{table}\"" for table in tables]  # noqa: S608 - names as the catalogue has them
    cursor.execute(" UNION ALL ".join(each))
    return dict(cursor.fetchall())


def heads(cursor: Any) -> dict[str, list[Any]]:
    """Each realm's last place and hash."""
    cursor.execute("SELECT realm, seq, hash FROM majlis_chain ORDER BY realm")
    return {realm: [seq, text] for realm, seq, text in cursor.fetchall()}


def _versions(cursor: Any) -> dict[str, Any]:
    cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
    migrations = [name for (name,) in cursor.fetchall()]
    figures = {each.label: each.figures_version for each in apps.get_app_configs() if hasattr(each, "figures_version")}
    return {
        "django": django.get_version(), "postgresql": connection.pg_version, "migrations": migrations, "figures": figures,
    }  # fmt: skip
