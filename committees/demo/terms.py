"""The three terms of the demonstration: their moments, their members' wishes, and the tie that a lot decides."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import chain, repeat
from typing import Any

from committees.demo.forms import Invented, constituency_seats, invent, points_of, post_facts, span
from committees.demo.names import full_names
from committees.demo.tables import fields_by_relation
from majlis import persian
from majlis.demo.fixed import chance, moment
from majlis.rules.deadlines import legal_day

# No source tells the others' ceiling (Art. 16): this house's invented decision, so that 290 members find 292 seats.
READING: Mapping[str, Any] = {
    "first_count": 6,
    "first_ceiling": 23,
    "others_ceiling": 22,
    "second_choices": "equal",
    "vacancies": True,
}
CEILING_SOURCE = "تصمیم ساختگی دورهٔ نمایشی"

FAVOURITES = ("energy", "economy", "construction", "budget", "security", "industry")
OTHERS = ("agriculture", "health", "internal_affairs", "education", "judiciary")
UNLOVED = ("social", "culture")
# First choices: more than the seats of the first eleven together, fewer than those of the last two.
DEMAND = dict(zip((*FAVOURITES, *OTHERS, *UNLOVED), (31, 29, 27, 26, 25, 24, 22, 21, 20, 19, 18, 15, 13), strict=True))
TIE_COMMITTEE = "energy"
TIE_POINTS = 470
ABOVE_THE_TIE = READING["first_ceiling"] - 1
TRIES = 8
SCENES = (*("field",) * 4, *("work",) * 2, *("bare",) * 3, *("wrong",) * 5)


@dataclass(frozen=True)
class TermPlan:
    """One invented term: number, opening, how many members, how many of them hand in a form.

    tie: three are level at the last seat of one committee.  take: another number invents other forms.
    """

    number: int
    opens_at: datetime
    members: int = 290
    forms: int = 290
    tie: bool = False
    take: int = 1
    scenes: tuple[str, ...] = SCENES
    demand: Mapping[str, int] = field(default_factory=lambda: DEMAND)
    reading: Mapping[str, Any] = field(default_factory=lambda: READING)

    @property
    def code(self) -> str:
        return f"{self.number}-opening"

    @property
    def day(self) -> date:
        return legal_day(self.opens_at)

    def at(self, days: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
        """A moment so many days after the opening day, by Tehran's clock."""
        year, month, day = persian.jalali_parts(self.day + timedelta(days=days))
        return moment(year, month, day, hour, minute, second)

    @cached_property
    def cast(self) -> tuple[Invented, ...]:
        """The members' forms, in the order in which they are given theirs."""
        source = chance("cast", self.number, self.take)
        firsts = list(chain.from_iterable(repeat(code, count) for code, count in self.demand.items()))
        source.shuffle(firsts)
        scenes = dict(zip(self._players(source, firsts), self.scenes, strict=True))
        cast = [self._one(source, first, scenes.get(place, "")) for place, first in enumerate(firsts)]
        return tuple(_with_tie(source, cast, self.day) if self.tie else cast)

    def _players(self, source: random.Random, firsts: list[str]) -> list[int]:
        free = [place for place, first in enumerate(firsts) if first != TIE_COMMITTEE and place < self.forms]
        return source.sample(free, len(self.scenes))

    def _one(self, source: random.Random, first: str, scene: str) -> Invented:
        """Who names a committee mostly has something to show for it."""
        one = invent(source, (first, _second(source, first)), scene)
        for _ in range(TRIES):
            if points_of(one, one.choices[1], self.day):
                break
            one.choices = (first, _second(source, first))
        return one

    @cached_property
    def people(self) -> tuple[tuple[str, str], ...]:
        """Name and constituency of each member, in the same order. No name is used in two terms."""
        source = chance("people", self.number)
        seats = constituency_seats()
        source.shuffle(seats)
        names = full_names(len(seats) * self.number)[-len(seats) :]
        names = source.sample(names, len(names))
        return tuple((f"{given} {family}", seats[place]) for place, (given, family) in enumerate(names[: self.members]))


