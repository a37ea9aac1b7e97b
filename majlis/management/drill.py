"""A rehearsal of the worst day: a backup is brought back into a database of its own, checked from end to end, and dropped.

The living database is asked for nothing but its server's address. What is found wrong is named, one sentence each.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from majlis.database import client_program
from majlis.management import backup, sealing
from majlis.models import Document
from majlis.queries import register

DRILL = "majlis_drill_"
ONE_AT_A_TIME = "majlis_drill"


@dataclass
class Report:
    """What a drill has looked at, and what it found wrong."""

    backup: Path
    made_at: str = ""
    sealed: bool = False
    files: int = 0
    rows: int = 0
    documents: int = 0
    realms: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        return {"format": "majlis-drill/1", "ok": not self.faults, **self.__dict__, "backup": self.backup.name}

    def lines(self) -> list[str]:
        """The report as text: the verdict, what was looked at, and each fault."""
        verdict = f"{len(self.faults)} found wrong" if self.faults else "everything is there and whole"
        return [
            f"{self.backup.name}: {verdict}",
            f"made {self.made_at or 'unknown'}, {'sealed' if self.sealed else 'not sealed'}",
            f"{self.files} files, {self.rows} rows, {self.documents} documents; "
            f"chains: {', '.join(self.realms) or 'none'}",
            *self.faults,
        ]


def chosen(folder: Path) -> Path:
    """The backup that a folder is, or the newest one in it. Raises: backup.Failed."""
    if any((folder / name).exists() for name in (backup.MANIFEST, backup.SEALED_MANIFEST, backup.DATABASE)):
        return folder
    found = sorted(folder.glob(f"{backup.PREFIX}*")) if folder.is_dir() else []
    if not found:
        raise backup.Failed(f"{folder} holds no backup.")
    return found[-1]


def look_through(folder: Path, key: bytes | None) -> tuple[Report, dict[str, Any] | None]:
    """Read a backup's manifest and every file against it, and touch no database.

    Returns: what was found, and the manifest where the database's own file is whole.
    """
    report = Report(folder, sealed=(folder / backup.SEALED_MANIFEST).exists())
    manifest = _manifest(report, key)
    if manifest is None:
        return report, None
    report.made_at = manifest["made_at"]
    if _files(report, manifest, key):
        return report, manifest
    report.faults.append("the database was not brought back: its file is not whole")
    return report, None


def drill(folder: Path, key: bytes | None, outside: Mapping[str, Mapping[int, str]] | None = None) -> Report:
    """Bring a backup back beside the living house, check all of it, and drop it.

    Args: outside, heads kept elsewhere, as verify_register takes them.  Raises: backup.Failed when no drill can be held.
    """
    report, manifest = look_through(folder, key)
    if manifest is None:
        return report
    with _throwaway() as name:
        if _bring_back(report, name, key):
            _inspect(report, name, manifest, outside or {})
    return report


# The files


def _manifest(report: Report, key: bytes | None) -> dict[str, Any] | None:
    """The manifest, once it is known to be the one that was written; None, and the report says why."""
    name = backup.SEALED_MANIFEST if report.sealed else backup.MANIFEST
    if report.sealed and key is None:
        report.faults.append(f"{name}: it is sealed; its key must be in MAJLIS_BACKUP_KEY")
        return None
    if key is not None and not report.sealed:
        report.faults.append(f"{name}: it is not sealed, though a key is set; without the key it is read as it stands")
        return None
    try:
        raw = b"".join(backup.read(report.backup, name, key))
        said = (report.backup / backup.MANIFEST_HASH).read_text(errors="replace") if not report.sealed else None
    except (sealing.Damaged, OSError) as error:
        report.faults.append(f"{name}: {_why(error)}")
        return None
    if said is not None and said != hashlib.sha256(raw).hexdigest():
        report.faults.append(f"{name}: it was altered, or {backup.MANIFEST_HASH} was")
        return None
    manifest = json.loads(raw)
    if manifest["format"] != backup.FORMAT:
        report.faults.append(f"{name}: an unknown format, {manifest['format']}")
        return None
    return manifest


def _files(report: Report, manifest: dict[str, Any], key: bytes | None) -> bool:
    """Read every file against the manifest. Returns: whether the database's own is whole."""
    listed = [manifest["database"], *manifest["documents"]]
    faults = {each["name"]: why for each in listed if (why := _file(report.backup, each, key))}
    report.files = len(listed)
    report.faults += [f"{name}: {why}" for name, why in faults.items()]
    own = {each["name"] for each in listed} | {backup.MANIFEST, backup.SEALED_MANIFEST, backup.MANIFEST_HASH}
    there = {str(path.relative_to(report.backup)) for path in report.backup.rglob("*") if not path.is_dir()}
    report.faults += [f"{name}: the manifest does not know it" for name in sorted(there - own)]
    return backup.DATABASE not in faults


