"""Look for what can be wrong in a house without anybody having done it; run every night."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from majlis import clock, jobs
from majlis.queries import store
from majlis.queries.checks import all_checks


class Command(BaseCommand):
    help = "Run every check of the house and name what is wrong; ends with 1 if anything is. Of sealed offices nothing is told."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--sweep", action="store_true", help="first remove files of the store that nobody has named for a day"
        )

    def handle(self, *args: Any, sweep: bool = False, **options: Any) -> None:
        machine = clock.now() - clock.offset()
        if sweep:
            for path in jobs.sweep_store(machine):
                self.stdout.write(f"removed {path.name}")
        else:
            for path in store.orphans(machine):
                self.stdout.write(f"nobody names {path.name}")
        jobs.take_back_keys(clock.now())
        jobs.open_missing_safes(clock.now())
        found = 0
        for check in all_checks(clock.now()):
            self.stdout.write(f"{check.title}: {len(check.rows) or 'OK'}")
            for row in check.rows:
                self.stdout.write(f"  {row}")
            found += len(check.rows)
        if found:
            raise CommandError(f"{found} found wrong")
