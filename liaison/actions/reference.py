"""Reference data of this office: the government's periods (house procedure, Art. 6)."""

from __future__ import annotations

from datetime import date

from liaison.models import CabinetPeriod
from liaison.rules.laws import LIAISON
from liaison.rules.procedure import STEPS
from majlis.models import Act
from majlis.register import Call, Doing, official_act
from majlis.rules.law import Refused


def register_cabinet(call: Call, period: CabinetPeriod) -> Act:
    """Enter a government's period (house procedure, Article 6). Args: call.body: title, from_day, to_day (ISO or empty), source."""
    with official_act(STEPS["register_cabinet"], period, call) as act:
        _take(period, act)
    return act.act


def correct_cabinet(call: Call, period: CabinetPeriod) -> Act:
    """Correct a government's period; what stood before stays in its history (house procedure, Article 6)."""
    with official_act(STEPS["correct_cabinet"], period, call) as act:
        _take(period, act)
    return act.act


def _take(period: CabinetPeriod, act: Doing) -> None:
    body = act.body
    period.title, period.source = body["title"], body.get("source", "")
    period.from_day = date.fromisoformat(body["from_day"])
    period.to_day = date.fromisoformat(body["to_day"]) if body.get("to_day") else None
    if period.to_day is not None and period.to_day < period.from_day:
        raise Refused(LIAISON.article("6"), "روز پایان پیش از روز آغاز است.", field="to_day")
    period.save()
