"""Lists that can be taken away: each tells its columns once, and is given as XLSX, CSV or PDF to whom its page is shown (B08, B53).

An office names its lists in its AppConfig; its pages are marked with them (`majlis.views.exports.taken_as`). What is taken is
what the page shows, with the same scope and the same filters, whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any, BinaryIO
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import Model, QuerySet
from django.urls import Resolver404, resolve
from django.utils.module_loading import import_string

from majlis import persian, sheets
from majlis.pdf import table_pdf
from majlis.progress import tell
from majlis.queries import Viewer
from majlis.rules.law import Refused

CHUNK = 2000
# Longer lists are made by themselves, while their taker goes on with his work.
AT_ONCE = 5_000
# Paper is drawn letter by letter: fewer rows are made at once, and more than so many are none for paper.
ON_PAPER_AT_ONCE, ON_PAPER = 300, 3_000
TAKE, AFTER = "take", "after"
PDF = "pdf"
FORMATS = {"xlsx": sheets.XLSX, "csv": "text/csv; charset=utf-8", PDF: "application/pdf"}
ISO = "{} (میلادی)"
TAKEN = "گرفته‌شده در"
YES_NO = {True: "بلی", False: "خیر"}


@dataclass(frozen=True)
class Column:
    """One column. of: the row's attribute, dotted, or a function of the row.

    Dates and instants are told twice, in words of the Jalali calendar and in ISO form; figures stay figures.
    """

    title: str
    of: str | Callable[[Any], Any]

    def value(self, row: Any) -> Any:
        if callable(self.of):
            return self.of(row)
        for name in self.of.split("."):
            row = getattr(row, name) if row is not None else None
        return row


@dataclass(frozen=True)
class Day(Column):
    """A day, or an instant, in two columns."""


@dataclass(frozen=True)
class Found:
    """What a viewer may take of a list.

    rows: a queryset or a list, in the page's order.  title: of this list, as it is narrowed down.  file: the name of the file,
    without its ending.  notes: lines that must stand under the rows.  dress: what a piece of rows becomes before its columns
    are read.  columns: where they differ from one list to the next.  files: of a sealed office, those that the list tells of.
    """

    rows: QuerySet[Any] | Sequence[Any]
    title: str
    file: str
    notes: tuple[str, ...] = ()
    dress: Callable[[list[Any]], Iterable[Any]] | None = None
    columns: tuple[Column, ...] = ()
    files: Sequence[Model] = ()

    def count(self) -> int:
        return self.rows.order_by().count() if isinstance(self.rows, QuerySet) else len(self.rows)

    def pieces(self) -> Iterator[list[Any]]:
        rows = iter(self.rows.iterator(chunk_size=CHUNK) if isinstance(self.rows, QuerySet) else self.rows)
        while piece := list(islice(rows, CHUNK)):
            yield list(self.dress(piece)) if self.dress is not None else piece


@dataclass(frozen=True)
class Listing:
    """One list of an office.

    name: its own in the office.  page: the name of its page's address.  find: the rows for a viewer who asks with the page's
    query and place, None where he is not shown the page.
    """

    name: str
    page: str
    columns: tuple[Column, ...]
    find: Callable[..., Found | None]

    @property
    def realm(self) -> Any:
        """The office whose list it is, from its page's address; the house's own have no office before their name."""
        office, colon, _ = self.page.partition(":")
        return apps.get_app_config(office if colon else "majlis").realm

    @property
    def key(self) -> str:
        return f"{self.realm.code}.{self.name}"


def at_once(how: str) -> int:
    """So many rows of a list are made while its taker waits. Args: how, of FORMATS."""
    return ON_PAPER_AT_ONCE if how == PDF else AT_ONCE


def heads(columns: Iterable[Column]) -> list[str]:
    """The headings of columns, those of days twice."""
    return [
        head
        for each in columns
        for head in ((each.title, ISO.format(each.title)) if isinstance(each, Day) else (each.title,))
    ]


def cells(columns: Iterable[Column], row: Any) -> list[Any]:
    """One row under its headings."""
    found: list[Any] = []
    for each in columns:
        value = each.value(row)
        found += day_cells(value) if isinstance(each, Day) else [_cell(value)]
    return found


def _cell(value: Any) -> Any:
    return YES_NO[value] if isinstance(value, bool) else value


def day_cells(value: date | datetime | None) -> list[str]:
    """A day as it is read and as machines read it; an instant by Tehran's clock, with its distance from Greenwich."""
    if value is None:
        return ["", ""]
    if isinstance(value, datetime):
        at = persian.in_tehran(value)
        day = date(at.year, at.month, at.day)
        shown = f"{_jalali(day)} {persian.digits(f'{at:%H:%M}')}"
        return [shown, at.isoformat(timespec="minutes")]
    return [_jalali(value), value.isoformat()]


