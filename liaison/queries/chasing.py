"""Which referrals are to be chased on a day, and how far each was chased (house procedure, Art. 7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from liaison.models import Chase, Referral
from liaison.models.referral import WAITING
from liaison.rules.referrals import POINTS, chase_point, escalates_at

ORDER = tuple(POINTS)


def to_chase(at: datetime) -> list[Referral]:
    """The referrals that stand at a point of chasing which was not sent, the one due first before the others."""
    rows = list(Referral.objects.filter(WAITING).order_by("due_at", "id"))
    points = {each.pk: chase_point(each.due_at, at) for each in rows}
    standing = [each for each in rows if points[each.pk] is not None]
    sent = set(Chase.objects.filter(referral__in=standing).values_list("referral_id", "due_at", "point"))
    return [each for each in standing if (each.pk, each.due_at, points[each.pk]) not in sent]


def to_escalate(at: datetime) -> list[Referral]:
    """The referrals that were chased to the end and were not put before the minister for this last moment."""
    rows = Referral.objects.filter(WAITING, due_at__lte=at).order_by("due_at", "id")
    return [
        each for each in rows
        if at >= escalates_at(each.due_at) and (each.escalated_at is None or each.escalated_at < each.due_at)
    ]  # fmt: skip


def last_points(rows: Iterable[Referral]) -> dict[Any, str]:
    """The last point at which each of these was chased for its last moment, by key; in one query."""
    known = {each.pk: each.due_at for each in rows}
    found: dict[Any, str] = {}
    told = Chase.objects.filter(referral__in=known).values_list("referral_id", "due_at", "point")
    for key, due_at, point in told:
        if known[key] == due_at and (key not in found or ORDER.index(point) > ORDER.index(found[key])):
            found[key] = point
    return found
