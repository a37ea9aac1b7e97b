"""A term's members as a list that somebody published: read, brought into one written form, or refused by row (house, Art. 3)."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from majlis import persian
from majlis.rules.law import Refused
from majlis.rules.procedure import HOUSE

ARTICLE = HOUSE.article("3")
COLUMNS = ("id", "name", "constituency", "end_date", "note")
MOST_ROWS = 100_000
MOST_BYTES = 32 * 1024 * 1024
LONGEST_NAME, LONGEST_CONSTITUENCY, LONGEST_NOTE, LONGEST_SOURCE = 120, 200, 500, 80
SHOWN_OF_A_WRONG_HEADER = 120
SHOWN_TWINS = 5
MANY = 16_384  # remembered words and places

_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._:/-]{0,39}")
_DAY = re.compile(r"(?P<year>[0-9]{4})(?P<mark>[-/.])[0-9]{1,2}(?P=mark)[0-9]{1,2}")
_OWN_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_IN_NAMES = frozenset(f" {persian.ZWNJ}-.'’()،")
_IN_PLACES = _IN_NAMES | frozenset("/:؛,;«»–")
_OTHER_BYTES = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"PK": "XLSX یا ZIP", b"\xd0\xcf": "XLS"}
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One member as listed. line: of the file, from 1.  end_date: the last day of a seat that ended early, included."""

    line: int
    source_id: str
    name: str
    constituency: str
    end_date: date | None = None
    note: str = ""

    def canonical(self) -> list[str]:
        """What the register keeps of the row: the columns as text, the day in ISO form."""
        return [
            self.source_id,
            self.name,
            self.constituency,
            self.end_date.isoformat() if self.end_date else "",
            self.note,
        ]

    @property
    def likeness(self) -> tuple[str, str]:
        """What tells a member from his namesakes: the folded name and the folded constituency."""
        return likeness(self.name, self.constituency)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not taken: its line, its cells as they stood, and a Persian sentence why not."""

    line: int
    cells: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Roster:
    """A list as read. sha256: of the file's bytes."""

    rows: tuple[RosterRow, ...]
    rejected: tuple[Rejected, ...]
    sha256: str

    @property
    def counts(self) -> dict[str, int]:
        vacated = sum(row.end_date is not None for row in self.rows)
        return {"rows": len(self.rows), "rejected": len(self.rejected), "vacated": vacated}


class _NotTaken(ValueError):
    """Why one row is not taken."""


# Reading


def read_roster(data: bytes, first_day: date, last_day: date | None = None) -> Roster:
    """Read a list of members, published as CSV in UTF-8 with the columns of COLUMNS (house procedure, Art. 3).

    Args: data, the whole file; first_day and last_day, the term's first and last legal day, the last None while unknown.
    Returns: the rows taken, in the order of the file, each in its one written form, and every other row with its reason.
    Raises: Refused for a file that is no such list: too long, another encoding, another header, without rows.
    """
    read, rejected = [], []
    for line, cells in _lines(_text(data)):
        try:
            read.append((_row(line, cells, first_day, last_day), cells))
        except _NotTaken as why:
            rejected.append(Rejected(line, tuple(cells), str(why)))
    if not read and not rejected:
        raise _unfit("این فهرست جز سرستون‌ها ردیفی ندارد.")
    rows, twins = _apart(read)
    rejected = sorted([*rejected, *twins], key=lambda each: each.line)
    return Roster(tuple(rows), tuple(rejected), hashlib.sha256(data).hexdigest())


def rows_of(rows: Any, first_day: date, last_day: date | None = None) -> tuple[RosterRow, ...]:
    """The rows of a register entry, checked as if they had just been read (house procedure, Art. 3).

    Args: rows, a list of what `RosterRow.canonical` gives.  Raises: Refused when one of them would not be taken.
    """
    if not isinstance(rows, Sequence) or not 0 < len(rows) <= MOST_ROWS:
        raise _unfit("این فهرست ردیفی ندارد یا بیش از اندازه بلند است.")
    try:
        read = [(_row(line, cells, first_day, last_day), cells) for line, cells in enumerate(rows, start=1)]
    except (_NotTaken, TypeError, AttributeError) as wrong:
        raise _unfit("ردیفی از این فهرست پذیرفتنی نیست؛ آن را دوباره بارگذاری کنید.") from wrong
    kept, twins = _apart(read)
    if twins:
        raise _unfit(twins[0].reason)
    return tuple(kept)


