"""The table of duties at the end of law.md: no line of the office's duties is missing, and the screens of each answer."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from django.urls import reverse

from majlis import persian

LAW = Path(__file__).parents[1] / "law.md"
ROW = re.compile(r"\| (?P<part>\S+) (?P<number>[۰-۹]+) \| (?P<duty>[^|]+) \| (?P<screens>[a-z_ ]+) \|")
# So many lines has each part of the duties that were published for the office on 1401/5/10.
LINES = {"چشم‌انداز": 1, "مأموریت": 1, "هدف": 6, "برنامه": 17, "سیاست": 13, "وظیفه": 15}


def rows() -> list[re.Match[str]]:
    table = LAW.read_text(encoding="utf-8").partition("# وظیفه‌های دفتر")[2]
    return [row for line in table.splitlines() if (row := ROW.fullmatch(line))]


def test_no_line_of_the_duties_is_missing_and_none_stands_twice():
    ids = [(row["part"], int(persian.ascii_digits(row["number"]))) for row in rows()]
    assert len(set(ids)) == len(ids)
    assert set(ids) == {(part, number) for part, count in LINES.items() for number in range(1, count + 1)}
    assert max(Counter(row["duty"].strip() for row in rows()).values()) == 1


def test_a_table_without_its_rows_is_seen():
    assert not [row for row in rows() if not row["screens"].split()]
    assert ROW.fullmatch("| هدف ۱ | چیزی | |") is None


@pytest.mark.parametrize("name", sorted({name for row in rows() for name in row["screens"].split()}))
def test_the_screen_of_each_duty_answers_the_office(office, signed_in, name):
    for person in (office.officer, office.head):
        assert signed_in(person).get(reverse(f"liaison:{name}")).status_code == 200
