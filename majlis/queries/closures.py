"""Closures: who may enter them, what waits for a second signature, and which open limits each of them moves (house, Art. 9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.module_loading import import_string

from majlis.models import Body, Closure, Countersign
from majlis.rules.closures import SET_BY_HAND, Closing, why
from majlis.rules.counting import COUNTING, Counting
from majlis.rules.deadlines import YIELDING, Deadline
from majlis.rules.law import Step
from majlis.rules.procedure import CLOSERS

from . import signatures
from .authority import Viewer
from .days_off import DaysOff, closings_of, desk_of, in_force, seats_of
from .standing import counted_by, limits_by

WORDS = ("declare_closure", "revoke_closure")
SHOWN = 100
REFERENCE = "majlis.closure:"


# Finding


def may_close(viewer: Viewer) -> bool:
    return viewer.holds(*CLOSERS)


def closures(viewer: Viewer) -> QuerySet[Closure]:
    """All closures, for who may sign one."""
    return Closure.objects.all() if may_close(viewer) else Closure.objects.none()


def closure_visible(viewer: Viewer, pk: UUID) -> Closure | None:
    return closures(viewer).filter(pk=pk).first()


def new_closure(viewer: Viewer, pk: UUID) -> Closure | None:
    """A closure not yet entered; its key is chosen before the first signature, so that the second finds it."""
    return Closure(pk=pk) if may_close(viewer) and not Closure.objects.filter(pk=pk).exists() else None


def _with_files() -> list[Any]:
    """The offices whose limits a closure may move."""
    return [config for config in apps.get_app_configs() if getattr(config, "clocks", "")]


def desks() -> list[tuple[str, str]]:
    """The registers whose offices a closure may name, each with its title."""
    return [(config.realm.code, config.realm.title) for config in _with_files()]


def bodies() -> QuerySet[Body]:
    """The bodies that a closure may name: those before which acts are done, and no assembly of the members."""
    kinds = {name.partition(".")[0] for config in _with_files() if not config.realm.sealed
             for step in config.steps.values() for name in step.by if "." in name}  # fmt: skip
    return Body.objects.filter(kind__in=kinds).order_by("kind", "order", "code")


def settings_on(viewer: Viewer) -> list[tuple[Counting, bool]]:
    """What a day off does to each way of counting, every dated row, and whether it is the one in force today."""
    return [(row, COUNTING.on(row.rule, viewer.day) is row) for row in COUNTING] if may_close(viewer) else []


# Second signatures


def first_signature(word: str, closure: Closure) -> Countersign | None:
    """The signature that waits on this closure for another officer's."""
    return signatures.first_on(word, closure)


def unsigned(viewer: Viewer) -> list[Countersign]:
    """What one officer has signed and another has not, for who may sign."""
    return signatures.unsigned(REFERENCE, WORDS) if may_close(viewer) else []


# What moves


@dataclass(frozen=True)
class Running:
    """Limits of one step that run in an office: what an office's `clocks` hook hands over.

    title: what they are, in Persian.  count: how many.  files: gives them one by one, when somebody must count each.
    named: a file's own name and address; without it the title stands for all.  shared: all of them end at one instant.
    """

    step: Step
    title: str
    count: int
    files: Callable[[], Iterable[Model]]
    url: str = ""
    named: Callable[[Any], tuple[str, str]] | None = None
    shared: bool = False


@dataclass(frozen=True)
class Touched:
    """One row of the preview: limits with their end before and after, and why they move or do not."""

    step: Step | None
    title: str
    url: str
    why: str
    count: int = 1
    before: Deadline | None = None
    after: Deadline | None = None
    sealed: bool = False

    @property
    def alike(self) -> tuple[str, str, bool]:
        return (self.title, self.why, self.sealed)

    @property
    def moved(self) -> bool:
        return self.before is not None and self.after is not None and self.before.ends_at != self.after.ends_at


