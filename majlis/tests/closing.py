"""Closures for tests: what a decree says, one that two officers have signed, a question whose limit it moves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from liaison.models import Matter
from majlis import actions, queries
from majlis.demo.fixed import NOW
from majlis.models import Closure
from majlis.register import FirstSigned
from majlis.tests.people import call

DECREE = {"scope": "ادارات استان تهران", "decree": "هیأت وزیران", "decree_number": "۱۲۳/ت", "decree_day": "2026-05-20",
          "source": "روزنامهٔ رسمی", "desks": [], "bodies": []}  # fmt: skip
HOURS = {"from_time": None, "to_time": None}


def body_of(first: date, last: date | None = None, **more: Any) -> dict[str, Any]:
    days = {"from_day": first.isoformat(), "to_day": (last or first).isoformat()}
    return {**DECREE, **HOURS, **days, **more}


def declared(cast: Any, first: date, last: date | None = None, **more: Any) -> Closure:
    """A closure that two officers have signed."""
    closure, facts = Closure(), body_of(first, last, **more)
    with pytest.raises(FirstSigned):
        actions.declare_closure(call(cast.person("secretary"), facts, at=NOW), closure)
    actions.declare_closure(call(cast.person("administrator"), facts, at=NOW), closure)
    return closure


def end_of(matter: Matter) -> Any:
    return queries.step_deadlines_of(queries.step_named(matter, "record_floor_vote"), matter, NOW)[0][1]
