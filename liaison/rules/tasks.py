"""The office's own work, one thing for all of it: what kinds of task there are, who may read them, when one is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class TaskKind:
    """One kind of task.

    code: as it is stored.  title, plural: Persian.  restricted: read by the head, its owner, and no other of the office.
    asked: whether it was promised to a member, who then closes it himself.  details: what only this kind tells, codes of DETAILS.
    """

    code: str
    title: str
    plural: str
    restricted: bool = False
    asked: bool = False
    details: tuple[str, ...] = ()


_KINDS = (
    TaskKind("promise", "وعده", "وعده‌ها", asked=True),
    TaskKind("decision", "مصوبهٔ نشست", "مصوبه‌های نشست‌ها"),
    TaskKind("meeting", "نتیجهٔ دیدار", "نتیجه‌های دیدارها"),
    TaskKind("mission", "مأموریت", "مأموریت‌ها", details=("given_by",)),
    TaskKind("sitting_report", "گزارش جلسه", "گزارش‌های جلسه"),
    TaskKind("policy", "سیاست سالانه", "سیاست‌های سالانه"),
    TaskKind("training", "آموزش", "آموزش‌ها"),
    TaskKind("research", "پژوهش", "پژوهش‌ها", details=("partner",)),
    TaskKind("publication", "انتشار", "انتشارها", details=("audience", "medium")),
    TaskKind("position", "تبیین نظر دولت", "تبیین نظرهای دولت", details=("medium",)),
    TaskKind("remedy", "درمان یافتهٔ ارزیابی", "درمان یافته‌های ارزیابی"),
    TaskKind("by_law", "آیین‌نامهٔ اجرایی", "آیین‌نامه‌های اجرایی"),
    TaskKind("defence", "پیگیری دفاع حقوقی", "پیگیری‌های دفاع حقوقی", restricted=True, details=("counsel", "court")),
)

TASK_KINDS: Mapping[str, TaskKind] = {kind.code: kind for kind in _KINDS}
RESTRICTED = tuple(kind.code for kind in _KINDS if kind.restricted)
BY_LAW = "by_law"  # given with its law alone
PROMISE, DECISION, PUBLICATION, REMEDY, RESEARCH = "promise", "decision", "publication", "remedy", "research"

# What a kind of task tells beside what all tell.
DETAILS: Mapping[str, str] = {
    "given_by": "مأموریت‌دهنده",
    "partner": "مرکز یا پژوهشگر همکار",
    "audience": "مخاطب",
    "medium": "کجا",
    "counsel": "وکیل",
    "court": "دادگاه",
}
PUBLIC = "public"
AUDIENCES: Mapping[str, str] = {
    "internal": "درون دفتر",
    "managers": "مدیران دستگاه‌ها",
    "members": "نمایندگان",
    PUBLIC: "همگان",
}

STAGES: Mapping[str, str] = {
    "assigned": "سپرده‌شده",
    "evidenced": "سند رسیده",
    "returned": "برگشت‌خورده",
    "accepted": "پذیرفته‌شده",
}
# Its owner has it in hand; and all in which it is not over.
IN_HAND = ("assigned", "returned")
OPEN = (*IN_HAND, "evidenced")
DONE = "accepted"
