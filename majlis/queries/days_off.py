"""The days off that a limit is counted by: holidays, and the closures whose scope reaches its file."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db.models import Model

from majlis.models import Body, Closure, Holiday
from majlis.rules.closures import Closing, closed_days
from majlis.rules.deadlines import Calendar, calendar_of
from majlis.rules.law import Step

from .asked import once
from .authority import OWN_FILE, Viewer
from .kept import kept
from .prepared import Prepared


def in_force() -> list[Closure]:
    """The closures that stand, the newest day first."""
    return _standing()


_standing = Prepared(lambda: Closure.objects.filter(stage="declared"))


def desk_of(row: Model) -> str:
    """The code of the register to which a file belongs."""
    config: Any = apps.get_app_config(row._meta.app_label)
    return config.realm.code


def seats_of(step: Step, subject: Model) -> dict[str, str]:
    """The kinds of body that may do a step on a file, each with the key of the one body where there is only one."""
    kinds = [name.partition(".")[0] for name in step.by if name != OWN_FILE]
    seats = {kind: subject.seat(kind) if hasattr(subject, "seat") else None for kind in kinds}
    return {kind: str(seat.pk) if seat is not None else "" for kind, seat in seats.items()}


def closings_of(closures: Iterable[Closure]) -> list[Closing]:
    """Closures as the rules see them, with one query for the kinds of all bodies that they name."""
    closures = list(closures)
    named = {key for each in closures for key in each.bodies}
    kinds = dict(Body.objects.filter(pk__in=named).values_list("pk", "kind")) if named else {}
    return [each.closing(kinds) for each in closures]


_holidays = Prepared(lambda: Holiday.objects.values_list("day", flat=True))


class DaysOff:
    """Holidays and closures as they were when they were first asked for; each file's calendar is made of these.

    Args: closures, those that count; what stands now, unless said otherwise.
    """

    def __init__(self, closures: Iterable[Closure] | None = None):
        self._closures = closures
        self._made: dict[tuple[Closing, ...], Calendar] = {}

    @cached_property
    def holidays(self) -> frozenset:
        return frozenset(_holidays())

    @cached_property
    def closures(self) -> list[Closure]:
        return in_force() if self._closures is None else list(self._closures)

    @cached_property
    def closings(self) -> list[Closing]:
        """What the rules see of the closures, in their order."""
        return closings_of(self.closures)

    def read(self) -> DaysOff:
        """Itself, with all that it asks the database already asked, and with the calendar of whom no closure reaches."""
        self.closings  # noqa: B018 - read here
        self._made[()] = calendar_of(self.holidays)
        return self

    def calendar(self, desk: str, seats: dict[str, str]) -> Calendar:
        """The calendar of whatever belongs to a desk and to the bodies that may act."""
        reaching = tuple(each for each in self.closings if each.covers(desk, seats))
        if reaching not in self._made:
            self._made[reaching] = calendar_of(self.holidays, closed_days(reaching))
        return self._made[reaching]

    def of(self, step: Step, subject: Model) -> Calendar:
        """The calendar by which a step's limits on a file are counted; whose file it is matters where something was closed."""
        if not self.closings:
            return self.calendar("", {})
        return self.calendar(desk_of(subject), seats_of(step, subject))


def days_off_now() -> DaysOff:
    """What stands now; within one request as it was when it was first asked for."""
    return once("days_off", DaysOff)


def days_off_seen(viewer: Viewer) -> DaysOff:
    """The same for a page that is only read: kept, as all that the open offices say, until an act is done there."""
    house: Any = apps.get_app_config("majlis")
    return once("days_off", lambda: kept(viewer, house.realm, ("days_off",), lambda: DaysOff().read()))
