"""The counts that stand beside the files: where they are other than the files say, and making them anew.

Triggers write them in the transaction of the act that changes a file (migration 0012). What is here reads both in one
statement, so that no act comes between; it is the one hand, beside the triggers, that writes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from liaison.models import AddresseeTally, CommitteeTally, MemberTally, Tally

SORT = "kind, stage, year, term_id, cabinet_id"
IN_MONTH = f"{SORT}, month"


@dataclass(frozen=True)
class Kept:
    """One table of counts. sort: its columns.  files: the matters of each sort, as the files themselves tell."""

    model: type[Tally]
    sort: str
    files: str

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def differing(self) -> str:
        """How many more matters of a sort the files tell than the counts do, or fewer; a sort of which both say the same is none."""
        return f"""
            SELECT {self.sort}, sum(n)::integer AS missing FROM (
                SELECT {self.sort}, n FROM ({self.files}) AS files
                UNION ALL SELECT {self.sort}, -count FROM {self.table}
            ) AS both_of_them GROUP BY {self.sort} HAVING sum(n) <> 0
        """  # noqa: S608


def _of_matters(column: str, where: str = "TRUE") -> str:
    return f"SELECT {IN_MONTH}, {column}, count(*) AS n FROM liaison_matter WHERE {where} GROUP BY {IN_MONTH}, {column}"  # noqa: S608


KEPT: Mapping[str, Kept] = {
    "addressees": Kept(AddresseeTally, f"{IN_MONTH}, addressee_id", _of_matters("addressee_id")),
    "committees": Kept(
        CommitteeTally, f"{IN_MONTH}, committee_id", _of_matters("committee_id", "committee_id IS NOT NULL")
    ),
    "members": Kept(
        MemberTally,
        f"{SORT}, person_id",
        f"""
            SELECT {SORT}, person_id, count(*) AS n
            FROM (SELECT DISTINCT matter_id, person_id FROM liaison_signature) AS signed
            JOIN liaison_matter ON liaison_matter.id = matter_id GROUP BY {SORT}, person_id
        """,  # noqa: S608
    ),
}


def differing(name: str) -> list[Any]:
    """The sorts of one table of which the counts and the files say different things, as rows of their columns and the difference."""
    with connection.cursor() as cursor:
        cursor.execute(KEPT[name].differing)
        return cursor.fetchall()


def count_anew() -> dict[str, int]:
    """Make the counts what the files say, and draw the rows of each sort together. Acts go on meanwhile.

    Returns: by table, how many sorts were counted otherwise.
    """
    return {f"tally of {name}": _count_anew(kept) for name, kept in KEPT.items()}


def _count_anew(kept: Kept) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        # Whoever else counts anew waits; an act does not: it only adds rows.
        cursor.execute(f"LOCK TABLE {kept.table} IN SHARE UPDATE EXCLUSIVE MODE")
        cursor.execute(f"INSERT INTO {kept.table} ({kept.sort}, count) {kept.differing}")
        wrong: int = cursor.rowcount
        cursor.execute(f"""
            WITH gone AS (DELETE FROM {kept.table} RETURNING {kept.sort}, count)
            INSERT INTO {kept.table} ({kept.sort}, count)
            SELECT {kept.sort}, sum(count) FROM gone GROUP BY {kept.sort} HAVING sum(count) <> 0
        """)  # noqa: S608
    return wrong


def give_room_back() -> None:
    """After very many rows at once: give back the room of those that were drawn together, which every sum would read through."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        for kept in KEPT.values():
            cursor.execute(f"VACUUM FULL ANALYZE {kept.table}")
