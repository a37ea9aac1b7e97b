"""The office's own work of the played year: one voice, sittings, councils, meetings, an evaluated quarter; everything is invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from liaison import actions
from liaison.demo.gathered import gathered
from liaison.demo.received import received
from liaison.demo.researched import cited, researched
from liaison.demo.said import said
from liaison.demo.stage import FURNISHED, Stage
from liaison.models import (
    Criteria,
    Evaluation,
    EvaluationRound,
    GovernmentBill,
    Opinion,
    Task,
    Voice,
)
from majlis.demo.acting import Event, Story, apart, call
from majlis.demo.fixed import key, moment
from majlis.demo.house import SOURCE
from majlis.rules.deadlines import legal_day

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
# The network beside the deputies; they need no account.
NETWORK = (
    ("minister-energy", "منوچهر آبادان‌خواه", "ministry-energy", "minister"),
    ("minister-roads", "نازنین راه‌گشا", "ministry-roads", "minister"),
    ("minister-health", "فرزاد تندرست‌فر", "ministry-health", "minister"),
    ("director-energy", "هما روشن‌بین", "ministry-energy", "director"),
    ("director-roads", "کیوان پلدشتی", "ministry-roads", "director"),
)
ARTICLES = (
    ("مادهٔ ۱", "صندوق جبران خسارت باغداران زیر نظر وزارت جهاد کشاورزی برپا می‌شود."),
    ("مادهٔ ۲", "سهم دولت هر سال در بودجه می‌آید."),
    ("مادهٔ ۳", "دستگاه‌ها آمار سرمازدگی را هر فصل منتشر می‌کنند."),
    ("مادهٔ ۴", "آب‌بهای باغ‌های خسارت‌دیده دو سال گرفته نمی‌شود."),
)
YES = ("agree", "")
SAID = {
    "farming": (YES, YES, YES, YES),
    "trade": (YES, ("agree_if", "از محل بیمهٔ کشاورزی باشد."), YES, YES),
    "energy": (YES, YES, YES, ("against", "آب‌بها هزینهٔ نگهداری شبکه را می‌دهد.")),
}
LINE = "دولت با لایحه موافق است؛ آب‌بها یک سال و تنها تا سقف الگوی مصرف گرفته نمی‌شود."
BILL = 5


def work(year: Stage) -> list[Story]:
    """Each story draws its keys by itself, so that what was played before keeps its own."""
    own = {
        "network": _network(year), "agreed voice": _agreed_voice(year), "asked voice": _asked_voice(year), "evaluation": _evaluation(year),
        "published": _published(year), "researched": researched(year), **said(year), **gathered(year), **received(year),
    }  # fmt: skip
    return [apart(f"liaison {name}", story) for name, story in own.items()]


def _network(year: Stage) -> Story:
    at = FURNISHED + 2 * HOUR
    for row in NETWORK:
        at += MINUTE
        yield Event(at, lambda row=row, at=at: year._employ(row, at))


# --- one voice ------------------------------------------------------------------------------------------------------------


def _ask(year: Stage, at: datetime, edition: str, *ministries: str) -> Iterator[Event]:
    voice = Voice(id=key("voice", edition), matter_id=key("government bill", BILL))

    def ask() -> None:
        bodies = [*(year.body(f"ministry-{each}") for each in ministries), year.body("agriculture")]
        facts = {
            "edition": edition, "articles": [{"label": label, "text": text} for label, text in ARTICLES], "bodies": bodies,
            "due_day": (legal_day(at) + 12 * DAY).isoformat(),
        }  # fmt: skip
        voice.matter = GovernmentBill.objects.get(pk=voice.matter_id)
        actions.ask_voice(call(year.house.people["liaison_officer"], at, **facts), voice)

    yield Event(at, ask)
    return voice


def _give(year: Stage, voice: Voice, ministry: str, at: datetime) -> Event:
    def give() -> None:
        row = Opinion.objects.get(voice=voice, body__code=f"ministry-{ministry}")
        marks = [
            {"article": str(article.pk), "stance": stance, "text": text}
            for article, (stance, text) in zip(voice.articles.all(), SAID[ministry], strict=True)
        ]
        actions.give_opinion(call(year.house.people[year.deputy(ministry)], at, marks=marks, text=""), row)

    return Event(at, give)


def _agreed_voice(year: Stage) -> Story:
    at = moment(1406, 1, 20, 9)
    voice = yield from _ask(year, at, "متن تقدیمی به مجلس", *SAID)
    for place, ministry in enumerate(SAID, start=1):
        yield _give(year, voice, ministry, at + place * DAY)

    def view() -> None:
        row = Opinion.objects.get(voice=voice, body__kind="committee")
        told = "کمیسیون با کلیات موافق است و دربارهٔ مادهٔ ۴ گزارش مرکز پژوهش‌ها را می‌خواهد."
        actions.record_view(call(year.house.people["liaison_officer"], at + 5 * DAY, marks=[], text=told), row)

    def agree() -> None:
        fourth = voice.articles.get(place=4)
        facts = {
            "line": LINE, "cited": cited(), "lines": {str(fourth.pk): "یک سال، تا سقف الگوی مصرف."},
            "committee_speaker": str(year.house.people["ministry_deputy"].pk), "floor_speaker": str(year.house.people["minister-energy"].pk),
        }  # fmt: skip
        actions.agree_line(call(year.house.people["liaison_head"], at + 9 * DAY, **facts), year.fresh(voice))

    yield Event(at + 5 * DAY, view)
    yield Event(at + 9 * DAY, agree)


def _asked_voice(year: Stage) -> Story:
    at = moment(1406, 3, 3, 10)
    voice = yield from _ask(year, at, "گزارش شور اول کمیسیون", "energy", "roads", "trade", "farming", "health")
    yield _give(year, voice, "trade", at + 2 * DAY)
    yield _give(year, voice, "farming", at + 3 * DAY)

    def draft() -> None:
        row = Opinion.objects.get(voice=voice, body__code="ministry-energy")
        fourth = voice.articles.get(place=4)
        marks = [{"article": str(fourth.pk), "stance": "agree_if", "text": "تنها تا سقف الگوی مصرف."}]
        actions.draft_opinion(call(year.house.people["ministry_expert"], at + 4 * DAY, marks=marks, text=""), row)

    yield Event(at + 4 * DAY, draft)


# --- evaluation ---------------------------------------------------------------------------------------------------------


def _evaluation(year: Stage) -> Story:
    criteria, at = Criteria(id=key("criteria", 1)), moment(1405, 9, 20, 9)
    weights = {"attendance": 35, "punctuality": 10, "answers": 35, "opinions": 10, "tasks": 10}
    facts = {
        "title": "معیارهای نمایشی", "from_day": (legal_day(at) + 3 * DAY).isoformat(), "weights": weights,
        "source": f"{SOURCE}؛ وزن‌ها ساختگی است و معیار رسمی نیست",
    }  # fmt: skip
    yield Event(at, lambda: actions.publish_criteria(call(year.house.people["liaison_head"], at, **facts), criteria))
    round_, issued = EvaluationRound(id=key("round", 1)), moment(1406, 1, 10, 9)
    yield Event(
        issued,
        lambda: actions.evaluate_deputies(
            call(year.house.people["liaison_head"], issued, year=1405, quarter=4), round_
        ),
    )

    def own(who: str) -> Evaluation:
        return Evaluation.objects.get(round=round_, person=year.house.people[who])

    def object_(who: str, text: str, when: datetime) -> Event:
        return Event(
            when, lambda: actions.object_to_evaluation(call(year.house.people[who], when, text=text), own(who))
        )

    when = issued + 2 * DAY
    yield object_("ministry_deputy_2", "غیبت آن روز با نامهٔ رسمی و برای همراهی رئیس‌جمهور بود.", when)
    told = {"upheld": True, "measure": "attendance", "met": 5, "answer": "نامه دیده شد؛ حضور آن روز در شمار آمد."}
    answered = issued + 5 * DAY
    yield Event(
        answered,
        lambda: actions.answer_objection(
            call(year.house.people["liaison_head"], answered, **told), own("ministry_deputy_2")
        ),
    )
    remedy, given = Task(id=key("remedy", 1)), issued + 6 * DAY

    def mend() -> None:
        facts = {
            "kind": "remedy", "title": "سه دیرآمدن در زمستان: دورهٔ دفاع در کمیسیون گذرانده شود", "ministry": year.body("ministry-energy"),
            "evaluation": str(own("ministry_deputy").pk), "due_day": (legal_day(given) + 90 * DAY).isoformat(),
        }  # fmt: skip
        actions.assign_task(call(year.house.people["liaison_head"], given, **facts), remedy)

    yield Event(given, mend)
    late = moment(1406, 3, 6, 10)
    yield object_("deputy-health", "دو پاسخ در روز تعطیل مهلت داشت.", late)


def _published(year: Stage) -> Story:
    """A report for everybody, and the government's word on a bill for members."""
    rows = (
        ("publication", "کارنامهٔ پاسخ‌گویی دولت در بهار", {"audience": "public", "medium": "پایگاه معاونت"}),
        ("position", "نظر دولت دربارهٔ لایحهٔ آب", {"medium": "نامه به نمایندگان"}),
    )
    for place, (kind, title, details) in enumerate(rows):
        task, at = Task(id=key("published", place)), moment(1406, 2, 10 + 10 * place, 9)
        told = {"kind": kind, "title": title, **details}
        yield Event(at, lambda at=at, task=task, told=told: _own_task(year, task, at, told))
        yield year.do(actions.give_evidence, task, at + DAY, text="نسخهٔ نهایی", letter="", documents=[])
        yield year.do(actions.accept_task, task, at + 2 * DAY, who="liaison_head", outcome="منتشر شد.")


def _own_task(year: Stage, task: Task, at: datetime, told: dict[str, str]) -> None:
    due, person = (legal_day(at) + 10 * DAY).isoformat(), str(year.house.people["liaison_officer"].pk)
    facts = {"text": "متن ساختگی دورهٔ نمایشی.", "ministry": "", "due_day": due, "person": person, **told}
    actions.assign_task(call(year.house.people["liaison_head"], at, **facts), task)