def _second(source: random.Random, first: str) -> str:
    """A second choice: the favourites' admirers look to the middle, and the unloved are rarely named."""
    weights = (
        dict.fromkeys(FAVOURITES, 2)
        | dict.fromkeys(OTHERS, 6)
        | dict.fromkeys(OTHERS[-2:], 10)
        | dict.fromkeys(UNLOVED, 0)
    )
    weights.pop(first)
    return source.choices(list(weights), list(weights.values()))[0]


def _with_tie(source: random.Random, cast: list[Invented], day: date) -> list[Invented]:
    """Set one committee's applicants so that three stand level at its last seat."""
    places = [place for place, one in enumerate(cast) if one.choices[0] == TIE_COMMITTEE]
    level, rest = places[:3], places[3:]
    for place, make in zip(level, (_level_one, _level_two, _level_three), strict=True):
        cast[place] = make(cast[place].choices)
    for rank, place in enumerate(rest):
        wanted_above = rank < ABOVE_THE_TIE
        while True:
            points = points_of(cast[place], TIE_COMMITTEE, day)
            if points != TIE_POINTS and (points > TIE_POINTS) == wanted_above:
                break
            cast[place] = invent(source, cast[place].choices)
    return cast


def _degrees(*levels: str) -> list[dict[str, Any]]:
    code, title = fields_by_relation(TIE_COMMITTEE)["related"][0]
    return [
        {
            "id": f"d{place}", "level": level, "field": code, "field_title": title, "institution": "دانشگاه صنعتی اصفهان",
            "authority": "science", "day": persian.from_jalali(1375 + 3 * place, 6, 20).isoformat(), "counted": True,
        }
        for place, level in enumerate(levels)
    ]  # fmt: skip


def _served(id_: str, post: str, title: str, first: tuple[int, int, int], months: int) -> dict[str, Any]:
    facts = {"post": post, "title": title, "organisation": "وزارت نیرو", "order_number": f"{months}/{first[0]}"}
    return {"id": id_, **post_facts(facts), **span(first, months)}


def _level(choices: tuple[str, str], degrees: list[dict], posts: list[dict]) -> Invented:
    return Invented(choices, {"degrees": degrees, "posts": posts, "tenures": [], "services": []})


def _level_one(choices: tuple[str, str]) -> Invented:
    """200 + 150, and 40 months of 36 a year."""
    posts = [_served("p0", "oil_company_director", "مدیر شرکت نفت", (1390, 1, 1), 40)]
    return _level(choices, _degrees("bachelor", "master"), posts)


def _level_two(choices: tuple[str, str]) -> Invented:
    """200, then 4 years and 42 months of 36 a year."""
    posts = [
        _served("p0", "power_company_head", "مدیرعامل شرکت برق منطقه‌ای", (1386, 4, 1), 48),
        _served("p1", "oil_company_director", "مدیر شرکت نفت", (1391, 7, 1), 42),
    ]
    return _level(choices, _degrees("bachelor"), posts)


def _level_three(choices: tuple[str, str]) -> Invented:
    """200 + 150, 4 years of 15 and 20 months of 36 a year."""
    posts = [
        _served("p0", "refinery_engineer", "مهندس ارشد پالایشگاه", (1380, 1, 1), 48),
        _served("p1", "power_company_head", "مدیرعامل شرکت برق منطقه‌ای", (1388, 5, 1), 20),
    ]
    return _level(choices, _degrees("bachelor", "master"), posts)


THIRTEENTH = TermPlan(13, moment(1405, 3, 9, 10), tie=True, take=41)
FOURTEENTH = TermPlan(14, moment(1406, 3, 1, 10))
FIFTEENTH = TermPlan(15, moment(1406, 3, 8, 10), forms=214)
TERMS = (THIRTEENTH, FOURTEENTH, FIFTEENTH)
