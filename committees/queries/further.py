"""Further choices of members left out (Art. 18), and the doubts that they raise."""

from __future__ import annotations

from uuid import UUID

from committees.models import Formation, ScoreSheet
from committees.queries.dossiers import lines_for
from committees.queries.seating import applicants


def further_doubts(formation: Formation, round_: int) -> int:
    """Lines of a later round's choices that a branch must still settle; round 1 has its own gate."""
    if round_ == 1:
        return 0
    return sum(line.doubt for lines in lines_for(formation, round_).values() for line in lines)


def unscored(formation: Formation, round_: int) -> list[UUID]:
    """Forms that take part in a later round and have no sheet for it yet."""
    scored = ScoreSheet.objects.filter(declaration__formation=formation, round=round_).values("declaration_id")
    return list(applicants(formation, round_).exclude(pk__in=scored).values_list("pk", flat=True))
