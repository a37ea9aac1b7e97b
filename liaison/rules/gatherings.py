"""Gatherings and who attends them: kinds, states, double bookings, rates, places of a course (house procedure, Arts. 32, 33, 36)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar


@dataclass(frozen=True)
class GatheringKind:
    """One kind of gathering. code: as it is stored. title, plural: Persian. row: its row in the week's plan."""

    code: str
    title: str
    plural: str


_KINDS = (
    GatheringKind("floor", "صحن علنی", "جلسه‌های صحن"),
    GatheringKind("committee", "کمیسیون مجلس", "جلسه‌های کمیسیون"),
    GatheringKind("cabinet", "هیأت وزیران", "جلسه‌های هیأت وزیران"),
    GatheringKind("cabinet_committee", "کمیسیون دولت", "جلسه‌های کمیسیون دولت"),
    GatheringKind("named_council", "شورا یا مجمع ابلاغی رئیس‌جمهور", "شوراها و مجمع‌های ابلاغی"),
    GatheringKind("joint", "اجلاس مشترک دولت و مجلس", "اجلاس‌های مشترک دولت و مجلس"),
    GatheringKind("expert", "نشست تخصصی با هیأت رئیسه یا کمیسیون‌ها", "نشست‌های تخصصی"),
    GatheringKind("powers", "اجلاس سه قوه", "اجلاس‌های سه قوه"),
    GatheringKind("deputies", "شورای معاونان پارلمانی", "نشست‌های شورای معاونان"),
    GatheringKind("meeting", "دیدار", "دیدارها"),
    GatheringKind("training", "دورهٔ آموزشی", "دوره‌های آموزشی"),
)
GATHERING_KINDS: Mapping[str, GatheringKind] = {kind.code: kind for kind in _KINDS}
FLOOR, COMMITTEE, DEPUTIES, JOINT, MEETING, TRAINING = (
    "floor", "committee", "deputies", "joint", "meeting", "training",
)  # fmt: skip
# A meeting is planned by arranging what was asked for.
PLANNABLE = tuple(code for code in GATHERING_KINDS if code != MEETING)
# Where the government answers to parliament: presence there is what rates and counts speak of.
BEFORE_PARLIAMENT = (FLOOR, COMMITTEE)

STAGES: Mapping[str, str] = {"planned": "در برنامه", "held": "برگزارشده", "missed": "برگزارنشده"}

GIVEN_UP = "released"
PRESENCES: Mapping[str, str] = {
    "called": "خوانده‌شده",
    "waiting": "در نوبت",
    "confirmed": "تأیید",
    "delegated": "جانشین",
    "came": "آمد",
    "late": "دیر آمد",
    "absent": "غایب",
    GIVEN_UP: "برداشته‌شده",
}
MARKS = ("came", "late", "absent")
STANDING = ("called", "confirmed", "delegated")
THERE = ("came", "late")
# Who takes up a place of a course.
SEATED = (*STANDING, *THERE, "absent")

MUST, INVITED = "must", "invited"
CALLS: Mapping[str, str] = {MUST: "باید باشد", INVITED: "دعوت"}
OFFICES: Mapping[str, str] = {
    "minister": "وزیر",
    "head": "رئیس سازمان",
    "deputy": "معاون پارلمانی",
    "director": "مدیرکل امور مجلس",
    "expert": "کارشناس پارلمانی",
    "officer": "کارشناس دفتر",
}

Key = TypeVar("Key")
PERCENT = 100


def clashes(bookings: Iterable[tuple[Key, object, datetime, datetime]]) -> dict[Key, Key]:
    """Who is expected in two places at once (house procedure, Article 32).

    Args: bookings, rows of (key, person, from, to); one that ends as another begins does not meet it.
    Returns: each booking that meets another of the same person, with the first one that it meets.
    """

    def by_person(row: tuple[Key, object, datetime, datetime]) -> tuple[str, datetime, datetime, str]:
        key, person, begins, ends = row
        return str(person), begins, ends, str(key)

    rows = sorted(bookings, key=by_person)
    met: dict[Key, Key] = {}
    for place, (key, person, _, ends) in enumerate(rows):
        for other, who, begins, _ in rows[place + 1 :]:
            if who != person or begins >= ends:
                break
            met.setdefault(key, other)
            met.setdefault(other, key)
    return met


def rate(there: int, of: int) -> int | None:
    """Of those who had to come, how many did, in whole per cent; None where nobody had to (house procedure, Article 32)."""
    return there * PERCENT // of if of else None
