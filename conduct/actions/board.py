"""The house's own decisions on what the amendment left open."""

from __future__ import annotations

from datetime import date

from conduct.facts import elected_on, members_of
from conduct.models import BoardRule
from conduct.rules.board import value_for
from conduct.rules.laws import CONDUCT_LAW
from conduct.rules.procedure import STEPS
from majlis.models import Act, Body
from majlis.register import Call, official_act
from majlis.rules.law import Refused


def adopt_board_rule(call: Call, rule: BoardRule) -> Act:
    """Enter a decision of the house on an open question, with two officers (law, Art. 1).

    Args: rule, unsaved; call.body: key, value (int or None), statement, source, number, decided_on and first_day (ISO),
        demonstration.
    Raises: Refused for a question that the law answers itself, a number out of range, or a second decision for one day.
    """
    with official_act(STEPS["adopt_board_rule"], rule, call) as act:
        body = act.body
        board = Body.objects.filter(kind="conduct_board").first()
        elected = elected_on(members_of(board, act.day), act.day) if board else act.day
        value_for(body["key"], body.get("value"), body.get("statement", ""), elected)
        rule.key, rule.value, rule.statement = body["key"], body.get("value"), body.get("statement", "")
        rule.source, rule.number = body["source"], body["number"]
        rule.decided_on, rule.first_day = date.fromisoformat(body["decided_on"]), date.fromisoformat(body["first_day"])
        rule.demonstration = bool(body.get("demonstration"))
        if BoardRule.objects.filter(key=rule.key, first_day=rule.first_day).exists():
            raise Refused(
                CONDUCT_LAW.article("1"), "برای همین موضوع از همین روز تصمیمی ثبت شده است.", field="first_day"
            )
    return act.act
