"""Each open case against the end of its term, for the board alone (Art. 12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import prefetch_related_objects

from conduct.models import Case
from conduct.queries.case_room import HANGING
from conduct.queries.scope import cases
from conduct.rules import radar as rules
from conduct.rules.laws import FIGURES
from conduct.rules.procedure import ENDED, SEATS, STEPS
from majlis import persian
from majlis.models import Term
from majlis.queries import Viewer
from majlis.queries.days_off import DaysOff, days_off_now
from majlis.queries.standing import current_term, limits_by
from majlis.rules.deadlines import ONE_DAY, BeyondCalendar, deadline, legal_day, midnight

ORDER = {rules.RED: 0, rules.UNKNOWN: 1, rules.AMBER: 2, rules.GREEN: 3}
STATES = {
    rules.RED: ("missing", "به این دوره نمی‌رسد"),
    rules.AMBER: ("attention", "تنگ است"),
    rules.GREEN: ("done", "می‌رسد"),
    rules.UNKNOWN: ("waiting", "نمی‌توان گفت"),
}


@dataclass(frozen=True)
class Row:
    """A case with its two ends and the last day of its term; None where it cannot be told."""

    case: Case
    colour: str
    earliest: datetime | None
    latest: datetime | None
    ends_on: date | None

    @property
    def chip(self) -> tuple[str, str]:
        return STATES[self.colour]


def may_look(viewer: Viewer) -> bool:
    return viewer.holds(*SEATS)


def radar(viewer: Viewer) -> list[Row]:
    """The open cases that a member of the board may see, those in danger first; so many queries for any number."""
    if not may_look(viewer):
        return []
    found = list(cases(viewer).exclude(stage__in=ENDED).select_related("invitation", "appeal_invitation"))
    prefetch_related_objects(found, *HANGING, "suspensions")
    # A membership that names no term is of the term that runs.
    days_off, running = days_off_now(), current_term(viewer)
    rows = [_row(case, case.term or running, viewer.at, days_off) for case in found]
    return sorted(rows, key=lambda row: (ORDER[row.colour], row.case.ref))


def earliest_in_time(case: Case, term: Term, at: datetime) -> str:
    """The day of the earliest lawful end, in words, where it lies before the end of the term; empty where it does not,
    where a court is waited for, or where the calendar does not reach so far."""
    row = _row(case, term, at, days_off_now())
    in_time = row.earliest is not None and row.colour in (rules.AMBER, rules.GREEN) and case.suspended_at is None
    return persian.jalali(legal_day(row.earliest)) if in_time and row.earliest is not None else ""


def _row(case: Case, term: Term | None, at: datetime, days_off: DaysOff) -> Row:
    ends_on = term.ends_on if term is not None else None
    road, calendar = _road(case, at, days_off), days_off.of(STEPS["file_appeal"], case)

    def end_of(figure: str, start: datetime) -> datetime:
        return deadline(start, FIGURES.on(figure, legal_day(start)), calendar).ends_at

    try:
        first, last = rules.earliest(road, end_of), rules.latest(road, end_of)
        shade = rules.colour(road, midnight(ends_on + ONE_DAY), end_of) if ends_on is not None else rules.UNKNOWN
    except BeyondCalendar:
        return Row(case, rules.UNKNOWN, None, None, ends_on)
    # The last instant of a limit, not the first after it: the day is shown on which it ends.
    return Row(case, shade, first, None if road.suspended else last - datetime.resolution, ends_on)


def _road(case: Case, at: datetime, days_off: DaysOff) -> rules.Road:
    facts = case.facts(at)
    invitation = {"invited": facts.invitation, "forwarded": facts.appeal_invitation}.get(case.stage)
    start = max(at, invitation.hearing_at) if invitation is not None else at
    ends: dict[str, Any] = {}
    for name, word, stage in (
        ("ruling_end", "issue_ruling", "closed_for_ruling"),
        ("appeal_end", "file_appeal", "served"),
        ("decision_end", "decide_appeal", "forwarded"),
    ):
        limits = limits_by(STEPS[word], case, at, days_off) if case.stage == stage else ()
        ends[name] = limits[0][1].ends_at if limits else None
    appealable = facts.appealable if facts.ruling is not None else None
    return rules.Road(case.stage, start, appealable, **ends, suspended=case.suspended_at is not None)
