"""Send the daily letters; run every morning by a timer, and again while any is left: nobody gets two on one day."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from majlis import clock, jobs

NO_SERVER = "django.core.mail.backends.dummy.EmailBackend"


class Command(BaseCommand):
    help = "Send today's letter to everyone who has named an address and has not got it; ends with 1 if any could not be sent."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.EMAIL_BACKEND == NO_SERVER:
            raise CommandError("No mail server is named (EMAIL_HOST); nothing was sent and nothing is marked as sent.")
        sent, failed = jobs.send_digests(clock.now())
        self.stdout.write(f"sent {sent}, failed {failed}")
        if failed:
            raise CommandError("Some could not be sent; run it again.")
