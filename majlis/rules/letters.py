"""Letters: what a template says, how a letter's text is parted, how a ledger's numbers are read (house, Art. 10)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

GRADES: Mapping[str, str] = {
    "ordinary": "عادی",
    "confidential": "محرمانه",
    "secret": "خیلی محرمانه",
}
PRIORITIES: Mapping[str, str] = {
    "ordinary": "عادی",
    "urgent": "فوری",
    "immediate": "آنی",
}
HEADINGS: Mapping[str, str] = {"گیرنده": "addressee", "موضوع": "title", "رونوشت": "copies"}
BOLD = "**"
CELL = "|"
# A reference of a sealed realm: groups of digits by chance, so that it counts nothing.
SEALED_GROUPS, SEALED_BASE, GROUP_DIGITS = 3, 10_000, 4
TRACE_GROUPS, TRACE_LETTERS = 4, 4


@dataclass(frozen=True)
class Wording:
    """What a letter says. Addressee and copies hold a line each, the text paragraphs and tables."""

    addressee: str
    title: str
    text: str
    copies: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, or a table whose first row is its heading."""

    paragraph: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def wording(filled: str) -> Wording:
    """Part a filled template: «گیرنده:», «موضوع:» and «رونوشت:» lines, an empty line, the text.

    Args: filled, the template with its fields in place.  Raises: ValueError for a heading that is none of these.
    """
    head, _, text = filled.strip().replace("\r\n", "\n").partition("\n\n")
    found: dict[str, list[str]] = {name: [] for name in HEADINGS.values()}
    for line in head.split("\n"):
        label, colon, said = line.partition(":")
        if not colon or label.strip() not in HEADINGS:
            raise ValueError(f"a letter has no such heading: {line!r}")
        if said.strip():
            found[HEADINGS[label.strip()]].append(said.strip())
    lines = {name: "\n".join(said) for name, said in found.items()}
    return Wording(lines["addressee"], lines["title"], re.sub(r"\n{3,}", "\n\n", text.strip()), lines["copies"])


def blocks(text: str) -> list[Block]:
    """The paragraphs and tables of a text, in order. A table's lines begin with a bar; each other line is a paragraph."""
    found: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for line in [*text.replace("\r\n", "\n").split("\n"), ""]:
        bare = line.strip()
        if bare.startswith(CELL):
            rows.append(tuple(cell.strip() for cell in bare.strip(CELL).split(CELL)))
            continue
        if rows:
            found.append(Block(rows=_even(rows)))
            rows = []
        if bare:
            found.append(Block(paragraph=bare))
    return found


def _even(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Rows of one length: what a row lacks is empty."""
    width = max(len(row) for row in rows)
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


def runs(text: str) -> list[tuple[str, bool]]:
    """A line as runs of plain and bold words; a mark without its pair is text."""
    pieces = text.split(BOLD)
    # Pairs of marks leave an odd number of pieces.
    if len(pieces) & 1 == 0:
        last = pieces.pop()
        pieces[-1] = f"{pieces[-1]}{BOLD}{last}"
    return [(piece, bool(place & 1)) for place, piece in enumerate(pieces) if piece]


def ledger_mark(year: int, number: int) -> str:
    """A number of the common ledger as it is written: year and number."""
    return f"{year}/{number}"


def sealed_mark(drawn: int) -> str:
    """A reference by chance, from a drawn number that is large enough for its groups."""
    groups = []
    for _ in range(SEALED_GROUPS):
        drawn, group = divmod(drawn, SEALED_BASE)
        groups.append(f"{group:0{GROUP_DIGITS}d}")
    return "-".join(groups)


def short_trace(trace: str) -> str:
    """The first letters of a hash, in groups, as they stand on paper."""
    return " ".join(trace[place * TRACE_LETTERS : (place + 1) * TRACE_LETTERS] for place in range(TRACE_GROUPS))


def missing_numbers(numbers: Collection[int], last: int) -> tuple[int, ...]:
    """The numbers from 1 to the last that no letter bears, void ones counted as borne; and those beyond the last.

    Args: numbers, those that letters bear; last, the last that the ledger gave.
    """
    borne = set(numbers)
    missing = [number for number in range(1, last + 1) if number not in borne]
    return (*missing, *sorted(number for number in borne if number > last))
