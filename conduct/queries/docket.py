"""The docket: cases under their random references, page by page, what has a clock first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery, Value, prefetch_related_objects

from conduct.facts import told
from conduct.models import BoardSitting, Case, Defence, Inquiry, Invitation, RulingSanction, Service
from conduct.models.case import WAITS
from conduct.queries.scope import cases, sittings
from conduct.queries.statistics import PHASES, stages_of
from conduct.queries.turns import Standing, Turn, turn
from conduct.rules.procedure import ENDED
from majlis.models import Body
from majlis.queries import Viewer
from majlis.queries.days_off import days_off_seen
from majlis.queries.paging import PAGE_ROWS, page_from, page_of
from majlis.queries.prepared_for import PreparedFor

OF_CASE = {"case": OuterRef("pk")}
INVITATION = Invitation.objects.filter(**OF_CASE)
INQUIRY = Inquiry.objects.filter(**OF_CASE).exclude(stage="withdrawn")
SERVED = Service.objects.filter(**OF_CASE, of="ruling").order_by("served_at")
OPEN_SANCTION = RulingSanction.objects.filter(ruling__case=OuterRef("pk"), ruling__instance="first", final=False)


def _at_stage(stage: str, value: Any) -> models.Case:
    """What is looked up for the cases of one stage alone; of all others None."""
    return models.Case(models.When(stage=stage, then=value))


def _one(rows: QuerySet) -> Subquery:
    """True where there is one. Asked as EXISTS, the database would read all rows of the house first, for a page of fifty."""
    return Subquery(rows.order_by().values(one=Value(True))[:1])


# What hangs on a case and says whose turn it is, read with the case itself and at that stage alone which asks for it.
TURNED_BY = {
    "inquiry_due": _at_stage("under_inquiry", Subquery(INQUIRY.values("due_on")[:1])),
    "defence_until": _at_stage("invited", Subquery(INVITATION.values("defence_until")[:1])),
    "defended": _at_stage("invited", _one(Defence.objects.filter(**OF_CASE))),
    "appealable": _at_stage("served", _one(OPEN_SANCTION)),
    "ruling_served_at": _at_stage("served", Subquery(SERVED.values("served_at")[:1])),
}
# By a random name: neither the order of a page nor that of the pages tells when a case came.
BY_NAME = ("ref",)
WAITING_FIRST = ("waits", *BY_NAME)
NEWLY = 6
BOARD, APPEAL_BODY = (Case._meta.get_field(name) for name in ("board", "appeal_body"))


@dataclass(frozen=True)
class Part:
    """Which part of the docket is wanted: what runs, what has ended, or one phase of either."""

    ended: bool = False
    phase: str = ""

    @property
    def stages(self) -> tuple[str, ...]:
        return stages_of(self.phase)

    @property
    def label(self) -> str:
        """The phase in words; nothing where none is asked for."""
        return next((label for code, label, _ in PHASES if code == self.phase), "")

    @property
    def query(self) -> dict[str, str]:
        """What an address says of it."""
        if self.phase:
            return {"phase": self.phase}
        return {"show": "ended"} if self.ended else {}


def part_of(wanted: Mapping[str, str]) -> Part:
    """The part that an address asks for; a phase that is none names nothing."""
    phase = wanted.get("phase", "")
    if stages := stages_of(phase):
        return Part(set(stages) <= set(ENDED), phase)
    return Part(wanted.get("show") == "ended")


@dataclass(frozen=True)
class Row:
    """A case of the docket, and whose turn it is."""

    case: Case
    turn: Turn | None

    def order(self, at: datetime) -> tuple[bool, datetime, str]:
        end = self.turn.deadline if self.turn is not None else None
        return end is None, end.ends_at if end is not None else at, self.case.ref


@dataclass(frozen=True)
class Docket:
    """One page of the docket; `next` is the token of the one after it."""

    rows: list[Row]
    next: str
    first: bool


def docket(viewer: Viewer, part: Part, token: str) -> Docket:
    """A page of cases, those with a running clock first and the nearest end at the top; so many queries for any number."""
    if token:
        found, order = _ordered(viewer, part)
        page = page_of(found, order, token)
    else:
        page = page_from(_first_page(part)(viewer), _order(part), first=True)
    return Docket(_rows(page.rows, viewer), page.next, page.first)


@cache
def _first_page(part: Part) -> PreparedFor:
    """The page on which everybody comes in: its words are made once for each part."""
    return PreparedFor(lambda viewer: _ordered(viewer, part)[0].order_by(*_order(part))[: PAGE_ROWS + 1])


def whole_docket(viewer: Viewer, part: Part) -> list[Row]:
    """All of it in one piece, for who takes it away."""
    found, order = _ordered(viewer, part)
    return _rows(list(found.order_by(*order)), viewer)


def _ordered(viewer: Viewer, part: Part) -> tuple[QuerySet[Case], tuple[str, ...]]:
    found = cases(viewer).select_related(None).annotate(**TURNED_BY)
    if part.stages:
        found = found.filter(stage__in=part.stages)
    if part.ended:
        return found.filter(stage__in=ENDED), _order(part)
    return found.exclude(stage__in=ENDED).annotate(waits=WAITS), _order(part)


def _order(part: Part) -> tuple[str, ...]:
    return BY_NAME if part.ended else WAITING_FIRST


def _rows(found: list[Case], viewer: Viewer) -> list[Row]:
    days_off = days_off_seen(viewer)
    _know_bodies(found, viewer)
    # Of all others no clock asks how long a court was waited for.
    prefetch_related_objects([case for case in found if case.ruling_until is not None], "suspensions")
    at = told(viewer.at)
    rows = [Row(case, turn(case, at, days_off, _standing(case))) for case in found]
    return sorted(rows, key=lambda row: row.order(at))


def _know_bodies(found: list[Case], viewer: Viewer) -> None:
    """Each case's boards: those in which he sits came with his offices, and the few others come in one query."""
    known = {each.body_id: each.body for each in viewer.offices}
    keys = {key for case in found for key in (case.board_id, case.appeal_body_id) if key is not None}
    if keys - set(known):
        known |= Body.objects.in_bulk(keys - set(known))
    for case in found:
        BOARD.set_cached_value(case, known[case.board_id])
        APPEAL_BODY.set_cached_value(case, known.get(case.appeal_body_id))


def _standing(case: Any) -> Standing:
    return Standing(case.inquiry_due, case.defence_until, bool(case.defended), bool(case.appealable))


def recent_sittings(viewer: Viewer) -> list[BoardSitting]:
    return _recent_sittings(viewer)


_recent_sittings = PreparedFor(lambda viewer: sittings(viewer).order_by("-opened_at")[:NEWLY])
