"""python manage.py export_proof [--formation CODE] DIR: the proof of a roster as a folder that bin/verify checks (Art. 18)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from committees.models import Formation
from committees.queries.proof import proof_files, rounds_of


class Command(BaseCommand):
    help = "Write a formation's proof (every round's snapshot, lot and result, and the decisions) into a folder, for bin/verify."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path, metavar="DIR")
        parser.add_argument(
            "--formation", metavar="CODE", help="such as 12-opening; the newest that has a result if absent"
        )

    def handle(self, *args: Any, directory: Path, formation: str | None, **options: Any) -> None:
        found = self._formation(formation)
        rounds = [lot for lot in rounds_of(found) if lot.result]
        if not rounds:
            raise CommandError(f"{found.code} has no result yet: its seats have not been announced")
        files = proof_files(found, rounds)
        if stray := self._stray(directory, {each.path for each in files}):
            raise CommandError(f"{directory} holds another proof: {stray} is no part of this one. Name an empty folder")
        try:
            for each in files:
                (directory / each.path).parent.mkdir(parents=True, exist_ok=True)
                (directory / each.path).write_bytes(each.raw)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        self.stdout.write(f"{found.code}: {len(rounds)} rounds, {len(files)} files written to {directory}")

    def _formation(self, code: str | None) -> Formation:
        rows = Formation.objects.all()
        found = rows.filter(code=code) if code else rows.filter(lots__result__gt="").distinct().order_by("-opened_at")
        first = found.first()
        if first is None:
            known = ", ".join(rows.values_list("code", flat=True)) or "none"
            raise CommandError(f"no formation {code}; there are: {known}" if code else "no formation has a result yet")
        return first

    def _stray(self, directory: Path, ours: set[str]) -> str:
        """A file of a proof that would stay behind and be taken for part of this one."""
        present = {str(path.relative_to(directory)) for path in directory.glob("round-*/*")}
        return next(iter(sorted(present - ours)), "")
