"""Sittings, councils, a joint session and courses of the played year, with who was called and who came; everything is invented."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from liaison import actions
from liaison.demo.papers import paper
from liaison.demo.stage import Stage
from liaison.models import DefenceRecord, Gathering, Presence, Task
from majlis.demo.acting import Event, Story, call
from majlis.demo.fixed import key, moment
from majlis.models import Membership
from majlis.rules.deadlines import legal_day

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def gathered(year: Stage) -> dict[str, Story]:
    """Stories by names of their own."""
    return {
        "winter": _winter(year), "this week": _this_week(year), "council": _council(year), "joint": _joint(year),
        "decided kept": _decided(year, 0), "decided returned": _decided(year, 1), "course": _course(year),
    }  # fmt: skip


def _holder(year: Stage, username: str) -> str:
    return str(
        Membership.objects.get(person=year.house.people[username], body__kind__in=("ministry", "liaison_office")).pk
    )


class Called(NamedTuple):
    """Who is called, as what, and what became of it: called, confirmed, delegated, came, late, absent."""

    who: str
    call: str = "must"
    then: str = "came"


def _plan(year: Stage, name: str, at: datetime, starts: datetime, **facts: Any) -> tuple[Gathering, Event]:
    row = Gathering(id=key("gathering", name))
    committee, kind = facts.pop("committee", ""), facts.pop("paper", "")
    told = {
        "place": "سالن یک",
        "agenda": "",
        "starts_at": starts.isoformat(),
        "ends_at": (starts + 2 * HOUR).isoformat(),
        **facts,
    }

    def plan() -> None:
        body, officer = year.body(committee) if committee else "", year.house.people["liaison_officer"]
        laid = {"documents": paper(kind, officer, at)} if kind else {}
        actions.plan_gathering(call(officer, at, **told, **laid, body=body), row)

    return row, Event(at, plan)


def _people(year: Stage, row: Gathering, at: datetime, *called: Called) -> Story:
    places = []
    for count, each in enumerate(called, start=1):
        place, when = Presence(id=key("presence", row.pk, each.who), gathering=row), at + count * MINUTE
        places.append((place, each))

        def do(place: Presence = place, each: Called = each, when: datetime = when) -> None:
            facts = {"holder": _holder(year, each.who), "call": each.call}
            place.gathering = year.fresh(row)
            actions.call_to_gathering(call(year.house.people["liaison_officer"], when, **facts), place)

        yield Event(when, do)
    answered = at + HOUR
    for place, each in places:
        if each.then == "confirmed":
            yield year.do(actions.confirm_presence, place, answered)
        if each.then == "delegated":
            facts = {"delegate": str(year.house.people["ministry_expert"].pk), "reason": "سفر استانی"}
            yield year.do(actions.delegate_presence, place, answered, **facts)
    return places


def _mark(year: Stage, places: Any, at: datetime) -> Story:
    for count, (place, each) in enumerate(places):
        if each.then in ("came", "late", "absent"):
            reason = "مأموریت، با نامه" if each.then == "absent" else ""
            yield year.do(actions.mark_presence, place, at + count * MINUTE, mark=each.then, reason=reason)


def _held(
    year: Stage, name: str, starts: datetime, minutes: str, *called: Called, scan: str = "", **facts: Any
) -> Story:
    """scan: the minutes as they were signed, by their name among the papers."""
    row, event = _plan(year, name, starts - 5 * DAY, starts, **facts)
    yield event
    places = yield from _people(year, row, starts - 5 * DAY, *called)
    yield from _mark(year, places, starts + HOUR)
    at = starts + 3 * HOUR

    def hold() -> None:
        officer = year.house.people["liaison_officer"]
        laid = {"documents": paper(scan, officer, at)} if scan else {}
        actions.hold_gathering(call(officer, at, minutes=minutes, **laid), year.fresh(row))

    yield Event(at, hold)
    return row


def _winter(year: Stage) -> Story:
    """Committee sittings of the winter that is evaluated: one deputy late three times, another once absent."""
    marks = (("late", "came"), ("late", "came"), ("came", "absent"), ("late", "came"), ("came", "came"))
    for place, (energy, roads) in enumerate(marks):
        starts = moment(1405, 10, 8, 14) + place * 15 * DAY
        called = (Called("ministry_deputy", then=energy), Called("ministry_deputy_2", then=roads))
        facts = {"kind": "committee", "title": f"نشست زمستانی {place + 1} کمیسیون انرژی", "committee": "energy"}
        yield from _held(year, f"winter {place}", starts, "گزارش دستگاه‌ها شنیده شد.", *called, **facts)


def _this_week(year: Stage) -> Story:
    """A floor, committees and the cabinet around the demonstration's day; a minister in two places at once."""
    floor = yield from _held(
        year, "floor past", moment(1406, 3, 8, 8), "کلیات لایحهٔ آب بررسی شد.",
        Called("minister-energy", "invited"), Called("ministry_deputy"), Called("ministry_deputy_2", then="late"),
        kind="floor", title="صحن علنی، بررسی لایحهٔ آب", agenda="بررسی لایحهٔ ساماندهی مصرف آب در صنایع",
    )  # fmt: skip
    record, at = DefenceRecord(id=key("defence", 1), gathering=floor), moment(1406, 3, 8, 11, 30)

    def defend() -> None:
        record.gathering = year.fresh(floor)
        facts = {
            "line": "بهای پلکانی از سال دوم", "speaker": str(year.house.people["minister-energy"].pk),
            "outcome": "کلیات رأی آورد؛ مادهٔ ۴ به کمیسیون برگشت.", "unanswered": "جدول بها برای صنایع کوچک هنوز آماده نیست.",
        }  # fmt: skip
        actions.record_defence(call(year.house.people["liaison_officer"], at, **facts), record)

    yield Event(at, defend)
    facts = {
        "reporter": str(year.house.people["liaison_officer"].pk), "report": "سه نمایندهٔ مخالف دربارهٔ بها پرسیدند؛ جدول تا هفتهٔ بعد داده شود.",
        "sent_to": "معاون امور مجلس و معاون پارلمانی نیرو",
    }  # fmt: skip
    yield year.do(actions.report_gathering, floor, moment(1406, 3, 8, 12), **facts)
    coming = (
        ("floor", moment(1406, 3, 11, 8), {"kind": "floor", "title": "صحن علنی"}, (Called("minister-energy", "invited", "called"), Called("ministry_deputy", then="confirmed"))),
        ("energy", moment(1406, 3, 11, 8, 30), {"kind": "committee", "title": "کمیسیون انرژی، خاموشی تابستان", "committee": "energy", "paper": "report"}, (Called("minister-energy", "invited", "called"), Called("ministry_deputy", then="delegated"))),
        ("roads", moment(1406, 3, 10, 14), {"kind": "committee", "title": "کمیسیون عمران، ایمنی راه‌ها", "committee": "construction"}, (Called("ministry_deputy_2", then="confirmed"), Called("minister-roads", "invited", "called"))),
        ("cabinet", moment(1406, 3, 12, 9), {"kind": "cabinet", "title": "جلسهٔ هیأت وزیران", "agenda": "دو لایحه و یک تصویب‌نامه", "paper": "agenda"}, ()),
        ("open", moment(1406, 3, 13, 10), {"kind": "committee", "title": "کمیسیون انرژی، بازدید", "committee": "energy"}, (Called("ministry_deputy", then="called"),)),
    )  # fmt: skip
    at = moment(1406, 3, 9, 8)
    for name, starts, told, called in coming:
        row, event = _plan(year, f"coming {name}", at, starts, **told)
        yield event
        yield from _people(year, row, at + MINUTE, *called)
        at += 90 * MINUTE