@lru_cache(maxsize=4096)
def _jalali(day: date) -> str:
    # A long list has the same few days again and again.
    return persian.jalali_numeric(day)


def listings() -> dict[str, Listing]:
    """Every list of the house, by its key."""
    named = (getattr(config, "lists", "") for config in apps.get_app_configs())
    return {each.key: each for path in named if path for each in import_string(path)}


def asked_of(wanted: Mapping[str, str]) -> str:
    """The filters of a request as one text, in one order: what the note of the taking keeps."""
    return urlencode([(name, wanted[name]) for name in sorted(wanted) if name not in (TAKE, AFTER) and wanted[name]])


def refuse_too_long(how: str, total: int) -> None:
    """What holds so many rows, and no more, says where they go instead. Raises: Refused."""
    if how == "xlsx" and total > sheets.MOST_ROWS:
        most = persian.number(sheets.MOST_ROWS)
        raise Refused(None, f"برگ گسترده بیش از {most} ردیف نمی‌گیرد؛ همین فهرست را به صورت CSV بگیرید.")
    if how == PDF and total > ON_PAPER:
        most = persian.number(ON_PAPER)
        raise Refused(None, f"بر کاغذ بیش از {most} ردیف نمی‌آید؛ همین فهرست را به صورت XLSX یا CSV بگیرید.")


def write(out: BinaryIO, how: str, listing: Listing, found: Found, viewer: Viewer, asked: str) -> int:
    """Write a list as a file, and tell how far it has come. Args: how, of FORMATS. Returns: how many rows.

    Raises: Refused for more rows than the file can hold.
    """
    total = found.count()
    refuse_too_long(how, total)
    notes = (*found.notes, watermark(viewer)) if listing.realm.sealed else found.notes
    columns = found.columns or listing.columns
    if how == PDF:
        out.write(_paper(columns, found, viewer, asked, total))
        return total
    rows = _told(columns, found, total)
    marked = tuple(f"# {each}" for each in notes)
    if how == "csv":
        sheets.write_csv(out, _with_notes(heads(columns), rows, marked))
    else:
        about = sheets.About(found.title, marked, facts(found, viewer, asked, total), _moment(viewer))
        sheets.write_xlsx(out, about, heads(columns), rows)
    return total


def _told(columns: Sequence[Column], found: Found, total: int) -> Iterator[list[Any]]:
    done = 0
    tell(0, total)
    for piece in found.pieces():
        yield from (cells(columns, row) for row in piece)
        done += len(piece)
        tell(done, total)


def _paper(columns: Sequence[Column], found: Found, viewer: Viewer, asked: str, total: int) -> bytes:
    """The list as a table on paper: days by our calendar alone, and under it what the workbook's second sheet says."""
    rows, done = [], 0
    tell(0, total)
    for piece in found.pieces():
        rows += [[cells((each,), row)[0] for each in columns] for row in piece]
        done += len(piece)
        tell(done, total)
    about = [f"{label}: {value}" for label, value in facts(found, viewer, asked, total) if label != ISO.format(TAKEN)]
    return table_pdf(found.title, about, [each.title for each in columns], rows, _moment(viewer))


def _with_notes(heads: list[str], rows: Iterable[list[Any]], notes: Sequence[str]) -> Iterator[Sequence[Any]]:
    yield heads
    yield from rows
    yield from ((each,) for each in notes)


def _moment(viewer: Viewer) -> datetime:
    # On a page that is only read the instant may be a promise until it is asked for.
    return viewer.at.astimezone(UTC)


def watermark(viewer: Viewer) -> str:
    """Whose copy it is and when it was made."""
    return f"گیرنده: {viewer.person.name if viewer.person else ''}، {persian.jalali_datetime(_moment(viewer))}"


def facts(found: Found, viewer: Viewer, asked: str, total: int) -> list[tuple[str, str]]:
    """What the second sheet of a workbook says of the first."""
    shown, iso = day_cells(_moment(viewer))
    told = [
        ("فهرست", found.title),
        ("ردیف", persian.number(total)),
        (TAKEN, shown),
        (ISO.format(TAKEN), iso),
    ]
    if viewer.person is not None:
        told.append(("گیرنده", viewer.person.name))
    return [*told, ("صافی‌ها", asked or "ندارد"), *(("یادداشت", each) for each in found.notes)]


def title_of(found: Found, how: str) -> str:
    """What a long work on this list is called."""
    return f"{found.title} ({how.upper()})"


def found_for(viewer: Viewer, params: Mapping[str, Any]) -> tuple[Listing, Found] | None:
    """The list of the page that a work's parameters name, as a viewer may take it; None where he is not shown that page."""
    try:
        match = resolve(params["path"])
    except Resolver404:
        return None
    listing = next((each for each in listings().values() if each.page == match.view_name), None)
    if listing is None or listing.realm.sealed:
        return None
    found = listing.find(viewer, params["wanted"], **match.kwargs)
    return (listing, found) if found is not None else None
