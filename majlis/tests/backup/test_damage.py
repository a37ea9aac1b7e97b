"""Whatever is not as it was made is named, each thing in a sentence."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from majlis import documents
from majlis.management import backup
from majlis.management.drill import drill
from majlis.models import Act
from majlis.tests.backup.house import (
    KEY,
    OTHER,
    Small,
    a_document,
    both,
    cut,
    flip,
    paper,
    rewritten,
)
from majlis.tests.people import founded


def faults_of(small: Small, kind: str, folder: Path) -> list[str]:
    return drill(folder, small.key(kind)).faults


@both
@pytest.mark.parametrize(("change", "said"), [(flip, "altered"), (cut, "cut")])
def test_a_document_that_is_flipped_or_cut_is_named(small, kind, change, said, tmp_path):
    folder = small.copy(kind, tmp_path)
    path = a_document(folder)
    rewritten(path, change)
    (fault,) = faults_of(small, kind, folder)
    assert fault.startswith(str(path.relative_to(folder))) and said in fault


@both
@pytest.mark.parametrize("change", [flip, cut])
def test_a_dump_that_is_flipped_or_cut_is_named_and_not_brought_back(small, kind, change, tmp_path):
    folder = small.copy(kind, tmp_path)
    rewritten(folder / backup.DATABASE, change)
    fault, rest = faults_of(small, kind, folder)
    assert fault.startswith(backup.DATABASE) and "not brought back" in rest


@both
@pytest.mark.parametrize("change", [flip, cut])
def test_a_manifest_that_is_flipped_or_cut_is_named(small, kind, change, tmp_path):
    folder = small.copy(kind, tmp_path)
    name = backup.SEALED_MANIFEST if kind == "sealed" else backup.MANIFEST
    rewritten(folder / name, change)
    (fault,) = faults_of(small, kind, folder)
    assert fault.startswith(name)


@both
def test_a_missing_document_is_named(small, kind, tmp_path):
    folder = small.copy(kind, tmp_path)
    path = a_document(folder)
    path.unlink()
    assert faults_of(small, kind, folder) == [f"{path.relative_to(folder)}: it is missing"]


@both
def test_a_file_that_was_added_is_named(small, kind, tmp_path):
    folder = small.copy(kind, tmp_path)
    (folder / "documents" / "more").write_bytes(b"?")
    assert faults_of(small, kind, folder) == ["documents/more: the manifest does not know it"]


def test_two_sealed_files_that_changed_places_are_named(small, tmp_path):
    folder = small.copy("sealed", tmp_path)
    first, second = sorted(path for path in (folder / "documents").rglob("*") if path.is_file())
    first.rename(folder / "x")
    second.rename(first)
    (folder / "x").rename(second)
    assert [fault.partition(":")[0] for fault in faults_of(small, "sealed", folder)] == [
        "documents/0000/000",
        "documents/0000/001",
    ]


def test_a_wrong_key_no_key_and_a_key_too_many_are_told_apart(small):
    assert "another key" in drill(small.sealed, OTHER).faults[0]
    assert "MAJLIS_BACKUP_KEY" in drill(small.sealed, None).faults[0]
    assert "not sealed" in drill(small.open, KEY).faults[0]


def forged(folder: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    """Rewrite an open manifest with its hash, as somebody would who knows how."""
    manifest = json.loads((folder / backup.MANIFEST).read_bytes())
    change(manifest)
    raw = json.dumps(manifest).encode()
    (folder / backup.MANIFEST).write_bytes(raw)
    (folder / backup.MANIFEST_HASH).write_text(hashlib.sha256(raw).hexdigest())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda told: told["counts"].update(majlis_person=9999), "table majlis_person: "),
        (lambda told: told["counts"].update(majlis_lost=1), "table majlis_lost: no rows, 1 in the manifest"),
        (lambda told: told["heads"]["house"].__setitem__(1, "0" * 64), "house: its chain does not end"),
        (lambda told: told["versions"]["migrations"].append("majlis.9999_later"), "made by a newer program"),
    ],
)
def test_what_the_database_has_not_is_named(small, change, said, tmp_path):
    folder = small.copy("open", tmp_path)
    forged(folder, change)
    (fault,) = faults_of(small, "open", folder)
    assert fault.startswith(said)


def test_heads_from_outside_are_held_against_it(small):
    act = Act.objects.get(realm="house", seq=2)
    assert drill(small.open, None, {"house": {2: act.hash}}).faults == []
    (fault,) = drill(small.open, None, {"house": {2: "0" * 64}}).faults
    assert fault == "house #2: differs from the published head"


def test_an_altered_act_is_named(own_database, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "documents"
    founded()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE majlis_act DISABLE TRIGGER ALL")
        cursor.execute("UPDATE majlis_act SET verb = 'appoint_' WHERE realm = 'house' AND seq = 3")
        cursor.execute("ALTER TABLE majlis_act ENABLE TRIGGER ALL")
    made = backup.back_up(tmp_path / "kept", KEY)
    assert drill(made.folder, KEY).faults == ["house #3: its content was changed"]


def test_bytes_that_the_store_lost_or_changed_are_named_by_backup_and_drill(own_database, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "documents"
    person = founded().secretary
    lost, changed = (paper(data, person).sha256 for data in (b"one", b"two"))
    documents.stored_path(lost).unlink()
    documents.stored_path(changed).write_bytes(b"twO")
    made = backup.back_up(tmp_path / "kept", None)
    assert made.faults == [f"document {lost}: its bytes are missing", f"document {changed}: its bytes were changed"]
    first, second = drill(made.folder, None).faults
    assert changed in first and "altered in the store" in first
    assert second == f"document {lost}: its bytes are not in the backup"
    with pytest.raises(CommandError, match=lost):
        call_command("back_up", str(tmp_path / "kept"), stdout=StringIO())
