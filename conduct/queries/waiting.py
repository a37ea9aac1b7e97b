"""What waits in this office for a viewer. The cartable says only that a message is there."""

from __future__ import annotations

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.urls import reverse

from conduct.facts import day_end, told
from conduct.models import Ballot, BoardAttendance, BoardVote, Case, Inquiry
from conduct.queries.scope import cases, is_of_the_board, own_cases, own_stages, sittings
from conduct.rules.procedure import STEPS
from majlis import persian
from majlis.queries import Viewer, Waiting
from majlis.queries.days_off import DaysOff
from majlis.queries.standing import limits_by
from majlis.rules.deadlines import Deadline, legal_day
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
    rows = _own(viewer)
    if is_of_the_board(viewer):
        rows += _turns(viewer) + _votes(viewer) + _inquiries(viewer)
    return rows


def _turns(viewer: Viewer) -> list[Waiting]:
    """Cases that are his turn, the nearest end first: so many rows at most, and the rest in one."""
    rows = list(his_turn(viewer)[:MESSAGES])
    days_off = DaysOff()
    told_rows = [_turn_row(viewer, case, days_off) for case in rows]
    more = rows[0].together - len(rows) if rows else 0
    if more:
        told_rows.append(_others(STEPS[TURNS[rows[-1].stage]], more))
    return told_rows


def his_turn(viewer: Viewer) -> QuerySet[Case]:
    """Cases whose next act is his to do, in the body before which they are; each says how many there are `together`."""
    wanted = Q(pk__in=[])
    for stage, word in TURNS.items():
        bodies = viewer.bodies(*STEPS[word].by)
        if bodies:
            wanted |= Q(stage=stage, **{"appeal_body__in" if stage == "forwarded" else "board__in": bodies})
    rows = cases(viewer).filter(wanted).select_related(None).select_related("board", "appeal_body")
    return rows.annotate(clock=CLOCK, together=Window(Count("pk"))).order_by(F("clock").asc(nulls_last=True), "ref")


def _turn_row(viewer: Viewer, case: Case, days_off: DaysOff) -> Waiting:
    step = STEPS[TURNS[case.stage]]
    limits = limits_by(step, case, viewer.at, days_off) if step.word in WITH_CLOCK else ()
    return _row(viewer, step, case.get_absolute_url(), limits[0][1] if limits else None)


def _others(step: Step, count: int) -> Waiting:
    return Waiting(
        step, f"{persian.number(count)} پیام محرمانهٔ دیگر دارید", "همه در بخش محرمانه‌اند", "", reverse("conduct:home"), None, count=count, sealed=True,
        article="در متن پیام", when="در متن پیام", when_detail="ساعت در متن پیام",
    )  # fmt: skip


def _votes(viewer: Viewer) -> list[Waiting]:
    mine = BoardVote.objects.filter(ballot=OuterRef("pk"), person=viewer.person)
    there = BoardAttendance.objects.filter(sitting=OuterRef("sitting"), person=viewer.person, left_at=None)
    found = Ballot.objects.filter(
        ~Exists(mine), Exists(there), stage="open", case__in=cases(viewer), sitting__in=sittings(viewer)
    )
    return [
        _row(viewer, STEPS["cast_vote"], reverse("conduct:sitting", args=[each.sitting_id]), None) for each in found
    ]


def _inquiries(viewer: Viewer) -> list[Waiting]:
    found = Inquiry.objects.filter(inquirer=viewer.person, stage="assigned", case__in=cases(viewer))
    step = STEPS["report_inquiry"]
    return [
        _row(
            viewer, step, reverse("conduct:case", args=[each.case_id]), day_end(each.due_on, "روزی که رئیس هیأت گذاشت")
        )
        for each in found
    ]


def _own(viewer: Viewer) -> list[Waiting]:
    if not set(WAITS_FOR_HIM).intersection(own_stages(viewer)):
        return []
    days_off = DaysOff()
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
