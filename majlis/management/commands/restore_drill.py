"""Bring a backup back beside the living house, check all of it, drop it, and say what was wrong."""

from __future__ import annotations

import json
import os
from datetime import UTC
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from majlis import clock
from majlis.management import backup
from majlis.management.commands.verify_register import outside_heads
from majlis.management.drill import Report, chosen, drill
from majlis.management.keys import set_key


class Command(BaseCommand):
    help = "Rehearse a restore: into a database of its own, chains, files and counts checked, then dropped. Ends with 1 if anything is wrong."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="a backup, or the folder of backups: then the newest")
        parser.add_argument("--heads", type=Path, help="JSON of heads kept outside, as verify_register takes it")
        parser.add_argument("--report", type=Path, help="where the report is written (default: drills/ in MAJLIS_VAR)")

    def handle(
        self, *args: Any, folder: Path, heads: Path | None = None, report: Path | None = None, **options: Any
    ) -> None:
        outside = outside_heads(heads) if heads else {}
        try:
            held = drill(chosen(folder.absolute()), set_key(), outside)
        except backup.Failed as failed:
            raise CommandError(f"{failed}") from failed
        written = _write(held, report or Path(settings.MAJLIS_VAR) / "drills")
        text = "\n".join(held.lines())
        if held.faults:
            raise CommandError(f"{text}\n{written}")
        self.stdout.write(f"{text}\n{written}")


def _write(held: Report, folder: Path) -> Path:
    """Keep the report as JSON, under the moment of the drill."""
    path = folder / f"drill-{clock.now().astimezone(UTC):%Y%m%dT%H%M%S.%fZ}.json"
    fresh = path.with_name(f".{path.name}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with fresh.open("w", encoding="utf-8") as out:
            json.dump(held.document(), out, ensure_ascii=False, indent=1)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(path)
    except OSError as error:
        raise CommandError(
            "\n".join([*held.lines(), f"The report cannot be written to {folder}: {error.strerror}."])
        ) from error
    return path