def _file(folder: Path, listed: Mapping[str, Any], key: bytes | None) -> str:
    """Why a file is not what the manifest says; empty where it is."""
    digest, size = hashlib.sha256(), 0
    try:
        for piece in backup.read(folder, listed["name"], key):
            digest.update(piece)
            size += len(piece)
    except (sealing.Damaged, OSError) as error:
        return _why(error)
    if size != listed["size"]:
        return f"it is cut: {size} bytes of {listed['size']}" if size < listed["size"] else "it has grown"
    if digest.hexdigest() != listed["sha256"]:
        return "its bytes were altered"
    if listed.get("stored", listed["sha256"]) != listed["sha256"]:
        return f"its bytes were already altered in the store, where it is {listed['stored']}"
    return ""


def _why(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "it is missing"
    return (error.strerror or "it cannot be read") if isinstance(error, OSError) else f"{error}"


# The database


@contextmanager
def _throwaway() -> Iterator[str]:
    """An empty database on the house's server, dropped in the end; what a killed drill left goes first."""
    name = f"{DRILL}{secrets.token_hex(6)}"
    with closing(backup.patient("postgres")) as control:
        control.autocommit = True
        with control.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [ONE_AT_A_TIME])
            if not cursor.fetchone()[0]:
                raise backup.Failed("Another drill is being held on this server.")
            cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [DRILL])
            for (left,) in cursor.fetchall():
                cursor.execute(f'DROP DATABASE "{left}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
            try:
                yield name
            finally:
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
                # Given back by name: a server that is slow to see the line end would refuse whoever drills next.
                cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [ONE_AT_A_TIME])


def _bring_back(report: Report, name: str, key: bytes | None) -> bool:
    said = restore_into(report.backup, name, key)
    if said:
        report.faults.append(f"{backup.DATABASE}: pg_restore refused it: {said}")
    return not said


def restore_into(folder: Path, name: str, key: bytes | None) -> str:
    """Fill an empty database from a backup, or leave it empty. Returns: what pg_restore said when it failed; else nothing."""
    program, env = client_program("pg_restore")
    command = [program, "--no-owner", "--no-privileges", "--single-transaction", f"--dbname={name}"]
    with tempfile.TemporaryFile() as told:
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=told, stderr=told, env={**env, "PGDATABASE": name}
        ) as restoring:
            try:
                for piece in backup.read(folder, backup.DATABASE, key):
                    restoring.stdin.write(piece)  # type: ignore[union-attr]
                restoring.stdin.close()  # type: ignore[union-attr]
            except BrokenPipeError:
                pass
        told.seek(0)
        return told.read().decode(errors="replace").strip()[-500:] if restoring.returncode else ""


def _inspect(report: Report, name: str, manifest: dict[str, Any], outside: Mapping[str, Mapping[int, str]]) -> None:
    with closing(backup.patient(name)) as opened, opened.cursor() as cursor:
        found, heads = backup.counts(cursor), backup.heads(cursor)
    report.rows = sum(found.values())
    wanted = manifest["counts"]
    report.faults += [
        f"table {table}: {found.get(table, 'no')} rows, {wanted.get(table, 'no')} in the manifest"
        for table in sorted({*found, *wanted})
        if found.get(table) != wanted.get(table)
    ]
    report.faults += [
        f"{realm}: its chain does not end where the manifest says"
        for realm in sorted({*heads, *manifest["heads"]})
        if heads.get(realm) != manifest["heads"].get(realm)
    ]
    with _pointed_at(name):
        if _brought_up(report, manifest["versions"]["migrations"]):
            _chains(report, outside)
            _papers(report, manifest)


@contextmanager
def _pointed_at(name: str) -> Iterator[None]:
    """Let this process's house be another database for a while."""
    connection.close()
    living = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = living


def _brought_up(report: Report, applied: list[str]) -> bool:
    """Bring an older backup's tables to what this program knows. A newer one it cannot read."""
    known = {".".join(each) for each in MigrationLoader(None).disk_migrations}
    newer = sorted(set(applied) - known)
    if newer:
        report.faults.append(f"made by a newer program, which this one cannot read: {', '.join(newer)}")
    elif known - set(applied):
        call_command("migrate", interactive=False, verbosity=0)
    return not newer


def _chains(report: Report, outside: Mapping[str, Mapping[int, str]]) -> None:
    report.realms = register.realms()
    for realm in sorted({*report.realms, *outside}):
        if fault := register.fault(realm, outside.get(realm)):
            report.faults.append(fault)


def _papers(report: Report, manifest: dict[str, Any]) -> None:
    """Every document's bytes lie in the backup under their hash; whether they are what they were is known from the files."""
    there = {each["stored"]: each["size"] for each in manifest["documents"]}
    rows = Document.objects.order_by("sha256").values_list("sha256", "size").distinct()
    for sha256, size in rows.iterator(chunk_size=2000):
        report.documents += 1
        if sha256 not in there:
            report.faults.append(f"document {sha256}: its bytes are not in the backup")
        elif there[sha256] != size:
            report.faults.append(f"document {sha256}: {there[sha256]} bytes, {size} in its row")
