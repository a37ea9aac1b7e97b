"""Rosters: who sits on which committee, and how he came there (Arts. 16-19, 23 row 14)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from committees.models import Formation, Lot, Seat
from committees.queries.figures import figures
from committees.queries.scope import BRANCH, WITH_ROSTER, committee_bodies, formations, official
from majlis import persian
from majlis.models import Act
from majlis.queries import Viewer, acts_of
from majlis.queries.paging import Page, page_of
from majlis.rules.deadlines import legal_day

# More than any parliament seats, so that a roster is one page; a longer list is still cut by key.
ROSTER_ROWS = 400
ORDER = ("committee__order", "committee__code", "declaration__member__sort_key", "declaration__number")


def rosters(viewer: Viewer) -> QuerySet[Formation]:
    """Formations whose roster the viewer may read: final ones, everyone; announced ones, members and officers."""
    wanted = Q(stage="final")
    if official(viewer) or viewer.is_member or viewer.holds(*BRANCH):
        wanted |= Q(stage__in=WITH_ROSTER)
    return formations(viewer).filter(wanted)


def roster_visible(viewer: Viewer, code: str) -> Formation | None:
    return rosters(viewer).filter(code=code).first()


def final_rosters(viewer: Viewer) -> list[Formation]:
    """Final rosters, newest first, each with its seats counted: what the public page lists."""
    found = rosters(viewer).filter(stage="final").annotate(seats_given=Count("seats"))
    return list(found.order_by("-opened_at"))


def seats(formation: Formation, sought: str = "") -> QuerySet[Seat]:
    """Seats of a formation with member and committee, in the roster's order; with `sought`, by name or constituency."""
    rows = Seat.objects.filter(formation=formation).select_related("declaration__member", "committee")
    words = persian.fold(sought)[0]
    if words:
        rows = rows.filter(
            Q(declaration__member__name_folded__contains=words) | Q(declaration__constituency__contains=sought.strip())
        )
    return rows.order_by(*ORDER)


def roster_page(formation: Formation, sought: str = "", token: str = "") -> Page:
    """One page of a roster's seats."""
    return page_of(seats(formation, sought), ORDER, token, ROSTER_ROWS)


@dataclass(frozen=True)
class CommitteeCount:
    """A committee's members against its floor and ceiling; None where a figure is not set."""

    code: str
    title: str
    members: int
    by_lot: int
    floor: int | None
    ceiling: int | None

    @property
    def under_floor(self) -> bool:
        return self.floor is not None and self.members < self.floor

    @property
    def free(self) -> int:
        return max(0, (self.ceiling or 0) - self.members)


def committee_counts(formation: Formation) -> list[CommitteeCount]:
    """Every committee with its members counted, in the house's order. Four queries."""
    rows = Seat.objects.filter(formation=formation).values("committee__code")
    counted = {
        row["committee__code"]: (row["n"], row["drawn"])
        for row in rows.annotate(n=Count("id"), drawn=Count("id", filter=Q(by_lot=True))).order_by()
    }
    ceilings = _ceilings(formation)
    floor = figures().on("floor", legal_day(formation.opened_at)).value
    lowered = dict(formation.lowered.values_list("committee__code", "minimum"))
    return [
        CommitteeCount(
            each.code,
            each.title,
            *counted.get(each.code, (0, 0)),
            lowered.get(each.code, floor),
            ceilings.get(each.code),
        )
        for each in committee_bodies()
    ]


def _ceilings(formation: Formation) -> dict[str, int]:
    last = _rounds(formation).last()
    return json.loads(last.result)["ceilings"] if last is not None else {}


def _rounds(formation: Formation) -> QuerySet[Lot]:
    return formation.lots.exclude(result="").order_by("round", "draw")


def result_hashes(formation: Formation) -> list[tuple[int, str]]:
    """Each round with the SHA-256 of its result file."""
    found = _rounds(formation).values_list("round", "result")
    return [(round_, hashlib.sha256(result.encode("ascii")).hexdigest()) for round_, result in found]


def signing(formation: Formation) -> Act | None:
    """The act that made the roster what it is: the final signature, else the last announcement of seats."""
    acts = acts_of(formation).filter(verb__in=("seat_members", "place_left_over", "finalise_roster"))
    return acts.first()


def roster_document(formation: Formation) -> dict[str, Any]:
    """A whole roster as plain data, for roster.json: committees in the house's order, members by name."""
    members: dict[str, list[dict[str, Any]]] = {}
    for each in seats(formation):
        members.setdefault(each.committee.code, []).append(
            {
                "number": each.declaration.number,
                "name": each.declaration.member.name,
                "constituency": each.declaration.constituency,
                "round": each.round,
                "through": each.through,
                "by_lot": each.by_lot,
            }
        )
    return {
        "format": "majlis-roster/1",
        "formation": formation.code,
        "term": formation.term.number,
        "stage": formation.stage,
        "since": formation.stage_since.isoformat(),
        "demonstration": formation.term.demonstration,
        "results_sha256": [each for _, each in result_hashes(formation)],
        "committees": [
            {
                "code": each.code,
                "title": each.title,
                "floor": each.floor,
                "ceiling": each.ceiling,
                "members": members.get(each.code, []),
            }
            for each in committee_counts(formation)
        ],
    }