@dataclass
class Effect:
    """What a closure, entered or taken back, does to the limits that a viewer may know of."""

    at: datetime
    moved: list[Touched] = field(default_factory=list)
    still: list[Touched] = field(default_factory=list)
    moved_count: int = 0
    still_count: int = 0

    @property
    def moved_more(self) -> int:
        """How many that move the page has no room for."""
        return self.moved_count - sum(row.count for row in self.moved)

    def take(self, row: Touched) -> None:
        """Count a row; one that moves is kept as long as the page has room, those that do not are told together."""
        if row.moved:
            self.moved_count += row.count
            if len(self.moved) < SHOWN:
                self.moved.append(row)
            return
        self.still_count += row.count
        place = next((place for place, each in enumerate(self.still) if each.alike == row.alike), None)
        if place is None:
            self.still.append(row)
            return
        alike = self.still[place]
        soonest = min((each.before for each in (alike, row) if each.before is not None), key=self._order, default=None)
        self.still[place] = replace(alike, count=alike.count + row.count, before=soonest, after=soonest)

    def _order(self, end: Deadline) -> tuple[bool, datetime]:
        """The next end that is still to come; one that has passed stands for all only where none is."""
        return end.ends_at <= self.at, end.ends_at


def effect(viewer: Viewer, closure: Closure) -> Effect:
    """Every open limit of every office, as it ends without this closure and with it, or the other way where it is taken back.

    Of a sealed office only who has a right there sees anything, and then no more than that a limit of his moves.
    """
    standing = [each for each in in_force() if each.pk != closure.pk]
    taken_back = not closure._state.adding
    without, with_it = DaysOff(standing), DaysOff([closure, *standing])
    with_it.holidays = without.holidays
    change = Change(viewer, closings_of([closure])[0], *((with_it, without) if taken_back else (without, with_it)))
    found = Effect(viewer.at)
    for config in _with_files():
        for group in import_string(config.clocks)(viewer):
            for row in change.rows(config, group):
                found.take(row)
    found.moved.sort(key=lambda row: (row.sealed, row.after.ends_at if row.after else viewer.at))
    return found


@dataclass(frozen=True)
class Change:
    """The days off before and after, and the closure between them."""

    viewer: Viewer
    closing: Closing
    before: DaysOff
    after: DaysOff

    def rows(self, config: Any, group: Running) -> Iterator[Touched]:
        """A row a file where days off may matter; else one for all, as none of them moves."""
        rules = counted_by(group.step, config)
        if rules & YIELDING:
            for each in group.files():
                yield self._row(config, group, each)
        elif group.count:
            rule = min(rules) if rules else SET_BY_HAND
            told = why(rule, None, None, self.closing, covered=True)
            end = self._end(group.step, next(iter(group.files())), self.before) if group.shared else None
            yield self._told(config, group, group.title, group.url, told, None, end, end)

    def _row(self, config: Any, group: Running, file: Model) -> Touched:
        before, after = (self._end(group.step, file, days) for days in (self.before, self.after))
        covered = self.closing.covers(desk_of(file), seats_of(group.step, file))
        rule = (before or after).rule if before or after else min(counted_by(group.step, config))  # type: ignore[union-attr]
        told = why(rule, before, after, self.closing, covered)
        moves = before is not None and after is not None and before.ends_at != after.ends_at
        title, url = group.named(file) if moves and group.named is not None else (group.title, group.url)
        return self._told(config, group, title, url, told, 1, before, after)

    def _end(self, step: Step, file: Model, days_off: DaysOff) -> Deadline | None:
        limits = limits_by(step, file, self.viewer.at, days_off)
        return limits[0][1] if limits else None

    @staticmethod
    def _told(  # noqa: PLR0917 - the parts of one row, in its order
        config: Any, group: Running, title: str, url: str, told: str, count: int | None = None,
        before: Deadline | None = None, after: Deadline | None = None,
    ) -> Touched:  # fmt: skip
        many = group.count if count is None else count
        if config.realm.sealed:
            return Touched(None, "مهلتی در بخش محرمانه", url, told, many, before, after, sealed=True)
        return Touched(group.step, title, url, told, many, before, after)
