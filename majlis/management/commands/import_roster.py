"""Enter a term's members from a published list, or only look at it (house procedure, Art. 3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from majlis import actions, clock
from majlis.models import Person, Term
from majlis.queries.people import person_behind
from majlis.queries.roster import preview, term_numbered
from majlis.register import Call, NotVisible
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused
from majlis.rules.roster import COLUMNS, MOST_BYTES, Comparison, Roster, read_roster, source_name

SOURCE = "EveryPolitician"


class Command(BaseCommand):
    help = f"Enter the members of a term from a CSV file in UTF-8 with the columns {','.join(COLUMNS)}."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--term", type=int, required=True, help="the term's number")
        parser.add_argument("--as", dest="username", required=True, help="the account of a house administrator")
        parser.add_argument("--dry-run", action="store_true", help="look, and enter nothing")
        parser.add_argument(
            "--source", default=SOURCE, help=f"the list's source, in which its ids are unique (default: {SOURCE})"
        )

    def handle(
        self, *args: Any, file: Path, term: int, username: str, dry_run: bool, source: str, **options: Any
    ) -> None:
        actor = person_behind(username)
        if actor is None:
            raise CommandError(f"There is no open account {username!r} with a person.")
        filled = term_numbered(term)
        if filled is None:
            raise CommandError(
                f"The house knows no term {term}. Enter it in the admin first: its opening starts the memberships."
            )
        try:
            read = read_roster(_bytes(file), legal_day(filled.opens_at), filled.ends_on)
            named = source_name(source)
            found = preview(filled, read, named)
            self._tell(read, found)
            if found.new and not dry_run:
                self._enter(actor, filled, read, named)
        except Refused as no:
            raise CommandError(no.sentence) from no
        self.stdout.write(f"{'To add' if dry_run else 'Added'}: {len(found.new)}. The same: {len(found.same)}.")

    def _tell(self, read: Roster, found: Comparison) -> None:
        for each in read.rejected:
            self.stderr.write(f"line {each.line}: {each.reason}")
        for row, why in found.conflicts:
            self.stderr.write(f"line {row.line}: {row.name}: {why}")
        self.stdout.write(
            f"Taken: {len(read.rows)} rows. Not taken: {len(read.rejected)}. In conflict: {len(found.conflicts)}."
        )

    def _enter(self, actor: Person, term: Term, read: Roster, source: str) -> None:
        rows = [row.canonical() for row in read.rows]
        call = Call(actor=actor, at=clock.now(), body={"source": source, "sha256": read.sha256, "rows": rows})
        try:
            actions.import_roster(call, term)
        except NotVisible as hidden:
            raise CommandError("This account is no house administrator's.") from hidden


def _bytes(file: Path) -> bytes:
    """The file, up to one byte more than is taken: the reader says that it is too long."""
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}") from error
