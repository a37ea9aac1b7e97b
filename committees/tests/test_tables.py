"""Score tables: reading a sheet, refusing a row with its reason, comparing versions; and the sheets in the tree (Art. 7)."""

from __future__ import annotations

import csv
import io
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from committees.demo.names import FAMILY_NAMES, GIVEN_NAMES, full_names
from committees.rules.bodies import BRANCHES, COMMITTEES
from committees.rules.comparison import compare
from committees.rules.table_import import dangling, read_csv
from committees.rules.tables import KINDS, Table, canonical_rows, typed_rows

ROOM = Path(__file__).parents[1]
DEMO = {kind: ROOM / "demo" / f"{kind}.csv" for kind in KINDS if kind != "degree_points"}
SHEETS = {**DEMO, "degree_points": ROOM / "rules" / "degree_points.csv"}


def read(kind):
    return read_csv(kind, SHEETS[kind].read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_sheet_in_the_tree_reads_without_a_fault(kind):
    imported = read(kind)
    assert imported.faults == ()
    assert imported.rows


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_stored_rows_read_back_equal(kind):
    rows = read(kind).rows
    stored = canonical_rows(kind, rows)
    assert all(isinstance(cell, str) for row in stored for cell in row.values())
    assert set(typed_rows(kind, stored)) == set(rows)
    assert canonical_rows(kind, rows[::-1]) == stored


@pytest.mark.parametrize("kind", sorted(DEMO))
def test_every_demonstration_sheet_says_so_in_its_first_line(kind):
    first = DEMO[kind].read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("#")
    assert "نمایشی" in first


def test_art7_given_the_sheet_then_partly_is_half_and_the_medical_track_adds_up_to_the_university_one():
    rows = {row.level: row for row in read("degree_points").rows}
    assert all(row.partly * 2 == row.related for row in rows.values())
    assert sum(rows[level].related for level in ("bachelor", "master", "doctorate")) == 600
    assert sum(rows[level].related for level in ("general_practitioner", "specialist")) == 600
    assert rows["master"].related == 150 < rows["bachelor"].related == 200


def test_art11_given_the_demonstration_sheet_then_every_field_stands_beside_every_committee():
    rows = read("field_relations").rows
    by_field = Counter(row.field for row in rows)
    assert len(by_field) >= 40
    assert set(by_field.values()) == {len(COMMITTEES)}
    assert len({(row.field, row.field_title) for row in rows}) == len(by_field)
    related = {row.committee for row in rows if row.relation == "related"}
    assert related == set(COMMITTEES)


def test_art14_given_the_demonstration_sheets_then_no_equivalence_dangles_and_every_committee_has_a_related_post():
    posts = read("post_points").rows
    assert dangling(read("equivalences").rows, posts) == ()
    assert len(posts) >= 30
    for committee in COMMITTEES:
        relations = Counter(post.relation(committee) for post in posts)
        assert relations["related"]
        assert relations["none"]
        assert not relations[""]


def test_constituencies_have_290_seats_and_no_name_twice():
    lines = (ROOM / "demo" / "constituencies.csv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert sum(int(row["seats"]) for row in rows) == 290
    assert len({row["title"] for row in rows}) == len({row["code"] for row in rows}) == len(rows)
    assert all(row["title"] == row["title"].strip() and int(row["seats"]) > 0 for row in rows)


def test_invented_names_are_enough_and_never_twice():
    assert len(set(GIVEN_NAMES)) == len(GIVEN_NAMES) >= 60
    assert len(set(FAMILY_NAMES)) == len(FAMILY_NAMES) >= 120
    names = full_names(600)
    assert len(set(names)) == len(names) == 600


def test_bodies_are_thirteen_committees_and_fifteen_branches():
    assert len(COMMITTEES) == 13
    assert list(BRANCHES) == [f"branch-{n:02d}" for n in range(1, 16)]


GOOD = "کد سمت,سمت,واحد,امتیاز مرتبط,امتیاز تا حدودی مرتبط,سقف,کمیسیون‌های مرتبط,کمیسیون‌های تا حدودی مرتبط,کمیسیون‌های نامرتبط,یادداشت\n"


def test_persian_headings_digits_and_labels_are_taken():
    text = "\ufeff# نمایشی\n\n" + GOOD + "director,مديركل,سال,۲۴٫۵,١٢,,انرژی | صنایع و معادن,budget,*,چیزی\n"
    imported = read_csv("post_points", text)
    assert imported.faults == ()
    (row,) = imported.rows
    assert (row.title, row.unit, row.related, row.partly, row.most) == ("مدیرکل", "year", Fraction(49, 2), 12, None)
    assert [row.relation(code) for code in ("energy", "industry", "budget", "health")] == ["related"] * 2 + [
        "partly",
        "none",
    ]


@pytest.mark.parametrize(
    ("line", "column", "word"),
    [
        ("director,,year,1,1,,energy,,*,", "سمت", "خالی"),
        ("Dir ector,الف,year,1,1,,energy,,*,", "کد سمت", "کد"),
        ("director,الف,week,1,1,,energy,,*,", "واحد", "گزینه"),
        ("director,الف,year,-1,1,,energy,,*,", "امتیاز مرتبط", "نامنفی"),
        ("director,الف,year,1.125,1,,energy,,*,", "امتیاز مرتبط", "اعشار"),
        ("director,الف,year,1e3,1,,energy,,*,", "امتیاز مرتبط", "عدد"),
        ("director,الف,year,1,=1+1,,energy,,*,", "امتیاز تا حدودی مرتبط", "عدد"),
        ("director,الف,year,1,1,,sports,,*,", "کمیسیون‌های مرتبط", "کمیسیون"),
        ("director,الف,year,1,1,,energy,energy,*,", "", "دو فهرست"),
        ("expert,ب,year,1,1,,energy,,*,", "", "پیش‌تر"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_reason_and_the_good_one_is_kept(line, column, word):
    imported = read_csv("post_points", GOOD + "expert,کارشناس,year,1,1,,energy,,*,\n" + line + "\n")
    (fault,) = imported.faults
    assert (fault.line, fault.column) == (3, column)
    assert word in fault.reason
    assert len(imported.rows) == 1
    assert ",".join(fault.cells) == line


def test_a_short_row_is_a_row_whose_last_cells_are_empty():
    imported = read_csv("post_points", GOOD + "director,الف,year,1,1\n")
    assert imported.faults == ()
    assert imported.rows[0].most is None
    assert imported.rows[0].relation("energy") == ""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "خالی"),
        ("level,related\nbachelor,1\n", "نیامده"),
        ("level,related,partly,points\nbachelor,1,1,1\n", "شناخته"),
        ("level,مقطع,related,partly\nbachelor,bachelor,1,1\n", "دو بار"),
    ],
)
def test_a_sheet_with_bad_headings_gives_no_rows(text, word):
    imported = read_csv("degree_points", text)
    assert imported.rows == ()
    assert word in imported.faults[0].reason


def test_compare_tells_added_removed_and_changed():
    old = read("degree_points").rows
    text = SHEETS["degree_points"].read_text(encoding="utf-8").replace("master,150,75", "master,160,75")
    text = "\n".join(line for line in text.splitlines() if not line.startswith("specialist")) + "\nassociate,50,25,\n"
    difference = compare("degree_points", old, read_csv("degree_points", text).rows)
    assert difference.added == ({"level": "associate", "related": "50", "partly": "25"},)
    assert [row["level"] for row in difference.removed] == ["specialist"]
    ((before, after),) = difference.changed
    assert (before["related"], after["related"]) == ("150", "160")
    assert compare("degree_points", old, old[::-1]) == compare("degree_points", (), ())


def test_a_table_finds_its_rows_by_key_and_tells_their_number():
    table = Table("degree_points", "1", read("degree_points").rows)
    place, row = table.find("doctorate")
    assert (place, row.related) == (3, 250)
    assert table.find("associate") == (0, None)


def test_exported_rows_import_again():
    for kind in KINDS:
        rows = read(kind).rows
        sheet = io.StringIO()
        writer = csv.DictWriter(sheet, [column.name for column in KINDS[kind].columns])
        writer.writeheader()
        writer.writerows(canonical_rows(kind, rows))
        again = read_csv(kind, sheet.getvalue())
        assert again.faults == ()
        assert set(again.rows) == set(rows)
