"""Seating (Arts. 16, 18): from a frozen list and a seed to a roster, the same on every machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from committees.rules.snapshot import Applicant, Committee, Snapshot
from majlis.rules import lots
from majlis.rules.chain import canonical

RESULT_FORMAT = "majlis-seating-result/1"

Through = Literal["first", "second", "vacancy"]
Kind = Literal["main", "second", "vacancy"]


class Seat(NamedTuple):
    """A seat won. `by_lot`: someone refused in the same step has exactly the same points."""

    committee: str
    through: Through
    by_lot: bool


class Pool(NamedTuple):
    """Those who stand before one committee, and beside them their points for it."""

    members: list[Applicant]
    points: list[int]

    def joined_by(self, other: Pool) -> Pool:
        return Pool(self.members + other.members, self.points + other.points)


Pools = dict[str, Pool]
Choice = tuple[list[Applicant], list[Applicant], int | None, tuple[tuple[str, str], ...]]
"""Who is in, who is out, the points of the last seat, the tickets if any decided."""


class Ranked(NamedTuple):
    """One line of a committee's sheet. Equals share a `place`, from 1; `ticket` is "" where none was drawn."""

    place: int
    id: str
    points: int
    through: Through
    ticket: str
    seated: bool


@dataclass(frozen=True)
class Step:
    """One ranking of one committee.

    kind: "main", "second" (second choices apart, where they come after) or "vacancy".  free: seats before the step.
    points: of the candidates for this committee, in their order, in ten-thousandths.
    cut: the points of the last seated member where someone was refused; None where all or (free 0) none had a seat.
    tickets: (ticket, id) of those who stood at the cut for fewer seats, first drawn first; empty where points decided.
    """

    committee: str
    kind: Kind
    free: int
    candidates: Sequence[Applicant]
    points: Sequence[int]
    cut: int | None
    tickets: tuple[tuple[str, str], ...]
    seated: frozenset[str]

    @property
    def drawn_seats(self) -> int:
        """How many seats the tickets decided."""
        return sum(1 for _, id_ in self.tickets if id_ in self.seated)

    def through(self, candidate: Applicant) -> Through:
        """How a candidate of this step would be seated."""
        if self.kind == "vacancy":
            return "vacancy"
        return "first" if candidate.choices[0] == self.committee else "second"

    @cached_property
    def ranking(self) -> tuple[Ranked, ...]:
        """The whole sheet: most points first, equals by ticket where it decided, else by id."""
        ticket_of = {id_: ticket for ticket, id_ in self.tickets}
        rows = sorted(
            (-points, ticket_of.get(each.id, ""), each.id, self.through(each))
            for each, points in zip(self.candidates, self.points, strict=True)
        )
        place_of: dict[int, int] = {}
        for index, row in enumerate(rows):
            place_of.setdefault(row[0], index + 1)
        return tuple(
            Ranked(place_of[minus], id_, -minus, through, ticket, id_ in self.seated)
            for minus, ticket, id_, through in rows
        )


@dataclass(frozen=True)
class Result:
    """A roster and how it came about. `order` names every committee; `steps` stand in the order they were taken."""

    snapshot_sha256: str
    seed: str
    order: tuple[str, ...]
    ceilings: dict[str, int]
    seats: dict[str, Seat]
    left_out: tuple[str, ...]
    steps: tuple[Step, ...]

    def as_bytes(self) -> bytes:
        """The canonical result file; apart from snapshot_sha256 it does not depend on the order of the input."""
        body = {
            "format": RESULT_FORMAT,
            "snapshot_sha256": self.snapshot_sha256,
            "seed": self.seed,
            "order": self.order,
            "ceilings": self.ceilings,
            "seats": {
                id_: {"committee": committee, "through": through, "by_lot": by_lot}
                for id_, (committee, through, by_lot) in self.seats.items()
            },
            "left_out": self.left_out,
        }
        return (canonical(body) + "\n").encode("ascii")

    def ties(self) -> tuple[Step, ...]:
        """The steps whose last seats a ticket decided."""
        return tuple(step for step in self.steps if step.tickets)


class Policy(NamedTuple):
    """Readings that the snapshot does not carry, because the house does not use them: for comparison alone."""

    # ASK (Art. 18): are the applicants of a committee its first choices, or all who named it?
    demand: Literal["first", "all"] = "first"
    # ASK (Art. 18): does a left-over member join his second choice, or the next committee even if he did not choose it?
    left_over: Literal["second_choice", "next_committee"] = "second_choice"


HOUSE_RULE = Policy()


def seat(snapshot: Snapshot, seed: str, policy: Policy = HOUSE_RULE) -> Result:
    """Seat a round (Arts. 16, 18).

    Args: snapshot, as parse_snapshot() gives it; seed, 64 lower-case hex characters; policy, for comparisons only.
    Returns: the Result. Raises: ValueError for a seed of another form.
    """
    if lots.HEX.fullmatch(seed) is None:
        raise ValueError("the seed is 64 lower-case hex characters")
    return _Round(snapshot, seed, policy).run()


