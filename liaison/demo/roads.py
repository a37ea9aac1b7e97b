"""Every further kind of matter once or twice in the played year, each stopped where its page has something to show; all invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from liaison import actions
from liaison.demo.stage import Stage
from liaison.demo.texts import ANSWER, TEXT
from liaison.models import KIND_MODELS, Matter, Question, Referral, Task
from majlis.demo.acting import Event, Story, apart, call
from majlis.demo.fixed import FOUNDED, NOW, key
from majlis.demo.house import SOURCE
from majlis.models import Body
from majlis.rules.deadlines import legal_day

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
WON = {"present": 240, "in_favour": 170, "against": 60, "abstained": 10}
LOST = {"present": 230, "in_favour": 90, "against": 130, "abstained": 10}
WRITTEN = {"text": ANSWER, "letter": "118/4410"}
BODIES = (
    ("judiciary", "judicial-power", "قوهٔ قضائیه"),
    ("guardian_council", "guardian-council", "شورای نگهبان"),
    ("expediency_council", "expediency-council", "مجمع تشخیص مصلحت نظام"),
    ("provinces_council", "provinces-council", "شورای عالی استان‌ها"),
)
FURNISHED = FOUNDED + timedelta(hours=3, minutes=40)
_BILL = (
    ("announce_receipt", 4, {}), ("refer_bill", 5, {"committee": "economy", "subsidiary": []}), ("report_bill", 30, {"note": "با اصلاح"}),
    ("distribute_report", 31, {}), ("record_vote", 38, WON), ("record_vote", 45, WON),
)  # fmt: skip
_ENACTED = (
    ("send_to_guardians", 46, {}), ("record_guardian_opinion", 53, {"opinion": "approved", "note": ""}),
    ("promulgate_bill", 57, {"signer": "president", "number": "41/7"}), ("publish_in_gazette", 59, {"number": "23811"}),
)  # fmt: skip


class Road(NamedTuple):
    """One matter: how many days before now it was filed, what is typed for it, and its acts by days after the filing."""

    kind: str
    name: str
    title: str
    ago: int
    typed: dict[str, Any]
    acts: tuple[tuple[str, float, dict[str, Any]], ...]


ROADS = (
    Road("government_bill", "in force", "لایحهٔ شفافیت یارانهٔ انرژی", 200, {"addressee": "ministry-energy"}, (
        ("submit_bill", 2, {}), ("add_version", 2.1, {"note": "متن دولت", "text": "مادهٔ ۱ ـ یارانهٔ انرژی هر ماه اعلام می‌شود."}),
        *_BILL, ("add_version", 45.1, {"note": "مصوب مجلس", "text": "مادهٔ ۱ ـ یارانهٔ انرژی هر ماه در پایگاه دستگاه اعلام می‌شود."}),
        *_ENACTED, ("enter_into_force", 75, {}),
    )),
    Road("government_bill", "at guardians", "لایحهٔ حمایت از قنات‌ها", 60, {"addressee": "ministry-energy"}, (
        ("submit_bill", 2, {}), *_BILL, ("send_to_guardians", 52, {}), ("extend_guardians", 58, {"reason": "نیاز به نظر کارشناس"}),
    )),
    Road("government_bill", "insisted", "لایحهٔ بیمهٔ کشاورزان خرد", 110, {"addressee": "ministry-farming"}, (
        ("submit_bill", 2, {}), *_BILL, ("send_to_guardians", 46, {}), ("record_guardian_opinion", 55, {"opinion": "returned", "note": ""}),
        ("insist_on_bill", 80, WON),
    )),
    Road("government_bill", "cleared", "لایحهٔ ثبت قراردادهای دولتی", 75, {"addressee": "ministry-economy"}, (
        ("submit_bill", 2, {}), *_BILL, ("send_to_guardians", 46, {}), ("record_guardian_opinion", 54, {"opinion": "returned", "note": ""}),
        ("amend_bill", 62, WON), ("send_to_guardians", 63, {}), ("record_guardian_opinion", 71, {"opinion": "approved", "note": ""}),
    )),
    Road("member_bill", "urgent", "طرح جبران زیان سیل", 20, {"askers": 18}, (
        ("announce_receipt", 2, {}), ("request_urgency", 3, {"grade": 3, "members": 20}), ("vote_on_urgency", 3.1, {**WON, "present": 260, "in_favour": 180}),
        ("refer_bill", 4, {"committee": "economy", "subsidiary": []}),
    )),
    Road("member_bill", "asked", "طرح ساماندهی انبارها", 12, {"askers": 16}, (
        ("announce_receipt", 2, {}), ("request_urgency", 3, {"grade": 1, "members": 17}),
    )),
    Road("member_bill", "turned down", "طرح تغییر ساعت ادارات", 40, {"askers": 15}, (
        ("announce_receipt", 2, {}), ("refer_bill", 3, {"committee": "economy", "subsidiary": []}), ("report_bill", 30, {"note": "", "rejects": True}),
    )),
    Road("member_bill", "delegated", "طرح آزمایشی بایگانی رقومی", 90, {"askers": 21}, (
        ("announce_receipt", 2, {}), ("refer_bill", 3, {"committee": "economy", "subsidiary": []}), ("delegate_bill", 20, {**WON, "present": 260, "in_favour": 190}),
        ("pass_in_committee", 50, {"trial_until": "2030-03-20", "note": "سه سال"}),
    )),
    Road("member_bill", "on trial", "طرح آزمایشی کارت سلامت", 190, {"askers": 19}, (
        ("announce_receipt", 2, {}), ("refer_bill", 3, {"committee": "economy", "subsidiary": []}), ("delegate_bill", 20, {**WON, "present": 260, "in_favour": 190}),
        ("pass_in_committee", 44, {"trial_until": "2029-03-20", "note": "دو سال"}), *_ENACTED, ("enter_into_force", 75, {}),
    )),
    Road("provincial_bill", "1", "طرح هماهنگی طرح‌های استانی", 30, {}, (("announce_receipt", 5, {}),)),
    Road("plan_bill", "1", "لایحهٔ برنامهٔ نمایشی توسعه", 100, {}, (
        ("announce_receipt", 3, {}), ("refer_bill", 5, {"committee": "economy", "subsidiary": []}),
    )),
    Road("budget_bill", "1406", "لایحهٔ بودجهٔ نمایشی سال ۱۴۰۶", 158, {}, (
        ("integrate_generalities", 2, {"note": "کلیات"}), ("vote_on_budget", 4, LOST), ("resubmit_budget", 9, {"note": ""}),
        ("integrate_generalities", 11, {"note": "کلیات اصلاح‌شده"}), ("vote_on_budget", 13, WON), ("propose_on_budget", 15, {"note": "ردیف راه"}),
        ("report_budget_committees", 17, {"note": ""}), ("extend_budget", 25, {"reason": "جدول‌های هزینه"}), ("integrate_budget", 30, {"note": ""}),
        ("propose_on_budget_report", 31, {"note": "جدول ۷"}), ("adopt_budget", 36, WON), ("send_to_guardians", 37, {}),
        ("record_guardian_opinion", 44, {"opinion": "approved", "note": ""}), ("promulgate_bill", 46, {"signer": "president", "number": "1/1406"}),
        ("publish_in_gazette", 48, {"number": "23790"}),
    )),
    Road("budget_bill", "open", "متمم بودجهٔ نمایشی", 8, {}, (("integrate_generalities", 2, {"note": ""}), ("vote_on_budget", 5, WON))),
    Road("oral_notice", "1", "آب شرب سه روستا", 9, {"addressee": "ministry-energy", "askers": 1}, ()),
    Road("oral_notice", "2", "پل ناتمام", 30, {"addressee": "ministry-roads", "askers": 1}, (("answer_oral_notice", 12, WRITTEN),)),
    Road("president_question", "1", "برنامهٔ دولت برای آب و بهای نهاده‌ها", 60, {"addressee": "presidency", "committee": "energy", "askers": 80, "asks": 2}, (
        ("hear_president_delegate", 5, {"note": ""}), ("announce_president_question", 15, {}), ("hold_president_question", 40, {"note": ""}),
        ("vote_on_president_answer", 40.1, WON), ("vote_on_president_answer", 40.2, LOST),
    )),
    Road("president_question", "2", "برنامهٔ دولت برای مسکن", 5, {"addressee": "presidency", "committee": "construction", "askers": 75, "asks": 1}, ()),
    Road("president_interpellation", "1", "نمونهٔ نمایشی استیضاح رئیس‌جمهور", 12, {"addressee": "presidency", "askers": 100}, (
        ("announce_president_interpellation", 3, {}),
    )),
    Road("investigation", "1", "تحقیق دربارهٔ کیفیت سوخت نیروگاه‌ها", 80, {"addressee": "ministry-energy", "committee": "energy", "askers": 6}, (
        ("report_on_investigation", 20, {"note": ""}), ("vote_on_investigation", 30, WON),
    )),
    Road("refusal_report", "1", "اجرا نشدن قانون تعویض کنتورها", 50, {"addressee": "ministry-energy", "committee": "energy", "askers": 12}, (
        ("report_refusal", 8, {"note": ""}), ("vote_on_refusal", 25, WON), ("send_to_judiciary", 27, {"number": "12/90"}),
    )),
    Road("refusal_report", "2", "نپرداختن سهم جاده‌های روستایی", 14, {"addressee": "ministry-roads", "committee": "construction", "by_committee": True, "askers": 0}, ()),
    Road("complaint", "1", "شکایت از دیرکرد پروانهٔ چاه", 26, {"addressee": "ministry-energy", "number": "90/311"}, (("send_complaint", 4, {}),)),
    Road("complaint", "2", "شکایت از تعیین تکلیف نشدن زمین", 70, {"addressee": "ministry-roads", "number": "90/288"}, (
        ("send_complaint", 3, {}), ("answer_complaint", 30, WRITTEN),
    )),
    Road("confidence_vote", "1", "معرفی وزیران دولت نمایشی دوم", 9, {}, (
        ("name_nominee", 0.1, {"ministry": "ministry-energy", "name": "نامزد نمایشی یکم", "programme": "کاهش خاموشی و تعویض کنتورها."}),
        ("name_nominee", 0.2, {"ministry": "ministry-roads", "name": "نامزد نمایشی دوم", "programme": "پایان دادن به جاده‌های نیمه‌کاره."}),
        ("name_nominee", 0.3, {"ministry": "ministry-health", "name": "نامزد نمایشی سوم", "programme": ""}),
        ("announce_nominees", 1, {}), ("report_nominees", 6, {"note": ""}), ("vote_on_nominee", 8, {"ministry": "ministry-energy", **WON}),
        ("vote_on_nominee", 8.1, {"ministry": "ministry-roads", **LOST}),
    )),
    Road("acting_minister", "1", "سرپرستی وزارت راه و شهرسازی", 6, {"addressee": "ministry-roads"}, ()),
    Road("enquiry", "1", "تردید دربارهٔ مادهٔ ۳ لایحهٔ قنات‌ها", 10, {"addressee": "ministry-energy", "askers": 1, "due_on": 4}, ()),
    Road("enquiry", "2", "بار مالی لایحهٔ بیمهٔ کشاورزان", 25, {"addressee": "ministry-farming", "askers": 1, "due_on": 7}, (("answer_enquiry", 5, WRITTEN),)),
    Road("correspondence", "1", "خواستن نظر دربارهٔ اجرای حکم", 15, {"addressee": "judicial-power", "incoming": False, "number": "د/118", "due_on": 10}, (
        ("follow_up_correspondence", 11, {"note": "با دفتر رئیس گفت‌وگو شد", "due_on": 14}),
    )),
    Road("correspondence", "2", "پرسش دربارهٔ آیین‌نامهٔ مصوب", 20, {"addressee": "guardian-council", "incoming": True, "number": "102/44", "due_on": 9}, (
        ("answer_correspondence", 6, WRITTEN),
    )),
    Road("law", "1", "قانون شفافیت یارانهٔ انرژی", 120, {"number": "41/7", "origin": "in force"}, ()),
)  # fmt: skip
BY_LAWS = (
    ("آیین‌نامهٔ اجرایی مادهٔ ۲: پایگاه اعلام یارانه", "مادهٔ ۲", "ministry-energy", 119, 90),
    ("آیین‌نامهٔ اجرایی مادهٔ ۵: بازرسی", "مادهٔ ۵", "ministry-economy", 119, 180),
)
DATES = ("due_on",)
ALIKE = (
    "دیرکرد تعویض ترانسفورماتورهای فرسوده",
    "تعویض نشدن ترانسفورماتورهای فرسوده",
    "دیر تعویض شدن ترانسفورماتور فرسوده",
)


def further_kinds(year: Stage) -> list[Story]:
    """The stories of all further kinds."""
    told = [_bodies(year), *(_road(year, row) for row in ROADS), _by_laws(year), _alike(year)]
    return [apart(f"roads {place}", story) for place, story in enumerate(told)]


def _bodies(year: Stage) -> Iterator[Event]:
    for place, (kind, code, title) in enumerate(BODIES):
        at = FURNISHED + timedelta(seconds=20 * place)
        yield Event(at, lambda row=(kind, code, title), place=place, at=at: establish(year, row, place, at))


def establish(year: Stage, row: tuple[str, str, str], place: int, at: datetime) -> None:
    from majlis import actions as kernel

    kind, code, title = row
    organ = Body()
    facts = {
        "kind": kind,
        "code": code,
        "title": title,
        "order": 60 + place,
        "from_day": legal_day(at).isoformat(),
        "source": SOURCE,
    }
    kernel.establish_body(call(year.house.administrator, at, **facts), organ)
    year.house.bodies[code] = organ


def _named(row: Road) -> Matter:
    return KIND_MODELS[row.kind](id=key("road", row.kind, row.name))


def _road(year: Stage, row: Road) -> Iterator[Event]:
    filed = NOW - row.ago * DAY
    matter = _named(row)
    yield Event(filed, lambda: _file(year, matter, row, filed))
    for word, after, typed in row.acts:
        at = filed + timedelta(days=after)
        yield Event(at, lambda w=word, t=typed, at=at: _do(year, matter, w, at, _typed(year, t, at)))


def _typed(year: Stage, typed: dict[str, Any], at: datetime) -> dict[str, Any]:
    """What is typed, with bodies by their keys and days after the act as dates."""
    told = dict(typed)
    for name in ("addressee", "committee", "ministry"):
        if told.get(name):
            told[name] = year.body(told[name])
    for name in DATES:
        if name in told:
            told[name] = legal_day(at + told[name] * DAY).isoformat()
    return told


def _file(year: Stage, matter: Matter, row: Road, at: datetime) -> None:
    told = _typed(year, row.typed, at)
    seats = year.members(at)
    if "askers" in told:
        told["askers"] = [str(each.person_id) for each in seats[row.ago % 40 : row.ago % 40 + told["askers"]]]
    if "origin" in told:
        told["origin"] = str(key("road", "government_bill", told["origin"]))
    text = TEXT.format(place="کشور") if row.kind.endswith("question") else "متن ساختگی دورهٔ نمایشی."
    _do(year, matter, f"file_{row.kind}", at, {"title": row.title, "text": text, **told})


def _do(year: Stage, matter: Any, word: str, at: datetime, told: dict[str, Any]) -> None:
    getattr(actions, word)(call(year.house.people["liaison_officer"], at, **told), year.fresh(matter))


def _by_laws(year: Stage) -> Iterator[Event]:
    law = KIND_MODELS["law"](id=key("road", "law", "1"))
    for title, article, ministry, ago, days in BY_LAWS:
        at = NOW - ago * DAY
        facts = {"title": title, "origin": article, "due_day": legal_day(at + days * DAY).isoformat()}
        yield Event(at, lambda f=facts, m=ministry, at=at: _require(year, law, {**f, "ministry": year.body(m)}, at))


def _require(year: Stage, law: Any, facts: dict[str, Any], at: datetime) -> None:
    found = Matter.objects.get(pk=law.pk)
    actions.require_by_law(
        call(year.house.people["liaison_officer"], at, **facts), Task(id=key("by-law", facts["title"]), law=found)
    )


def _alike(year: Stage) -> Iterator[Event]:
    """Three questions that ask the same: the ministry answered one, and its answer was adapted for another."""
    filed = NOW - 30 * DAY
    rows = [Question(id=key("question", "alike", place)) for place in range(3)]
    for place, row in enumerate(rows):
        at = filed + place * HOUR
        facts = {"title": ALIKE[place], "text": TEXT.format(place="شهر"), "askers": [place * 9 + 50]}
        yield Event(at, lambda r=row, f=facts, at=at: _ask(year, r, f, at))
    for place, row in enumerate(rows):
        at = filed + DAY + place * HOUR
        yield Event(at, lambda r=row, at=at: _do(year, r, "send_question", at, {"committee": year.body("energy")}))
    referral = Referral(id=key("referral", "alike"), matter=rows[0])
    due = (filed + 9 * DAY).isoformat()
    yield year.do(
        actions.refer_to_ministry,
        referral,
        filed + 2 * DAY,
        ministry=year.body("ministry-energy"),
        request="برنامهٔ تعویض",
        due_at=due,
    )
    yield year.do(actions.accept_referral, referral, filed + 3 * DAY, who="ministry_deputy")
    yield year.do(actions.answer_referral, referral, filed + 6 * DAY, who="ministry_deputy", **WRITTEN, documents=[])
    at = filed + 8 * DAY
    yield Event(at, lambda: _adapt(year, rows[1], rows[0], at))


def _ask(year: Stage, row: Question, facts: dict[str, Any], at: datetime) -> None:
    seats = year.members(at)
    facts = {**facts, "addressee": year.body("ministry-energy")}
    _do(year, row, "file_question", at, {**facts, "askers": [str(seats[place].person_id) for place in facts["askers"]]})


def _adapt(year: Stage, row: Question, source: Question, at: datetime) -> None:
    answer = source.answers.order_by("-at").first()
    _do(
        year,
        row,
        "adapt_answer",
        at,
        {"answer": str(answer.pk), "text": f"{answer.text}\n\nبرای این شهر نیز همین برنامه است.", "letter": ""},
    )
