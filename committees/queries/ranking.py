"""One sheet a committee: rank, name, points under each heading, and where the seats end (Arts. 16-18)."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from committees.models import Formation, ScoreLine, ScoreSheet, Seat
from committees.models.scores import UNITS_A_POINT
from committees.queries.figures import figures
from committees.queries.paging import Page, page_of
from committees.queries.scope import AFTER_PUBLICATION, committee_bodies, official
from committees.rules.laws import DIRECTIVE
from committees.rules.points import points_label
from majlis.models import Act, Body
from majlis.queries import Viewer
from majlis.rules.deadlines import legal_day

ORDER = ("-units", "declaration__member__sort_key", "pk")
HEADINGS = (("degree", "تحصیلات"), ("post", "سمت‌ها"), ("tenure", "نمایندگی"), ("service", "کمیسیون"))
WHOLE_SHEET = 1000
FIRST_ROUND = 1


def may_read_scores(formation: Formation, viewer: Viewer) -> bool:
    """Scores are read by every member and by the offices, from publication on (Arts. 15, 17)."""
    return formation.stage in AFTER_PUBLICATION and (official(viewer) or viewer.is_member)


def sheets_of(formation: Formation, committee: Body, viewer: Viewer) -> QuerySet[ScoreSheet]:
    rows = ScoreSheet.objects.filter(declaration__formation=formation, committee=committee, round=FIRST_ROUND)
    if not may_read_scores(formation, viewer):
        return rows.none()
    return rows.select_related("declaration__member")


@dataclass(frozen=True)
class Capacity:
    """A committee's seats for now. source: "order" (expected), "snapshot" (announced), "result" (decided); place: in the order, from one."""

    ceiling: int | None
    source: str
    place: int
    first: int
    second: int

    @property
    def expected(self) -> bool:
        return self.source == "order"


def capacities(formation: Formation) -> dict[str, Capacity]:
    """Every committee's demand and ceiling: by the result, by the announced snapshot, or by the expected order (Art. 16)."""
    demand = _demand(formation)
    order = sorted(demand, key=lambda code: (-demand[code][0], code))
    lot = formation.lots.exclude(stage="void").filter(round=FIRST_ROUND).order_by("-draw").first()
    day = legal_day(formation.opened_at)
    count, first = (_figure(key, day) for key in ("first_committees", "first_ceiling"))
    others, source, told = _figure("others_ceiling", day), "order", {}
    if lot is not None:
        reading = json.loads(lot.snapshot)["reading"]
        count, first, others = reading["first_count"], reading["first_ceiling"], reading["others_ceiling"]
        if lot.result:
            source, result = "result", json.loads(lot.result)
            order, told = result["order"], result["ceilings"]
    found = {}
    for place, code in enumerate(order, start=1):
        ceiling = told.get(code, first if count is not None and place <= count else others)
        found[code] = Capacity(ceiling, source, place, *demand.get(code, (0, 0)))
    return found


def _figure(key: str, day: Any) -> int | None:
    return figures().on(key, day).value


def _demand(formation: Formation) -> dict[str, tuple[int, int]]:
    rows = ScoreSheet.objects.filter(declaration__formation=formation, round=FIRST_ROUND).values("committee__code")
    counted = rows.annotate(first=Count("pk", filter=Q(rank=1)), second=Count("pk", filter=Q(rank=2)))
    demand = {row["committee__code"]: (row["first"], row["second"]) for row in counted}
    return {each.code: demand.get(each.code, (0, 0)) for each in committee_bodies()}


@dataclass
class Row:
    """One line of the sheet."""

    sheet: ScoreSheet
    rank: int
    sums: list[str]
    tied: bool = False
    at_cut: bool = False
    beyond: bool = False
    before: str = ""
    after: str = ""
    seat: Seat | None = None
    zeros: list[bool] = field(default_factory=list)

    @property
    def cells(self) -> list[tuple[str, bool]]:
        return list(zip(self.sums, self.zeros, strict=True))


@dataclass(frozen=True)
class Cut:
    """Where the seats end. tied: how many are level at the last seat; seats: how many seats they share (tied 1: no tie)."""

    units: int
    first: int
    tied: int
    seats: int

    @property
    def last(self) -> int:
        """The place of the last row before the solid line, from one."""
        return self.first + self.tied - 1


def cut_of(sheets: QuerySet[ScoreSheet], ceiling: int | None) -> Cut | None:
    """The last seat by points alone; None where the seats are not known, or are enough for everyone."""
    if not ceiling:
        return None
    edge = list(sheets.order_by(*ORDER).values_list("units", flat=True)[ceiling - 1 : ceiling + 1])
    if len(edge) < 2:
        return None
    units = edge[0]
    if edge[0] != edge[1]:
        return Cut(units, ceiling, 1, 1)
    counted = sheets.aggregate(above=Count("pk", filter=Q(units__gt=units)), level=Count("pk", filter=Q(units=units)))
    return Cut(units, counted["above"] + 1, counted["level"], ceiling - counted["above"])


