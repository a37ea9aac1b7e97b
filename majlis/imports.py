"""Lists that come in from outside: uploaded, looked at, entered as they were looked at. One way for every office.

A list waits with the draft of who uploaded it, named by its hash, so that a closed tab loses nothing and nobody enters what he
has not seen. Nothing of it is entered before; the same list again adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.apps import apps
from django.db.models import Model
from django.utils.module_loading import import_string

from majlis import documents, personal, sealed_own, sheets
from majlis.boxes import NotOpened
from majlis.models import Person
from majlis.models.base import reference
from majlis.rules.chain import H, canonical
from majlis.rules.law import Refused

# Longer lists are entered by themselves, while who entered them goes on with his work.
AT_ONCE = 5_000
SHOWN = 25


@dataclass(frozen=True)
class Upload:
    """A list that waits. facts: what was said of it, as JSON values.  typed: the same as it was typed.  listed: as it was
    read."""

    name: str
    sha256: str
    facts: Mapping[str, Any]
    typed: Mapping[str, str]
    listed: Any = None

    @property
    def stamp(self) -> str:
        """Names this very list with all that was said of it: what was looked at is what is entered."""
        return H("list", self.sha256, canonical(dict(self.facts)))


@dataclass(frozen=True)
class Count:
    """How many rows of one fate. bad: it is a loss, where there are any."""

    label: str
    number: int
    bad: bool = False


@dataclass(frozen=True)
class Group:
    """Rows of one fate, the first of them shown. cells: as they are read.  chip: kind and words, or nothing."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    chip: tuple[str, str] | None = None

    @property
    def shown(self) -> Sequence[Sequence[str]]:
        return self.rows[:SHOWN]

    @property
    def more(self) -> int:
        return max(len(self.rows) - SHOWN, 0)


@dataclass(frozen=True)
class Left:
    """A row that would not be entered: its line, why, and its cells as they stood."""

    line: int
    reason: str
    cells: Sequence[str]
    column: str = ""


@dataclass(frozen=True)
class Preview:
    """What entering a list now would do.

    new: how many rows.  left: those that are not entered.  heads: the columns of their cells.  facts: what stands beside the
    file's name.  blocked: why nothing of it can be entered, or nothing.
    """

    new: int
    counts: Sequence[Count]
    groups: Sequence[Group]
    left: Sequence[Left]
    heads: Sequence[str]
    facts: Sequence[tuple[str, str]]
    button: str
    blocked: str = ""

    def rejected(self) -> Iterator[Sequence[Any]]:
        """The rows that are not entered, as a file to correct the list by."""
        yield ["سطر", "ستون", "دلیل", *self.heads]
        for each in sorted(self.left, key=lambda row: row.line):
            yield [each.line, each.column, each.reason, *each.cells]


class ListImport:
    """One kind of list. A subclass says how it is read, what it would do, and what of it the act is told."""

    word: ClassVar[str] = ""
    find: ClassVar[str] = ""

    def draft_key(self, subject: Model) -> str:
        return reference(subject)

    def read(self, subject: Model, name: str, data: bytes, facts: Mapping[str, Any], at: datetime) -> Any:
        """The list as the rules read it. Raises: Refused for a file that is no such list."""
        raise NotImplementedError

    def preview(self, subject: Model, upload: Upload) -> Preview:
        raise NotImplementedError

    def body(self, upload: Upload) -> dict[str, Any]:
        """What the act is called with."""
        raise NotImplementedError

    # --- where it waits -----------------------------------------------------------------------------------------------

    def keep(self, person: Person, subject: Model, upload: Upload, data: bytes, at: datetime) -> None:
        """Let a list wait with its owner's draft, in place of an earlier one."""
        told = {"facts": dict(upload.facts), "typed": dict(upload.typed)}
        personal.keep_list(person, self.word, self.draft_key(subject), (upload.name, data), at, **told)

    def waiting(self, person: Person | None, subject: Model, at: datetime) -> Upload | None:
        """The list that waits, read once more; one whose bytes are gone waits no longer."""
        draft = personal.draft_of(person, self.word, self.draft_key(subject))
        if draft is None or "facts" not in draft.data:
            return None
        name, sha256, facts, typed = (draft.data[each] for each in ("name", "sha256", "facts", "typed"))
        try:
            with documents.open_stored(sha256) as stored:
                listed = self.read(
                    subject, name, sealed_own.opened_list(stored.read(), draft.data.get("own", "")), facts, at
                )
        except (FileNotFoundError, NotOpened, Refused):
            return None
        return Upload(name, sha256, facts, typed, listed)

    def forget(self, person: Person, subject: Model) -> None:
        personal.discard(person, self.word, self.draft_key(subject))


def imports() -> dict[str, ListImport]:
    """Every kind of list that the house takes, by the word of its act."""
    named = (getattr(config, "imports", ()) for config in apps.get_app_configs())
    return {kind.word: kind for paths in named for kind in map(import_string, paths)}


def rejected_bytes(preview: Preview) -> bytes:
    return sheets.csv_bytes(preview.rejected())
