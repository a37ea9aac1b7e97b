"""python manage.py seat SNAPSHOT.json --seed HEX [-o RESULT.json]: the seating engine alone (Arts. 16, 18)."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from committees.management.commands import _seat


class Command(BaseCommand):
    help = "Seat a frozen list under a seed. Needs no database; a bad list is refused whole, with exit code 2."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        _seat.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        code = _seat.run(options["snapshot"], options["seed"], options["output"], self.stdout, self.stderr)
        if code:
            sys.exit(code)
