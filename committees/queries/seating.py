"""What the seating engine is given: the snapshot of a round, as plain data."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Q, QuerySet

from committees.models import Declaration, Formation, Lot, ScoreSheet, Seat
from committees.queries.scope import committee_bodies
from committees.rules.points import points_text

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
    """How many sit on each committee in this formation."""
    rows = Seat.objects.filter(formation=formation).values("committee__code").annotate(n=Count("id"))
    return {row["committee__code"]: row["n"] for row in rows}


def ceilings_of(formation: Formation) -> dict[str, int] | None:
    """The ceilings of the last round that seated anyone; None before the first."""
    import json

    last = formation.lots.filter(~Q(result="")).order_by("-round").first()
    return json.loads(last.result)["ceilings"] if last is not None else None


def open_committees(formation: Formation) -> dict[str, int]:
    """Committees with seats left after the last round, and how many."""
    ceilings = ceilings_of(formation) or {}
    seated = seats_by_committee(formation)
    return {code: limit - seated.get(code, 0) for code, limit in ceilings.items() if limit > seated.get(code, 0)}
