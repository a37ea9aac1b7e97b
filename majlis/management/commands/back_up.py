"""Copy database and documents into a folder, sealed where a key is set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from majlis.management import backup, sealing
from majlis.management.keys import set_key


class Command(BaseCommand):
    help = "Copy database and documents into a fresh folder under FOLDER, with a manifest; sealed when MAJLIS_BACKUP_KEY is set."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("folder", nargs="?", type=Path, help="where backups lie, best on another machine's disk")
        where.add_argument(
            "--new-key", action="store_true", help="print a key for MAJLIS_BACKUP_KEY and do nothing else"
        )

    def handle(self, *args: Any, folder: Path | None = None, new_key: bool = False, **options: Any) -> None:
        if new_key or folder is None:
            self.stdout.write(sealing.new_key())
            return
        try:
            made = backup.back_up(folder.absolute(), set_key())
        except backup.Failed as failed:
            raise CommandError(f"{failed}") from failed
        self.stdout.write(f"{made.folder}")
        if made.faults:
            raise CommandError("The backup is made, but the store is not whole:\n" + "\n".join(made.faults))
