"""A version of a table tried on a term whose scores are out: whose points and rank it would have changed (Arts. 7-14)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from committees.models import Formation, ScoreSheet, ScoreTable
from committees.queries.dossiers import lines_for
from committees.queries.scope import AFTER_PUBLICATION, formations, official
from committees.queries.tables import as_table, score_tables
from committees.rules import scoring
from committees.rules.points import points_label
from majlis.queries import Viewer

FIRST_ROUND = 1


@dataclass(frozen=True)
class Tried:
    """One sheet that would differ: whose, for which committee, points and rank as they are and as they would be."""

    name: str
    number: str
    committee: str
    before: str
    after: str
    rank_before: int
    rank_after: int


def formations_to_try(table: ScoreTable, viewer: Viewer) -> list[Formation]:
    """Formations whose scores are out, for the offices; a demonstration table on demonstration terms alone, and the reverse."""
    if not official(viewer):
        return []
    rows = formations(viewer).filter(stage__in=AFTER_PUBLICATION, term__demonstration=table.demonstration)
    return list(rows.order_by("-opened_at"))


def tried_on(formation: Formation, table: ScoreTable) -> list[Tried]:
    """The sheets of a formation that this version would change, the greatest changes first. A fixed number of queries."""
    tables = replace(score_tables(formation), **{table.kind: as_table(table)})
    rows = ScoreSheet.objects.filter(declaration__formation=formation, round=FIRST_ROUND)
    sheets = list(rows.select_related("declaration__member", "committee"))
    counted = lines_for(formation, FIRST_ROUND, None, tables)
    after = {each.pk: scoring.total(counted.get((each.declaration_id, each.committee.code), ())) for each in sheets}
    ranks = _ranks(sheets, {each.pk: each.points for each in sheets}), _ranks(sheets, after)
    found = [(abs(after[each.pk] - each.points), each) for each in sheets if after[each.pk] != each.points]
    found.sort(key=lambda row: (-row[0], row[1].declaration.number, row[1].rank))
    return [
        Tried(
            each.declaration.member.name, each.declaration.number, each.committee.title, each.points_label,
            points_label(after[each.pk]), ranks[0][each.pk], ranks[1][each.pk],
        )
        for _, each in found
    ]  # fmt: skip


def _ranks(sheets: list[ScoreSheet], points: dict[Any, Fraction]) -> dict[Any, int]:
    """Each sheet's rank in its committee; equals share one."""
    by_committee: dict[Any, list[Fraction]] = defaultdict(list)
    for each in sheets:
        by_committee[each.committee_id].append(points[each.pk])
    place: dict[tuple[Any, Fraction], int] = {}
    for committee, found in by_committee.items():
        for rank, each in enumerate(sorted(found, reverse=True), start=1):
            place.setdefault((committee, each), rank)
    return {each.pk: place[each.committee_id, points[each.pk]] for each in sheets}
