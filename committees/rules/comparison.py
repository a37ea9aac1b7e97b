"""What a new version of a score table would change, for the preview of an import (Arts. 7-14)."""

from __future__ import annotations

from dataclasses import dataclass

from committees.rules.tables import Row, cells, row_key


@dataclass(frozen=True)
class Comparison:
    """What a new version changes: rows as text cells; `changed` holds pairs of old and new."""

    added: tuple[dict[str, str], ...]
    removed: tuple[dict[str, str], ...]
    changed: tuple[tuple[dict[str, str], dict[str, str]], ...]


def compare(kind: str, old: tuple[Row, ...], new: tuple[Row, ...]) -> Comparison:
    """What an import would change, each list in order of the rows' keys."""
    before = {row_key(kind, row): row for row in old}
    after = {row_key(kind, row): row for row in new}
    return Comparison(
        added=tuple(cells(after[key]) for key in sorted(after.keys() - before.keys())),
        removed=tuple(cells(before[key]) for key in sorted(before.keys() - after.keys())),
        changed=tuple(
            (cells(before[key]), cells(after[key]))
            for key in sorted(before.keys() & after.keys())
            if before[key] != after[key]
        ),
    )
