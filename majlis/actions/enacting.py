"""Figures of the law that change from a day on."""

from __future__ import annotations

from datetime import date

from majlis.models import Act, EnactedFigure
from majlis.queries.enacted import figures_open, holds_figure
from majlis.register import Call, official_act
from majlis.rules.enacting import check_enacted
from majlis.rules.law import Refused
from majlis.rules.procedure import STEPS


def enact_figure(call: Call, figure: EnactedFigure) -> Act:
    """Enter the value that a law or a decision gives a figure from a day on; the old one stays. House procedure, Article 13.

    Args: figure, unsaved; call.body: figure ("desk.key"), value, decree, decree_number, source, decided_on and first_day (ISO).
    Raises: Refused for a figure that the house does not enter, and as check_enacted.
    """
    with official_act(STEPS["enact_figure"], figure, call) as act:
        body = act.body
        desk, _, key = body["figure"].partition(".")
        if not holds_figure(desk, key):
            raise Refused(act.step.article, "این عدد را خانه ثبت نمی‌کند.", field="figure")
        decided_on, first_day = date.fromisoformat(body["decided_on"]), date.fromisoformat(body["first_day"])
        check_enacted(act.step.article, figures_open(desk), key, body["value"], decided_on, first_day, act.day)
        figure.desk, figure.key, figure.value = desk, key, body["value"]
        figure.decided_on, figure.first_day = decided_on, first_day
        figure.decree, figure.decree_number, figure.source = body["decree"], body["decree_number"], body["source"]
    return act.act
