"""Do the long work that people have asked for: exports of many rows, long imports. `serve` keeps one beside the house."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from majlis import long_work

PR_SET_PDEATHSIG = 1


class Command(BaseCommand):
    help = "Do long work as it is asked for; what a killed worker left is taken up first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", action="store_true", help="do what waits, then end")
        parser.add_argument(
            "--beside", type=int, metavar="PID", help="end at once when that process, the parent, is gone"
        )

    def handle(self, *args: Any, batch: bool, beside: int | None, **options: Any) -> None:
        if beside is not None:
            _leave_with(beside)
        long_work.take_up()
        call_command("db_worker", batch=batch, reload=False, startup_delay=False, verbosity=0)


def _leave_with(parent: int) -> None:
    """A helper whose house was killed ends at once; what it did is broken off, and taken up at the next start."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(0)
