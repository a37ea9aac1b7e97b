"""Why a person is told of something, and in which order; house procedure, Article 12."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from majlis.rules.deadlines import Deadline, legal_day
from majlis.rules.procedure import HOUSE

ARTICLE = HOUSE.article("12")
OVERDUE, TODAY, TOMORROW, WAITS, SECOND, CLOSED, OUTCOME, SEALED = (
    "overdue", "today", "tomorrow", "waits", "second", "closed", "outcome", "sealed",
)  # fmt: skip
# In this order they are shown.
REASONS = {
    OVERDUE: "مهلت این کار گذشته و نوبت با شماست.",
    TODAY: "مهلت این کار امروز به پایان می‌رسد.",
    TOMORROW: "مهلت این کار فردا به پایان می‌رسد.",
    SECOND: "یکی دیگر امضا کرده و امضای دوم با شماست.",
    CLOSED: "دفتر یا نهاد شما در این روزها بسته است؛ مهلتی که تعطیلی به مصوبه آن را جابه‌جا می‌کند پایان تازه دارد.",
    WAITS: "به سمت شما رسیده و نوبت با شماست.",
    OUTCOME: "پرونده‌ای که در آن کاری کرده بودید پیش رفته است.",
    SEALED: "نوبت با شماست؛ متن تنها در بخش محرمانه خوانده می‌شود.",
}
A_DAY = timedelta(days=1)


def why_waiting(end: Deadline | None, now: datetime, day: date) -> str:
    """Why a thing that waits is told: by its deadline, or because it waits at all.

    Args: end, its deadline if it has one; now and day, the instant and its legal day.
    """
    if end is None:
        return WAITS
    if end.ends_at <= now:
        return OVERDUE
    last = legal_day(end.last_minute)
    return TODAY if last == day else TOMORROW if last == day + A_DAY else WAITS
