"""What an objection to points would change if it were found right: points, ranks, and who stands within the seats (Art. 17)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from committees.models import Objection, ScoreSheet
from committees.models.scores import UNITS_A_POINT
from committees.queries.dossiers import choices_of, dossiers, tables_for
from committees.queries.ranking import capacities
from committees.rules.dossier import BranchDecision, Dossier, Item
from committees.rules.points import points_label
from committees.rules.scoring import committee_points, total
from committees.rules.tables import RELATIONS
from majlis.rules.deadlines import legal_day

RELATED = ("degree", "post")
FIRST_ROUND = 1
NAMED = 12  # of those whose rank moves


@dataclass(frozen=True)
class Change:
    """One committee's sheet before and after. moved: others whose rank changes, with both ranks; in_, out: who then stands
    within the seats by points alone, and who no longer does."""

    title: str
    before: str
    after: str
    rank_before: int
    rank_after: int
    moved: tuple[tuple[str, int, int], ...]
    more: int
    in_: tuple[str, ...]
    out: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """One way in which the meeting may find him right. relation: in words, empty where none is asked."""

    relation: str
    changes: tuple[Change, ...]


def impact_of(objection: Objection) -> list[Outcome]:
    """Each way of upholding an objection to points, with what it would change. Queries: a fixed number for each way."""
    item = objection.item
    if objection.kind != "score" or item is None or objection.committee is None:
        return []
    form, formation = objection.declaration, objection.formation
    files = dossiers(formation, [form.pk])
    codes = choices_of(formation).get(form.pk, [])
    ways = ("related", "partly") if item.kind in RELATED else ("",)
    found = []
    for way in ways:
        file = _upheld(files.get(form.pk, Dossier("", ())), item.code, objection.committee.code, way)
        tables, day = tables_for(formation), legal_day(formation.opened_at)
        after = {code: total(committee_points(file, code, tables, day)) for code in codes}
        changes = [change for code in codes if (change := _change(objection, code, after[code])) is not None]
        found.append(Outcome(RELATIONS.get(way, ""), tuple(changes)))
    return found


def points_upheld(objection: Objection) -> dict[str, Fraction]:
    """Each chosen committee's points if an objection were found right, its claim related (Art. 17)."""
    item, committee = objection.item, objection.committee
    if item is None or committee is None:
        return {}
    form, formation = objection.declaration, objection.formation
    way = "related" if item.kind in RELATED else ""
    file = _upheld(dossiers(formation, [form.pk]).get(form.pk, Dossier("", ())), item.code, committee.code, way)
    tables, day = tables_for(formation), legal_day(formation.opened_at)
    return {code: total(committee_points(file, code, tables, day)) for code in choices_of(formation).get(form.pk, [])}


def _upheld(file: Dossier, claim: str, committee: str, relation: str) -> Dossier:
    """The file as it would be counted: the contested claim proved, and related as the meeting would say."""

    def changed(one: Item) -> Item:
        if one.claim.id != claim:
            return one
        said = {committee: BranchDecision("", committee, relation, "جلسهٔ مشترک")} if relation else {}
        verdict = replace(one.verdict, state="decided", proved=True)
        return replace(one, verdict=verdict, decisions={**one.decisions, **said})

    return replace(file, items=tuple(changed(each) for each in file.items))


def _change(objection: Objection, code: str, points: Fraction) -> Change | None:
    rows = ScoreSheet.objects.filter(
        declaration__formation=objection.formation, committee__code=code, round=FIRST_ROUND
    )
    sheets = list(
        rows.select_related("declaration__member", "committee").order_by("-units", "declaration__member__sort_key")
    )
    own = next((each for each in sheets if each.declaration_id == objection.declaration_id), None)
    units = int(points * UNITS_A_POINT)
    if own is None or own.units == units:
        return None
    others = [each for each in sheets if each is not own]
    was, now = _rank(others, own.units), _rank(others, units)
    moved = [
        (each.declaration.member.name, _rank(sheets, each.units), _rank(others, each.units) + (units > each.units))
        for each in others
        if (own.units > each.units) != (units > each.units)
    ]
    ceiling = capacities(objection.formation)[code].ceiling
    inside, then = _within(sheets, ceiling), _within(_with(sheets, own, units), ceiling)
    return Change(
        own.committee.title, own.points_label, points_label(points), was, now, tuple(moved[:NAMED]), max(0, len(moved) - NAMED),
        tuple(name for name in then if name not in inside), tuple(name for name in inside if name not in then),
    )  # fmt: skip


def _rank(sheets: list[ScoreSheet], units: int) -> int:
    return sum(each.units > units for each in sheets) + 1


def _with(sheets: list[ScoreSheet], own: ScoreSheet, units: int) -> list[ScoreSheet]:
    """The sheets in order as if one had these units; nothing is changed."""
    ranked = [(units if each is own else each.units, each) for each in sheets]
    return [each for _, each in sorted(ranked, key=lambda row: -row[0])]


def _within(sheets: list[ScoreSheet], ceiling: int | None) -> tuple[str, ...]:
    """Who stands within the seats by points alone, where their number is known."""
    return tuple(each.declaration.member.name for each in sheets[:ceiling]) if ceiling else ()
