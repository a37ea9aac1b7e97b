"""The law as it is told: every article has its heading, its source and its doubts, and every rule an article that is there."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from committees.rules.laws import DIRECTIVE, FIGURES, INTERNAL, NOT_CODED
from committees.rules.readings import QUESTIONS, Readings
from committees.rules.tables import KINDS
from majlis import persian
from majlis.rules.deadlines import RULES
from majlis.rules.law import Article, Refused

ROOM = Path(__file__).parents[1]
TEXT = (ROOM / "law.md").read_text(encoding="utf-8")
LAWS = {law.code: law for law in (DIRECTIVE, INTERNAL)}
WANTED = [f"directive-{n}" for n in range(1, 24)] + [f"internal-{n}" for n in (26, 36, 37, 38, 62)]
LOOKED_FOR_IN_VAIN = ["directive-1", "directive-11", "directive-12", "directive-13", "directive-14"]
HEADING = re.compile(r"^## (?P<label>مادهٔ [۰-۹]+) \{#(?P<anchor>[a-z]+-[0-9]+)\}$", re.MULTILINE)
ROWS = tomllib.loads((ROOM / "rules" / "figures.toml").read_text(encoding="utf-8"))
DAY = date(2026, 11, 22)


def sections():
    found = list(HEADING.finditer(TEXT))
    ends = [match.start() for match in found[1:]] + [len(TEXT)]
    return {match["anchor"]: (match["label"], TEXT[match.end() : end]) for match, end in zip(found, ends, strict=True)}


SECTIONS = sections()


def article(text):
    law, number = text.split(" ", 1)
    return LAWS[law].article(number)


def anchor(of: Article):
    return f"{of.law.code}-{of.anchor}"


def cited():
    """Every article that a rules module, a table or a figure names."""
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOM / "rules").glob("*.py") if path.name != "laws.py"
    )
    named = re.findall(r'\b(DIRECTIVE|INTERNAL)\.article\("([0-9]+)', source)
    return {f"{law.lower()}-{number}" for law, number in named} | {
        anchor(article(row["article"])) for rows in ROWS.values() for row in rows
    }


def test_every_article_has_its_heading_once_and_in_order():
    assert list(SECTIONS) == WANTED
    for name, (label, _) in SECTIONS.items():
        assert label == f"مادهٔ {persian.digits(name.split('-')[1])}"


@pytest.mark.parametrize("name", WANTED)
def test_every_article_tells_its_source_reading_day_and_certainty(name):
    _, body = SECTIONS[name]
    assert re.search(r"^- منبع: .*۱۴۰۵/۰۹/۰۱", body, re.MULTILINE)
    assert re.search("^- اطمینان: .*(متن|گزارش|نیافته)", body, re.MULTILINE)
    assert ("نیافته" in body) == (name in LOOKED_FOR_IN_VAIN)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("directive-4", ["سه روز", "دو اولویت"]),
        ("directive-7", ["| ۲۰۰ | ۱۰۰ |", "| ۱۵۰ | ۷۵ |", "| ۲۵۰ | ۱۲۵ |", "| ۳۵۰ | ۱۷۵ |"]),
        ("directive-16", ["شش", "بیست و سه"]),
        ("directive-17", ["چهل و هشت ساعت"]),
        ("directive-19", ["بیست و چهار ساعت", "چهل و هشت ساعت"]),
        ("directive-21", ["۱۹", "۲۳"]),
        ("internal-38", ["۱۹", "۲۳", "۱۰", "یک هفته"]),
        ("internal-62", ["شش ماه"]),
    ],
)
def test_the_numbers_of_the_text_are_told(name, words):
    assert all(word in SECTIONS[name][1] for word in words)


def test_art23_given_the_told_table_then_its_days_are_the_figures_and_its_anomalies_are_named():
    body = SECTIONS["directive-23"][1]
    ordinals = {"سوم": 3, "پنجم": 5, "ششم": 6, "هشتم": 8, "دهم": 10, "دوازدهم": 12, "سیزدهم": 13, "پانزدهم": 15}
    rows = re.findall(r"^\| ([۰-۹]+) \|.*\| (\S+) \|$", body, re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 15))
    for number, day in rows:
        assert FIGURES.value(f"table_day_{int(number):02d}", DAY) == ordinals[day]
    assert "روز نهم" in body
    assert "هم‌زمان" in body
    assert "بند ۴ مادهٔ ۲۶" in body


def test_every_article_is_carried_out_or_excused_and_none_is_both():
    excused = {anchor(of) for of in NOT_CODED}
    assert cited() | excused == set(WANTED)
    assert not cited() & excused
    assert all(reason.endswith(".") for reason in NOT_CODED.values())


@pytest.mark.parametrize("key", FIGURES.keys())
def test_every_figure_is_dated_sourced_and_countable(key):
    figure = FIGURES.on(key, DAY)
    assert anchor(article(figure.article)) in SECTIONS
    assert figure.source
    assert figure.checked_on >= figure.first_day
    assert figure.certainty.split()[0] in ("A", "B", "I", "M", "NF")
    assert (figure.value is None) == (figure.certainty == "NF")
    assert not figure.counting or figure.counting in RULES


@pytest.mark.parametrize(
    "key", ["others_ceiling", "joint_meeting_quorum", "joint_meeting_majority", "further_choice_hours"]
)
def test_what_no_source_says_is_unset_and_refused(key):
    with pytest.raises(Refused, match="هنوز تعیین نشده"):
        FIGURES.value(key, DAY)


def test_art6_and_row_11_are_marked_as_proposed_and_nothing_else():
    assert {key for key in ROWS if FIGURES.on(key, DAY).proposed} == {"verification_hours", "placement_hours"}


def test_before_the_directive_there_is_no_figure():
    with pytest.raises(Refused):
        FIGURES.value("score_objection_hours", date(2019, 7, 28))


def test_every_question_is_a_setting_and_is_told_beside_its_article():
    assert set(QUESTIONS) == set(Readings.__dataclass_fields__)
    marks = [question.mark for question in QUESTIONS.values()]
    assert marks == [f"E{n}" for n in range(1, len(marks) + 1)]
    for question in QUESTIONS.values():
        assert re.search(rf"\b{question.mark}\b", SECTIONS[f"directive-{question.article}"][1])


def test_every_table_stands_on_an_article_that_is_told():
    assert all(anchor(kind.article) in SECTIONS for kind in KINDS.values())


ROW_FIGURES = {
    4: "verification_hours",
    5: "referral_hours",
    6: "branch_decision_hours",
    8: "score_objection_hours",
    9: "score_decision_hours",
    11: "placement_hours",
    12: "seat_objection_hours",
    13: "seat_decision_hours",
}


def test_art23_given_the_told_table_then_its_hours_are_the_figures():
    told = re.findall(r"^\| ([۰-۹]+) \|.*\| ([۰-۹]+) ساعت", SECTIONS["directive-23"][1], re.MULTILINE)
    hours = {int(row): int(count) for row, count in told}
    assert hours == {row: FIGURES.value(key, DAY) for row, key in ROW_FIGURES.items()}


def test_the_other_figures_are_those_of_the_text():
    told = {
        "opening_days": 3,
        "choices": 2,
        "further_choices": 2,
        "first_committees": 6,
        "first_ceiling": 23,
        "floor": 19,
        "ceiling": 23,
        "lowest_minimum": 10,
        "minimum_week": 1,
        "minimum_lowerings": 1,
        "committee_change_months": 6,
        "branch_quorum_numerator": 2,
        "branch_quorum_denominator": 3,
        "declare_hours": 0,
        "speaker_seats": 0,
    }
    others = {key for key in ROWS if not key.startswith("table_day_") and FIGURES.on(key, DAY).value is not None}
    assert others - set(ROW_FIGURES.values()) == set(told)
    assert {key: FIGURES.value(key, DAY) for key in told} == told
