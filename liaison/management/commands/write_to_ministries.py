"""Write to ministries whose answer is overdue; run every morning by a timer, and again while any is left: none is sent twice."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from liaison import jobs
from majlis import clock

NO_SERVER = "django.core.mail.backends.dummy.EmailBackend"


class Command(BaseCommand):
    help = "Send one letter to the address of each ministry whose answer is overdue by a day; ends with 1 if any could not be sent."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.EMAIL_BACKEND == NO_SERVER:
            raise CommandError("No mail server is named (EMAIL_HOST); nothing was sent and nothing is marked as sent.")
        sent, failed = jobs.write_to_ministries(clock.now())
        self.stdout.write(f"sent {sent}, failed {failed}")
        if failed:
            raise CommandError("Some could not be sent; run it again.")
