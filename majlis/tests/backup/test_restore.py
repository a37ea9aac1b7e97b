"""The worst day: a lost house is brought back for good."""

from __future__ import annotations

import base64
import hashlib
from contextlib import closing
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from majlis import documents
from majlis.management import backup
from majlis.queries import register
from majlis.tests.backup.house import (
    KEY,
    PAPERS,
    a_document,
    both,
    flip,
    rewritten,
    state,
)
from majlis.tests.databases import pointed_at


@both
def test_a_lost_house_is_brought_back_into_an_empty_database(small, stock, kind, tmp_path, monkeypatch):
    before = state()[0]
    hashes = [hashlib.sha256(data).hexdigest() for data in PAPERS]
    name = stock.copy("template0")
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "documents")
    monkeypatch.setattr(settings, "MAJLIS_BACKUP_KEY", base64.b64encode(KEY).decode() if kind == "sealed" else "")
    with pointed_at(name):
        call_command("restore", str(getattr(small, kind)), stdout=StringIO())
        assert state()[0] == before
        assert register.fault("house") is None
        assert [documents.stored_path(each).read_bytes() for each in hashes] == list(PAPERS)
        with pytest.raises(CommandError, match="not empty"):
            call_command("restore", str(getattr(small, kind)))
    stock.drop(name)


def test_a_backup_that_is_not_whole_is_not_brought_back(small, stock, tmp_path):
    folder = small.copy("open", tmp_path)
    rewritten(a_document(folder), flip)
    name = stock.copy("template0")
    with pointed_at(name):
        with pytest.raises(CommandError, match="altered"):
            call_command("restore", str(folder))
        with closing(backup.patient(name)) as opened, opened.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
            assert cursor.fetchone() == (0,)
    stock.drop(name)
