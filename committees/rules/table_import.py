"""Reading a score table from a sheet: headings in Persian or English, typed rows, and every fault with its reason (Arts. 7-14)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from committees.rules.bodies import COMMITTEES
from committees.rules.tables import CHOICES, KINDS, REST, Column, Equivalence, Kind, PostPoints, Row, row_key
from majlis import persian

TEXT_MOST = 200
_CODE = re.compile("[a-z0-9_-]{1,64}")
# Two decimals at most: see points_text.
_POINTS = re.compile(r"(0|[1-9][0-9]{0,5})([.][0-9]{1,2})?")
_PARTED = re.compile("[|;؛\n]")
_NOTE = ("note", "یادداشت", "توضیح")


@dataclass(frozen=True)
class RowFault:
    """A row that was not taken: its line in the sheet, the column's heading (may be empty), the reason, its cells."""

    line: int
    column: str
    reason: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Imported:
    """What a sheet held. Nothing may be stored while there are faults."""

    rows: tuple[Row, ...]
    faults: tuple[RowFault, ...]


class _BadCell(ValueError):
    """A cell that cannot be taken; its text is the Persian reason."""


def read_csv(kind: str, text: str) -> Imported:
    """A score table from CSV text, with or without a byte-order mark; see read_sheet."""
    return read_sheet(kind, csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def read_sheet(kind: str, lines: Iterable[Sequence[str]]) -> Imported:
    """A score table from the lines of a sheet.

    Args: kind, a code of KINDS; lines, text cells, the headings first. Empty lines and lines that begin with `#` are
        passed over; a column for notes is allowed and not kept.
    Returns: the rows taken and the rows refused, each refused row once, with its first fault.
    """
    told = [(place, tuple(str(cell) for cell in line)) for place, line in enumerate(lines, start=1)]
    told = [(place, line) for place, line in told if any(map(str.strip, line)) and not line[0].startswith("#")]
    if not told:
        return Imported((), (RowFault(1, "", "برگه خالی است و سرستون ندارد.", ()),))
    (first, headings), rest = told[0], told[1:]
    try:
        columns = _columns(KINDS[kind], headings)
    except _BadCell as bad:
        return Imported((), (RowFault(first, "", str(bad), headings),))
    return _rows(KINDS[kind], columns, rest)


def dangling(equivalences: Iterable[Equivalence], posts: Iterable[PostPoints]) -> tuple[str, ...]:
    """Codes of equivalences that name a post which the post table lacks (note of Art. 14)."""
    known = {each.post for each in posts}
    return tuple(each.code for each in equivalences if each.post not in known)


def _columns(kind: Kind, headings: Sequence[str]) -> Mapping[int, Column]:
    names = {_fold(name): column for column in kind.columns for name in (column.name, column.heading, *column.also)}
    found: dict[int, Column] = {}
    for place, heading in enumerate(headings):
        key = _fold(heading)
        if not key or key in map(_fold, _NOTE):
            continue
        if key not in names:
            raise _BadCell(f"سرستون «{heading}» در {kind.title} شناخته نیست.")
        if names[key] in found.values():
            raise _BadCell(f"سرستون «{heading}» دو بار آمده است.")
        found[place] = names[key]
    missing = [column.heading for column in kind.columns if column not in found.values()]
    if missing:
        raise _BadCell(f"این سرستون‌ها نیامده است: {'، '.join(missing)}.")
    return found


def _rows(kind: Kind, columns: Mapping[int, Column], lines: Iterable[tuple[int, tuple[str, ...]]]) -> Imported:
    rows: dict[tuple[str, ...], Row] = {}
    faults = []
    for line, cells in lines:
        row = _row(kind, columns, line, cells)
        if isinstance(row, RowFault):
            faults.append(row)
        elif row_key(kind.code, row) in rows:
            faults.append(RowFault(line, "", "این ردیف پیش‌تر در همین برگه آمده است.", cells))
        else:
            rows[row_key(kind.code, row)] = row
    return Imported(tuple(rows.values()), tuple(faults))


def _row(kind: Kind, columns: Mapping[int, Column], line: int, cells: tuple[str, ...]) -> Row | RowFault:
    values: dict[str, Any] = {}
    for place, column in columns.items():
        text = cells[place].strip() if place < len(cells) else ""
        try:
            values[column.name] = _value(column, text)
        except _BadCell as bad:
            return RowFault(line, column.heading, str(bad), cells)
    row = kind.row(**values)
    if isinstance(row, PostPoints) and (reason := _clash(row)):
        return RowFault(line, "", reason, cells)
    return row


def _clash(row: PostPoints) -> str:
    named = (*row.related_to, *row.partly_to, *row.unrelated_to)
    if len(named) == len(set(named)):
        return ""
    return "یک کمیسیون در دو فهرست این سمت آمده است."


def _value(column: Column, text: str) -> Any:
    if not text:
        if not column.optional:
            raise _BadCell("این خانه خالی است.")
        return {"points": None, "committees": ()}.get(column.holds, "")
    if column.holds in CHOICES:
        return _choice(CHOICES[column.holds], text)
    return _READERS[column.holds](text)


def _choice(among: Mapping[str, str], text: str) -> str:
    wanted = _fold(text)
    for code, label in among.items():
        if wanted in (_fold(code), _fold(label)):
            return code
    raise _BadCell(f"«{text}» از گزینه‌های این ستون نیست: {'، '.join(among.values())}.")


def _text(text: str) -> str:
    kept = persian.normalise(text)
    if not kept or len(kept) > TEXT_MOST:
        raise _BadCell(f"این خانه باید متنی تا {persian.number(TEXT_MOST)} نویسه باشد.")
    return kept


def _code(text: str) -> str:
    kept = persian.ascii_digits(text).lower()
    if not _CODE.fullmatch(kept):
        raise _BadCell("کد تنها از حروف کوچک لاتین، رقم، خط تیره و زیرخط ساخته می‌شود.")
    return kept


def _points(text: str) -> Fraction:
    kept = persian.ascii_digits(text).replace("٫", ".")
    if not _POINTS.fullmatch(kept):
        raise _BadCell("امتیاز عددی نامنفی با حداکثر دو رقم اعشار است.")
    return Fraction(kept)


def _committee(text: str) -> str:
    wanted = _fold(text)
    for code, titles in COMMITTEES.items():
        if wanted == _fold(code) or any(wanted == _fold(each.title) for each in titles):
            return code
    raise _BadCell(f"کمیسیونی به نام «{text}» نیست.")


def _committees(text: str) -> tuple[str, ...]:
    if _PARTED.search(text):
        parts = [each.strip() for each in _PARTED.split(text) if each.strip()]
    else:
        parts = text.split() if text.isascii() else [text]
    named = {REST if each in (REST, "بقیه") else _committee(each) for each in parts}
    return tuple(sorted(named))


_READERS = {
    "text": _text,
    "code": _code,
    "points": _points,
    "committee": _committee,
    "committees": _committees,
}


def _fold(text: str) -> str:
    return persian.fold(text)[1]
