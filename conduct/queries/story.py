"""The story of a case: each act in words, as much of it as one viewer may know."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.db.models import Q, QuerySet

from conduct.models import Case
from conduct.queries.turns import Turn
from conduct.rules.procedure import STEPS
from majlis import persian
from majlis.models import Act
from majlis.models.sealed import CLOSED, ClosedValues
from majlis.queries import Viewer
from majlis.queries.prepared import Prepared
from majlis.queries.register import step_of
from majlis.rules.deadlines import legal_day

# Acts that the registrar's own office does; decisions of the boards are not shown to him.
OFFICE_ACTS = (
    "register_report",
    "invite_member",
    "prove_service",
    "receive_defence",
    "serve_ruling",
    "file_appeal",
    "forward_appeal",
    "record_late_appeal",
    "record_security_council",
)
# A running vote is nobody's to watch, and a closed one is told with its result.
UNTOLD = ("cast_vote", "open_ballot")


def events(case: Case, viewer: Viewer, now: Turn | None, full: bool) -> list[Any]:
    """The story of a case, newest first: each act in words, a vote with its result."""
    acts = (_acts if full else _acts_of_office)(of=case.reference, root=case.reference)
    rows = [_event(act, viewer.at) for act in acts]
    if now is not None and full:
        step = now.step
        rows.insert(
            0,
            SimpleNamespace(done=f"نوبت {now.who}", article=step.article, when="اکنون", detail=now.what, kind="is-now"),
        )
    return rows


def _told_of(of: str, root: str) -> QuerySet[Act]:
    rows = Act.objects.filter(Q(subject=of) | Q(root=root)).exclude(verb__in=UNTOLD)
    return rows.select_related("actor", "second", "on_behalf_of").order_by("-recorded_at", "-seq")


_acts = Prepared(_told_of, of=str, root=str)
_acts_of_office = Prepared(lambda of, root: _told_of(of, root).filter(verb__in=OFFICE_ACTS), of=str, root=str)


def _event(act: Any, at: datetime) -> Any:
    step, content = step_of(act) or STEPS[act.verb], act.content
    row = SimpleNamespace(
        done=step.done, article=step.article, actor=act.actor, second=act.second, on_behalf_of=act.on_behalf_of, when=moment(act.happened_at, at),
        reason=content.get("reason", "") if act.verb != "declare_recusal" else "", detail="", kind="",
    )  # fmt: skip
    if isinstance(content, ClosedValues):
        row.detail = CLOSED
    elif act.verb == "close_ballot":
        ballot = content.get("carried")
        row.done = "رأی‌گیری: تصویب شد" if ballot else "رأی‌گیری: تصمیم گرفته نشد"
        row.kind = "" if ballot else "is-attention"
        row.detail = f"{content.get('decision', '')}. {content.get('quorum', '')}"
    if content.get("late") or content.get("_late"):
        row.detail = f"{row.detail} پس از مهلت رسید.".strip()
        row.kind = "is-attention"
    return row


def moment(at: datetime, now: datetime) -> str:
    day = legal_day(at)
    year, month, of_month = persian.jalali_parts(day)
    told = f"{of_month} {persian.MONTHS[month - 1]}"
    told = told if year == persian.jalali_parts(legal_day(now))[0] else f"{told} {year}"
    return f"{persian.digits(told)}، {persian.clock_text(at)}"
