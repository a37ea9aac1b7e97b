"""What must hold before a bill's later steps: urgency asked once, the guardians' ten days asked once (Const. 95; Art. 162 of 1379)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from liaison.rules.laws import CIVIL, CONSTITUTION, FIGURES, MIDRULES, OLDRULES
from majlis import persian
from majlis.rules.deadlines import Calendar, deadline, legal_day
from majlis.rules.law import Article, Refused

GRADES = {1: "یک فوریت", 2: "دو فوریت", 3: "سه فوریت"}
THREE = 3


def urgency_not_asked_yet(facts: Any) -> None:
    """Art. 162 of 1379: urgency is asked for once for a bill."""
    if facts.urgency_asked:
        raise Refused(OLDRULES.article("162"), "برای این پرونده یک بار فوریت خواسته شده است.")


def urgency_is_asked(facts: Any) -> None:
    """Art. 162 of 1379: what is voted on was asked for, and is voted on once."""
    if not facts.urgency_asked:
        raise Refused(OLDRULES.article("162"), "فوریتی خواسته نشده است.")
    if facts.done("vote_on_urgency"):
        raise Refused(OLDRULES.article("162"), "دربارهٔ این فوریت رأی گرفته شده است.")


def has_urgency(facts: Any) -> None:
    """Art. 162 of 1379: only what is urgent can lose its urgency."""
    if not facts.urgency:
        raise Refused(OLDRULES.article("162"), "این پرونده فوریتی ندارد.")


def urgency_not_removed_yet(facts: Any) -> None:
    """Art. 162 of 1379: its removal is asked for once for a bill."""
    if facts.done("remove_urgency"):
        raise Refused(OLDRULES.article("162"), "برای این پرونده یک بار سلب فوریت خواسته شده است.")


def guardians_not_extended_yet(facts: Any) -> None:
    """Const. 95: the Guardian Council asks for ten days more once for what it was sent."""
    if facts.extended_to is not None:
        raise Refused(CONSTITUTION.article("95"), "برای همین فرستادن یک بار مهلت افزوده شده است.")


def no_right_left(facts: Any) -> None:
    """Art. 146 of 1391: what a committee turned down can be asked for again for a month, and is not closed before."""
    if facts.stage == "turned_down":
        not_before(
            facts.since, "reexamination_months", facts.at, MIDRULES.article("146"), "بایگانی طرحی که کمیسیون رد کرد"
        )


def far_enough(distributed_at: datetime | None, at: datetime, *, returned: bool = False) -> None:
    """Art. 146 of 1391: between the report's distribution and the session lie so many hours.

    Args: distributed_at, None where no distribution was entered: then nothing can be counted, and nothing is refused.
        returned, whether it came back from the Guardian Council.
    """
    if distributed_at is None:
        return
    key = "returned_distribution_hours" if returned else "distribution_hours"
    end = deadline(distributed_at, FIGURES.on(key, legal_day(distributed_at)), Calendar())
    if at < end.ends_at:
        told = persian.jalali_datetime(end.ends_at)
        raise Refused(
            MIDRULES.article("146"), f"گزارش تازه پخش شده است؛ پیش از {told} رأی گرفته نمی‌شود.", field="happened_at"
        )


def not_before(
    start: datetime, key: str, at: datetime, article: Article, what: str, field: str = "happened_at"
) -> None:
    """Something that a limit opens: before its end it is refused with the moment at which it becomes possible."""
    figure = FIGURES.on(key, legal_day(start))
    if figure.value is None:
        return
    end = deadline(start, figure, Calendar())
    if at < end.ends_at:
        raise Refused(article, f"{what} پیش از {persian.jalali_datetime(end.ends_at)} شدنی نیست.", field=field)


def may_be_reproposed(rejected_at: datetime, at: datetime, *, changed: bool, members: int) -> None:
    """Art. 133 of 1379: not before six months without an essential change, unless fifty members ask for it in writing."""
    needed = FIGURES.value("rejected_bill_members", legal_day(at))
    if changed or members >= needed:
        return
    wait = deadline(rejected_at, FIGURES.on("rejected_bill_wait_months", legal_day(rejected_at)), Calendar())
    if at < wait.ends_at:
        told = f"تا پایان {persian.jalali_datetime(wait.last_minute)} بی‌تغییر اساسی داده نمی‌شود، مگر {persian.number(needed)} نماینده بخواهند"
        raise Refused(
            OLDRULES.article("133"), f"{told}؛ اکنون {persian.number(members)} نماینده خواسته‌اند.", field="members"
        )


def president_is_late(cleared_at: datetime, at: datetime) -> None:
    """Civil code 1, note: the Speaker orders publication once the President's days are over."""
    not_before(cleared_at, "promulgation_days", at, CIVIL.article("1"), "دستور انتشار از سوی رئیس مجلس", "signer")
