"""The duties that the rules lay on the government, each with how many files wait for it (house procedure, Art. 36)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from liaison.models import AddresseeTally
from liaison.queries.listing import grouped
from liaison.rules.asked import ASKED, Asked
from majlis.queries import Viewer


@dataclass(frozen=True)
class Duty:
    """One duty and its open files: rows of (count, address), a stage each."""

    asked: Asked
    count: int
    urls: list[tuple[int, str]]


def duties(viewer: Viewer) -> list[Duty]:
    """All duties, in one query."""
    rows = grouped(viewer, {}, AddresseeTally, "kind", "stage")
    counts = {(row["kind"], row["stage"]): row["n"] for row in rows}
    address = reverse("liaison:matters")
    told = []
    for each in ASKED:
        open_ones = [
            (counts.get((each.kind, stage), 0), f"{address}?{urlencode({'kind': each.kind, 'stage': stage})}")
            for stage in each.stages
        ]
        told.append(Duty(each, sum(count for count, _ in open_ones), open_ones))
    return told