class _Round:
    """The seats of one round while they are being filled."""

    def __init__(self, snapshot: Snapshot, seed: str, policy: Policy):
        self.snapshot, self.seed, self.policy = snapshot, seed, policy
        self.round = str(snapshot.round)
        self.firsts = self._firsts()
        self.order = self._order()
        self.position = {code: index for index, code in enumerate(self.order)}
        committees = {each.code: each for each in snapshot.committees}
        self.ceilings = {code: self._ceiling(committees[code]) for code in self.order}
        self.free = {code: self.ceilings[code] - committees[code].seated for code in self.order}
        self.seats: dict[str, Seat] = {}
        self.steps: list[Step] = []

    def run(self) -> Result:
        if self.policy.left_over == "next_committee":
            self._roll_over()
        else:
            self._main_pass()
        left_out = sorted([each.id for each in self.snapshot.applicants if each.id not in self.seats])
        return Result(
            self.snapshot.sha256, self.seed, self.order, self.ceilings, self.seats, tuple(left_out), tuple(self.steps)
        )

    def _order(self) -> tuple[str, ...]:
        """Most first choices first (Art. 18)."""
        if self.policy.demand == "first":
            demand = Counter({code: len(pool.members) for code, pool in self.firsts.items()})
        else:
            demand = Counter(code for each in self.snapshot.applicants for code in each.choices)
        # ASK (Art. 18): the text has no rule for committees with equally many applicants; the lot decides.
        shared = Counter(demand[each.code] for each in self.snapshot.committees)

        def place(code: str) -> tuple[int, str]:
            tied = shared[demand[code]] > 1
            return -demand[code], lots.ticket(self.seed, "order", self.round, code) if tied else ""

        return tuple(sorted((each.code for each in self.snapshot.committees), key=place))

    def _ceiling(self, committee: Committee) -> int:
        """The committee's own number, or the one that its place gives it (Art. 16)."""
        if committee.ceiling is not None:
            return committee.ceiling
        reading = self.snapshot.reading
        high = self.position[committee.code] < reading.first_count
        return reading.first_ceiling if high else reading.others_ceiling

    def _firsts(self) -> Pools:
        pools: Pools = {each.code: Pool([], []) for each in self.snapshot.committees}
        for each in self.snapshot.applicants:
            pool = pools[each.choices[0]]
            pool.members.append(each)
            pool.points.append(each.points[0])
        return pools

    def _main_pass(self) -> None:
        place = self.position
        seconds: Pools = {code: Pool([], []) for code in self.order}
        vacancies: Pools = {code: Pool([], []) for code in self.order}
        for code in self.order:
            if self.snapshot.reading.second_choices == "equal":
                refused = self._step(code, "main", self.firsts[code].joined_by(seconds[code]))
            else:
                refused = self._step(code, "main", self.firsts[code])
                self._step(code, "second", seconds[code])
            # One left out of the first choice waits for the second: in its turn, or for what it kept if that is past.
            here = place[code]
            for each in refused:
                choices = each.choices
                if choices[0] == code and len(choices) > 1:
                    pool = (seconds if place[choices[-1]] > here else vacancies)[choices[-1]]
                    pool.members.append(each)
                    pool.points.append(each.points[-1])
        if self.snapshot.reading.vacancies:
            for code in self.order:
                self._step(code, "vacancy", vacancies[code])

    def _roll_over(self) -> None:
        """The other reading: who is left over joins each next committee in turn, without points where not chosen."""
        waiting: list[Applicant] = []
        for code in self.order:
            joining = Pool(waiting, [_points_for(each, code) for each in waiting])
            waiting = self._step(code, "main", self.firsts[code].joined_by(joining))

    def _step(self, code: str, kind: Kind, pool: Pool) -> list[Applicant]:
        """Fill a committee's free seats from a pool; equal points at the last seat are decided by ticket (Art. 18).

        Returns: those who were refused.
        """
        if not pool.members:
            return []
        free = self.free[code]
        winners, refused, cut, tickets = self._choose(code, free, pool)
        step = Step(code, kind, free, *pool, cut, tickets, frozenset(each.id for each in winners))
        drawn = {id_ for _, id_ in tickets}
        for each in winners:
            self.seats[each.id] = Seat(code, step.through(each), each.id in drawn)
        self.free[code] = free - len(winners)
        self.steps.append(step)
        return refused

    def _choose(self, code: str, free: int, pool: Pool) -> Choice:
        members, points = pool
        if len(members) <= free:
            return members, [], None, ()
        if free == 0:
            return [], members, None, ()
        ranked = sorted(points, reverse=True)
        cut = ranked[free - 1]
        if ranked[free] < cut:
            ahead = [each for each, own in zip(members, points, strict=True) if own >= cut]
            return ahead, [each for each, own in zip(members, points, strict=True) if own < cut], cut, ()
        level = (each.id for each, own in zip(members, points, strict=True) if own == cut)
        tickets = lots.drawn(self.seed, ("seat", self.round, code), level)
        seats = free - ranked.index(cut)
        unlucky = {id_ for _, id_ in tickets[seats:]}
        winners: list[Applicant] = []
        refused: list[Applicant] = []
        for each, own in zip(members, points, strict=True):
            (winners if own >= cut and each.id not in unlucky else refused).append(each)
        return winners, refused, cut, tuple(tickets)


def _points_for(applicant: Applicant, code: str) -> int:
    """Ten-thousandths for a committee; none where it was not chosen, which only a comparison asks."""
    if applicant.choices[0] == code:
        return applicant.points[0]
    return applicant.points[-1] if applicant.choices[-1] == code else 0