def source_name(text: str) -> str:
    """The name of a source in its one written form. Raises Refused for an empty or a long one (house procedure, Art. 3)."""
    name = persian.normalise(str(text))
    if not 0 < len(name) <= LONGEST_SOURCE:
        raise Refused(ARTICLE, f"نام منبع را در {persian.digits(LONGEST_SOURCE)} نویسه بنویسید.", field="source")
    return name


def _unfit(sentence: str) -> Refused:
    return Refused(ARTICLE, sentence, field="file")


def _text(data: bytes) -> str:
    if not data.strip():
        raise _unfit("این پرونده خالی است.")
    if len(data) > MOST_BYTES:
        raise _unfit("این پرونده بیش از اندازه بزرگ است.")
    for mark, kind in _OTHER_BYTES.items():
        if data.startswith(mark):
            raise _unfit(f"این پرونده {kind} است؛ فهرست را به صورت CSV با کدگذاری UTF-8 ذخیره کنید.")
    try:
        text = data.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        told = "کدگذاری این پرونده UTF-8 نیست؛ آن را با UTF-8 ذخیره کنید."
        raise _unfit(f"{told} نخستین نویسهٔ ناخوانا در سطر {persian.digits(line)} است.") from wrong
    if "\x00" in text:
        raise _unfit("این پرونده نویسهٔ تهی دارد و متن نیست.")
    return text


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with its line, the header left out, lines without any text left out too."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    count = 0
    try:
        _check_header(next(reader, []))
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            count += 1
            if count > MOST_ROWS:
                raise _unfit(f"این فهرست بیش از {persian.number(MOST_ROWS)} ردیف دارد؛ چیزی از آن خوانده نشد.")
            yield reader.line_num, cells
    except csv.Error as wrong:
        told = f"سطر {persian.digits(reader.line_num)} را نمی‌توان از هم جدا کرد"
        raise _unfit(f"{told}؛ شاید گیومه‌ای بسته نشده یا خانه‌ای بیش از اندازه بلند است.") from wrong


def _check_header(cells: Sequence[str]) -> None:
    seen = tuple(persian.normalise(cell).lower() for cell in cells)
    if seen != COLUMNS:
        wanted, shown = "، ".join(COLUMNS), "، ".join(seen)[:SHOWN_OF_A_WRONG_HEADER]
        raise _unfit(f"سرستون‌ها باید به همین ترتیب {wanted} باشد؛ در این پرونده «{shown}» است.")


# One row


def _row(line: int, cells: Sequence[str], first_day: date, last_day: date | None) -> RosterRow:
    if len(cells) != len(COLUMNS):
        told = f"{persian.digits(len(cells))} خانه دارد، نه {persian.digits(len(COLUMNS))} خانه"
        raise _NotTaken(f"این سطر {told}؛ شاید ویرگولی بی‌گیومه در آن است.")
    source_id, name, constituency, end_date, note = cells
    return RosterRow(
        line,
        _source_id(source_id),
        _name(name),
        _constituency(constituency),
        _end_date(end_date, first_day, last_day),
        persian.normalise(note)[:LONGEST_NOTE] if note else "",
    )


def _source_id(cell: str) -> str:
    text = cell.strip() if cell.isascii() else persian.ascii_digits(persian.normalise(cell))
    if not text:
        raise _NotTaken("شناسه ندارد.")
    if not _ID.fullmatch(text):
        raise _NotTaken("شناسه تنها رقم و حرف لاتین است و تا ۴۰ نویسه.")
    return text


