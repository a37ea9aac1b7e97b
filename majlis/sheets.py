"""Spreadsheets in and out: a foreign file becomes lines of text, and tables become XLSX files whose cells do nothing."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter

from majlis import sheet_reader
from majlis.rules.law import Refused

MAX_BYTES = 2 * 1024 * 1024
WALL_SECONDS = 12
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A cell that a spreadsheet would take for a formula begins with one of these.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - the wide forms are meant
# Signs that turn the direction of what follows, and control signs other than tab and line ends: no cell needs them.
HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")
BOM = b"\xef\xbb\xbf"
SETTINGS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
A4 = 9
WIDEST = 60
LONGEST_CELL = 32_767
MOST_ROWS = 1_000_000  # of one sheet; a spreadsheet holds 1,048,576

REASONS = {
    "size": "این پرونده از ۲ مگابایت بزرگ‌تر است.",
    "kind": "تنها XLSX و CSV پذیرفته می‌شود.",
    "encoding": "این CSV با کدگذاری UTF-8 نوشته نشده است؛ آن را با UTF-8 ذخیره و دوباره بارگذاری کنید.",
    "damaged": "این پرونده آسیب دیده است و خوانده نمی‌شود.",
    "expands": "محتوای این پرونده پس از باز شدن بیش از اندازه بزرگ می‌شود.",
    "large": "این برگه بیش از ۵٬۰۰۰ ردیف یا ۴۰ ستون دارد.",
}


def refused(code: str) -> Refused:
    return Refused(None, REASONS[code], field="file")


def lines_of(name: str, data: bytes) -> list[list[str]]:
    """The first sheet of an uploaded file as lines of text. Args: name as sent; data, in bytes. Raises: Refused."""
    if len(data) > MAX_BYTES:
        raise refused("size")
    if data.startswith(b"PK"):
        return _workbook(data)
    if name.lower().endswith((".csv", ".txt")):
        return _text(data)
    raise refused("kind")


def _text(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        raise refused("encoding") from bad
    try:
        lines = [line[:] for line in csv.reader(io.StringIO(text, newline=""))]
    except csv.Error as bad:
        raise refused("damaged") from bad
    if len(lines) > sheet_reader.MAX_ROWS or any(len(line) > sheet_reader.MAX_COLUMNS for line in lines):
        raise refused("large")
    return lines


def _workbook(data: bytes) -> list[list[str]]:
    try:
        done = subprocess.run(
            [sys.executable, "-I", sheet_reader.__file__], input=data, capture_output=True, timeout=WALL_SECONDS, cwd="/",
            env={"LC_ALL": "C.UTF-8"}, start_new_session=True, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise refused("expands") from late
    if done.returncode != 0:
        raise refused("expands" if done.returncode < 0 else "damaged")
    said = json.loads(done.stdout)
    if "refused" in said:
        raise refused(said["refused"])
    return said["rows"]


def inert(text: Any) -> str:
    """A cell's text that no spreadsheet takes for a formula, without signs that hide or turn what follows them."""
    kept = HIDDEN.sub("", "" if text is None else str(text))
    return f"'{kept}" if kept.startswith(FORMULA) else kept


def _plain(cell: Any) -> Any:
    """A cell as CSV has it: figures as they are, all else as inert text."""
    return cell if _is_figure(cell) else inert(cell)


def _is_figure(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def write_csv(out: BinaryIO, rows: Iterable[Sequence[Any]]) -> None:
    """Write rows as CSV that spreadsheets read as UTF-8, formulas made inert, one row in memory at a time."""
    out.write(BOM)
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=False)
    csv.writer(text).writerows([_plain(cell) for cell in row] for row in rows)
    text.flush()
    text.detach()


def csv_bytes(rows: Iterable[Sequence[Any]]) -> bytes:
    """Rows as CSV that spreadsheets read as UTF-8, formulas made inert."""
    out = io.BytesIO()
    write_csv(out, rows)
    return out.getvalue()


@dataclass(frozen=True)
class About:
    """What a workbook says of itself. title: the sheet's name.  notes: lines under the rows.  facts: a second sheet, what
    it is, whose and when, as label and value.  at: when it was made; the same list at the same moment is the same bytes."""

    title: str
    notes: Sequence[str] = ()
    facts: Sequence[tuple[str, str]] = ()
    at: datetime | None = None


def write_xlsx(out: BinaryIO, about: About, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows as a right-to-left workbook: text stays text, figures are figures, one row in memory at a time."""
    with xlsxwriter.Workbook(out, SETTINGS) as book:
        book.set_properties({"created": (about.at or EPOCH).replace(tzinfo=None)})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        sheet = book.add_worksheet(_sheet_name(about.title))
        last = _fill(sheet, bold, head, rows)
        for line, text in enumerate(about.notes, start=last + 2):
            sheet.write_string(line, 0, _shown(text))
        if about.facts:
            _tell(book, bold, about.facts)


def _fill(sheet: Any, bold: Any, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """The head, which stays in sight and repeats on paper, and the rows. Returns: the place of the last row."""
    sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")
    for column, text in enumerate(head):
        sheet.write_string(0, column, text, bold)
    place, widths = 0, [len(text) for text in head]
    for place, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if _is_figure(value):
                sheet.write_number(place, column, value)
            else:
                sheet.write_string(place, column, _shown(value))
            widths[column] = max(widths[column], len(str(value)))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width + 3, WIDEST))
    if place and head:
        sheet.autofilter(0, 0, place, len(head) - 1)
    return place


def _shown(value: Any) -> str:
    return HIDDEN.sub("", "" if value is None else str(value))[:LONGEST_CELL]


def _tell(book: Any, bold: Any, facts: Sequence[tuple[str, str]]) -> None:
    sheet = book.add_worksheet("شناسنامه")
    sheet.right_to_left()
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, WIDEST)
    for place, (label, value) in enumerate(facts):
        sheet.write_string(place, 0, label, bold)
        sheet.write_string(place, 1, _shown(value))


def xlsx_bytes(title: str, head: Sequence[str], rows: Iterable[Sequence[Any]], notes: Sequence[str] = ()) -> bytes:
    """Rows as a right-to-left workbook of one sheet.

    Args: title, the sheet's name; head, its headings; notes, lines under the rows.
    """
    out = io.BytesIO()
    write_xlsx(out, About(title, notes), head, rows)
    return out.getvalue()


def _sheet_name(title: str) -> str:
    kept = "".join(each for each in title if each not in "[]:*?/\\'")
    return kept[:31] or "1"
