"""Bring a backup back into an empty database and its documents into the store: the worst day itself."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from majlis import documents
from majlis.management import backup
from majlis.management.drill import chosen, look_through, restore_into
from majlis.management.keys import set_key

TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"


class Command(BaseCommand):
    help = "Bring a backup back into an EMPTY database and the document store; refused wherever a house already is."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="a backup, or the folder of backups: then the newest")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        name, key = connection.settings_dict["NAME"], set_key()
        try:
            _empty(name)
            folder = chosen(folder.absolute())
        except backup.Failed as failed:
            raise CommandError(f"{failed}") from failed
        report, manifest = look_through(folder, key)
        if manifest is None or report.faults:
            raise CommandError("\n".join([*report.lines(), "Nothing was brought back."]))
        for each in manifest["documents"]:
            documents.store(b"".join(backup.read(folder, each["name"], key)))
        if said := restore_into(folder, name, key):
            raise CommandError(f"pg_restore refused it, and the database is as empty as before: {said}")
        self.stdout.write(
            f"{folder.name} is back. Now: manage.py migrate, createcachetable, verify_register, check_house."
        )


def _empty(name: str) -> None:
    with closing(backup.patient(name)) as opened, opened.cursor() as cursor:
        cursor.execute(TABLES)
        if cursor.fetchone() != (0,):
            raise backup.Failed(f"The database {name} is not empty. A backup is brought back into a fresh one only.")
