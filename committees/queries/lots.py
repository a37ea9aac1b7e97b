"""The lot as its pages show it: what will be drawn over, who may hold a share, what the tickets decided (Arts. 16, 18)."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from committees.models import Declaration, Formation, Lot
from committees.queries.scope import BOARD, BRANCH, committee_bodies, formations, lots, official
from committees.queries.seating import ceilings_of, next_round, snapshot_body
from committees.rules.explanation import Alternative, compare_readings
from committees.rules.procedure import STEPS
from committees.rules.seating import Result, Step, seat
from committees.rules.snapshot import Snapshot, parse_snapshot, points_text
from majlis.models import Act, Membership
from majlis.queries import NextStep, Viewer, acts_of, next_steps, refusal_of
from majlis.queries.authority import entitled, on_day

RUNNING = ("announced", "rolled")
OFFERED = 400  # names that are offered while one types; any other can still be typed whole
FIRST_ROUND = 1


# --- the file -------------------------------------------------------------------------------------------------------


def new_lot(viewer: Viewer, code: str) -> Lot | None:
    """The lot that the next announcement would create, unsaved; None where the viewer sees no such formation."""
    formation = formations(viewer).filter(code=code).first() if official(viewer) else None
    return lot_to_announce(formation) if formation is not None else None


def lot_to_announce(formation: Formation) -> Lot:
    """The next round's next draw, unsaved."""
    round_ = next_round(formation)
    return Lot(formation=formation, round=round_, draw=formation.lots.filter(round=round_).count() + 1)


def lot_run(viewer: Viewer, key: Any) -> Lot | None:
    """A lot whose seats are announced, for the presiding board: it alone weighs other readings."""
    return lots(viewer).exclude(result="").filter(pk=key).first() if viewer.holds(*BOARD) else None


def share_lot_id(viewer: Viewer, code: str) -> str | None:
    """The name of the lot that is about to be announced, for whoever may be asked to hold a share of it."""
    if not (official(viewer) or viewer.is_member or viewer.holds(*BRANCH)):
        return None
    formation = formations(viewer).filter(code=code).first()
    return lot_to_announce(formation).lot_id if formation is not None else None


def lots_of(viewer: Viewer, formation: Formation) -> list[Lot]:
    """The draws of a formation that the viewer may see, first to last."""
    return list(lots(viewer).filter(formation=formation).order_by("round", "draw"))


def opened_lot(formation: Formation) -> Lot | None:
    """The draw whose seed would seat members now: the last one, when it is open and has no result yet."""
    last = formation.lots.exclude(stage="void").order_by("-round", "-draw").first()
    return last if last is not None and last.stage == "opened" and not last.result else None


def reading_before(formation: Formation) -> dict[str, Any]:
    """The switches and the source that the formation's last announcement named; empty before the first."""
    last = formation.lots.order_by("-round", "-draw").first()
    if last is None:
        return {}
    return {**json.loads(last.snapshot)["reading"], **announced_source(last)}


def announced_source(lot: Lot) -> dict[str, str]:
    """Where the ceiling of the other committees comes from, as the announcement said it."""
    act = acts_of(lot).filter(verb="announce_lot").first()
    content = act.content if act is not None else {}
    return {key: content.get(key, "") for key in ("source", "source_day")}


# --- what it is drawn over ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CommitteeInput:
    """One committee before a round. `free` is None while its ceiling waits for its place in the order."""

    title: str
    seated: int
    free: int | None
    first: int
    second: int


def input_counts(lot: Lot) -> dict[str, Any]:
    """What the announcement would freeze, in figures: applicants, and each committee's seats and wishes."""
    ceilings = ceilings_of(lot.formation)
    body = snapshot_body(lot.formation, lot.round, {}, ceilings)
    first = Counter(each["choices"][0] for each in body["applicants"])
    second = Counter(each["choices"][1] for each in body["applicants"] if len(each["choices"]) > 1)
    rows = [
        CommitteeInput(
            each["title"],
            each["seated"],
            None if each["ceiling"] is None else each["ceiling"] - each["seated"],
            first[each["code"]],
            second[each["code"]],
        )
        for each in body["committees"]
    ]
    return {"applicants": len(body["applicants"]), "committees": sorted(rows, key=lambda row: -row.first)}


@dataclass(frozen=True)
class Candidate:
    """One who may be named as a holder: his key, and the text by which he is chosen."""

    key: str
    label: str
    name: str


def holder_candidates(viewer: Viewer) -> list[Candidate]:
    """Board, heads of branches, then members, as they hold office on this day; each person once."""
    wanted = (
        Q(body__kind="presiding_board") | Q(body__kind="branch", role="head") | Q(body__kind="chamber", role="member")
    )
    rows = Membership.objects.filter(on_day(viewer.day), wanted).select_related("person", "body")
    height = {"presiding_board": 0, "branch": 1, "chamber": 2}
    found: dict[Any, Candidate] = {}
    for row in sorted(rows, key=lambda row: (height[row.body.kind], row.body.order, row.person.sort_key)):
        of = row.constituency if row.body.kind == "chamber" else row.body.title
        label = f"{row.person.name}، {of}" if of else row.person.name
        found.setdefault(row.person_id, Candidate(str(row.person_id), label, row.person.name))
    return list(found.values())


# --- what it decided ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def run_of(snapshot: str, seed: str) -> tuple[Snapshot, Result]:
    """The engine's own run of a frozen list under a seed."""
    read = parse_snapshot(snapshot.encode("ascii"))
    assert isinstance(read, Snapshot), f"a frozen list cannot be read again: {read}"
    return read, seat(read, seed)


