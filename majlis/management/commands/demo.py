"""Play the demonstration into an empty house, or print who is in its cast."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.module_loading import import_string

from committees.demo import cast, story
from committees.demo.play import body_rows
from majlis import clock, keyring, persian
from majlis.demo import accounts, heads, letters, outside, substitutes
from majlis.demo.acting import Story, play
from majlis.demo.fixed import NOW, fixed_keys
from majlis.demo.house import House, found, furnish, invite
from majlis.demo.keys import RING
from majlis.models import Act, ClockOffset

INVITED = NOW - timedelta(minutes=40)
HEADINGS = ("user", "who", "office", "password", "code now")


class Command(BaseCommand):
    help = "Play the demonstration into an empty house; with --people, print its cast and their codes of this minute."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", action="store_true", help="print the cast, passwords and current codes")

    def handle(self, *args: Any, people: bool = False, verbosity: int = 1, **options: Any) -> None:
        if settings.MAJLIS_MODE != "demo":
            raise CommandError("The demonstration is never played in production (MAJLIS_MODE).")
        self.loud = verbosity > 0
        played = ClockOffset.objects.exists()
        if people:
            if not played:
                raise CommandError("The demonstration has not been played: manage.py demo")
            self._print_people()
        elif played:
            self.stdout.write("The demonstration is there already. Its people: manage.py demo --people")
        elif Act.objects.exists():
            raise CommandError("This house has acts of its own. The demonstration goes into an empty house only.")
        else:
            self._play()

    def _play(self) -> None:
        # Thousands of short-lived rows and nothing circular: collecting them costs a tenth of the time.
        gc.disable()
        try:
            with fixed_keys(), keyring.standing(RING):
                self._play_all()
        finally:
            gc.enable()
        self._say(f"The house's clock says {_when(clock.now())}.")

    def _play_all(self) -> None:
        house = found()
        self._say("Founding the house ...")
        play([furnish(house, body_rows())])
        plays = story.plays(house)
        play(
            [*story.stories(house, plays), *_stories_of_offices(house), heads.story()],
            lambda at: self._say(f"  {_when(at)}"),
        )
        self._say("Writing letters ...")
        letters.play(NOW)
        self._say("Opening the accounts ...")
        with transaction.atomic():
            parts = cast.parts(plays)
            for username, person in parts:
                invite(house, username, person, INVITED)
            substitutes.play(house, NOW)
            outside.open_accounts(accounts.PASSWORD, accounts.ROOT, accounts.secrets())
            cast.begin_draft(plays[-1], dict(parts)["member"], plays[-1].papers)
            outside.set_clock(NOW)

    def _say(self, text: str) -> None:
        if self.loud:
            self.stdout.write(text)
            self.stdout.flush()

    def _print_people(self) -> None:
        rows = [HEADINGS, *accounts.accounts(clock.now())]
        for line in _columns(rows):
            self.stdout.write(line)


def _stories_of_offices(house: House) -> list[Story]:
    """What each other office plays beside the terms: its own `demo` says how."""
    hooks = (getattr(config, "demo", "") for config in apps.get_app_configs())
    return [each for hook in hooks if hook for each in import_string(hook)(house)]


def _when(at: datetime) -> str:
    return persian.jalali_datetime(at)


def _columns(rows: Iterable[tuple[str, ...]]) -> list[str]:
    rows = list(rows)
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADINGS))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
