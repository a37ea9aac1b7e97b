"""What anyone may ask of this office: how seats are given, how points are read, who sees what (Arts. 3, 7-18).

The figures come from figures.toml, the readings from the rules, the steps of the example from the engine itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from committees.queries.scope import BOARD, BRANCH, LAWS
from committees.rules.example import SEED, SEED_WORDS, TITLES, Example, example
from committees.rules.laws import DIRECTIVE, FIGURES, INTERNAL
from committees.rules.points import points_label
from committees.rules.readings import QUESTIONS
from committees.rules.seating import Result, Step
from committees.rules.seating_words import DOUBTS, READINGS
from committees.rules.snapshot import UNIT
from majlis import persian
from majlis.queries import Viewer
from majlis.realm import EVERYONE, Audience, Part, Sight
from majlis.rules.lots import ticket

FIGURES_TOLD = ("choices", "first_committees", "first_ceiling", "others_ceiling", "floor", "ceiling", "further_choices")
LABELS = {
    "choices": "اولویت‌های هر نماینده",
    "first_committees": "کمیسیون‌هایی که سقف بیشتر دارند، حداکثر",
    "first_ceiling": "سقف آن کمیسیون‌ها",
    "others_ceiling": "سقف کمیسیون‌های دیگر",
    "floor": "کف هر کمیسیون",
    "ceiling": "سقف هر کمیسیون در قانون",
    "further_choices": "اولویت‌های تازهٔ بازمانده",
}
THROUGH = {"first": "اولویت اول", "second": "اولویت دوم", "vacancy": "جای خالی مانده"}
KINDS = {"main": "نوبت", "second": "اولویت‌های دوم", "vacancy": "جای خالی"}
LAWS_BY_CODE = {law.code: law for law in (DIRECTIVE, INTERNAL)}


# --- how seats are given


def seats_content(viewer: Viewer) -> Mapping[str, Any]:
    """Figures in force, what the text leaves open, and the invented round step by step."""
    round_ = example()
    return {
        "figures": [_figure(key, viewer) for key in FIGURES_TOLD],
        "value": {key: FIGURES.on(key, viewer.day).value for key in FIGURES_TOLD},
        "doubts": [{"article": DIRECTIVE.article(number), "doubt": doubt} for number, doubt in DOUBTS.values()],
        "applicants": [_applicant(each) for each in round_.snapshot.applicants],
        "order": list(_order(round_)),
        "steps": [_step(number, step) for number, step in enumerate(round_.result.steps, start=1)],
        "roster": [_seats_of(code, round_.result) for code in round_.result.order],
        "left_out": [_number(id_) for id_ in round_.result.left_out],
        "others": [{"title": READINGS[each.name], "moved": _moved(each.moved)} for each in round_.others],
        "seed": SEED,
        "seed_words": SEED_WORDS,
        "article_16": DIRECTIVE.article("16"),
        "article_18": DIRECTIVE.article("18"),
    }


def _figure(key: str, viewer: Viewer) -> dict[str, Any]:
    found = FIGURES.on(key, viewer.day)
    code, _, number = found.article.partition(" ")
    return {
        "label": LABELS[key],
        "value": found.value,
        "article": LAWS_BY_CODE[code].article(number),
        "source": found.source,
        "certain": found.certainty.startswith("A"),
    }


def _number(id_: str) -> str:
    """An applicant of the example as the page calls him."""
    return persian.digits(int(id_.lstrip("m")))


def _applicant(each: Any) -> dict[str, Any]:
    pairs = zip(each.choices, each.points, strict=True)
    told = [{"committee": TITLES[code], "points": _points(points)} for code, points in pairs]
    return {"name": _number(each.id), "first": told[0], "second": told[1] if told[1:] else None}


def _points(units: int) -> str:
    return points_label(Fraction(units, UNIT))


def _order(round_: Example) -> Iterator[dict[str, Any]]:
    """Each committee in its turn: its demand, the ticket where equals needed one, the ceiling its place gave it."""
    firsts = [each.choices[0] for each in round_.snapshot.applicants]
    for place, code in enumerate(round_.result.order, start=1):
        demand = firsts.count(code)
        tied = sum(firsts.count(other) == demand for other in TITLES) > 1
        yield {
            "place": place,
            "title": TITLES[code],
            "demand": demand,
            "ticket": ticket(SEED, "order", str(round_.snapshot.round), code) if tied else "",
            "ceiling": round_.result.ceilings[code],
            "high": place <= round_.snapshot.reading.first_count,
        }


def _step(number: int, step: Step) -> dict[str, Any]:
    return {
        "number": number,
        "title": TITLES[step.committee],
        "kind": KINDS[step.kind],
        "free": step.free,
        "refused": len(step.candidates) - len(step.seated),
        "cut": None if step.cut is None else _points(step.cut),
        "drawn": step.drawn_seats,
        "rows": [
            {
                "place": row.place,
                "name": _number(row.id),
                "points": _points(row.points),
                "through": THROUGH[row.through],
                "ticket": row.ticket,
                "seated": row.seated,
            }
            for row in step.ranking
        ],
    }


def _seats_of(code: str, result: Result) -> dict[str, Any]:
    names = [_number(id_) for id_, seat in sorted(result.seats.items()) if seat.committee == code]
    return {"title": TITLES[code], "names": names, "ceiling": result.ceilings[code]}


def _moved(moved: Mapping[str, tuple[str | None, str | None]]) -> list[dict[str, str]]:
    return [
        {"name": _number(id_), "here": TITLES.get(here or "", "بازمانده"), "there": TITLES.get(there or "", "بازمانده")}
        for id_, (here, there) in moved.items()
    ]


# --- how points are read


def points_content(viewer: Viewer) -> Mapping[str, Any]:
    """Each question that the text leaves open about points, the reading taken, and why it could be otherwise."""
    return {
        "questions": [
            {
                "mark": each.mark,
                "article": DIRECTIVE.article(each.article),
                "reading": each.reading,
                "doubt": each.doubt,
            }
            for each in QUESTIONS.values()
        ]
    }


PARTS = (
    Part(
        "seats",
        "کرسی کمیسیون چگونه داده می‌شود",
        "ترتیب کمیسیون‌ها، سقف‌ها، نوبت هر کمیسیون، جای خالی و قرعه؛ هر عدد از دفتر ارقام قانون خوانده می‌شود.",
        "committees/explained/seats.html",
        seats_content,
        tuple(DIRECTIVE.article(number) for number in ("16", "18")),
    ),
    Part(
        "points",
        "امتیاز چگونه خوانده می‌شود",
        "امتیاز هر نماینده جمع سطرهای اوست. آنچه متن باز گذاشته، با خوانشی که اکنون به کار می‌رود، این‌جاست.",
        "committees/explained/points.html",
        points_content,
        tuple(DIRECTIVE.article(number) for number in ("7", "8", "9", "14")),
    ),
)


# --- who sees what

MEMBERS = Audience("همهٔ نمایندگان", ("chamber.member",))
OWNER = Audience("خود نماینده")
PRESIDING = Audience("هیأت رئیسه", BOARD)
DEPUTY = Audience("معاونت قوانین", LAWS)
BRANCHES = Audience("هیأت شعبه", BRANCH)
BRANCH_HEADS = Audience("رؤسای شعب", ("branch.head",))
REFERRED = Audience("شعبه‌ای که ابهام به آن ارجاع شده")

SIGHTS = (
    Sight("پیش‌نویس فرم", (OWNER,), article=DIRECTIVE.article("4")),
    Sight(
        "سوابق اظهارشده",
        (MEMBERS,),
        "همان لحظهٔ ثبت؛ اولویت‌های نماینده جزو آن نیست",
        DIRECTIVE.article("3"),
        ("committees:records", "committees:record"),
    ),
    Sight("فرم ثبت‌شده", (OWNER, DEPUTY, PRESIDING), "پس از ثبت", DIRECTIVE.article("4")),
    Sight("تصویر مدارک", (OWNER, DEPUTY, PRESIDING, REFERRED), "پس از ثبت", DIRECTIVE.article("5")),
    Sight(
        "میز راستی‌آزمایی",
        (DEPUTY, PRESIDING),
        article=DIRECTIVE.article("6"),
        pages=("committees:desk", "committees:desk_form", "committees:desk_item"),
    ),
    Sight(
        "امتیازها و رتبه‌ها",
        (MEMBERS, DEPUTY, PRESIDING),
        "از انتشار امتیاز",
        DIRECTIVE.article("17"),
        ("committees:rankings", "committees:ranking", "committees:ledger"),
    ),
    Sight(
        "تصمیم شعبه دربارهٔ ابهام",
        (MEMBERS, DEPUTY, PRESIDING),
        "پس از تصمیم؛ پیش از آن تنها شعبه و صاحب فرم",
        DIRECTIVE.article("15"),
        ("committees:doubts", "committees:ambiguity"),
    ),
    Sight(
        "اعتراض",
        (OWNER, PRESIDING, DEPUTY, BRANCH_HEADS),
        "پس از تصمیم، همهٔ نمایندگان",
        DIRECTIVE.article("17"),
        ("committees:objection",),
    ),
    Sight(
        "تصمیم جلسهٔ مشترک دربارهٔ اعتراض",
        (MEMBERS, DEPUTY, PRESIDING),
        "پس از تصمیم",
        DIRECTIVE.article("17"),
        ("committees:objections",),
    ),
    Sight("تقاضای کمیسیون‌ها", (Audience("نماینده‌ای که فرم دارد"),), "تنها شمار، بی‌نام", DIRECTIVE.article("4")),
    Sight(
        "فهرست اعضای کمیسیون‌ها",
        (EVERYONE,),
        "از اعلام فهرست",
        DIRECTIVE.article("23.14"),
        ("committees:public", "committees:roster"),
    ),
    Sight(
        "قرعه، فهرست ورودی و نتیجه",
        (EVERYONE,),
        "از گشودن سند؛ پیش از آن نمایندگان و هیأت رئیسه",
        DIRECTIVE.article("18"),
        ("committees:lot", "committees:proof"),
    ),
)
