"""Write one realm's register to a file that a stranger can check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from majlis.queries import register


class Command(BaseCommand):
    help = "Export a realm's register as JSON lines, for bin/verify."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("realm")
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, realm: str, file: Path, **options: Any) -> None:
        if realm not in register.realms():
            raise CommandError(f"no register named {realm}; there are: {', '.join(register.realms())}")
        with file.open("w", encoding="utf-8", newline="\n") as out:
            count = sum(1 for line in register.export_lines(realm) if out.write(line + "\n"))
        self.stdout.write(f"{count - 1} entries of {realm} written to {file}")
