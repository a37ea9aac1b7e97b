"""The geometry of charts, and the one piece that draws them."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from django.template.loader import render_to_string

from majlis.charts import Chart, Row, axis_end, share, shares


@pytest.mark.parametrize(("most", "end"), [(0, 1), (1, 1), (3, 5), (5, 5), (6, 10), (99, 100), (101, 200), (290, 500)])
def test_an_axis_ends_at_a_round_number(most, end):
    assert axis_end(most) == end


def test_parts_follow_one_another_and_end_where_their_sum_does():
    bars = shares((30, 20), 100)
    assert bars == (("0.00", "30.00", False), ("30.00", "20.00", True))
    for before, after in pairwise(bars):
        assert float(before[0]) + float(before[1]) == float(after[0])


def test_what_is_there_is_seen_and_what_is_not_is_not_drawn():
    (only,) = shares((0, 1), 100_000)
    assert only[2]
    assert float(only[1]) > 0
    assert shares((0, 0), 10) == ()


@pytest.mark.parametrize("count", [0, 1, 7, 10, 11])
def test_a_share_never_leaves_the_axis(count):
    assert 0 <= float(share(count, 10)) <= 100


def test_a_bar_opens_to_its_list_under_a_name():
    rows = [Row("تهران", (3, 1), "/list/?city=tehran"), Row("قم", (0, 0))]
    text = render_to_string(
        "majlis/_chart.html", {"chart": Chart("cities", "شهرها", "شهر", ("پایان", "در جریان"), rows, "پرونده")}
    )
    assert 'aria-label="تهران: ۴ پرونده، دیدن فهرست"' in text
    assert text.count('href="/list/?city=tehran"') == 2
    assert "fill-first" in text
    assert "fill-beyond" in text
    assert not re.search(r"[0-9]</t[dh]>", text)


def test_a_chart_of_nothing_says_so():
    text = render_to_string(
        "majlis/_chart.html", {"chart": Chart("none", "هیچ", "", ("",), [], empty="پرونده‌ای نیست.")}
    )
    assert "پرونده‌ای نیست." in text
    assert "<table" not in text
