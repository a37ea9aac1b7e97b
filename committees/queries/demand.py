"""The live demand board: how many submitted forms name each committee, and where one's own draft would stand (Arts. 4, 16, 18)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, Q

from committees.models import Choice, Declaration, Formation, Item
from committees.queries.changes import committees_with_room
from committees.queries.dossiers import HEADINGS
from committees.queries.figures import figures
from committees.queries.scope import committee_bodies
from committees.queries.seating import next_round, open_committees
from committees.rules.dossier import ScoreTables, draft_dossier
from committees.rules.form import Form, parse_draft
from committees.rules.points import points_label
from committees.rules.scoring import ScoreLine, committee_points, total
from majlis.queries import Viewer
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused

FIRST, SECOND = 1, 2


@dataclass(frozen=True)
class Demand:
    """One committee on the board: its place in the expected order and how many submitted forms name it."""

    place: int
    code: str
    title: str
    first: int
    second: int
    free: int | None = None  # seats that are left, in a by-election (Art. 21)


@dataclass(frozen=True)
class Board:
    """The whole board. `ceiling` is that of the committees examined first, `among_first` how many those are (Art. 16)."""

    rows: tuple[Demand, ...]
    submitted: int
    issued: int
    at: datetime
    floor: int
    ceiling: int
    among_first: int

    @property
    def by_room(self) -> bool:
        """Whether each committee has its own number of free seats, and not one ceiling for all."""
        return any(row.free is not None for row in self.rows)

    @property
    def most(self) -> int:
        return max(
            [0 if self.by_room else self.ceiling, *(max(row.first, row.second, row.free or 0) for row in self.rows)]
        )

    def seats(self, row: Demand) -> int:
        """How many of those who name it first it can hold."""
        return self.ceiling if row.free is None else row.free

    def row(self, code: str) -> Demand | None:
        return next((each for each in self.rows if each.code == code), None)


def board(viewer: Viewer, formation: Formation) -> Board:
    """The demand of the submitted forms; drafts never count; in a by-election, of the committees that have room (Art. 21).

    Queries: four, and one for the room.
    """
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    for code, rank, n in _named(formation).values_list("committee__code", "rank").annotate(n=Count("id")):
        counts[code][rank] = n
    room = committees_with_room(formation.term, viewer.day) if formation.kind == "by_election" else None
    bodies = [each for each in committee_bodies() if room is None or each.code in room]
    order = sorted(range(len(bodies)), key=lambda n: (-counts[bodies[n].code].get(FIRST, 0), n))
    day = legal_day(formation.opened_at)
    forms = Declaration.objects.filter(formation=formation).aggregate(
        all=Count("id"), sent=Count("id", filter=Q(submission__gt=0))
    )
    return Board(
        rows=tuple(
            Demand(
                place, bodies[n].code, bodies[n].title, counts[bodies[n].code].get(FIRST, 0), counts[bodies[n].code].get(SECOND, 0),
                room[bodies[n].code] if room is not None else None,
            )
            for place, n in enumerate(order, start=1)
        ),
        submitted=forms["sent"], issued=forms["all"], at=viewer.at,
        floor=figures().value("floor", day), ceiling=figures().value("first_ceiling", day), among_first=figures().value("first_committees", day),
    )  # fmt: skip


def _named(formation: Formation) -> Any:
    return Choice.objects.filter(declaration__formation=formation, round=1, submission=F("declaration__submission"))


@dataclass(frozen=True)
class Standing:
    """One's own draft at one committee: its lines and sum, and its rank among the first choices of the others."""

    code: str
    lines: tuple[ScoreLine, ...]
    points: Fraction
    rank: int
    rivals: int
    refused: Refused | None = None

    @property
    def points_label(self) -> str:
        return points_label(self.points)

    @property
    def of(self) -> int:
        """How many stand in that row, the draft's owner included."""
        return self.rivals + 1

    def within(self, seats: int) -> bool:
        return self.rank <= seats


def own_standing(
    viewer: Viewer, formation: Formation, form: Form, codes: list[str], tables: ScoreTables
) -> dict[str, Standing]:
    """The draft's points for committees, each taken at its word, beside what the others claim: numbers, never names.

    Args: form, one's own draft; codes, committees in the draft's order.  Queries: two, whatever the number of forms.
    """
    day = legal_day(formation.opened_at)
    claims = _claims_of_others(viewer, formation, codes)
    found = {}
    for code in dict.fromkeys(codes):
        try:
            lines = committee_points(draft_dossier("", form), code, tables, day)
            mine = total(lines)
            others = [total(committee_points(draft_dossier("", each), code, tables, day)) for each in claims[code]]
        except Refused as refused:
            found[code] = Standing(code, (), Fraction(0), 0, 0, refused)
            continue
        found[code] = Standing(code, lines, mine, 1 + sum(points > mine for points in others), len(others))
    return found


def _claims_of_others(viewer: Viewer, formation: Formation, codes: list[str]) -> Mapping[str, list[Form]]:
    """The submitted forms of everybody else by the committee that they name first."""
    first = dict(
        _named(formation).filter(rank=FIRST, committee__code__in=codes).exclude(declaration__member=viewer.person)
        .values_list("declaration_id", "committee__code")
    )  # fmt: skip
    items = Item.objects.filter(declaration_id__in=list(first), submission=F("declaration__submission"))
    data: dict[Any, dict[str, list]] = {key: {heading: [] for heading in HEADINGS.values()} for key in first}
    for key, kind, claim in items.order_by("declaration_id", "place").values_list("declaration_id", "kind", "claim"):
        data[key][HEADINGS[kind]].append(claim)
    found: dict[str, list[Form]] = defaultdict(list)
    for key, code in first.items():
        found[code].append(parse_draft(data[key], day=viewer.day))
    return found


@dataclass(frozen=True)
class SeatsLeft:
    """A committee with seats left: how many, how many left-over members have named it, and whether the viewer has."""

    code: str
    title: str
    left: int
    first: int
    second: int
    own: bool


def further_board(viewer: Viewer, formation: Formation) -> list[SeatsLeft]:
    """Committees that may still be named, in their order, with their counts in the coming round (Art. 18)."""
    left = open_committees(formation)
    named = Choice.objects.filter(
        declaration__formation=formation, round=next_round(formation), submission=F("declaration__submission")
    )
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    for code, rank, n in named.values_list("committee__code", "rank").annotate(n=Count("id")):
        counts[code][rank] = n
    own = set(named.filter(declaration__member=viewer.person).values_list("committee__code", flat=True))
    return [
        SeatsLeft(
            each.code,
            each.title,
            left[each.code],
            counts[each.code].get(FIRST, 0),
            counts[each.code].get(SECOND, 0),
            each.code in own,
        )
        for each in committee_bodies()
        if each.code in left
    ]
