"""Members' files as scoring takes them: claims, verdicts and branch decisions, for a whole formation in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from committees.models import Ambiguity, Choice, Declaration, Formation, Item, ItemDocument, Objection
from committees.queries.tables import score_tables
from committees.rules.dossier import BranchDecision, Dossier, ScoreTables, Verdict
from committees.rules.dossier import Item as Claimed
from committees.rules.form import parse_draft
from committees.rules.scoring import ScoreLine, committee_points
from majlis.rules.deadlines import legal_day

HEADINGS = {"degree": "degrees", "post": "posts", "tenure": "tenures", "service": "services"}

tables_for = score_tables


def dossiers(formation: Formation, only: Iterable[UUID] | None = None) -> dict[UUID, Dossier]:
    """Each form's dossier, by the form's key: its standing submission, as checked and decided so far.

    Args: only, keys of forms; None for all.  Queries: four, whatever the number of forms.
    """
    items = Item.objects.filter(declaration__formation=formation, submission=F("declaration__submission"))
    if only is not None:
        items = items.filter(declaration_id__in=list(only))
    items = items.select_related("checked_by").order_by("declaration_id", "place")
    papers: dict[UUID, str] = {}
    for item_id, document_id in (
        ItemDocument.objects.filter(item__in=items).order_by("-place").values_list("item_id", "document_id")
    ):
        papers[item_id] = str(document_id)
    decisions, proved = _decisions(formation), set()
    for objection in upheld(formation):
        proved.add(objection.item_id)
        if objection.relation:
            decisions[objection.item_id][objection.committee.code] = joint_decision(objection)
    grouped: dict[UUID, list[Item]] = defaultdict(list)
    for item in items:
        grouped[item.declaration_id].append(item)
    day = legal_day(formation.opened_at)
    return {key: _dossier(key, rows, papers, decisions, proved, day) for key, rows in grouped.items()}


def _decisions(formation: Formation) -> dict[UUID, dict[str, BranchDecision]]:
    found: dict[UUID, dict[str, BranchDecision]] = defaultdict(dict)
    rows = Ambiguity.objects.filter(formation=formation, stage="decided").select_related(
        "committee", "branch", "sitting"
    )
    for row in rows:
        found[row.item_id][row.committee.code] = BranchDecision(
            id=str(row.pk), committee=row.committee.code, relation=row.relation, branch=row.branch.title,
            sitting=f"جلسهٔ {row.sitting.number}" if row.sitting else "", text=row.reason,
            as_row=row.as_row,
        )  # fmt: skip
    return found


def upheld(formation: Formation) -> QuerySet[Objection]:
    """Objections to points that a joint meeting found right, oldest first (Art. 17)."""
    rows = Objection.objects.filter(formation=formation, kind="score", outcome="accepted", item__isnull=False)
    return rows.select_related("committee", "sitting").order_by("decided_at")


def joint_decision(objection: Objection) -> BranchDecision:
    """A joint meeting's word on a line, as scoring takes a branch's."""
    return BranchDecision(
        id=str(objection.pk), committee=objection.committee.code, relation=objection.relation, branch="جلسهٔ مشترک",
        sitting=f"نشست {objection.sitting.number}" if objection.sitting else "", text=objection.reason, as_row=objection.as_row,
    )  # fmt: skip


def _dossier(
    key: UUID, items: list[Item], papers: dict[UUID, str], decisions: Any, proved: set[Any], day: date
) -> Dossier:
    data: dict[str, list] = {heading: [] for heading in HEADINGS.values()}
    for item in items:
        data[HEADINGS[item.kind]].append(item.claim)
    form = parse_draft(data, day=date.max)
    claims = {claim.id: claim for claim in (*form.degrees, *form.posts, *form.tenures, *form.services)}
    return Dossier(
        str(key),
        tuple(
            Claimed(
                claims[item.code],
                _verdict(item, papers.get(item.pk, ""), item.pk in proved),
                decisions.get(item.pk, {}),
            )
            for item in items
        ),
    )


def _verdict(item: Item, paper: str, proved: bool) -> Verdict:
    state: Any = item.stage
    if state in ("referred", "decided"):
        state = "accepted"
    return Verdict(
        state=state, by=item.checked_by.name if item.checked_by else "", at=item.checked_at,
        document=paper if item.confirmed else "", reason=item.reason, proved=proved,
    )  # fmt: skip


def choices_of(formation: Formation, round_: int = 1) -> dict[UUID, list[str]]:
    """Each form's chosen committees of a round, in order, by the form's key."""
    rows = Choice.objects.filter(
        declaration__formation=formation, round=round_, submission=F("declaration__submission")
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for key, code in rows.order_by("declaration_id", "rank").values_list("declaration_id", "committee__code"):
        found[key].append(code)
    return found


def lines_for(
    formation: Formation, round_: int = 1, only: Iterable[UUID] | None = None, tables: ScoreTables | None = None
) -> dict[tuple[UUID, str], tuple[ScoreLine, ...]]:
    """Every line of every chosen committee, as the files stand now. Key: form and committee code.

    Args: tables, others than the approved ones, for trying them out.
    """
    tables = tables or score_tables(formation)
    files = dossiers(formation, only)
    day = legal_day(formation.opened_at)
    empty = Dossier("", ())
    wanted = set(only) if only is not None else None
    return {
        (key, code): committee_points(files.get(key, empty), code, tables, day)
        for key, codes in choices_of(formation, round_).items()
        if wanted is None or key in wanted
        for code in codes
    }


def declarations_in(formation: Formation) -> dict[UUID, Declaration]:
    return {each.pk: each for each in Declaration.objects.filter(formation=formation).select_related("member")}
