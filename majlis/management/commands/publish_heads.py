"""Publish the heads of all chains; run at fixed hours and print them in the minutes."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from majlis import clock, jobs


class Command(BaseCommand):
    help = "Publish every realm's head, whether or not anything happened."

    def handle(self, *args: Any, **options: Any) -> None:
        for head in jobs.publish_heads(clock.now()):
            self.stdout.write(f"{head.realm} {head.published}")