def _name(cell: str) -> str:
    text = persian.normalise(cell)
    if not text:
        raise _NotTaken("نام ندارد.")
    if len(text) > LONGEST_NAME:
        raise _NotTaken(f"نام بلندتر از {persian.digits(LONGEST_NAME)} نویسه است.")
    if not _OWN_LETTER.search(text):
        raise _NotTaken("نام به خط فارسی نیست؛ شاید کدگذاری پرونده خراب شده است.")
    _check_letters(text, "نام", "LM", _IN_NAMES)
    return text


@lru_cache(maxsize=MANY)
def _constituency(cell: str) -> str:
    text = persian.normalise(cell)
    if len(text) > LONGEST_CONSTITUENCY:
        raise _NotTaken(f"حوزهٔ انتخابیه بلندتر از {persian.digits(LONGEST_CONSTITUENCY)} نویسه است.")
    _check_letters(text, "حوزهٔ انتخابیه", "LMN", _IN_PLACES)
    return text


def _check_letters(text: str, label: str, kinds: str, signs: frozenset[str]) -> None:
    if strange := [letter for letter in text if letter not in signs and _category(letter) not in kinds]:
        shown = strange[0] if strange[0].isprintable() else f"U+{ord(strange[0]):04X}"
        raise _NotTaken(f"در {label} نویسه‌ای است که آنجا نمی‌آید: «{shown}»")


@lru_cache(maxsize=MANY)
def _category(letter: str) -> str:
    return unicodedata.category(letter)[0]


@lru_cache(maxsize=MANY)
def _end_date(cell: str, first_day: date, last_day: date | None) -> date | None:
    text = persian.ascii_digits(persian.normalise(cell))
    if not text:
        return None
    day = _day(text)
    if day < first_day:
        raise _NotTaken(f"روز پایان پیش از {persian.jalali(first_day)}، نخستین روز دوره، است.")
    if last_day is not None and day > last_day:
        raise _NotTaken(f"روز پایان پس از {persian.jalali(last_day)}، آخرین روز دوره، است.")
    return day


def _day(text: str) -> date:
    typed = _DAY.fullmatch(text)
    if typed is None:
        raise _NotTaken("روز پایان به صورت سال-ماه-روز نیست، مانند 2016-05-28.")
    try:
        if persian.FIRST_YEAR <= int(typed["year"]) <= persian.LAST_YEAR:
            return persian.parse_jalali(text)
        return date(*(int(part) for part in text.split(typed["mark"])))
    except ValueError as wrong:
        raise _NotTaken("روز پایان در تقویم نیست.") from wrong


# Rows beside each other


def likeness(name: str, constituency: str) -> tuple[str, str]:
    """The two keys by which a member is told from his namesakes: «محمد جواد» and «محمدجواد» are one name."""
    # Folding is word by word, and names share their words: a long list is folded many times faster so.
    return "".join(map(_folded_word, name.split(" "))), _folded_place(constituency)


@lru_cache(maxsize=MANY)
def _folded_word(word: str) -> str:
    return persian.fold(word)[1]


@lru_cache(maxsize=MANY)
def _folded_place(constituency: str) -> str:
    return persian.fold(constituency)[1]


def _apart(read: Sequence[tuple[RosterRow, Sequence[str]]]) -> tuple[list[RosterRow], list[Rejected]]:
    """The rows that can be told from one another. An id or a namesake of the same constituency speaks for one alone."""
    reasons: dict[int, str] = {}
    for rows in _groups((row for row, _ in read), lambda row: row.source_id):
        told = f"شناسهٔ {rows[0].source_id}"
        if all(row.canonical() == rows[0].canonical() for row in rows):
            reasons.update({row.line: f"تکرار سطر {persian.digits(rows[0].line)} است." for row in rows[1:]})
        else:
            reasons.update({row.line: f"{told} در {_places(rows)} برای چند ردیف ناهمسان آمده است." for row in rows})
    left = (row for row, _ in read if row.line not in reasons)
    for rows in _groups(left, lambda row: row.likeness):
        told = "نام و حوزهٔ انتخابیه یکی است و شناسه‌ها نه؛ از هم بازشناخته نمی‌شوند"
        reasons.update({row.line: f"در {_places(rows)} {told}." for row in rows})
    rejected = [Rejected(row.line, tuple(cells), reasons[row.line]) for row, cells in read if row.line in reasons]
    return [row for row, _ in read if row.line not in reasons], rejected


