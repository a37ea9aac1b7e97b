"""Make the rows of search and the counts of files anew from the files themselves."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from majlis import indexing, jobs


class Command(BaseCommand):
    help = "Make what may be found by words, and the counts kept beside the files, anew; what stands right is left alone. Safe at any time, and again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "kinds", nargs="*", metavar="KIND", choices=[[], *indexing.kinds(), jobs.COUNTS], help="only these kinds"
        )

    def handle(self, *args: Any, kinds: list[str], verbosity: int = 1, **options: Any) -> None:
        for code, count in jobs.reindex(kinds).items():
            if verbosity:
                self.stdout.write(f"{code or 'no longer searchable'}: {count} made anew")
