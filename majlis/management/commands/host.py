"""One host of a cluster: what `cluster` has set up, on PORT, until its parent ends it or is ended."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from majlis.management.commands.serve import House, asked_port, listen


class Command(BaseCommand):
    help = "Serve on PORT a house that is set up already: one of several hosts behind a proxy."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        House(listen(asked_port()), lambda: None).run()