def _council(year: Stage) -> Story:
    """Six meetings of the deputies' council, a month apart: held, one missed, one of which nobody has written the minutes."""
    first = moment(1405, 11, 6, 10)
    _row, event = _plan(
        year, "council", first - 20 * DAY, first, kind="deputies", title="شورای معاونان پارلمانی", repeats=6, every=4
    )
    yield event

    def of_series(place: int) -> Gathering:
        return Gathering.objects.get(kind="deputies", starts_at=first + place * 28 * DAY)

    def hold(place: int, at: datetime) -> Event:
        told = "هم‌آهنگی پاسخ‌ها و دفاع‌های ماه بررسی شد."
        return Event(
            at,
            lambda: actions.hold_gathering(
                call(year.house.people["liaison_officer"], at, minutes=told), of_series(place)
            ),
        )

    yield hold(0, first + 3 * HOUR)
    at = first + 28 * DAY + 3 * HOUR
    why = "هم‌زمانی با سفر هیأت دولت"
    yield Event(
        at, lambda: actions.miss_gathering(call(year.house.people["liaison_head"], at, reason=why), of_series(1))
    )
    yield hold(2, first + 56 * DAY + 3 * HOUR)
    yield hold(3, first + 84 * DAY + 3 * HOUR)


def _joint(year: Stage) -> Story:
    """A joint session of government and parliament, and two decisions of it: one kept, one returned."""
    starts = moment(1406, 2, 12, 10)
    yield from _held(
        year, "joint", starts, "دربارهٔ خاموشی تابستان و راه‌های روستایی گفت‌وگو شد.", Called("minister-energy", "invited"), Called("ministry_deputy"),
        scan="minutes", kind="joint", title="اجلاس مشترک دولت و مجلس", agenda="خاموشی تابستان؛ راه‌های روستایی",
    )  # fmt: skip


