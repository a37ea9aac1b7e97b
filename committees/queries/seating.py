"""What the seating engine is given: the snapshot of a round, as plain data."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from committees.models import Declaration, Formation, Lot, ScoreSheet, Seat
from committees.queries.figures import figures
from committees.queries.scope import committee_bodies
from committees.rules.points import points_text
from majlis.models import Membership
from majlis.queries.authority import on_day
from majlis.rules.deadlines import legal_day

FORMAT = "majlis-seating/1"


def applicants(formation: Formation, round_: int) -> QuerySet[Declaration]:
    """The forms that take part in a round: all scored ones first; then members without a seat who named further committees."""
    forms = Declaration.objects.filter(formation=formation)
    if round_ == 1:
        return forms.filter(stage="scored")
    return forms.filter(stage="left_out", choices__round=round_, choices__submission=F("submission")).distinct()


def next_round(formation: Formation) -> int:
    """The number of the round that the next announcement would open."""
    last = Lot.objects.filter(formation=formation).exclude(stage="void").order_by("-round").first()
    return last.round + 1 if last is not None else 1


def snapshot_body(
    formation: Formation, round_: int, reading: dict[str, Any], ceilings: dict[str, int] | None
) -> dict[str, Any]:
    """A round's input: committees as they stand, applicants with choices and exact points.

    Args: reading, the named switches; ceilings, those of the round before (None in round 1).
    """
    seated = seats_by_committee(formation)
    return {
        "format": FORMAT,
        "formation": formation.code,
        "round": round_,
        "reading": reading,
        "committees": [
            {
                "code": each.code,
                "title": each.title,
                "seated": seated.get(each.code, 0),
                "ceiling": ceilings[each.code] if ceilings else None,
            }
            for each in committee_bodies()
        ],
        "applicants": _applicants(formation, round_),
    }


def _applicants(formation: Formation, round_: int) -> list[dict[str, Any]]:
    forms = list(applicants(formation, round_).order_by("number").values_list("pk", "number"))
    sheets = ScoreSheet.objects.filter(declaration__formation=formation, round=round_).select_related("committee")
    points: dict[Any, dict[str, str]] = {}
    for sheet in sheets.order_by("declaration_id", "rank"):
        points.setdefault(sheet.declaration_id, {})[sheet.committee.code] = points_text(sheet.points)
    return [
        {"id": number, "choices": list(points.get(key, {})), "points": points.get(key, {})}
        for key, number in forms
        if points.get(key)
    ]


def seats_by_committee(formation: Formation) -> dict[str, int]:
    """How many sit on each committee in this formation; in a by-election, beside those who sat there before it."""
    rows = Seat.objects.filter(formation=formation).values("committee__code").annotate(n=Count("id"))
    given = Counter({row["committee__code"]: row["n"] for row in rows})
    return dict(given + Counter(seated_before(formation)))


def seated_before(formation: Formation) -> dict[str, int]:
    """Who sat on each committee before a by-election's first round; once that is drawn, as its snapshot says (Art. 21)."""
    if formation.kind != "by_election":
        return {}
    first = formation.lots.exclude(stage="void").filter(round=1).first()
    if first is not None:
        return {each["code"]: each["seated"] for each in json.loads(first.snapshot)["committees"]}
    rows = Membership.objects.filter(body__kind="committee", role="member", term=formation.term).order_by()
    rows = rows.filter(on_day(legal_day(formation.opened_at)))
    return dict(rows.values_list("body__code").annotate(n=Count("pk")))


def ceilings_of(formation: Formation) -> dict[str, int] | None:
    """The ceilings of the last round that seated anyone; before the first, None, or the law's own in a by-election (Art. 21)."""
    last = formation.lots.filter(~Q(result="")).order_by("-round").first()
    if last is not None:
        return json.loads(last.result)["ceilings"]
    if formation.kind != "by_election":
        return None
    most = figures().value("ceiling", legal_day(formation.opened_at))
    held = seated_before(formation)
    # Where more sit than the law allows today, nobody is sent away; there is no seat to give.
    return {each.code: max(most, held.get(each.code, 0)) for each in committee_bodies()}


def open_committees(formation: Formation) -> dict[str, int]:
    """Committees with seats left after the last round, and how many."""
    ceilings = ceilings_of(formation) or {}
    seated = seats_by_committee(formation)
    return {code: limit - seated.get(code, 0) for code, limit in ceilings.items() if limit > seated.get(code, 0)}
