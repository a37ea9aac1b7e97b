"""Lists taken away: the page's scope and filters, allow-listed columns, cells that do nothing, and a note of who took what."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from python_calamine import CalamineWorkbook

from liaison.models import Matter
from majlis import clock, exports, persian, sheets
from majlis.demo.fixed import NOW
from majlis.exports import Column, Day, Found, Listing, cells, heads, listings
from majlis.models import Letter, Reading
from majlis.pdf import table_pdf
from majlis.pdf.table import Table
from majlis.queries.letters import lies_open
from majlis.tests.cast import Cast
from majlis.tests.papers import pages_of

OFFICE = "liaison_officer"


@pytest.fixture(autouse=True)
def _clock_stands(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


MATTERS = "/liaison/matters/"
EVIL = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "\u202e=1", "\ufeff=1", "\x00=1")


def rows_of(answer: Any) -> list[list[str]]:
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def sheet_of(answer: Any, place: int = 0) -> list[list[Any]]:
    assert answer["Content-Type"] == sheets.XLSX
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(place).to_python()


def take(cast: Cast, who: str, path: str, how: str = "csv") -> Any:
    return cast.client(who).get(f"{path}{'&' if '?' in path else '?'}take={how}")


# --- one list, its scope and its filters --------------------------------------------------------------------------------


def test_a_list_is_taken_whole_though_its_page_shows_fifty(cast):
    told = rows_of(take(cast, OFFICE, MATTERS))
    assert len(told) == 1 + Matter.objects.count()
    assert Matter.objects.count() > exports.AT_ONCE // 200


def test_the_filters_of_the_page_are_those_of_the_file(cast):
    wanted = Matter.objects.filter(kind="notice")
    told = rows_of(take(cast, OFFICE, f"{MATTERS}?kind=notice&after=nothing"))
    assert {row[0] for row in told[1:]} == {each.number for each in wanted}
    assert len(told) - 1 == wanted.count() > 0


def test_a_ministry_takes_its_own_referrals_and_nothing_else(cast):
    every = {row[0] for row in rows_of(take(cast, OFFICE, "/liaison/referrals/"))[1:]}
    own = rows_of(take(cast, "ministry_deputy", "/liaison/referrals/"))[1:]
    ministry = cast.viewer("ministry_deputy").offices[0].body.title
    assert {row[2] for row in own} == {ministry}
    assert {row[0] for row in own} < every


def test_a_day_is_told_twice_and_a_figure_is_a_figure(cast):
    answer = take(cast, OFFICE, MATTERS, "xlsx")
    head, first = sheet_of(answer)[:2]
    at = Matter.objects.order_by("-filed_at", "-id").first().filed_at
    told = dict(zip(head, first, strict=True))
    assert (told["ثبت"], told["ثبت (میلادی)"]) == tuple(exports.day_cells(at))
    assert told["ثبت (میلادی)"].endswith("+03:30")
    counted = sheet_of(take(cast, OFFICE, "/liaison/statistics/", "xlsx"))
    assert all(isinstance(row[3], float) for row in counted[1:])


def test_a_workbook_reads_from_the_right_and_says_whose_it_is(cast):
    answer = take(cast, OFFICE, f"{MATTERS}?kind=question", "xlsx")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        pages = [packed.read(f"xl/worksheets/sheet{place}.xml") for place in (1, 2)]
    assert all(b'rightToLeft="1"' in page and b"<f>" not in page for page in pages)
    facts = {row[0]: row[1] for row in sheet_of(answer, 1)}
    assert facts["گیرنده"] == cast.person(OFFICE).name
    assert facts["صافی‌ها"] == "kind=question"
    assert persian.ascii_digits(facts["ردیف"]) == str(Matter.objects.filter(kind="question").count())


def test_the_same_list_at_the_same_moment_is_the_same_bytes(cast):
    assert take(cast, OFFICE, MATTERS, "xlsx").content == take(cast, OFFICE, MATTERS, "xlsx").content


# --- cells that do nothing ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("evil", EVIL)
def test_no_cell_of_any_kind_is_a_formula(cast, evil):
    row = Matter.objects.order_by("-filed_at", "-id").first()
    Matter.objects.filter(pk=row.pk).update(title=evil.replace("\x00", ""))
    told = rows_of(take(cast, OFFICE, MATTERS))
    assert not told[1][2].startswith(sheets.FORMULA)
    assert not sheets.HIDDEN.search(told[1][2])
    answer = take(cast, OFFICE, MATTERS, "xlsx")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        page = packed.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in page
    assert b't="inlineStr"' in page


def test_a_negative_figure_stays_a_figure_in_csv():
    assert sheets.csv_bytes([[-5, "-5"]]).decode("utf-8-sig") == "-5,'-5\r\n"


def test_the_name_of_a_file_cannot_carry_a_header(cast):
    answer = take(cast, OFFICE, f"{MATTERS}?q=%0d%0aSet-Cookie:%20a=b")
    assert answer["Content-Disposition"] == 'attachment; filename="matters.csv"'


# --- who took what ------------------------------------------------------------------------------------------------------


def test_who_took_what_is_noted_with_the_filters(cast):
    take(cast, OFFICE, f"{MATTERS}?late=on&kind=question")
    noted = Reading.objects.get(how="export")
    assert (noted.reader, noted.realm, noted.subject) == (cast.person(OFFICE), "liaison", "list:liaison.matters")
    assert (noted.detail, noted.at) == ("kind=question&late=on", NOW)


def test_a_look_without_taking_is_not_noted(cast):
    cast.client(OFFICE).head(f"{MATTERS}?take=csv")
    cast.client(OFFICE).get(f"{MATTERS}?take=exe")
    cast.client("administrator").get(f"{MATTERS}?take=csv")
    assert not Reading.objects.filter(how="export").exists()


# --- sealed realms ------------------------------------------------------------------------------------------------------


def test_the_docket_is_taken_by_reference_alone_and_every_case_notes_it(cast):
    from conduct.models import Case

    told = rows_of(take(cast, "conduct_chair", "/conduct/"))
    seen = [row for row in told[1:] if not row[0].startswith("#")]
    assert len(seen) > 2
    assert Reading.objects.filter(how="export", subject__startswith="conduct.case:").count() == len(seen)
    names = set(Case.objects.values_list("member__name", flat=True))
    assert not [name for name in names if name in str(told)]
    assert cast.person("conduct_chair").name in told[-1][0]


def test_letters_of_a_sealed_office_and_its_messages_are_in_no_list(cast):
    """But for those whose files are no secret: of the making of its board."""
    letters = Letter.objects.filter(realm="conduct").exclude(mark="")
    marks, open_ones = (
        set(rows.values_list("mark", flat=True)) for rows in (letters.exclude(lies_open()), letters.filter(lies_open()))
    )
    assert marks and open_ones
    for path in ("/letters/", "/letters/?realm=conduct", "/"):
        told = rows_of(take(cast, "conduct_chair", path))
        assert not marks & {cell for row in told for cell in row}
    assert {row[0] for row in rows_of(take(cast, "conduct_chair", "/letters/?realm=conduct"))[1:]} == open_ones


# --- columns ------------------------------------------------------------------------------------------------------------


def test_every_list_has_one_name_one_page_and_columns_that_its_rows_know(cast):
    found = listings()
    assert len({each.page for each in found.values()}) == len(found) >= 20
    for each in found.values():
        assert len(set(heads(each.columns))) == len(heads(each.columns)), each.name


def test_what_is_no_column_is_in_no_file():
    listing = Listing("x", "home", (Column("نام", "name"), Day("روز", "day")), lambda viewer, wanted: None)
    row = type("Row", (), {"name": "الف", "day": date(2026, 3, 21), "secret": "canary"})()
    assert heads(listing.columns) == ["نام", "روز", "روز (میلادی)"]
    assert cells(listing.columns, row) == ["الف", "۱۴۰۵/۰۱/۰۱", "2026-03-21"]


def test_more_rows_than_a_sheet_holds_are_refused_with_the_way_out(cast, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    answer = take(cast, OFFICE, MATTERS, "xlsx")
    assert answer.status_code == 422
    assert "CSV" in answer.content.decode()
    assert len(rows_of(take(cast, OFFICE, MATTERS))) > 4


def test_rows_are_read_in_pieces():
    found = Found(list(range(exports.CHUNK * 2 + 5)), "x", "x", dress=lambda piece: [len(piece)])
    assert list(found.pieces()) == [[exports.CHUNK], [exports.CHUNK], [5]]


# Pages that turn leaves and are no list of records to be taken away, each with its reason.
NOT_TAKEN = {
    "committees/office/papers.html": "the way to the papers that may be entered now; the forms are the desk's list",
    "majlis/search.html": "what is found is taken from its own list",
    "conduct/sitting.html": "the agenda of one sitting; its minutes are taken from its own page, and the docket from the docket",
    "liaison/publications.html": "for everybody, and who takes a list is named; the office takes the same from its work",
    "liaison/published_notices.html": "for everybody, and who takes a list is named; the office takes the same from its files",
    "majlis/jobs.html": "one's own long work, of which each result is taken where it stands",
}


def test_every_list_of_leaves_can_be_taken_away():
    root = Path(settings.BASE_DIR, "templates")
    names = {
        each.relative_to(root).as_posix(): text
        for each in root.rglob("*.html")
        if "_pager.html" in (text := each.read_text(encoding="utf-8")) and each.name != "_pager.html"
    }
    assert len(names) > 12
    assert {name for name, text in names.items() if "{% take %}" not in text} == set(NOT_TAKEN)


# --- on paper -----------------------------------------------------------------------------------------------------------


def paper_of(answer: Any) -> bytes:
    assert answer.status_code == 200, answer.content[:200]
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    return answer.content


def test_a_list_is_taken_on_paper_with_its_filters_and_whose_copy_it_is(cast):
    answer = take(cast, OFFICE, f"{MATTERS}?kind=interpellation", "pdf")
    pages = pages_of(paper_of(answer))
    text = persian.fold(" ".join(pages))[1]
    row = Matter.objects.filter(kind="interpellation").first()
    for said in (row.number, "استیضاح‌ها", "گیرنده", "kind=interpellation"):
        assert persian.fold(said)[1] in text, said
    # Days stand by our calendar alone, and a column in which nothing stands is left out.
    assert "میلادی" not in text and persian.fold("جلسهٔ صحن")[1] not in text
    assert answer["Content-Disposition"] == 'attachment; filename="interpellation.pdf"'
    assert Reading.objects.get(how="export").subject == "list:liaison.matters"


def test_the_same_list_on_paper_is_the_same_file(cast):
    one, other = (paper_of(take(cast, OFFICE, f"{MATTERS}?kind=member_bill", "pdf")) for _ in range(2))
    assert one == other


def test_the_head_stands_on_every_page_of_a_long_list(monkeypatch):
    heads_at, head = [], Table.head
    monkeypatch.setattr(Table, "head", lambda self: (heads_at.append(self.page_no()), head(self))[1])
    rows = [["نوسازی شبکهٔ برق و آب شهرک صنعتی", place] for place in range(90)]
    pages = pages_of(table_pdf("فهرست", ["گیرنده: کسی"], ["موضوع", "شمار"], rows, NOW))
    assert len(pages) > 2 and heads_at == [place + 1 for place in range(len(pages))]


def test_of_paper_fewer_rows_are_made_at_once_and_too_many_are_refused(cast, monkeypatch):
    monkeypatch.setattr(exports, "ON_PAPER_AT_ONCE", 3)
    offered = take(cast, OFFICE, MATTERS, "pdf")
    assert offered.status_code == 200 and offered["Content-Type"].startswith("text/html")
    monkeypatch.setattr(exports, "ON_PAPER", 4)
    refused = take(cast, OFFICE, MATTERS, "pdf")
    assert refused.status_code == 422 and "XLSX" in refused.content.decode()
    assert len(rows_of(take(cast, OFFICE, MATTERS))) > 5


def test_the_admin_gives_no_paper(cast):
    answer = take(cast, "administrator", "/admin/majlis/person/", "pdf")
    assert answer["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("cell", ["الف" * 400, "/" * 90, "\u202eabc", "a\nb", "", None, True, -5, "<b>x</b>", "**x**"])
def test_no_cell_breaks_the_page(cell):
    assert len(pages_of(table_pdf("x", [], ["یک", "دو"], [[cell, "ب"]] * 3, NOW))) >= 1
