"""Doubts that no approved table settles, and those that the officers have flagged (Art. 15)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from committees.models import Ambiguity, Flag, Formation, Item
from committees.queries.dossiers import lines_for
from committees.queries.seating import next_round
from committees.queries.tables import missing_tables


@dataclass(frozen=True)
class UnreferredDoubt:
    """An item and a chosen committee that still need the presiding board's referral."""

    item: UUID
    committee: str
    question: str
    flagged_by: str = ""


def unreferred_doubts(formation: Formation) -> list[UnreferredDoubt]:
    """Every doubt not yet at a branch: what the tables leave open, and what officers flagged, each once."""
    referred = set(Ambiguity.objects.filter(formation=formation).values_list("item_id", "committee__code"))
    found: dict[tuple[UUID, str], UnreferredDoubt] = {}
    flags = Flag.objects.filter(
        item__declaration__formation=formation, item__submission=F("item__declaration__submission")
    )
    for flag in flags.exclude(item__stage="rejected").select_related("committee", "by").order_by("at"):
        key = (flag.item_id, flag.committee.code)
        found.setdefault(key, UnreferredDoubt(*key, flag.note, flag.by.name))
    for key, sentence in _from_tables(formation).items():
        found.setdefault(key, UnreferredDoubt(*key, sentence))
    return [doubt for key, doubt in found.items() if key not in referred]


def _from_tables(formation: Formation) -> dict[tuple[UUID, str], str]:
    if missing_tables(formation):
        return {}
    codes = {
        (declaration, code): item
        for item, declaration, code in Item.objects.filter(
            declaration__formation=formation, submission=F("declaration__submission")
        ).values_list("pk", "declaration_id", "code")
    }
    return {
        (codes[declaration, line.item], committee): line.reason
        for (declaration, committee), lines in lines_for(formation, _round_in_doubt(formation)).items()
        for line in lines
        if line.doubt
    }


def _round_in_doubt(formation: Formation) -> int:
    """The round whose choices can still raise a doubt: the form's own until seats are given, then the next one."""
    return next_round(formation) if formation.stage in ("announced", "placed") else 1
