"""Acts on scores: publishing them, and settling them when the window has closed."""

from __future__ import annotations

from fractions import Fraction

from committees.models import Declaration, Formation, ScoreLine, ScoreSheet
from committees.models.scores import UNITS_A_POINT
from committees.queries.dossiers import choices_of, lines_for
from committees.queries.tables import approved_versions
from committees.rules import scoring
from committees.rules.points import points_text
from committees.rules.procedure import STEPS
from majlis.models import Act, Body
from majlis.register import Call, Doing, official_act

ROWS_A_STATEMENT = 1000


def publish_scores(call: Call, formation: Formation) -> Act:
    """Score and rank every form and give the result out; the objection window starts (Arts. 17, 23 row 7).

    Raises: Refused while a table is unapproved or a doubt open. Two officers.
    """
    with official_act(STEPS["publish_scores"], formation, call) as act:
        sheets = write_sheets(formation, 1, act)
        moved = Declaration.objects.filter(formation=formation, stage__in=("submitted", "checked"))
        act.note(sheets=len(sheets), forms=moved.update(stage="scored", stage_since=act.at))
        act.note(tables={kind: table.number for kind, table in approved_versions(formation).items()})
    return act.act


def settle_scores(call: Call, formation: Formation) -> Act:
    """Make the scores final when the window has closed and nothing is undecided (Art. 17)."""
    with official_act(STEPS["settle_scores"], formation, call) as act:
        pass
    return act.act


def write_sheets(formation: Formation, round_: int, act: Doing, only: list | None = None) -> list[ScoreSheet]:
    """Keep each sheet and its lines as they were counted."""
    counted = lines_for(formation, round_, only)
    bodies = {each.code: each for each in Body.objects.filter(kind="committee")}
    ranks = {
        (key, code): rank
        for key, codes in choices_of(formation, round_).items()
        for rank, code in enumerate(codes, start=1)
    }
    sheets = {
        pair: ScoreSheet(
            declaration_id=pair[0], committee=bodies[pair[1]], round=round_, rank=ranks[pair],
            units=_units(scoring.total(lines)), computed_at=act.at,
        )
        for pair, lines in counted.items()
    }  # fmt: skip
    ScoreSheet.objects.bulk_create(sheets.values())
    _keep_lines(formation, sheets, counted)
    return list(sheets.values())


def recount(declaration: Declaration, act: Doing) -> tuple[list[dict], list[dict]]:
    """Count a form's first sheets anew after a decision on one of its lines (Art. 17).

    Returns: the sheets as they were and as they are, as plain data: committee, title, points, and each line's title,
    points, result and reason.
    """
    rows = declaration.sheets.filter(round=1).select_related("committee").order_by("rank")
    sheets = {(declaration.pk, each.committee.code): each for each in rows}
    before = [told(each) for each in sheets.values()]
    counted = {
        pair: lines for pair, lines in lines_for(declaration.formation, 1, [declaration.pk]).items() if pair in sheets
    }
    ScoreLine.objects.filter(sheet__in=sheets.values()).delete()
    for pair, lines in counted.items():
        sheets[pair].units, sheets[pair].computed_at = _units(scoring.total(lines)), act.at
        sheets[pair].save(update_fields=["units", "computed_at"])
    _keep_lines(declaration.formation, sheets, counted)
    return before, [told(each) for each in sheets.values()]


def told(sheet: ScoreSheet) -> dict:
    """A sheet with its lines as plain data, to be kept beside a decision that changes it."""
    lines = sheet.lines.order_by("place")
    return {
        "committee": sheet.committee.code, "title": sheet.committee.title, "points": points_text(sheet.points),
        "lines": [
            {"title": each.title, "points": points_text(Fraction(each.units, UNITS_A_POINT)), "result": each.result, "reason": each.reason}
            for each in lines
        ],
    }  # fmt: skip


def _keep_lines(formation: Formation, sheets: dict, counted: dict) -> None:
    items, tables = _references(formation)
    ScoreLine.objects.bulk_create(
        (
            _line(sheets[pair], place, line, items.get((pair[0], line.item)), tables)
            for pair, lines in counted.items()
            for place, line in enumerate(lines, start=1)
        ),
        batch_size=ROWS_A_STATEMENT,
    )


def _references(formation: Formation) -> tuple[dict, dict]:
    from committees.queries.items import current_items

    rows = current_items(formation).values_list("pk", "declaration_id", "code", "checked_by_id")
    items = {(declaration, code): (pk, checker) for pk, declaration, code, checker in rows}
    return items, {kind: table.pk for kind, table in approved_versions(formation).items()}


def _line(sheet: ScoreSheet, place: int, line: scoring.ScoreLine, item: tuple | None, tables: dict) -> ScoreLine:
    return ScoreLine(
        sheet=sheet, place=place, item_id=item[0] if item else None, kind=line.heading, title=line.label,
        units=_units(line.points), article=str(line.article), table_id=tables.get(line.table), row=str(line.row or ""),
        document_id=line.document or None, checked_by_id=item[1] if item else None, checked_at=line.checked_at,
        result=line.result, reason=line.reason, decision=line.decision,
    )  # fmt: skip


def _units(points: Fraction) -> int:
    units = points * UNITS_A_POINT
    if units.denominator != 1:
        raise AssertionError(f"{points} is no whole number of score units")
    return units.numerator
