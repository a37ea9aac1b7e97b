"""One substitution that is still to come: the secretary's, by his clerk."""

from __future__ import annotations

from datetime import datetime, timedelta

from majlis import actions
from majlis.demo.acting import call
from majlis.demo.house import House
from majlis.models import Act, Substitution
from majlis.rules.deadlines import legal_day

BEFORE = timedelta(minutes=30)
FIRST, LAST = timedelta(days=5), timedelta(days=7)


def play(house: House, now: datetime) -> Act:
    """The secretary will be away."""
    secretary, clerk = house.people["secretary"], house.people["clerk"]
    days = {"from_day": legal_day(now + FIRST).isoformat(), "to_day": legal_day(now + LAST).isoformat()}
    return actions.appoint_substitute(
        call(secretary, now - BEFORE, substitute=str(clerk.pk), reason="مأموریت استانی", **days),
        Substitution(person=secretary),
    )
