"""When a referral that stays unanswered is carried further up (house procedure, Art. 7)."""

from __future__ import annotations

from datetime import datetime, timedelta

from liaison.rules.laws import FIGURES, LIAISON
from majlis import persian
from majlis.rules.deadlines import legal_day, midnight
from majlis.rules.law import Refused

ONE_DAY = timedelta(days=1)
ESCALATION = "referral_escalation_days"
CHASES_BEFORE = (("chase_first_days", "first"), ("chase_second_days", "second"))
CHASE_AFTER = "chase_after_days"


def escalates_at(due_at: datetime) -> datetime:
    """House procedure, Art. 7: a referral may be escalated once so many days are over after the day of its last moment.

    Args: due_at, the first instant at which the answer is late, aware.  Returns: the first instant of escalation, a
    midnight in Tehran.  Raises: Refused while the figure is unset.
    """
    last_day = legal_day(due_at - datetime.resolution)
    days = FIGURES.value(ESCALATION, last_day)
    return midnight(last_day + (days + 1) * ONE_DAY)


def latest_due(at: datetime) -> datetime | None:
    """The latest `due_at` that may be escalated at an instant; None while the figure is unset."""
    figure = FIGURES.on(ESCALATION, legal_day(at))
    return midnight(legal_day(at) - figure.value * ONE_DAY) if figure.value is not None else None


def late_enough(facts: object) -> None:
    """House procedure, Art. 7: it is escalated after the day of chasing that follows its last moment, and once for each."""
    due_at, at, escalated = facts.due_at, facts.at, facts.escalated_at  # type: ignore[attr-defined]
    if escalated is not None and escalated >= due_at:
        raise Refused(LIAISON.article("7"), "این ارجاع برای همین مهلت یک بار به مقام وزارتخانه رسیده است.")
    opens = escalates_at(due_at)
    if at < opens:
        raise Refused(LIAISON.article("7"), f"پیش از {persian.jalali_datetime(opens)} به مقام وزارتخانه نمی‌رسد.")


# The points of chasing, as days from the day of the last moment; so named, each is sent once for each last moment.
POINTS = {
    "first": "پیگیری نخست", "second": "پیگیری دوم", "same_day": "پیگیری روز پاسخ", "after": "پیگیری پس از مهلت",
}  # fmt: skip


def chase_point(due_at: datetime, at: datetime) -> str | None:
    """House procedure, Art. 7: which point of chasing an instant's day is: three days and a day before, the day, the day after.

    A day on which nobody chased is passed over; the last point stays until it was sent.

    Args: due_at, the first instant at which the answer is late.  Returns: a key of POINTS; None on the days between.
    """
    last, today = legal_day(due_at - datetime.resolution), legal_day(at)
    before = [(FIGURES.value(key, today), point) for key, point in CHASES_BEFORE]
    for days, point in before:
        if today == last - days * ONE_DAY:
            return point
    if today == last:
        return "same_day"
    return "after" if today >= last + FIGURES.value(CHASE_AFTER, today) * ONE_DAY else None


def chase_is_due(facts: object) -> None:
    """House procedure, Art. 7: a referral is chased on its days, once on each."""
    point = chase_point(facts.due_at, facts.at)  # type: ignore[attr-defined]
    if point is None:
        raise Refused(LIAISON.article("7"), "امروز روز پیگیری این ارجاع نیست.")
    if point in facts.chased:  # type: ignore[attr-defined]
        raise Refused(LIAISON.article("7"), f"«{POINTS[point]}» برای همین مهلت انجام شده است.")
