"""Whose turn a case is, and until when (Arts. 8-10)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from conduct.facts import day_end, defence_end
from conduct.models import Case
from conduct.queries.waiting import TURNS
from conduct.rules.procedure import COURT_REMINDER, ENDED, STEPS
from conduct.rules.suspension import held_days
from majlis import persian
from majlis.queries.days_off import DaysOff, days_off_now
from majlis.queries.standing import limits_by
from majlis.rules.deadlines import Deadline, legal_day
from majlis.rules.law import Step

TURN_OF = {
    "assign_inquiry": "هیأت نظارت بر رفتار نمایندگان",
    "report_inquiry": "عضو تحقیق‌کننده",
    "find_violation": "هیأت نظارت بر رفتار نمایندگان",
    "invite_member": "دبیر هیأت یا دفتردار",
    "hold_hearing": "نماینده و هیأت نظارت",
    "close_hearing": "رئیس هیأت",
    "issue_ruling": "هیأت نظارت بر رفتار نمایندگان",
    "serve_ruling": "دبیر هیأت یا دفتردار",
    "file_appeal": "نماینده",
    "forward_appeal": "دبیر هیأت",
    "decide_appeal": "هیأت تجدیدنظر",
    "resume_case": "دادگاه",
}
# From each stage the act that leads on; of an inquiry, its member's report.
AFTER = {**TURNS, "under_inquiry": "report_inquiry"}
FOR = {
    "assign_inquiry": "برای تصمیم دربارهٔ گزارش",
    "report_inquiry": "برای گزارش تحقیق",
    "find_violation": "برای احراز تخلف",
    "invite_member": "برای دعوت",
    "hold_hearing": "برای استماع",
    "close_hearing": "برای ختم رسیدگی",
    "issue_ruling": "برای صدور رأی",
    "serve_ruling": "برای ابلاغ رأی",
    "file_appeal": "برای اعتراض",
    "forward_appeal": "برای فرستادن به تجدیدنظر",
    "decide_appeal": "برای رأی تجدیدنظر",
    "resume_case": "یادآوری دفتر برای پرسیدن از دادگاه، که مهلت قانون نیست",
}


@dataclass(frozen=True)
class Standing:
    """What a case's stage does not say of whose turn it is: read with the case, or for many cases in their one query."""

    inquiry_due: date | None
    defence_until: date | None
    defended: bool
    appealable: bool


@dataclass(frozen=True)
class Turn:
    """Whose turn a case is, and until when."""

    case: Case
    step: Step
    who: str
    what: str
    deadline: Deadline | None = None

    @cached_property
    def sum(self) -> tuple[list[dict[str, str]], str]:
        """The clock as a sum: its lines, and its end."""
        return _sum(self.case, self.step, self.deadline)

    @property
    def lines(self) -> list[dict[str, str]]:
        return self.sum[0]

    @property
    def end(self) -> str:
        return self.sum[1]


def standing(case: Case, at: datetime) -> Standing:
    """What is known of one case."""
    facts = case.facts(at)
    invitation = facts.invitation
    return Standing(
        inquiry_due=facts.inquiry.due_on if facts.inquiry else None, defence_until=invitation.defence_until if invitation else None,
        defended=facts.defence is not None, appealable=facts.appealable,
    )  # fmt: skip


def turn(case: Case, at: datetime, days_off: DaysOff | None = None, known: Standing | None = None) -> Turn | None:
    """Whose turn it is; None where the case has ended. Args: days_off and known, for who asks of many cases."""
    if case.stage in ENDED:
        return None
    if case.suspended_at is not None:
        return _waits_for_court(case, at, days_off or days_off_now())
    known = known or standing(case, at)
    word = "file_appeal" if case.stage == "served" and known.appealable else AFTER.get(case.stage, "")
    if not word:
        return None
    step = STEPS[word]
    return Turn(case, step, TURN_OF[word], FOR[word], _deadline(case, step, at, days_off or days_off_now(), known))


def _waits_for_court(case: Case, at: datetime, days_off: DaysOff) -> Turn:
    """Nobody's limit runs; after so long the office is reminded to ask after the judgment."""
    step = STEPS["resume_case"]
    reminder = limits_by(replace(step, limits=COURT_REMINDER, clock_from="suspend_for_court"), case, at, days_off)
    return Turn(case, step, TURN_OF[step.word], FOR[step.word], reminder[0][1] if reminder else None)


def _deadline(case: Case, step: Step, at: datetime, days_off: DaysOff, known: Standing) -> Deadline | None:
    """The end of what runs: the law's own limit, or the day that the chair or the board has set (Arts. 8, 9)."""
    if case.stage == "under_inquiry":
        return day_end(known.inquiry_due, "") if known.inquiry_due else None
    if case.stage == "invited":
        return defence_end(known.defence_until) if known.defence_until and not known.defended else None
    limits = limits_by(step, case, at, days_off) if step.limits else ()
    return limits[0][1] if limits else None


def _sum(case: Case, step: Step, deadline: Deadline | None) -> tuple[list[dict[str, str]], str]:
    if deadline is None:
        return [], ""
    if step.word == "report_inquiry":
        due = legal_day(deadline.last_minute)
        return [{"label": "روزی که رئیس هیأت گذاشت", "value": persian.jalali(due)}], ""
    if step.word == "issue_ruling":
        first, last = legal_day(case.hearing_closed_at), legal_day(deadline.last_minute)
        held = _held(case, first)
        days = persian.number((last - first).days - held)
        lines = [
            {"label": "ختم رسیدگی", "value": f"{persian.weekday_name(first)} {persian.jalali(first)}"},
            {"label": "مهلت قانونی", "value": f"یک هفته، {days} روز"},
        ]
        if held:
            lines.append({"label": "نگه داشته برای دادگاه", "value": f"{persian.number(held)} روز"})
            days = f"{days} + {persian.number(held)}"
        return lines, f"{persian.jalali(first)} + {days} روز = {persian.jalali(last)}"
    return [{"label": line, "value": ""} for line in deadline.lines[:-1]], ""


def _held(case: Case, first: date) -> int:
    """The days that the week stood still while a court was waited for."""
    if case.ruling_until is None:
        return 0
    return held_days(
        [(legal_day(row.since), legal_day(row.until)) for row in case.suspensions.all() if row.until is not None], first
    )
