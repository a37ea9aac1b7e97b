"""Walk every chain and name the first broken entry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from majlis.queries import register


class Command(BaseCommand):
    help = "Verify the register against itself, its published heads and, with --heads, heads kept outside."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--heads", type=Path, help="JSON: {realm: {seq: hash}}, as printed in the minutes")

    def handle(self, *args: Any, heads: Path | None = None, **options: Any) -> None:
        outside = outside_heads(heads) if heads else {}
        faults = [
            found
            for realm in sorted({*register.realms(), *outside})
            if (found := register.fault(realm, outside.get(realm)))
        ]
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write(f"OK: {', '.join(register.realms()) or 'an empty register'}")


def outside_heads(path: Path) -> dict[str, dict[int, str]]:
    """Heads as they were kept outside: realm, place, hash. Raises: CommandError for any other file."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return {realm: {int(seq): str(text) for seq, text in rows.items()} for realm, rows in raw.items()}
    except (OSError, ValueError, AttributeError) as error:
        raise CommandError(f"{path} is not a file of heads: {error}") from error
