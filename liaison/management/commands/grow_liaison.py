"""Make twenty years of this office in a house that is for showing: to see its pages, lists and statistics at full size."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from liaison.demo import years
from liaison.models import Gathering, Matter, Task
from liaison.tallies import give_room_back
from majlis import clock, jobs
from majlis.demo import accounts, outside
from majlis.models import User


class Command(BaseCommand):
    help = "Make twenty invented years of liaison, a million rows, in a demonstration's house that has no files of this office."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--share", type=float, default=1.0, help="of the full history, above 0 and at most 1")

    def handle(self, *args: Any, share: float, verbosity: int = 1, **options: Any) -> None:
        if settings.MAJLIS_MODE != "demo":
            raise CommandError("Invented years are never made in production (MAJLIS_MODE).")
        if any(model.objects.exists() for model in (Matter, Gathering, Task)):
            raise CommandError("This office has files of its own. Invented years go into an empty one only.")
        if not 0 < share <= 1:
            raise CommandError("A share is above 0 and at most 1.")
        self.loud = verbosity > 0
        strangers = not User.objects.exists()
        years.Years(clock.now()).grow(share, self._say)
        jobs.count_anew()
        give_room_back()
        if strangers:
            outside.open_accounts(accounts.PASSWORD, accounts.ROOT, accounts.secrets())
            outside.set_clock(clock.now())
        self._say(f"{years.rows():,} rows. They are found by words after: manage.py reindex")

    def _say(self, text: str) -> None:
        if self.loud:
            self.stdout.write(text)
            self.stdout.flush()
