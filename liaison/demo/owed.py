"""The office's own work of the played year: promises of ministers and other tasks, in every state; everything is invented."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from liaison import actions
from liaison.demo.stage import Stage
from liaison.models import Task
from majlis.demo.acting import Event, Story, call
from majlis.demo.fixed import NOW, chance, key
from majlis.rules.deadlines import legal_day

DAY = timedelta(days=1)
EVIDENCE = "سند ساختگی دورهٔ نمایشی: گزارش انجام کار با صورت‌جلسهٔ تحویل."
WHY = "صورت‌جلسه امضای کارفرما را ندارد."
OUTCOME = "انجام شد و در محل دیده شد."


class Owed(NamedTuple):
    """One task: days before now on which it was given, days it has, how far it went (assigned, evidenced, returned, accepted)."""

    kind: str
    ministry: str
    title: str
    since: int
    days: int
    state: str
    holder: str = ""


TASKS = (
    Owed("promise", "energy", "رساندن آب به شهرک صنعتی تا پایان بهار", 130, 150, "evidenced"),
    Owed("promise", "energy", "تعویض کنتورهای فرسودهٔ سه روستا", 120, 100, "assigned"),
    Owed("promise", "roads", "بازگشایی گردنهٔ برف‌گیر پیش از زمستان", 200, 90, "accepted"),
    Owed("promise", "roads", "تکمیل کنارگذر شمالی", 40, 200, "assigned"),
    Owed("promise", "health", "فرستادن دو پزشک متخصص به بیمارستان", 60, 50, "returned"),
    Owed("promise", "schooling", "برچیدن کلاس‌های کانکسی تا مهر", 25, 140, "assigned"),
    Owed("decision", "roads", "فهرست جاده‌های نیازمند گاردریل به کمیسیون برسد", 20, 25, "assigned"),
    Owed("decision", "energy", "جدول خاموشی تابستان پیش از جلسهٔ مشترک داده شود", 14, 10, "evidenced"),
    Owed("training", "energy", "دورهٔ پاسخ‌نویسی به تذکر برای کارشناس پارلمانی", 12, 20, "assigned", "ministry_expert"),
    Owed("mission", "", "همراهی کمیسیون در بازدید از سیل", 9, 7, "accepted", "liaison_officer"),
    Owed("sitting_report", "", "گزارش جلسهٔ مشترک با کمیسیون انرژی", 4, 8, "assigned", "liaison_officer"),
    Owed("research", "", "بررسی پاسخ‌های دیررس سال گذشته", 50, 90, "assigned", "liaison_head"),
    Owed("policy", "", "پیش‌نویس سیاست‌های پارلمانی سال", 30, 45, "evidenced", "liaison_officer"),
    Owed("publication", "", "خبرنامهٔ ماهانهٔ پارلمانی", 15, 20, "accepted", "liaison_officer"),
    Owed("defence", "", "لایحهٔ دفاعیه در پروندهٔ شکایت از دفتر", 18, 30, "assigned", "liaison_head"),
)


def tasks(year: Stage) -> list[Story]:
    return [_task(year, place, owed) for place, owed in enumerate(TASKS)]


def _task(year: Stage, place: int, owed: Owed) -> Story:
    task, at = Task(id=key("task", place)), (NOW - owed.since * DAY).replace(hour=6, minute=place)
    yield Event(at, lambda: _assign(year, task, owed, at, place))
    if owed.kind == "promise" and owed.since > owed.days:
        yield year.do(actions.follow_up_promise, task, at + 45 * DAY, note="پیمانکار برگزیده شده است.")
    if owed.state == "assigned":
        return
    shown = at + min(owed.days, owed.since - 2) * DAY
    who = owed.holder or year.deputy(owed.ministry)
    yield year.do(actions.give_evidence, task, shown, who=who, text=EVIDENCE, letter=f"{place + 11}/ک", documents=[])
    judged = shown + timedelta(hours=20)
    if owed.state == "accepted":
        yield year.do(actions.accept_task, task, judged, who="liaison_head", outcome=OUTCOME)
    elif owed.state == "returned":
        yield year.do(actions.return_task, task, judged, who="liaison_head", reason=WHY, due_day="")


def _assign(year: Stage, task: Task, owed: Owed, at: datetime, place: int) -> None:
    seat = chance("task", place).choice(year.members(at)) if owed.kind == "promise" else None
    facts = {
        "kind": owed.kind, "title": owed.title, "text": "", "origin": "جلسهٔ علنی، نمونهٔ نمایشی" if seat else "نشست دفتر، نمونهٔ نمایشی",
        "ministry": year.body(f"ministry-{owed.ministry}") if owed.ministry else "", "asker": str(seat.person_id) if seat else "",
        "person": str(year.house.people[owed.holder].pk) if owed.holder else "", "due_day": (legal_day(at) + owed.days * DAY).isoformat(),
    }  # fmt: skip
    actions.assign_task(call(year.house.people["liaison_head"], at, **facts), task)
