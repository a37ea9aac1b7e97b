"""The quorum of a sitting as seats against need (Arts. 4, 11)."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from conduct.facts import SittingFacts
from conduct.models import BoardSitting, Case
from majlis.queries.prepared import Prepared
from majlis.rules.law import Refused


def open_meter(case: Case, at: datetime) -> Any:
    """The quorum of the sitting that is open now, for this case; None without one."""
    sitting = next(iter(_open_sitting(body=case.competent.pk)), None)
    return meter(sitting, at, case) if sitting is not None else None


_open_sitting = Prepared(
    lambda body: BoardSitting.objects.filter(body=body, stage="open").select_related("body").order_by("pk")[:1],
    body=UUID,
)


def meter(sitting: BoardSitting, at: datetime, case: Case | None = None) -> Any:
    """Seats of a sitting: present, recused, absent, with the line where the need is met."""
    return meter_of(SittingFacts(sitting, at), case)


def meter_of(room: SittingFacts, case: Case | None = None) -> Any:
    """The same of a room that was read already."""
    sitting = room.sitting
    tally = room.tally_on(case) if case is not None else room.tally
    try:
        needs = room.needs
    except Refused as unset:
        return SimpleNamespace(unset=unset, seats=[], sitting=sitting)
    absent = tally.members - tally.attending
    kinds = ["present"] * tally.present + ["recused"] * tally.recused + ["absent"] * absent
    seats: list[str] = []
    for place, kind in enumerate(kinds):
        if place == needs.quorum:
            seats.append("need")
        seats.append(kind)
    if needs.quorum >= len(kinds):
        seats.append("need")
    return SimpleNamespace(
        unset=None, seats=seats, sitting=sitting, tally=tally, needed=needs.quorum, holds=needs.holds(tally), source=needs.source, article=needs.article,
        sentence=needs.quorum_sentence(tally), absent=absent, majority=needs.majority(tally.present),
    )  # fmt: skip
