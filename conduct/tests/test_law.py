"""The law of this office: examples that a lawyer can read, quorum for every number of members, the text and its figures."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from conduct.rules import board, hygiene, sanctions
from conduct.rules.laws import FIGURES
from conduct.rules.procedure import NOT_BUILT, STEPS
from majlis import persian
from majlis.rules.law import Refused
from majlis.rules.votes import Tally

ROOM = Path(__file__).parents[1]
EXAMPLES = tomllib.loads((Path(__file__).parent / "examples" / "law.toml").read_text(encoding="utf-8"))
BEFORE, AFTER = board.AMENDED - timedelta(days=1), board.AMENDED
DAY = date(2026, 5, 20)
named = {"ids": lambda row: row["name"]}


def adopted(**values):
    return {key: (board.Adopted(key, value, "تصمیم", AFTER),) for key, value in values.items()}


def result(row) -> str:
    needs = board.board_needs(row["elected"], DAY, adopted(**row.get("adopted", {})))
    tally = Tally(
        members=board.seats(row["elected"]), attending=row["attending"], recused=row.get("recused", 0), in_favour=row["in_favour"]
    ) if row.get("recused", 0) + row["in_favour"] <= row["attending"] else Tally(
        members=board.seats(row["elected"]), attending=row["attending"], recused=row.get("recused", 0)
    )  # fmt: skip
    if not needs.holds(tally):
        return "no_quorum"
    return "passed" if needs.carries(tally) else "undecided"


@pytest.mark.parametrize("row", EXAMPLES["quorum"], **named)
def test_art4_example(row):
    if "refused" in row:
        with pytest.raises(Refused) as refused:
            result(row)
        assert refused.value.article.number == row["refused"]
        assert "تصمیم مجلس" in refused.value.sentence
    else:
        assert result(row) == row["then"]


@pytest.mark.parametrize("row", EXAMPLES["sanctions"], **named)
def test_law_art6_example(row):
    if "refused" in row:
        with pytest.raises(Refused) as refused:
            sanctions.imposed(row["chosen"], row["day"])
        assert refused.value.article.number == row["refused"]
    else:
        found = sanctions.imposed(row["chosen"], row["day"])
        assert [each.sanction.letter for each in found if each.sanction.final] == row["final"]
        assert len(found) == len(row["chosen"])


@pytest.mark.parametrize("row", EXAMPLES["replacement"], **named)
def test_art5_example(row):
    carrying = hygiene.carried(row.get("seat"), frozenset(row["then"]))
    assert sorted(hygiene.lost_seat(carrying, frozenset(row["now"]))) == row["lost"]


def who_came(present: int, members: int, needed: int) -> str:
    came = {0: "هیچ‌کس از {0} نفر حاضر نیست", 1: "۱ نفر از {0} نفر حاضر است"}.get(present, "{1} نفر از {0} نفر حاضرند")
    told = came.format(persian.number(members), persian.number(present))
    return f"{told}، {persian.number(needed)} نفر لازم است"


@pytest.mark.parametrize("members", range(1, 41))
@pytest.mark.parametrize(("elected", "decided"), [(BEFORE, {}), (AFTER, {"board_quorum": 5, "board_decision": 4})])
def test_art4_the_board_needs_five_and_four_whatever_its_number(members, elected, decided):
    needs = board.board_needs(elected, DAY, adopted(**decided))
    for attending in range(members + 1):
        came = Tally(members=members, attending=attending)
        assert (needs.holds(came), needs.quorum_sentence(came)) == (attending > 4, who_came(attending, members, 5))
        for agree in range(attending + 1):
            tally = Tally(members=members, attending=attending, in_favour=agree)
            assert needs.carries(tally) == (attending > 4 and agree > 3)
            result = "تصویب شد" if agree > 3 else "تصویب نشد"
            told = f"{persian.number(agree)} از {persian.number(attending)} موافق، ۴ لازم: {result}"
            assert needs.decision_sentence(tally) == told


@pytest.mark.parametrize("members", range(1, 41))
@pytest.mark.parametrize(("elected", "decided"), [(BEFORE, {}), (AFTER, {"appeal_composition": None})])
def test_art11_the_appeal_board_needs_two_thirds_and_more_than_half_of_those_present(members, elected, decided):
    needs = board.appeal_needs(members, elected, DAY, adopted(**decided))
    assert type(needs.quorum) is int
    assert 3 * (needs.quorum - 1) < 2 * members <= 3 * needs.quorum
    for present in range(members + 1):
        came = Tally(members=members, attending=present)
        told = who_came(present, members, needs.quorum)
        assert (needs.holds(came), needs.quorum_sentence(came)) == (3 * present >= 2 * members, told)
        majority = needs.majority(present)
        assert 2 * (majority - 1) <= present < 2 * majority
        for agree in range(present + 1):
            tally = Tally(members=members, attending=present, in_favour=agree)
            assert needs.carries(tally) == (3 * present >= 2 * members and 2 * agree > present)
            told = f"{persian.number(agree)} از {persian.number(present)} موافق، {persian.number(majority)} لازم: "
            assert needs.decision_sentence(tally).startswith(told)


def test_art11_two_thirds_of_nine_is_six_and_of_ten_seven():
    assert [board.appeal_needs(n, BEFORE, DAY, {}).quorum for n in (9, 10, 25)] == [6, 7, 17]


def test_art10_after_the_amendment_the_appeal_board_waits_for_its_composition():
    with pytest.raises(Refused) as refused:
        board.appeal_needs(25, AFTER, DAY, {})
    assert refused.value.article.number == "10"


def test_the_sentence_of_a_decision_is_a_sum():
    needs = board.board_needs(BEFORE, DAY, {})
    tally = Tally(members=7, attending=5, in_favour=4)
    assert needs.quorum_sentence(tally) == "۵ نفر از ۷ نفر حاضرند، ۵ نفر لازم است"
    assert needs.decision_sentence(tally) == "۴ از ۵ موافق، ۴ لازم: تصویب شد"


@pytest.mark.parametrize("recused", range(8))
def test_art4_recusals_that_leave_too_few_close_the_matter(recused):
    needs = board.board_needs(BEFORE, DAY, {})
    if recused <= 2:
        board.must_be_possible(needs, 7, recused)
        return
    with pytest.raises(Refused) as refused:
        board.must_be_possible(needs, 7, recused)
    assert persian.number(7 - recused) in refused.value.sentence


def test_a_decision_counts_from_its_first_day():
    early = {"board_quorum": (board.Adopted("board_quorum", 6, "م", DAY),), **adopted(board_decision=4)}
    assert board.board_needs(AFTER, DAY, early).quorum == 6
    with pytest.raises(Refused):
        board.board_needs(AFTER, DAY - timedelta(days=1), early)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("board_quorum", 0, ""),
        ("board_quorum", 10, ""),
        ("board_quorum", None, "پنج"),
        ("appeal_composition", 5, ""),
        ("ruling_weeks", 2, ""),
    ],
)
def test_law_art1_the_house_fills_only_what_the_law_left_open(key, value, words):
    with pytest.raises(Refused):
        board.value_for(key, value, words, AFTER)


def test_law_art6_the_sanctions_of_both_texts():
    old, new = sanctions.on(date(2024, 1, 1)), sanctions.on(date(2025, 6, 1))
    assert list(old) == list(new) == ["الف", "ب", "پ", "ت", "ث", "ج", "چ", "ح"]
    assert [letter for letter, row in new.items() if row.final] == ["الف", "ب", "ت"]
    assert {letter for letter in old if old[letter] != new[letter]} == {"ب", "ث"}
    assert [(row.letter, row.announced) for row in new.values() if row.announced] == [("چ", "closed"), ("ح", "open")]


@pytest.mark.parametrize(("salary", "half"), [(0, 0), (100, 50), (101, 50)])
def test_law_art6_one_half_in_whole_rials(salary, half):
    assert sanctions.salary_share(salary, DAY) == half


def test_every_article_is_told_with_source_day_and_certainty():
    text = (ROOM / "law.md").read_text(encoding="utf-8")
    parts = re.split(r"^## مادهٔ [۰-۹]+ \{#([a-z_]+-[0-9]+)\}$", text, flags=re.MULTILINE)
    told = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert list(told) == [f"conduct_directive-{n}" for n in range(1, 13)] + [
        "conduct_law-1",
        "conduct_law-2",
        "conduct_law-6",
    ]
    for body in told.values():
        assert "- منبع: " in body and "۱۴۰۵/۰۹/۰۱" in body and "- اطمینان: " in body


def test_what_the_amendment_left_open_is_unset_and_nothing_else():
    unset = {
        key
        for key in FIGURES.keys()  # noqa: SIM118
        for row in FIGURES.rows(key)
        if row.value is None
    }
    assert unset == {"board_quorum", "board_decision"}


def test_the_whole_table_of_acts_is_typed_in():
    assert len(STEPS) == 53 and not NOT_BUILT
    assert {limit.kind for step in STEPS.values() for limit in step.limits} == {"due_within", "bars_after"}
    assert STEPS["file_appeal"].limits[0].kind == "bars_after"