@dataclass(frozen=True)
class Sheet:
    """A committee's ranking, or one page of it."""

    rows: list[Row]
    page: Page
    total: int
    cut: Cut | None
    capacity: Capacity
    seated: int


def sheet_of(formation: Formation, committee: Body, viewer: Viewer, token: str = "", whole: bool = False) -> Sheet:
    """One committee's sheet: a fixed number of queries, whatever its rows."""
    sheets = sheets_of(formation, committee, viewer)
    page = page_of(sheets, ORDER, token, WHOLE_SHEET) if whole else page_of(sheets, ORDER, token)
    capacity = capacities(formation)[committee.code]
    seats = _seats(page.rows)
    seated = Seat.objects.filter(formation=formation, committee=committee).count()
    cut = None if seated else cut_of(sheets, capacity.ceiling)
    rows = _ranked(sheets, page)
    _add_sums(rows)
    for row in rows:
        row.seat = seats.get(row.sheet.declaration_id)
    return Sheet(rows, page, sheets.count(), cut, capacity, seated)


def whole_sheet(formation: Formation, committee: Body, viewer: Viewer) -> list[Row]:
    """All rows of a committee's sheet, however many."""
    rows, token = [], ""
    while True:
        piece = sheet_of(formation, committee, viewer, token, whole=True)
        rows += piece.rows
        token = piece.page.next
        if not token:
            return rows


def _seats(sheets: list[ScoreSheet]) -> dict[Any, Seat]:
    rows = Seat.objects.filter(declaration__in=[each.declaration_id for each in sheets]).select_related("committee")
    return {each.declaration_id: each for each in rows}


def _ranked(sheets: QuerySet[ScoreSheet], page: Page) -> list[Row]:
    if not page.rows:
        return []
    first = page.rows[0]
    above = sheets.filter(units__gt=first.units).count()
    levels = dict(
        sheets.filter(units__in={each.units for each in page.rows})
        .values_list("units")
        .annotate(n=Count("pk"))
        .order_by("units")
    )
    rows, rank, place, units = [], above + 1, above + 1, first.units
    if not page.first:
        place += sheets.filter(units=first.units).filter(_before(first)).count()
    for each in page.rows:
        if each.units != units:
            rank, units = place, each.units
        rows.append(Row(each, rank, [], tied=levels[each.units] > 1))
        place += 1
    return rows


def _before(sheet: ScoreSheet) -> Q:
    key = sheet.declaration.member.sort_key
    return Q(declaration__member__sort_key__lt=key) | Q(declaration__member__sort_key=key, pk__lt=sheet.pk)


def _add_sums(rows: list[Row]) -> None:
    sums: dict[Any, dict[str, int]] = defaultdict(dict)
    lines = (
        ScoreLine.objects.filter(sheet__in=[each.sheet.pk for each in rows])
        .values("sheet_id", "kind")
        .annotate(n=Sum("units"))
    )
    for line in lines.order_by("sheet_id", "kind"):
        sums[line["sheet_id"]][line["kind"]] = line["n"]
    for row in rows:
        found = [sums[row.sheet.pk].get(kind, 0) for kind, _ in HEADINGS]
        row.sums = [points_label(Fraction(each, UNITS_A_POINT)) for each in found]
        row.zeros = [each == 0 for each in found]


@dataclass(frozen=True)
class Overview:
    """One committee in the index of sheets."""

    body: Body
    capacity: Capacity
    applicants: int
    most: str


def overview(formation: Formation, viewer: Viewer) -> list[Overview]:
    """Every committee with its demand, in the order in which it is expected to be filled."""
    if not may_read_scores(formation, viewer):
        return []
    found = capacities(formation)
    rows = ScoreSheet.objects.filter(declaration__formation=formation, round=FIRST_ROUND).values("committee__code")
    most = {row["committee__code"]: (row["n"], row["top"]) for row in rows.annotate(n=Count("pk"), top=Max("units"))}
    bodies = {each.code: each for each in committee_bodies()}
    ordered = sorted(found.items(), key=lambda pair: pair[1].place)
    return [
        Overview(bodies[code], capacity, most.get(code, (0, 0))[0], points_label(Fraction(most[code][1], UNITS_A_POINT)) if code in most else "")
        for code, capacity in ordered
        if code in bodies
    ]  # fmt: skip


def publication_of(formation: Formation) -> Act | None:
    """The act of publication, with both names."""
    return (
        Act.objects.filter(subject=formation.reference, verb="publish_scores")
        .select_related("actor", "second")
        .order_by("-seq")
        .first()
    )


ARTICLES = {"cut": DIRECTIVE.article("18"), "ceiling": DIRECTIVE.article("16"), "window": DIRECTIVE.article("17")}


def place_of(sheet: ScoreSheet) -> int:
    """The place of a sheet in its committee's order, from one; equal ranks still have places of their own."""
    rows = ScoreSheet.objects.filter(
        declaration__formation_id=sheet.declaration.formation_id, committee_id=sheet.committee_id, round=sheet.round
    )
    return rows.filter(Q(units__gt=sheet.units) | Q(units=sheet.units) & _before(sheet)).count() + 1
