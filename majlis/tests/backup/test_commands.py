"""The commands, from the key to the report."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from majlis.tests.backup.house import (
    a_document,
)


def test_the_commands_make_a_key_a_backup_and_a_report(small, tmp_path, settings):
    said = StringIO()
    call_command("back_up", "--new-key", stdout=said)
    settings.MAJLIS_BACKUP_KEY = said.getvalue().strip()
    kept, reports = tmp_path / "kept", tmp_path / "reports"
    call_command("back_up", str(kept), stdout=StringIO())
    call_command("back_up", str(kept), stdout=StringIO())
    call_command("restore_drill", str(kept), "--report", str(reports), stdout=said)
    (written,) = reports.iterdir()
    told = json.loads(written.read_text(encoding="utf-8"))
    assert told["ok"] and told["sealed"] and told["backup"] == max(each.name for each in kept.iterdir())
    a_document(max(kept.iterdir())).unlink()
    with pytest.raises(CommandError, match="it is missing") as ended:
        call_command("restore_drill", str(kept), "--report", str(reports))
    assert ended.value.returncode == 1
    assert not json.loads(max(reports.iterdir()).read_text(encoding="utf-8"))["ok"]
    with pytest.raises(CommandError, match="holds no backup"):
        call_command("restore_drill", str(reports))
