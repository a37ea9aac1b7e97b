"""A list of questions, notices or bills as it comes: its rows, what cannot be taken and why, and what the house knows already (house procedure, Art. 4)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from liaison.rules.laws import FIGURES
from majlis import persian
from majlis.rules.law import Refused

COLUMNS = ("id", "title", "member", "ministry", "filed_on", "committee", "text")
HEADINGS: Mapping[str, str] = {
    "شناسه": "id", "موضوع": "title", "عنوان": "title", "نماینده": "member", "وزارتخانه": "ministry", "وزیر": "ministry",
    "تاریخ": "filed_on", "روز": "filed_on", "کمیسیون": "committee", "متن": "text",
}  # fmt: skip
GREGORIAN = ("19", "20")  # how the years of our calendar never begin
# What no row of a kind may lack; a bill of the government has no member, a members' bill no ministry and many names.
REQUIRED: Mapping[str, Sequence[str]] = {
    "question": ("id", "title", "member", "ministry", "filed_on"),
    "notice": ("id", "title", "member", "ministry", "filed_on"),
    "member_bill": ("id", "title", "member", "filed_on"),
    "government_bill": ("id", "title", "ministry", "filed_on"),
}
MOST = {"id": 40, "title": 300, "text": 20000, "source": 80}
MEMBER_BILL = "member_bill"
BETWEEN_NAMES = re.compile("[؛;]")
WORDS_BEFORE = ("وزارت", "وزیر", "کمیسیون")


@dataclass(frozen=True)
class Row:
    """One question, notice or bill of a list. `line` is its place in the file, from 1; names are as written."""

    id: str
    title: str
    member: str
    ministry: str
    filed_on: date
    committee: str = ""
    text: str = ""
    line: int = 0

    def canonical(self) -> list[str]:
        """The row as the register keeps it: COLUMNS in order, the day in ISO."""
        return [self.id, self.title, self.member, self.ministry, self.filed_on.isoformat(), self.committee, self.text]


@dataclass(frozen=True)
class Rejected:
    """A line that cannot be taken: what stood in it, and why not."""

    line: int
    cells: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class QuestionList:
    """A list that was read: the rows that can be taken, and the lines that cannot."""

    rows: tuple[Row, ...]
    rejected: tuple[Rejected, ...]
    sha256: str


@dataclass(frozen=True)
class KnownSeat:
    """A seat in the chamber: whose, for which constituency, from a day to a day, the last included; who signed after him."""

    person: str
    constituency: str
    from_day: date
    to_day: date | None = None
    others: tuple[str, ...] = ()

    def on(self, day: date) -> bool:
        return self.from_day <= day and (self.to_day is None or day <= self.to_day)


@dataclass(frozen=True)
class Known:
    """What the house knows: members, ministries and committees by folded name, and the questions of the source by id.

    members: to each name the seats held under it.  kind: whose list it is.  A body's name that two bear stands with None.
    """

    members: Mapping[str, Sequence[KnownSeat]]
    ministries: Mapping[str, Any]
    committees: Mapping[str, Any]
    questions: Mapping[str, tuple[str, date]]
    kind: str = "question"


@dataclass(frozen=True)
class Comparison:
    """A list held against the house: rows to add with what they mean, rows that are there, rows that cannot be taken."""

    new: tuple[tuple[Row, Any, Any, Any], ...] = ()
    same: tuple[Row, ...] = ()
    rejected: tuple[Rejected, ...] = field(default=())


def source_name(text: str) -> str:
    """A source's name in its one written form. Raises: Refused for an empty or too long one."""
    name = persian.normalise(text)
    if not name or len(name) > MOST["source"]:
        raise Refused(None, "نام منبع خالی یا بیش از اندازه بلند است.", field="source")
    return name


def read_questions(lines: Sequence[Sequence[str]], data: bytes, today: date, kind: str = "question") -> QuestionList:
    """Read the lines of a list, the first of which holds the headings.

    Args: lines, cells as text; data, the file's bytes, for its hash; today, the last day on which one can be filed; kind, a
        key of REQUIRED.
    Raises: Refused when a needed column is missing or nothing stands under the headings.
    """
    if not lines:
        raise Refused(None, "این پرونده خالی است.", field="file")
    columns = [_column(cell) for cell in lines[0]]
    if missing := [heading(name) for name in REQUIRED[kind] if name not in columns]:
        raise Refused(None, f"این ستون‌ها در پرونده نیست: {'، '.join(missing)}", field="file")
    rows: list[Row] = []
    rejected: list[Rejected] = []
    seen: set[str] = set()
    for number, cells in enumerate(lines[1:], start=1):
        if not any(cell.strip() for cell in cells):
            continue
        told = dict(zip(columns, cells, strict=False))
        try:
            row = _row(told, number, today, kind)
            if row.id in seen:
                raise ValueError("این شناسه در همین فهرست دو بار آمده است.")
        except ValueError as wrong:
            rejected.append(Rejected(number, _cells(told), str(wrong)))
            continue
        seen.add(row.id)
        rows.append(row)
    if not rows and not rejected:
        raise Refused(None, "زیر سرستون‌ها ردیفی نیست.", field="file")
    return QuestionList(tuple(rows), tuple(rejected), hashlib.sha256(data).hexdigest())


def _column(cell: str) -> str:
    name = persian.normalise(cell)
    return HEADINGS.get(name, name.strip().casefold())


