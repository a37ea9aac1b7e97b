"""What is whole comes back, with the real pg_dump and pg_restore, and the living house is left alone."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from majlis import clock, jobs
from majlis.database import client_program
from majlis.management import backup, sealing
from majlis.management.drill import DRILL, drill
from majlis.models import Act, Document, Person
from majlis.tests.backup.house import (
    CANARY,
    KEY,
    PAPERS,
    SIGNED_IN,
    both,
    databases,
    paper,
    state,
)
from majlis.tests.people import founded
from majlis.tests.settings import MEDIA_ROOT


@both
def test_a_whole_backup_comes_back_and_nothing_stays_of_the_drill(small, kind):
    before = state()
    report = drill(getattr(small, kind), small.key(kind))
    assert report.faults == []
    assert (report.documents, report.files, report.realms) == (len(PAPERS), len(PAPERS) + 1, ["house"])
    assert report.rows == sum(before[0].values())
    assert [name for name in databases() if name.startswith(DRILL)] == []
    assert state() == before
    assert connection.settings_dict["NAME"] == small.database


def test_a_drill_reads_the_backup_and_never_the_living_house(own_database, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "documents"
    person = founded().secretary
    paper(CANARY, person)
    made = backup.back_up(tmp_path / "kept", None)
    counted = Act.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE majlis_act DISABLE TRIGGER ALL")
        cursor.execute("UPDATE majlis_act SET body = '{}' WHERE seq = 1")
    shutil.rmtree(settings.MEDIA_ROOT)
    assert drill(made.folder, None).faults == []
    assert Act.objects.get(realm="house", seq=1).body == "{}"
    assert Act.objects.count() == counted


def test_without_the_key_nothing_can_be_read(small):
    with (small.open / backup.DATABASE).open("rb") as dump:
        assert dump.read(5) == b"PGDMP"
    names = {hashlib.sha256(data).hexdigest() for data in PAPERS}
    for path in (each for each in small.sealed.rglob("*") if each.is_file()):
        held = path.read_bytes()
        assert sealing.is_sealed(held)
        assert CANARY not in held and b"PGDMP" not in held and b"majlis-backup" not in held
        assert path.name not in names
    assert any(CANARY in each.read_bytes() for each in small.open.rglob("*") if each.is_file())


def test_a_stolen_copy_opens_no_session(small):
    program, env = client_program("pg_restore")
    told = subprocess.run(
        [program, "--file=-", str(small.open / backup.DATABASE)], env=env, capture_output=True, text=True, check=True
    ).stdout
    assert Person.objects.first().name in told
    assert Session.objects.filter(session_key=SIGNED_IN).exists()
    assert SIGNED_IN not in told


@pytest.mark.long
def test_the_played_house_comes_back(own_house, tmp_path, settings):
    _own_store(settings, tmp_path / "documents")
    assert jobs.publish_heads(clock.now())
    made = backup.back_up(tmp_path / "kept", KEY)
    report = drill(made.folder, KEY)
    assert (made.faults, report.faults) == ([], [])
    assert {"house", "committees", "conduct", "liaison"} <= set(report.realms)
    assert report.documents == Document.objects.values("sha256", "size").distinct().count() > 0


def _own_store(settings: Any, folder: Path) -> None:
    """The house's papers apart from what other tests left in the store that all share."""
    for sha256 in Document.objects.values_list("sha256", flat=True).distinct():
        (folder / sha256[:2]).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MEDIA_ROOT / sha256[:2] / sha256, folder / sha256[:2] / sha256)
    settings.MEDIA_ROOT = folder