def _groups(rows: Iterable[RosterRow], key: Callable[[RosterRow], Any]) -> list[list[RosterRow]]:
    """The groups of more than one row that share a key."""
    groups: dict[Any, list[RosterRow]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return [group for group in groups.values() if len(group) > 1]


def _places(rows: Sequence[RosterRow]) -> str:
    told = "، ".join(persian.digits(row.line) for row in rows[:SHOWN_TWINS])
    return f"سطرهای {told}{' و جز آن' if len(rows) > SHOWN_TWINS else ''}"


# Beside what the house knows


@dataclass(frozen=True, slots=True)
class Seat:
    """A membership of the chamber as it is kept. `here`: in the term that is filled."""

    here: bool
    constituency: str
    from_day: date
    to_day: date | None


@dataclass(frozen=True)
class KnownHouse:
    """What the house has already.

    persons: of the list's source, by source id: key and name.  seats: of those persons, by key, in the chamber.
    taken: by likeness, the source of members of the term who came from elsewhere.
    """

    persons: Mapping[str, tuple[Any, str]]
    seats: Mapping[Any, Sequence[Seat]]
    taken: Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Comparison:
    """A list beside the house: what to add (each row with the person's key, None for a new one), what stands, what differs."""

    new: tuple[tuple[RosterRow, Any], ...]
    same: tuple[RosterRow, ...]
    conflicts: tuple[tuple[RosterRow, str], ...]


def compare(rows: Iterable[RosterRow], known: KnownHouse, first_day: date, last_day: date | None = None) -> Comparison:
    """Sort the rows of a list by what the house has of them; what differs is told and never overwritten (house, Art. 3).

    Args: first_day and last_day, those of the term; the last is the seat's own last day where the list says none.
    """
    new, same, conflicts = [], [], []
    for row in rows:
        key, name = known.persons.get(row.source_id, (None, row.name))
        seats = known.seats.get(key, ()) if key is not None else ()
        here = next((seat for seat in seats if seat.here), None)
        until = row.end_date or last_day
        if reason := _difference(row, name, here, seats, until, first_day) or _namesake(row, here, known):
            conflicts.append((row, reason))
        elif here is not None:
            same.append(row)
        else:
            new.append((row, key))
    return Comparison(tuple(new), tuple(same), tuple(conflicts))


def _difference(
    row: RosterRow, name: str, here: Seat | None, seats: Sequence[Seat], until: date | None, first: date
) -> str:
    if name != row.name:
        return f"نام ثبت‌شدهٔ این شناسه «{name}» است."
    if here is None:
        overlapping = (seat for seat in seats if _overlap(seat, first, until))
        return "عضویت دیگری از این شخص در همین روزها ثبت است." if any(overlapping) else ""
    if here.constituency != row.constituency:
        return f"حوزهٔ ثبت‌شده «{here.constituency}» است."
    if here.from_day != first:
        return f"روز آغاز ثبت‌شده {persian.jalali(here.from_day)} است."
    if here.to_day != until:
        return (
            f"روز پایان ثبت‌شده {persian.jalali(here.to_day)} است." if here.to_day else "در دفتر، این عضویت پایان ندارد."
        )
    return ""


def _overlap(seat: Seat, first: date, last: date | None) -> bool:
    return (seat.to_day is None or seat.to_day >= first) and (last is None or seat.from_day <= last)


def _namesake(row: RosterRow, here: Seat | None, known: KnownHouse) -> str:
    if here is not None or not known.taken:
        return ""
    source = known.taken.get(row.likeness)
    return f"نماینده‌ای با همین نام و حوزه در این دوره از «{source or 'ثبت دستی'}» هست." if source is not None else ""
