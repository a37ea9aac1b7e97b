"""Never half a backup: what cannot be finished is refused, and nothing of it stays."""

from __future__ import annotations

import resource
import signal

import pytest
from django.core.management import CommandError, call_command

from majlis.management import backup, sealing


def test_a_folder_that_cannot_be_written_is_refused(small, tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("back_up", str(tmp_path / "file" / "kept"))


def test_a_full_disk_is_refused_and_nothing_stays(small, tmp_path):
    """A limit on the size of files stands for the disk: the system says no in the middle of a write."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (sealing.CHUNK, hard))
    try:
        with pytest.raises(CommandError, match="no room"):
            call_command("back_up", str(tmp_path / "kept"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert list((tmp_path / "kept").iterdir()) == []


def test_a_dump_that_fails_leaves_nothing(small, tmp_path, monkeypatch):
    monkeypatch.setattr(backup, "LEFT_OUT", ("no table [",))
    with pytest.raises(backup.Failed, match="pg_dump failed"):
        backup.back_up(tmp_path / "kept", None)
    assert list((tmp_path / "kept").iterdir()) == []


def test_what_a_killed_backup_left_goes_and_two_at_once_are_refused(small, tmp_path):
    kept = tmp_path / "kept"
    (kept / f"{backup.UNFINISHED}00000000").mkdir(parents=True)
    with backup._alone(kept):
        assert list(kept.iterdir()) == []
        with pytest.raises(backup.Failed, match="Another backup"):
            backup.back_up(kept, None)


def test_a_bad_key_is_refused_before_anything_is_written(small, tmp_path, settings):
    settings.MAJLIS_BACKUP_KEY = "short"
    with pytest.raises(CommandError, match="MAJLIS_BACKUP_KEY"):
        call_command("back_up", str(tmp_path / "kept"))
    assert not (tmp_path / "kept").exists()