def agrees(lot: Lot) -> bool:
    """Whether the engine, run again now, gives the stored result byte for byte."""
    return run_of(lot.snapshot, lot.seed)[1].as_bytes() == lot.result.encode("ascii")


@dataclass(frozen=True)
class Ticket:
    """One of those who stood level, in the order of the tickets. `seat` is the seat's number, 0 for none."""

    place: int
    name: str
    constituency: str
    ticket: str
    seat: int


@dataclass(frozen=True)
class Tie:
    """Level at a committee's last seats: who, with how many points, for how many seats."""

    committee: str
    title: str
    points: str
    seats: int
    tickets: tuple[Ticket, ...]


def ties_of(lot: Lot) -> list[Tie]:
    """Every tie that the lot decided, in the order of the steps. Two queries, whatever their number."""
    _, result = run_of(lot.snapshot, lot.seed)
    steps = result.ties()
    people = named(lot.formation, (id_ for step in steps for _, id_ in step.tickets))
    titles = committee_titles()
    return [_tie(step, result.ceilings[step.committee], people, titles) for step in steps]


def _tie(step: Step, ceiling: int, people: dict[str, Declaration], titles: dict[str, str]) -> Tie:
    before = ceiling - step.drawn_seats
    rows = tuple(
        Ticket(
            place,
            people[id_].member.name,
            people[id_].constituency,
            ticket,
            before + place if id_ in step.seated else 0,
        )
        for place, (ticket, id_) in enumerate(step.tickets, start=1)
    )
    return Tie(step.committee, titles[step.committee], points_text(step.cut or 0), step.drawn_seats, rows)


@dataclass(frozen=True)
class Announced:
    """One committee after a run: its seats, those taken before and in this round, and by whom a ticket decided."""

    title: str
    ceiling: int
    before: int
    now: int
    by_lot: int


def run_counts(lot: Lot) -> dict[str, Any]:
    """What a run gives, in figures: each committee in the order of the law, seated and left out."""
    snapshot, result = run_of(lot.snapshot, lot.seed)
    now = Counter(each.committee for each in result.seats.values())
    drawn = Counter(each.committee for each in result.seats.values() if each.by_lot)
    here = {each.code: each for each in snapshot.committees}
    titles = committee_titles()
    rows = [
        Announced(titles.get(code, code), result.ceilings[code], here[code].seated, now[code], drawn[code])
        for code in result.order
    ]
    left = named(lot.formation, result.left_out)
    people = sorted(left.values(), key=lambda form: form.member.sort_key)
    return {"committees": rows, "seated": len(result.seats), "left_out": people}


@dataclass(frozen=True)
class OtherReading:
    """What another reading of the text would have changed: whose seat, from where to where; None for no seat."""

    name: str
    moved: list[tuple[Declaration, str, str]]


def other_readings(lot: Lot) -> list[OtherReading]:
    """Every other reading under the same seed, with the members whom it would have moved, by name."""
    found = _alternatives(lot.snapshot, lot.seed)
    people = named(lot.formation, {id_ for each in found for id_ in each.moved})
    titles = committee_titles()
    return [
        OtherReading(
            each.name,
            [
                (people[id_], titles.get(here or "", ""), titles.get(there or "", ""))
                for id_, (here, there) in sorted(each.moved.items(), key=lambda row: people[row[0]].member.sort_key)
            ],
        )
        for each in found
    ]


@lru_cache(maxsize=4)
def _alternatives(snapshot: str, seed: str) -> tuple[Alternative, ...]:
    return compare_readings(run_of(snapshot, seed)[0], seed)


def named(formation: Formation, numbers: Any) -> dict[str, Declaration]:
    """Forms by their number, with their members."""
    rows = Declaration.objects.filter(formation=formation, number__in=list(numbers)).select_related("member")
    return {each.number: each for each in rows}


def committee_titles() -> dict[str, str]:
    return {each.code: each.title for each in committee_bodies()}


# --- its next steps -------------------------------------------------------------------------------------------------


def lot_steps(formation: Formation, viewer: Viewer) -> list[NextStep]:
    """What can follow in the formation's lot: announcing the next one, or the next step of the one that runs."""
    if formation.stage not in STEPS["announce_lot"].root_in:
        return []
    running = formation.lots.filter(stage__in=RUNNING).select_related("formation__term").first()
    if running is not None:
        return next_steps(running, viewer, ("record_dice", "open_shares"))
    lot = lot_to_announce(formation)
    if opened_lot(formation) is not None or (lot.round > FIRST_ROUND and not _left_over(formation).exists()):
        return []
    step = STEPS["announce_lot"]
    mine = viewer.person is not None and entitled(step, lot, viewer.person, viewer.offices)
    url = reverse("committees:announce_lot", args=[formation.code])
    return [NextStep(step, url, mine, refusal_of(step, lot, viewer.at), None, None)]


def _left_over(formation: Formation) -> QuerySet[Declaration]:
    return Declaration.objects.filter(formation=formation, stage="left_out")


def voiding(lot: Lot) -> Act | None:
    """The act by which a draw was given up, None while it stands."""
    return acts_of(lot).filter(verb="void_lot").first() if lot.stage == "void" else None


def lot_acts(lot: Lot) -> list[Act]:
    """The lot's own story, newest first."""
    return list(acts_of(lot))
