"""Acts on score tables: a draft is proposed, the joint session with the Internal-Rules Committee approves it."""

from __future__ import annotations

from datetime import date

from committees.models import ScoreRow, ScoreTable
from committees.rules import gate
from committees.rules.laws import DIRECTIVE
from committees.rules.procedure import STEPS
from committees.rules.tables import canonical_rows, typed_rows
from majlis.models import Act
from majlis.register import Call, official_act
from majlis.rules.law import Refused


def draft_score_table(call: Call, table: ScoreTable) -> Act:
    """Propose a version of a score table (Arts. 7-14). Nothing counts by it before it is approved.

    Args: table, unsaved; call.body: kind, valid_from (ISO), source, source_day, demonstration, rows (text cells).
    """
    with official_act(STEPS["draft_score_table"], table, call) as act:
        body = act.body
        rows = canonical_rows(body["kind"], typed_rows(body["kind"], body["rows"]))
        table.kind, table.valid_from = body["kind"], date.fromisoformat(body["valid_from"])
        table.source = body.get("source", "")
        table.source_day = date.fromisoformat(body["source_day"]) if body.get("source_day") else None
        table.demonstration = bool(body.get("demonstration"))
        same = ScoreTable.objects.select_for_update().filter(kind=table.kind, demonstration=table.demonstration)
        table.number = max((each.number for each in same), default=0) + 1
        table.stage, table.stage_since = "draft", act.at
        table.save()
        ScoreRow.objects.bulk_create(
            ScoreRow(table=table, place=place, data=row) for place, row in enumerate(rows, start=1)
        )
    return act.act


def approve_score_table(call: Call, table: ScoreTable) -> Act:
    """Approve a version by decision of the joint session with the Internal-Rules Committee (Arts. 7-14).

    Args: call.body: decision (number), decision_day (ISO), reason (for an empty table, or one that comes late).
    """
    with official_act(STEPS["approve_score_table"], table, call) as act:
        if not act.body.get("decision"):
            raise Refused(DIRECTIVE.article("7"), "شمارهٔ مصوبهٔ جلسهٔ مشترک لازم است.", field="decision")
        table.reason = act.body.get("reason", "")
        table.source = f"مصوبهٔ {act.body['decision']}"
        table.source_day = date.fromisoformat(act.body["decision_day"])
        facts = table.facts(act.at)
        gate.table_has_rows_or_reason(facts)
        gate.table_before_declarations(facts)
    return act.act