def _cells(told: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(told.get(name, "") for name in COLUMNS)


def _row(told: Mapping[str, str], line: int, today: date, kind: str) -> Row:
    cells = {name: persian.normalise(told.get(name, "")) for name in COLUMNS}
    cells["id"] = persian.ascii_digits(cells["id"])
    for name in REQUIRED[kind]:
        if not cells[name]:
            raise ValueError(f"خانهٔ «{heading(name)}» خالی است.")
    for name, most in MOST.items():
        if len(cells.get(name, "")) > most:
            raise ValueError(f"خانهٔ «{heading(name)}» بیش از اندازه بلند است.")
    filed_on = _day(cells["filed_on"])
    if filed_on > today:
        raise ValueError("روز ثبت هنوز نرسیده است.")
    names = {name: cells[name] for name in ("id", "title", "member", "ministry", "committee", "text")}
    return Row(filed_on=filed_on, line=line, **names)


def heading(name: str) -> str:
    """A column as a list heads it: «شناسه» of id."""
    return next((persian_name for persian_name, english in HEADINGS.items() if english == name), name)


def _day(text: str) -> date:
    plain = persian.ascii_digits(text).strip()
    try:
        return date.fromisoformat(plain) if plain.startswith(GREGORIAN) else persian.parse_jalali(plain)
    except ValueError as wrong:
        raise ValueError("روز ثبت خوانده نشد؛ مانند ۱۴۰۶/۰۳/۰۹ بنویسید.") from wrong


def rows_of(canonical: Sequence[Sequence[str]], today: date, kind: str = "question") -> tuple[Row, ...]:
    """The rows that an act carries, checked as those of a file are. Raises: Refused for one that cannot be taken."""
    rows = []
    for number, cells in enumerate(canonical, start=1):
        try:
            rows.append(_row(dict(zip(COLUMNS, cells, strict=True)), number, today, kind))
        except ValueError as wrong:
            raise Refused(None, f"ردیف {persian.number(number)} پذیرفته نیست: {wrong}", field="file") from wrong
    if len({row.id for row in rows}) != len(rows):
        raise Refused(None, "شناسه‌ای در فهرست دو بار آمده است.", field="file")
    return tuple(rows)


def name_key(text: str) -> str:
    """A name as it is looked up: folded, without the words that stand before a ministry's or a committee's own name."""
    spaced, _ = persian.fold(text)
    words = spaced.split()
    while len(words) > 1 and words[0] in {persian.fold(word)[0] for word in WORDS_BEFORE}:
        words = words[1:]
    return "".join(words)


def compare(rows: Sequence[Row], known: Known) -> Comparison:
    """Hold a list's rows against what the house knows: nothing is added twice, nothing that is there is changed."""
    new, same, rejected = [], [], []
    for row in rows:
        if (there := known.questions.get(row.id)) is not None:
            if there == (row.title, row.filed_on):
                same.append(row)
            else:
                rejected.append(
                    _not_taken(row, "پرونده‌ای با همین شناسه و گونه، موضوع یا روز دیگری ثبت شده است؛ آن دست نخورد.")
                )
            continue
        found, why = _found(row, known)
        if why:
            rejected.append(_not_taken(row, why))
        else:
            new.append((row, *found))
    return Comparison(tuple(new), tuple(same), tuple(rejected))


def _not_taken(row: Row, why: str) -> Rejected:
    return Rejected(row.line, tuple(row.canonical()), why)


def _found(row: Row, known: Known) -> tuple[tuple[Any, Any, Any], str]:
    if not row.member:
        return _bodies(row, known, None)
    names = BETWEEN_NAMES.split(row.member) if known.kind == MEMBER_BILL else [row.member]
    signed: dict[str, KnownSeat] = {}
    for name in filter(None, (each.strip() for each in names)):
        seats = [seat for seat in known.members.get(name_key(name), ()) if seat.on(row.filed_on)]
        if not seats:
            return _NOTHING, f"در آن روز نماینده‌ای با این نام نبوده است: {name}"
        if len({seat.person for seat in seats}) > 1:
            return _NOTHING, f"این نام از آنِ بیش از یک نماینده است: {name}"
        signed.setdefault(seats[-1].person, seats[-1])
    if known.kind == MEMBER_BILL and (few := _too_few(len(signed), row.filed_on)):
        return _NOTHING, few
    first, *rest = signed.values()
    return _bodies(row, known, replace(first, others=tuple(seat.person for seat in rest)))


def _too_few(have: int, day: date) -> str:
    """Const. 74: a members' bill has so many names by the rule of its day."""
    needed = FIGURES.value("member_bill_signatures", day)
    return f"{persian.number(have)} امضا هست، {persian.number(needed)} امضا لازم است." if have < needed else ""


def _bodies(row: Row, known: Known, seat: KnownSeat | None) -> tuple[tuple[Any, Any, Any], str]:
    bodies = []
    for names, name, missing in (
        (known.ministries, row.ministry, "وزارتخانه‌ای با این نام نیست"),
        (known.committees, row.committee, "کمیسیونی با این نام نیست"),
    ):
        body = names.get(name_key(name)) if name else None
        if name and body is None:
            return _NOTHING, f"{missing}: {name}"
        bodies.append(body)
    return (seat, *bodies), ""  # type: ignore[return-value]


_NOTHING = (None, None, None)
