"""The demonstration's score tables: invented rows beside the directive's own table of degrees."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from committees.rules.dossier import ScoreTables
from committees.rules.table_import import read_csv
from committees.rules.tables import KINDS, Table, canonical_rows

HERE = Path(__file__).parent
FILES = {kind: HERE / f"{kind}.csv" for kind in KINDS} | {"degree_points": HERE.parent / "rules" / "degree_points.csv"}


@cache
def invented_tables() -> ScoreTables:
    """All six tables as the rules take them. Raises: ValueError for a file that the import would refuse."""
    return ScoreTables(**{kind: _read(kind) for kind in KINDS})


def _read(kind: str) -> Table:
    found = read_csv(kind, FILES[kind].read_text(encoding="utf-8"))
    if found.faults:
        raise ValueError(f"{FILES[kind].name}: {found.faults[0]}")
    return Table(kind, "demonstration", found.rows)


def rows_of(kind: str) -> list[dict[str, Any]]:
    """A table's rows as the text cells that its act takes."""
    return canonical_rows(kind, invented_tables().table(kind).rows)


@cache
def fields_by_relation(committee: str) -> dict[str, list[tuple[str, str]]]:
    """Fields of study, code and title, by their relation to a committee."""
    found: dict[str, list[tuple[str, str]]] = {"related": [], "partly": [], "none": []}
    for row in invented_tables().table("field_relations").rows:
        if row.committee == committee:
            found[row.relation].append((row.field, row.field_title))
    return found


@cache
def posts_by_relation(committee: str) -> dict[str, list[Any]]:
    """Rows of the table of posts, by their relation to a committee."""
    found: dict[str, list[Any]] = {"related": [], "partly": [], "none": []}
    for row in invented_tables().table("post_points").rows:
        found[row.relation(committee)].append(row)
    return found
