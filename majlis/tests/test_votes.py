"""Quorum and majority for every size of body (the law's shares come from figures)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from majlis.rules.votes import (
    Tally,
    absolute_majority,
    decision_sentence,
    quorum_needed,
    quorum_sentence,
    relative_majority,
)

BODIES = range(1, 41)


@pytest.mark.parametrize("members", BODIES)
@pytest.mark.parametrize("share", [Fraction(2, 3), Fraction(1, 2), Fraction(3, 4), Fraction(1, 3), Fraction(1)])
def test_a_quorum_is_the_least_number_that_reaches_the_share(members, share):
    needed = quorum_needed(members, share.numerator, share.denominator)
    assert needed >= members * share > needed - 1


@pytest.mark.parametrize("present", BODIES)
def test_an_absolute_majority_beats_all_the_others_and_one_less_does_not(present):
    needed = absolute_majority(present)
    assert needed > present - needed
    assert not needed - 1 > present - (needed - 1)


@pytest.mark.parametrize(
    ("members", "needed"), [(1, 1), (2, 2), (3, 2), (7, 5), (9, 6), (10, 7), (19, 13), (20, 14), (290, 194)]
)
def test_two_thirds_of_a_body(members, needed):
    assert quorum_needed(members, 2, 3) == needed


@pytest.mark.parametrize(("present", "needed"), [(0, 1), (1, 1), (2, 2), (4, 3), (5, 3), (6, 4), (7, 4)])
def test_more_than_half(present, needed):
    assert absolute_majority(present) == needed


@pytest.mark.parametrize(("members", "numerator", "denominator"), [(-1, 2, 3), (9, 0, 3), (9, 4, 3), (9, 1, 0)])
def test_what_is_no_share_is_an_error(members, numerator, denominator):
    with pytest.raises(ValueError, match="share"):
        quorum_needed(members, numerator, denominator)


def test_relative_majority_names_the_one_the_equals_or_nobody():
    assert relative_majority({"a": 4, "b": 5, "c": 1}) == ("b",)
    assert relative_majority({"a": 5, "b": 5, "c": 1}) == ("a", "b")
    assert relative_majority({"a": 5, "b": 4}, at_least=6) == ()
    assert relative_majority({"a": 0, "b": 0}) == ()
    assert relative_majority({}) == ()


def test_the_recused_do_not_count_as_present():
    tally = Tally(members=9, attending=7, recused=1)
    assert tally.present == 6
    assert tally.is_quorate(6)
    assert not tally.is_quorate(7)


@pytest.mark.parametrize(
    "counts",
    [
        {"attending": 10},
        {"attending": 5, "recused": 6},
        {"attending": 5, "in_favour": 3, "against": 3},
        {"attending": 5, "recused": 1, "in_favour": 4, "abstained": 1},
        {"attending": -1},
    ],
)
def test_a_tally_that_no_room_can_hold_is_an_error(counts):
    with pytest.raises(ValueError, match=r"person|member|negative"):
        Tally(members=9, **counts)


def test_the_quorum_is_told_as_a_sum():
    assert quorum_sentence(Tally(7, 5), 5) == "۵ نفر از ۷ نفر حاضرند، ۵ نفر لازم است"
    assert quorum_sentence(Tally(7, 1), 5) == "۱ نفر از ۷ نفر حاضر است، ۵ نفر لازم است"
    assert quorum_sentence(Tally(7, 0), 5) == "هیچ‌کس از ۷ نفر حاضر نیست، ۵ نفر لازم است"
    assert quorum_sentence(Tally(9, 7, recused=1), 5) == (
        "۶ نفر از ۹ نفر حاضرند، ۵ نفر لازم است؛ ۱ نفر از رسیدگی خودداری کرد و شمرده نمی‌شود"
    )
    assert quorum_sentence(Tally(9, 7, recused=2), 5).endswith("۲ نفر از رسیدگی خودداری کردند و شمرده نمی‌شوند")


def test_the_decision_is_told_as_a_sum():
    carried = Tally(7, 5, in_favour=4, against=1)
    lost = Tally(7, 5, in_favour=3, against=2)
    assert decision_sentence(carried, 4) == "۴ از ۵ موافق، ۴ لازم: تصویب شد"
    assert decision_sentence(lost, 4) == "۳ از ۵ موافق، ۴ لازم: تصویب نشد"
    assert carried.carries(4)
    assert not lost.carries(4)
