"""Which approved version of each table counts for a formation."""

from __future__ import annotations

from django.db.models import Count

from committees.models import Formation, ScoreTable
from committees.queries.scope import tables as visible_tables
from committees.rules.dossier import ScoreTables
from committees.rules.procedure import STEPS
from committees.rules.tables import KINDS, Kind, Table, typed_rows
from majlis.queries import Viewer
from majlis.rules.deadlines import legal_day


def approved_versions(formation: Formation) -> dict[str, ScoreTable]:
    """Kind to the newest approved version that was valid on the opening day. A demonstration counts only its own."""
    day = legal_day(formation.opened_at)
    approved = ScoreTable.objects.filter(
        stage="approved", valid_from__lte=day, demonstration=formation.term.demonstration
    ).order_by("number")
    return {each.kind: each for each in approved}


def score_tables(formation: Formation) -> ScoreTables:
    """The approved tables as the rules take them; what is not approved is None."""
    return ScoreTables(**{kind: as_table(each) for kind, each in approved_versions(formation).items()})


def as_table(table: ScoreTable) -> Table:
    """A stored version as the rules take it."""
    rows = typed_rows(table.kind, list(table.rows.order_by("place").values_list("data", flat=True)))
    return Table(
        kind=table.kind,
        version=str(table.number),
        rows=rows,
        approved_on=legal_day(table.stage_since) if table.stage == "approved" else None,
        source=table.source,
        reason=table.reason,
    )


def missing_tables(formation: Formation) -> tuple[str, ...]:
    """Titles of the tables that have no approved version for this formation."""
    have = approved_versions(formation)
    return tuple(kind.title for code, kind in KINDS.items() if code not in have)


def versions_by_kind(viewer: Viewer) -> list[tuple[Kind, list[ScoreTable]]]:
    """Every kind of table with the versions that the viewer may see, the newest first."""
    rows = visible_tables(viewer).annotate(row_count=Count("rows")).order_by("demonstration", "-number")
    found: dict[str, list[ScoreTable]] = {}
    for each in rows:
        found.setdefault(each.kind, []).append(each)
    return [(kind, found.get(code, [])) for code, kind in KINDS.items()]


def version_before(table: ScoreTable) -> ScoreTable | None:
    """The approved version that this one would replace."""
    rows = ScoreTable.objects.filter(kind=table.kind, demonstration=table.demonstration, stage="approved")
    return rows.filter(number__lt=table.number).order_by("-number").first()


def newest_approved(kind: str, demonstration: bool) -> ScoreTable | None:
    return (
        ScoreTable.objects.filter(kind=kind, demonstration=demonstration, stage="approved").order_by("-number").first()
    )


def may_propose(viewer: Viewer) -> bool:
    return viewer.person is not None and viewer.holds(*STEPS["draft_score_table"].by)


def reasons_shown(formation: Formation) -> list[ScoreTable]:
    """Tables that were approved late or empty: the ranking says why (Arts. 7-14)."""
    return [each for each in approved_versions(formation).values() if each.reason]


def new_table(viewer: Viewer) -> ScoreTable | None:
    """An unsaved version, for who may propose one."""
    return ScoreTable() if may_propose(viewer) else None
