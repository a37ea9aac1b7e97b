"""How far a young house is set up: its bodies, its calendar, its term and members, its officers and their accounts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string

from majlis.models import Body, Holiday, Membership, Term, User
from majlis.rules.bodies import Wanted, known_holidays
from majlis.rules.deadlines import legal_day

from .authority import Viewer, on_day
from .checks import ADMINISTRATOR

FIRST = 1


@dataclass(frozen=True)
class Vacant:
    """An office that nobody holds today, of a body that there is. `name`: body_kind.role."""

    name: str
    body: Body


@dataclass(frozen=True)
class FirstSteps:
    """What is there and what is missing.

    holidays: those that are known and not entered; filled_to, the last one entered.  seated: members of the newest term.
    vacant: offices without anybody.  without_account: officers who cannot sign in.
    """

    bodies: int
    missing: tuple[Wanted, ...]
    holidays: tuple[Mapping[str, str], ...]
    filled_to: date | None
    term: Term | None
    seated: int
    vacant: tuple[Vacant, ...]
    officers: int
    without_account: int

    @property
    def left(self) -> int:
        """How many of the steps are not yet done."""
        undone = (self.missing, self.holidays, self.term is None, not self.seated, self.vacant, self.without_account)
        return sum(1 for each in undone if each)


def may_set_up(viewer: Viewer) -> bool:
    return viewer.holds(ADMINISTRATOR)


def wanted_bodies() -> tuple[Wanted, ...]:
    """The bodies on which the offices count, the house's own first."""
    named = [getattr(config, "bodies", "") for config in apps.get_app_configs()]
    house = apps.get_app_config("majlis").bodies  # type: ignore[attr-defined]
    rows = [import_string(each) for each in (house, *(name for name in named if name and name != house))]
    return tuple(each for group in rows for each in group)


def missing_bodies() -> tuple[Wanted, ...]:
    there = set(Body.objects.values_list("code", flat=True))
    return tuple(each for each in wanted_bodies() if each.code not in there)


def bodies_to_enter(day: date) -> list[dict[str, Any]]:
    """The missing bodies as their acts take them. Args: day, the first one of a body of which no source says since when it is."""
    return [
        {
            "kind": each.kind, "code": each.code, "title": each.title, "order": place,
            "from_day": (each.first_day or day).isoformat(), "source": each.source,
        }
        for place, each in enumerate(missing_bodies(), start=FIRST)
    ]  # fmt: skip


def missing_holidays() -> tuple[Mapping[str, str], ...]:
    there = {(day.isoformat(), title) for day, title in Holiday.objects.values_list("day", "title")}
    return tuple(each for each in known_holidays() if (each["day"], each["title"]) not in there)


def first_steps(viewer: Viewer, offices: Collection[str]) -> FirstSteps:
    """Args: offices, the names that an office can have, as body_kind.role; those of members elected to a body are left out."""
    day = legal_day(viewer.at)
    term = Term.objects.order_by("-number").first()
    held = Membership.objects.filter(on_day(day)).exclude(role="member").values_list("body__kind", "role", "person")
    rows = {(f"{kind}.{role}", person) for kind, role, person in held}
    officers = {person for _, person in rows}
    known = set(User.objects.filter(is_active=True, person__in=officers).values_list("person", flat=True))
    seated = (
        Membership.objects.filter(body__kind="chamber", role="member", term=term).count() if term is not None else 0
    )
    return FirstSteps(
        bodies=Body.objects.count(), missing=missing_bodies(), holidays=missing_holidays(),
        filled_to=Holiday.objects.order_by("-day").values_list("day", flat=True).first(), term=term, seated=seated,
        vacant=_vacant(offices, {name for name, _ in rows}), officers=len(officers), without_account=len(officers - known),
    )  # fmt: skip


def _vacant(offices: Collection[str], filled: set[str]) -> tuple[Vacant, ...]:
    """One row an office of a kind of which there is one body: heads of branches and ministries follow their own ways."""
    single: dict[str, Body] = {}
    for body in Body.objects.exclude(kind__in=("branch", "committee", "ministry")):
        single.setdefault(body.kind, body)
    empty = [name for name in offices if name not in filled and not name.endswith(".member")]
    return tuple(Vacant(name, single[name.partition(".")[0]]) for name in empty if name.partition(".")[0] in single)
