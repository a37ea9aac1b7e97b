"""Acts on the calendar."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from uuid import UUID

from majlis.models import Act, Closure, Holiday
from majlis.register import Call, official_act
from majlis.rules.law import Refused
from majlis.rules.procedure import STEPS


def declare_holiday(call: Call, holiday: Holiday) -> Act:
    """Enter one official holiday with its source and certainty. House procedure, Article 8.

    Args: holiday, unsaved; call.body: day (ISO), title, kind, source, certainty.
    """
    with official_act(STEPS["declare_holiday"], holiday, call) as act:
        _fill(holiday, act.body)
        holiday.save()
    return act.act


def correct_holiday(call: Call, holiday: Holiday) -> Act:
    """Correct a holiday's day, title or certainty. House procedure, Article 8."""
    with official_act(STEPS["correct_holiday"], holiday, call) as act:
        act.note(before={"day": holiday.day.isoformat(), "title": holiday.title, "certainty": holiday.certainty})
        _fill(holiday, act.body)
        holiday.save()
    return act.act


def declare_closure(call: Call, closure: Closure) -> Act:
    """Close offices by a decree; open limits are counted anew from their instants. House procedure, Article 9.

    Args: closure, unsaved; call.body: from_day, to_day, decree_day (ISO), from_time, to_time (ISO or None), scope, desks
        (codes of registers), bodies (keys), decree, decree_number, source.
    Raises: Refused for days or hours that end before they begin.
    """
    with official_act(STEPS["declare_closure"], closure, call) as act:
        _close(closure, act.body)
        if _hours_backwards(closure):
            raise Refused(act.step.article, "پایان تعطیلی پیش از آغاز آن است.", field="to_day")
    return act.act


def revoke_closure(call: Call, closure: Closure) -> Act:
    """Take a closure back as if no day of it had been closed. House procedure, Article 9. Args: call.body: reason."""
    with official_act(STEPS["revoke_closure"], closure, call) as act:
        closure.revoked_reason = act.body["reason"]
    return act.act


def _close(closure: Closure, body: dict[str, Any]) -> None:
    for name in ("from_day", "to_day", "decree_day"):
        setattr(closure, name, date.fromisoformat(body[name]))
    for name in ("from_time", "to_time"):
        setattr(closure, name, time.fromisoformat(body[name]) if body.get(name) else None)
    for name in ("scope", "decree", "decree_number", "source"):
        setattr(closure, name, body[name])
    closure.desks = list(body.get("desks", ()))
    closure.bodies = [UUID(key) for key in body.get("bodies", ())]


def _hours_backwards(closure: Closure) -> bool:
    starts = (closure.from_day, closure.from_time or time.min)
    return (closure.to_day, closure.to_time or time.max) <= starts


def _fill(holiday: Holiday, body: dict) -> None:
    holiday.day = date.fromisoformat(body["day"])
    for name in ("title", "kind", "source", "certainty"):
        setattr(holiday, name, body[name])
