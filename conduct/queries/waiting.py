"""What waits in this office for a viewer. The cartable says only that a message is there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value, Window
from django.urls import reverse

from conduct.facts import day_end, told
from conduct.models import ArchiveOpening, Ballot, BoardAttendance, BoardVote, Case, Inquiry, Staffing
from conduct.queries.making import making_counted, making_waits, seats_to_fill
from conduct.queries.scope import (
    announcements,
    announcements_seen,
    cases,
    cases_seen,
    is_of_the_board,
    keeps_the_key,
    late_appeals,
    late_seen,
    openings,
    own_cases,
    own_of,
    own_stages,
    rooms,
    seats,
)
from conduct.rules.laws import FIGURES
from conduct.rules.procedure import APPEAL_DESK, BEFORE_RULING, SPEAKER, STEPS
from majlis import persian
from majlis.queries import Viewer, Waiting
from majlis.queries.days_off import DaysOff, days_off_now
from majlis.queries.prepared import LIST, Prepared
from majlis.queries.prepared_for import PreparedFor
from majlis.queries.standing import limits_by
from majlis.queries.waiting import MOST_COUNTED
from majlis.rules.deadlines import Deadline, legal_day, midnight
from majlis.rules.law import Step

# Whose turn a stage is: the act that leads on.
TURNS = {
    "reported": "assign_inquiry",
    "inquired": "find_violation",
    "found": "invite_member",
    "invited": "hold_hearing",
    "heard": "close_hearing",
    "closed_for_ruling": "issue_ruling",
    "ruled": "serve_ruling",
    "appealed": "forward_appeal",
    "forwarded": "decide_appeal",
}
WAITS_FOR_HIM = ("invited", "heard", "served")
WITH_CLOCK = ("issue_ruling", "decide_appeal")
# Messages are alike to the letter: the nearest stand alone, the others are told in one row.
MESSAGES = 10
# When the clock of a turn started, for those that have one.
CLOCK = models.Case(
    models.When(stage="closed_for_ruling", then="hearing_closed_at"),
    models.When(stage="forwarded", then="forwarded_at"),
)


def waiting_for(viewer: Viewer) -> list[Waiting]:
    """Rows for the cartable: one a case that is his turn, an open vote, an inquiry of his, a right of his own."""
    rows = _own(viewer) + _to_announce(viewer) + _making(viewer) + _keys(viewer)
    if is_of_the_board(viewer):
        rows += _turns(viewer) + _reminders(viewer) + _votes(viewer) + _inquiries(viewer) + _late(viewer)
    return rows


def count_waiting(viewer: Viewer) -> int:
    """How much waits here: as many as `waiting_for` tells of, without a word of any of it. Every page's frame asks, in one
    query; of who is not of the board it is known already where his own cases stand, for the door."""
    own = () if is_of_the_board(viewer) else own_stages(viewer)
    waits = sum(not stage or stage in WAITS_FOR_HIM for stage in (*own, *_stages_and_ones(viewer)))
    return waits + len(keys_wanted(viewer)) + len(seats_to_fill(viewer))


def own_standing(viewer: Viewer) -> list[str]:
    """Where his own cases stand; of who is of the board it comes with the count that the frame asks for anyway."""
    return [stage for stage in _stages_and_ones(viewer) if stage] if is_of_the_board(viewer) else own_stages(viewer)


def _stages_and_ones(viewer: Viewer) -> list[str]:
    """Once a request: the stage of each case of his own, where he is of the board; of all else that waits an empty word."""
    return viewer.once("conduct.waits", lambda: _counted(viewer, since=_long_ago(viewer)))


def _counted_of(viewer: Viewer, since: datetime) -> QuerySet:
    found = making_counted(viewer)
    person = viewer.person.pk  # type: ignore[union-attr]
    if viewer.holds(*SPEAKER):
        found.append(announcements_seen(person).filter(stage="executed"))
    if is_of_the_board(viewer):
        whose: dict[str, Any] = {"person": person, **rooms(viewer)}
        found += [
            cases_seen(**whose).filter(_turned(desks(viewer))), _asleep_of(**whose, desk=_court_desk(viewer), since=since),
            _votes_of(**whose, sits=seats(viewer)), _inquiries_of(**whose),
        ]  # fmt: skip
        if viewer.holds(*APPEAL_DESK):
            found.append(_late_of(person))
    # Nobody counts further, and of none of these is asked more than that it waits.
    ones = [rows.order_by().values_list(Value(""), flat=True) for rows in found]
    if not ones:
        return Case.objects.none().values_list("stage", flat=True)
    told = ones[0].union(*ones[1:], all=True)[:MOST_COUNTED]
    if is_of_the_board(viewer):
        told = told.union(own_of(person).order_by().values_list("stage", flat=True), all=True)
    return told


_counted = PreparedFor(_counted_of, since=datetime)
# Who has no desk waits for no court: that part of the query falls away, and what it asks.
_counted.may_lack = frozenset({"since"})


def _turns(viewer: Viewer) -> list[Waiting]:
    """Cases that are his turn, the nearest end first: so many rows at most, and the rest in one."""
    rows = list(his_turn(viewer)[:MESSAGES])
    days_off = days_off_now()
    told_rows = [_turn_row(viewer, case, days_off) for case in rows]
    more = rows[0].together - len(rows) if rows else 0
    if more:
        told_rows.append(_others(STEPS[TURNS[rows[-1].stage]], more))
    return told_rows


def his_turn(viewer: Viewer) -> QuerySet[Case]:
    """Cases whose next act is his to do, in the body before which they are; each says how many there are `together`."""
    rows = cases(viewer).filter(_turned(desks(viewer))).select_related(None).select_related("board", "appeal_body")
    return rows.annotate(clock=CLOCK, together=Window(Count("pk"))).order_by(F("clock").asc(nulls_last=True), "ref")


def desks(viewer: Viewer) -> dict[str, tuple[UUID, ...]]:
    """The boards in which he does the next act, by the stage after which it comes."""
    return {stage: viewer.bodies(*STEPS[word].by) for stage, word in TURNS.items()}


def _turned(bodies: Mapping[str, Collection[UUID]]) -> Q:
    wanted = Q(pk__in=[])
    for stage, keys in bodies.items():
        if keys:
            wanted |= Q(stage=stage, **{"appeal_body__in" if stage == "forwarded" else "board__in": keys})
    # What waits for a court is nobody's turn.
    return wanted & Q(suspended_at=None)


def _turn_row(viewer: Viewer, case: Case, days_off: DaysOff) -> Waiting:
    step = STEPS[TURNS[case.stage]]
    limits = limits_by(step, case, viewer.at, days_off) if step.word in WITH_CLOCK else ()
    return _row(viewer, step, case.get_absolute_url(), limits[0][1] if limits else None)


def _court_desk(viewer: Viewer) -> tuple[UUID, ...]:
    """The boards whose desk he is."""
    return viewer.bodies(*STEPS["resume_case"].by)


def _long_ago(viewer: Viewer) -> datetime:
    """The instant before which a case that waits for a court has waited long (Art. 7)."""
    return midnight(viewer.day - timedelta(days=FIGURES.value("court_reminder_days", viewer.day)))


def _asleep_of(
    person: UUID, board: Collection[UUID], appeal: Collection[UUID], desk: Collection[UUID], since: datetime
) -> QuerySet:
    seen = cases_seen(person, board, appeal)
    return seen.filter(suspended_at__lt=since, stage__in=BEFORE_RULING, board__in=desk)


def _reminders(viewer: Viewer) -> list[Waiting]:
    """Cases that have waited for a court so long that the office asks after the judgment: its own practice, no limit of the law."""
    step, whose = STEPS["resume_case"], {"person": viewer.person.pk, **rooms(viewer)}  # type: ignore[union-attr]
    found = _asleep_of(**whose, desk=_court_desk(viewer), since=_long_ago(viewer)).order_by("suspended_at", "ref")
    return [_row(viewer, step, each.get_absolute_url(), None) for each in found]


def _others(step: Step, count: int) -> Waiting:
    return Waiting(
        step, f"{persian.number(count)} پیام محرمانهٔ دیگر دارید", "همه در بخش محرمانه‌اند", "", reverse("conduct:home"), None, count=count, sealed=True,
        article="در متن پیام", when="در متن پیام", when_detail="ساعت در متن پیام",
    )  # fmt: skip


def _votes_of(person: UUID, board: Collection[UUID], appeal: Collection[UUID], sits: Collection[UUID]) -> QuerySet:
    mine = BoardVote.objects.filter(ballot=OuterRef("pk"), person=person)
    there = BoardAttendance.objects.filter(sitting=OuterRef("sitting"), person=person, left_at=None)
    seen = cases_seen(person, board, appeal)
    return Ballot.objects.filter(~Exists(mine), Exists(there), stage="open", case__in=seen, sitting__body__in=sits)


def _inquiries_of(person: UUID, board: Collection[UUID], appeal: Collection[UUID]) -> QuerySet:
    return Inquiry.objects.filter(inquirer=person, stage="assigned", case__in=cases_seen(person, board, appeal))


_SEEN: dict[str, type] = {"person": UUID, "board": LIST, "appeal": LIST}
_votes_open = Prepared(_votes_of, **_SEEN, sits=LIST)
_inquiries_open = Prepared(_inquiries_of, **_SEEN)


def _votes(viewer: Viewer) -> list[Waiting]:
    found = _votes_open(person=viewer.person.pk, **rooms(viewer), sits=seats(viewer))  # type: ignore[union-attr]
    return [
        _row(viewer, STEPS["cast_vote"], reverse("conduct:sitting", args=[each.sitting_id]), None) for each in found
    ]


def _inquiries(viewer: Viewer) -> list[Waiting]:
    found = _inquiries_open(person=viewer.person.pk, **rooms(viewer))  # type: ignore[union-attr]
    step = STEPS["report_inquiry"]
    return [
        _row(
            viewer, step, reverse("conduct:case", args=[each.case_id]), day_end(each.due_on, "روزی که رئیس هیأت گذاشت")
        )
        for each in found
    ]


def _late_of(person: UUID) -> QuerySet[Any]:
    return late_seen(person).filter(stage="kept", case__stage__in=("served", "final"))


def _late(viewer: Viewer) -> list[Waiting]:
    """What came late and waits for the desk of the appeal board, each a message like any other."""
    step = STEPS["admit_late_appeal"]
    found = late_appeals(viewer).filter(stage="kept", case__stage__in=("served", "final"))
    return [_row(viewer, step, reverse("conduct:admit_late_appeal", args=[each.pk]), None) for each in found]


def keys_wanted(viewer: Viewer) -> list[ArchiveOpening]:
    """Openings of the archive that wait for his key; asked of those alone who keep one."""
    if viewer.person is None or not keeps_the_key(viewer):
        return []
    rows = openings(viewer).filter(stage__in=STEPS["join_opening"].after).exclude(came__person=viewer.person)
    return list(rows.order_by("asked_at", "pk"))


def _keys(viewer: Viewer) -> list[Waiting]:
    step = STEPS["join_opening"]
    return [_row(viewer, step, reverse("conduct:join_opening", args=[each.pk]), None) for each in keys_wanted(viewer)]


def _to_announce(viewer: Viewer) -> list[Waiting]:
    """What the Speaker has to announce, each a message like any other."""
    step = STEPS["announce_sanction"]
    found = announcements(viewer).filter(stage="executed")
    return [_row(viewer, step, reverse("conduct:announce_sanction", args=[each.pk]), None) for each in found]


def _making(viewer: Viewer) -> list[Waiting]:
    """The making of the board: nothing of it is secret, and it is told in its own words (Arts. 2, 3, 7 note 2)."""
    found, days_off = making_waits(viewer), days_off_now()
    return [_open_row(step, file, days_off, viewer) for step, file in found]


def _open_row(step: Step, file: Any, days_off: DaysOff, viewer: Viewer) -> Waiting:
    limits = limits_by(step, file, viewer.at, days_off) if step.limits else ()
    url = reverse(f"conduct:{step.word}", args=[file.pk]) if isinstance(file, Staffing) else file.get_absolute_url()
    return Waiting(step, step.label, file.board.title, str(file), url, limits[0][1] if limits else None)


def _own(viewer: Viewer) -> list[Waiting]:
    if not set(WAITS_FOR_HIM).intersection(own_standing(viewer)):
        return []
    days_off = days_off_now()
    found = own_cases(viewer).filter(stage__in=WAITS_FOR_HIM).prefetch_related("services")
    return [_own_row(viewer, case, days_off) for case in found]


def _own_row(viewer: Viewer, case: Case, days_off: DaysOff) -> Waiting:
    url = reverse("conduct:own_case", args=[case.pk])
    if case.stage == "served":
        step = STEPS["file_appeal"]
        limits = limits_by(step, case, viewer.at, days_off)
        return _row(viewer, step, url, limits[0][1] if limits else None)
    return _row(viewer, STEPS["receive_defence"], url, day_end(case.invitation.defence_until, "روزی که هیأت گذاشت"))


def _row(viewer: Viewer, step: Step, url: str, deadline: Deadline | None) -> Waiting:
    """A message, and no word of what it says."""
    when = "در متن پیام"
    if deadline is not None and deadline.ends_at <= told(viewer.at):
        when = "مهلت گذشته"
    elif deadline is not None and legal_day(deadline.last_minute) == viewer.day:
        when = "امروز"
    return Waiting(
        step, "یک پیام محرمانه دارید", "برای خواندن، بخش محرمانه را بگشایید", "", url, deadline, sealed=True, article="در متن پیام",
        when=when, when_detail="ساعت در متن پیام",
    )  # fmt: skip
