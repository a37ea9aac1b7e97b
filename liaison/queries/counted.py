"""How many of each kind wait for the office, asked together: a cartable tells of each in one row, and every page's bell reads it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db.models import Count, QuerySet, Value

from liaison.models import Promise
from liaison.queries.clocks import latest_start
from liaison.queries.consultations import awaited
from liaison.queries.gatherings import to_record
from liaison.queries.listing import escalatable_since
from liaison.queries.positions import untold
from liaison.queries.tasks import evidenced, promises_since
from liaison.rules.procedure import STEPS
from liaison.rules.referrals import latest_due
from majlis.queries import Viewer
from majlis.queries.prepared_for import PreparedFor

# Before any file: what no number sets is due of nobody.
NEVER = datetime(1, 1, 1, tzinfo=UTC)


def counted(viewer: Viewer) -> dict[str, int]:
    """How many of each kind; a kind of which there is none is not named. Args: viewer, of the office."""
    return viewer.once("liaison.counted", lambda: _ask(viewer))


def _ask(viewer: Viewer) -> dict[str, int]:
    late, owed = latest_due(viewer.at), latest_start(STEPS["follow_up_promise"], viewer.at, Promise())
    return dict(_counts(viewer, late=late or NEVER, owed=owed or NEVER))


def _counts_of(viewer: Viewer, late: datetime, owed: datetime) -> QuerySet:
    found: dict[str, QuerySet[Any]] = {
        "escalated": escalatable_since(viewer, late), "evidenced": evidenced(viewer), "promised": promises_since(viewer, owed),
        "unrecorded": to_record(viewer), "untold": untold(viewer), "awaited": awaited(viewer),
    }  # fmt: skip
    first, *others = (
        rows.order_by().values(what=Value(kind)).annotate(n=Count("pk")).values_list("what", "n")
        for kind, rows in found.items()
    )
    return first.union(*others, all=True)


_counts = PreparedFor(_counts_of, late=datetime, owed=datetime)