DECIDED = (
    ("energy", "برنامهٔ خاموشی تا پایان اردیبهشت به مجلس داده شود", True),
    ("roads", "فهرست راه‌های نیمه‌کاره داده شود", False),
)


def _decided(year: Stage, place: int) -> Story:
    """One decision of the joint session, with its evidence."""
    ministry, title, good = DECIDED[place]
    at, task = moment(1406, 2, 12, 14 + place), Task(id=key("joint decision", place))

    def decide() -> None:
        facts = {
            "kind": "decision", "title": title, "ministry": year.body(f"ministry-{ministry}"), "gathering": str(key("gathering", "joint")),
            "due_day": (legal_day(at) + 15 * DAY).isoformat(),
        }  # fmt: skip
        actions.assign_task(call(year.house.people["liaison_head"], at, **facts), task)

    yield Event(at, decide)
    yield from _shown(year, task, ministry, at + 8 * DAY, good)


def _shown(year: Stage, task: Task, ministry: str, at: datetime, good: bool) -> Story:
    who = year.deputy(ministry)
    yield year.do(actions.give_evidence, task, at, who=who, text="سند ساختگی دورهٔ نمایشی.", letter="", documents=[])
    if good:
        yield year.do(actions.accept_task, task, at + HOUR, who="liaison_head", outcome="به مجلس داده شد.")
    else:
        yield year.do(actions.return_task, task, at + HOUR, who="liaison_head", reason="فهرست ناقص است.", due_day="")


def _course(year: Stage) -> Story:
    starts = moment(1406, 1, 28, 9)
    facts = {"kind": "training", "title": "دورهٔ پاسخ‌نویسی به تذکر و سؤال", "seats": 2}
    called = (Called("ministry_expert"), Called("ministry_deputy_2"))
    yield from _held(year, "course past", starts, "دوره برگزار شد.", *called, **facts)
    row, event = _plan(
        year,
        "course",
        moment(1406, 3, 1, 9),
        moment(1406, 3, 25, 9),
        **{**facts, "title": "دورهٔ دفاع در کمیسیون", "seats": 1},
    )
    yield event
    yield from _people(
        year,
        row,
        moment(1406, 3, 1, 9),
        Called("liaison_officer", then="called"),
        Called("director-energy", then="called"),
    )
