"""The points ledger: the law examples, and what must hold of any dossier (Arts. 4-15, 17)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from committees.rules.dossier import BranchDecision, Dossier, Item, ScoreTables, Verdict, draft_dossier
from committees.rules.form import LEVELS, Degree, Form, Post, Service, Tenure
from committees.rules.points import points_label, points_text, whole_months
from committees.rules.readings import Readings
from committees.rules.scoring import committee_points, open_doubts, total
from committees.rules.table_import import read_csv
from committees.rules.tables import KINDS, Table
from majlis.rules.law import Refused

HERE = Path(__file__).parent
RULES = HERE.parent / "rules"
EXAMPLES = tomllib.loads((HERE / "examples" / "scoring.toml").read_text(encoding="utf-8"))["example"]
DAY = date(2026, 11, 22)
PAPER = "6a1f3c52-7d0e-4c7b-9b1a-2f5d8e9c0a11"

SHEETS = {
    "degree_points": (RULES / "degree_points.csv").read_text(encoding="utf-8"),
    "field_relations": "field,field_title,committee,relation\n"
    "economics,اقتصاد,economy,related\nlaw,حقوق,economy,partly\nmusic,موسیقی,economy,none\n",
    "post_points": "post,title,unit,related,partly,most,related_to,partly_to,unrelated_to\n"
    "director,مدیرکل,year,24,12,100,economy,,*\n"
    "expert,کارشناس,year,8,6,,,economy,\n"
    "singer,خواننده,year,10,5,,,,*\n",
    "equivalences": "code,title,post,opinion\nrector,رئیس دانشگاه,director,\n",
    "tenure_points": "unit,points,most\nterm,30,60\n",
    "service_points": "served,unit,points,most\nsame,year,9,\nother,year,3,\n",
}


def table(kind):
    imported = read_csv(kind, SHEETS[kind])
    assert not imported.faults
    return Table(kind, f"{kind}/1", imported.rows)


TABLES = ScoreTables(**{kind: table(kind) for kind in KINDS})


def item(claim, told):
    verdict = Verdict(told.get("verdict", "accepted"), document=told.get("document", PAPER))
    decisions = {}
    if "decision" in told:
        decision = BranchDecision("b-7", "economy", told["decision"], "شعبهٔ هفتم", as_row=told.get("as_row", ""))
        decisions["economy"] = decision
    return Item(claim, verdict, decisions)


def degree(n, told):
    return Degree(
        id=f"d{n}",
        level=told["level"],
        field=told["field"],
        field_title=told["field"],
        institution="دانشگاه",
        authority=told.get("authority", "science"),
        day=date(2000, 1, 1),
        counted=told.get("counted", True),
        documents=(PAPER,),
    )


def post(n, told):
    return Post(
        id=f"p{n}",
        title="سمت",
        post=told["post"],
        organisation="سازمان",
        from_day=told["from"],
        to_day=told.get("to"),
        order_number="۱",
        self_employed=told.get("self_employed", False),
        equivalent_to=told.get("equivalent_to", ""),
        documents=(PAPER,),
    )


def tenure(n, told):
    return Tenure(f"t{n}", told["term"], told["from"], told["to"], (PAPER,))


def service(n, told):
    return Service(f"s{n}", told["committee"], told["from"], told["to"], (PAPER,))


def dossier_of(example):
    makers = {"degrees": degree, "posts": post, "tenures": tenure, "services": service}
    return Dossier(
        "m-1",
        tuple(
            item(make(n, told), told)
            for heading, make in makers.items()
            for n, told in enumerate(example.get(heading, ()), start=1)
        ),
    )


def tables_of(example):
    changed = dict.fromkeys(example.get("unapproved", ()))
    changed |= {kind: Table(kind, f"{kind}/2", (), reason="بی‌امتیاز") for kind in example.get("empty", ())}
    return replace(TABLES, **changed)


def sum_of(text):
    """The value of "24 * 2 + 24 * 6 / 12": products and quotients of whole numbers, added and subtracted."""
    value = Fraction(0)
    for sign, product in re.findall(r"([+-]?)([^+-]+)", text.replace(" ", "")):
        part = Fraction(1)
        for how, number in re.findall(r"([*/]?)([0-9]+)", product):
            part = part / int(number) if how == "/" else part * int(number)
        value += -part if sign == "-" else part
    return value


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_example_of_the_law(example):
    dossier, tables = dossier_of(example), tables_of(example)
    if "refused" in example:
        with pytest.raises(Refused) as refused:
            committee_points(dossier, "economy", tables, DAY)
        assert refused.value.article.number == str(example["refused"])
        return
    lines = committee_points(dossier, "economy", tables, DAY)
    assert total(lines) == sum_of(example["then"])
    assert [line.article.number for line in lines] == example["cites"]
    assert len(open_doubts(dossier, ["economy"], tables, DAY)) == example.get("doubts", 0)


def test_the_examples_use_both_answers():
    answers = [sum_of(example["then"]) for example in EXAMPLES if "then" in example]
    assert any(answers)
    assert not all(answers)
    assert sum_of("200 + 75") == 275
    assert sum_of("24 * 6 / 12 - 2") == 10


def test_art15_given_a_branch_decision_when_scored_then_the_line_names_it_and_is_final():
    told = {"level": "doctorate", "field": "chess", "decision": "related", "verdict": "decided"}
    dossier = Dossier("m-1", (item(degree(1, told), told),))
    (line,) = committee_points(dossier, "economy", TABLES, DAY)
    assert line.final
    assert line.decision == "b-7"
    assert "شعبهٔ هفتم" in line.reason


def test_art15_given_a_decision_for_one_committee_when_scored_for_another_then_it_is_still_doubtful():
    told = {"level": "doctorate", "field": "chess", "decision": "related", "verdict": "decided"}
    dossier = Dossier("m-1", (item(degree(1, told), told),))
    doubts = open_doubts(dossier, ["economy", "energy"], TABLES, DAY)
    assert [doubt.committee for doubt in doubts] == ["energy"]


def test_art7_given_a_counted_degree_when_scored_then_the_line_can_be_traced():
    told = {"level": "master", "field": "law"}
    (line,) = committee_points(Dossier("m-1", (item(degree(1, told), told),)), "economy", TABLES, DAY)
    assert (line.table, line.version, line.row) == ("degree_points", "degree_points/1", 2)
    assert (line.document, line.item, line.result) == (PAPER, "d1", "تا حدودی مرتبط")


def test_art4_given_a_draft_without_papers_when_scored_then_the_zero_says_so():
    bare = replace(degree(1, {"level": "bachelor", "field": "economics"}), documents=())
    (line,) = committee_points(draft_dossier("m-1", Form(degrees=(bare,))), "economy", TABLES, DAY)
    assert line.points == 0
    assert line.article.number == "10"
    assert "سند" in line.reason


def test_art15_given_a_decision_without_a_row_for_an_unlisted_post_when_scored_then_the_doubt_says_what_is_missing():
    told = {"post": "broker", "from": date(2001, 3, 21), "to": date(2003, 3, 20), "decision": "related"}
    doubts = open_doubts(Dossier("m-1", (item(post(1, told), told),)), ["economy"], TABLES, DAY)
    assert ["ردیفی" in doubt.sentence for doubt in doubts] == [True]


TWO_AT_ONCE = [
    {"post": "expert", "from": date(2001, 3, 21), "to": date(2003, 3, 20)},
    {"post": "singer", "from": date(2001, 3, 21), "to": date(2003, 3, 20)},
    {"post": "director", "from": date(2002, 3, 21), "to": date(2004, 3, 19)},
]


@pytest.mark.parametrize(("reading", "points"), [("each", "6 * 2 + 24 * 2"), ("once", "6 * 2 + 24")])
def test_given_two_posts_at_once_when_scored_then_the_reading_decides(reading, points):
    tables = replace(TABLES, readings=Readings(overlapping_posts=reading))
    items = tuple(item(post(n, told), told) for n, told in enumerate(TWO_AT_ONCE))
    assert total(committee_points(Dossier("m-1", items), "economy", tables, DAY)) == sum_of(points)


def test_given_the_cap_binds_each_post_when_scored_then_two_posts_pass_it_together():
    told = [
        {"post": "director", "from": date(2001, 3, 21), "to": date(2006, 3, 20)},
        {"post": "director", "from": date(2007, 3, 21), "to": date(2012, 3, 19)},
    ]
    dossier = Dossier("m-1", tuple(item(post(n, each), each) for n, each in enumerate(told)))
    assert total(committee_points(dossier, "economy", TABLES, DAY)) == 100
    each = replace(TABLES, readings=Readings(cap="item"))
    assert total(committee_points(dossier, "economy", each, DAY)) == 200


def test_given_a_post_that_still_runs_when_scored_then_it_counts_to_the_day_given():
    told = {"post": "director", "from": date(2025, 3, 21)}  # ۱۴۰۴/۰۱/۰۱
    dossier = Dossier("m-1", (item(post(1, told), told),))
    points = [
        total(committee_points(dossier, "economy", TABLES, day)) for day in (date(2026, 3, 19), date(2026, 3, 20))
    ]
    assert points == [22, 24]  # ۲۸ و ۲۹ اسفند ۱۴۰۴
    assert total(committee_points(dossier, "economy", TABLES, date(2020, 1, 1))) == 0


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2010, 3, 21), date(2010, 4, 20), 1),  # ۱ تا ۳۱ فروردین
        (date(2010, 3, 21), date(2010, 4, 19), 0),  # ۱ تا ۳۰ فروردین
        (date(2010, 4, 20), date(2010, 5, 20), 1),  # ۳۱ فروردین تا ۳۰ اردیبهشت
        (date(2025, 2, 19), date(2025, 3, 20), 1),  # ۱ تا ۳۰ اسفند ۱۴۰۳، سال کبیسه
        (date(2025, 2, 19), date(2025, 3, 19), 0),
    ],
)
def test_whole_jalali_months(first, last, months):
    assert whole_months((first, last)) == months


FIELDS = st.sampled_from(["economics", "law", "music", "chess", ""])
DAYS = st.dates(date(1990, 1, 1), date(2026, 1, 1))
VERDICTS = st.sampled_from(["accepted", "accepted", "declared", "rejected", "referred", "claimed"])


@st.composite
def dossiers(draw):
    claims = [
        degree(n, {"level": level, "field": draw(FIELDS), "counted": draw(st.booleans())})
        for n, level in enumerate(draw(st.lists(st.sampled_from(sorted(LEVELS)), max_size=4)))
    ]
    for n, name in enumerate(draw(st.lists(st.sampled_from(["director", "expert", "singer", "broker"]), max_size=5))):
        first, last = sorted([draw(DAYS), draw(DAYS)])
        claims.append(post(n, {"post": name, "from": first, "to": last}))
    return Dossier("m-1", tuple(item(claim, {"verdict": draw(VERDICTS)}) for claim in claims))


@settings(max_examples=150, deadline=None)
@given(dossiers(), st.sampled_from(["economy", "energy"]))
def test_art8_the_score_is_the_sum_of_its_lines_and_exact(dossier, committee):
    lines = committee_points(dossier, committee, TABLES, DAY)
    assert [line.item for line in lines] == [each.claim.id for each in dossier.items]
    assert all(isinstance(line.points, Fraction) and line.points >= 0 and line.reason for line in lines)
    # Every total is a whole number of twelve-hundredths: nothing was rounded on the way.
    assert (total(lines) * 1200).denominator == 1
    assert not any(line.points for line in lines if line.doubt)
    backwards = committee_points(replace(dossier, items=dossier.items[::-1]), committee, TABLES, DAY)
    assert total(backwards) == total(lines)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**8), st.integers(0, 10**8))
def test_two_totals_are_written_alike_only_when_they_are_equal(one, other):
    first, second = Fraction(one, 1200), Fraction(other, 1200)
    assert re.fullmatch(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,4})?", points_text(first))
    assert (Fraction(points_text(first)) < Fraction(points_text(second))) == (first < second)


@pytest.mark.parametrize(
    ("points", "text"), [("640", "640"), ("125/2", "62.5"), ("10/3", "3.3333"), ("1/1200", "0.0008")]
)
def test_points_as_text(points, text):
    assert points_text(Fraction(points)) == text


def test_points_on_screen():
    assert points_label(Fraction(125, 2)) == "۶۲٫۵"


def test_given_a_capped_row_when_posts_change_places_then_the_total_stays():
    told = [{"post": "director", "from": date(2001, 3, 21), "to": date(2001 + years, 3, 20)} for years in (1, 3, 5)]
    totals = {
        total(
            committee_points(
                Dossier("m-1", tuple(item(post(n, each), each) for n, each in enumerate(order))), "economy", TABLES, DAY
            )
        )
        for order in permutations(told)
    }
    assert totals == {100}
