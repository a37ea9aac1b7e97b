"""A list on paper: a table that reads from the right, its head on every page, whose copy it is at the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from majlis import persian

from .sheet import INK_2, LINE, Sheet

SIDE = 12
LONGEST_WORD = 26  # in millimetres: a number or a day is not broken
WORDS_MEASURED = 40  # of a column, the longest
MUCH = 40  # in letters: more gives a column no more room
AIR = 1.2
SIZE, HEAD_SIZE, HEIGHT = 8.5, 8.5, 5
TITLE, ABOUT = 15, 9
MOST_LETTERS = 400  # of one cell; the whole text is in the workbook


class Table(Sheet):
    """A landscape page with a table."""

    def __init__(self, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], made_at: datetime):
        super().__init__(title, side=SIDE, made_at=made_at)
        self.heads = heads
        self.add_page(orientation="L")
        self.widths = self._shared(rows)

    @property
    def across(self) -> float:
        """The width between the margins of a page that lies on its side."""
        return max(self.w, self.h) - 2 * self.side

    def _shared(self, rows: Sequence[Sequence[str]]) -> list[float]:
        """The width of each column: first what keeps its longest word whole, then by how much stands in it."""
        self.ink(SIZE, bold=True)
        columns = [[head, *(row[place] for row in rows)] for place, head in enumerate(self.heads)]
        least = [min(self._longest(column), LONGEST_WORD) + 2 * self.c_margin + AIR for column in columns]
        if sum(least) >= self.across:
            return [width * self.across / sum(least) for width in least]
        usual = [min(sum(map(len, column)) / len(column), MUCH) for column in columns]
        left = (self.across - sum(least)) / (sum(usual) or 1)
        return [width + weight * left for width, weight in zip(least, usual, strict=True)]

    def _longest(self, column: Sequence[str]) -> float:
        words = {word for cell in column for word in cell.split()}
        return max((self.get_string_width(word) for word in sorted(words, key=len)[-WORDS_MEASURED:]), default=0)

    def head(self) -> None:
        self.row(self.heads, bold=True)

    def row(self, cells: Sequence[str], bold: bool = False) -> None:
        """One row, from the right; where it does not fit, on the next page under the head."""
        self.ink(HEAD_SIZE if bold else SIZE, bold)
        told = [self._lines(cell, width) for cell, width in zip(cells, self.widths, strict=True)]
        height = HEIGHT * max(len(lines) for lines in told) + AIR
        if self.will_page_break(height) and self.get_y() > self.side + HEIGHT * 3:
            self.add_page(orientation="L")
            if not bold:
                self.head()
                self.ink(SIZE)
        top, right = self.get_y(), self.side + self.across
        for lines, width in zip(told, self.widths, strict=True):
            right -= width
            for place, line in enumerate(lines):
                self.set_xy(right, top + AIR / 2 + place * HEIGHT)
                self.cell(width, HEIGHT, line, align="R")
        self.set_xy(self.side, top + height)
        self.set_draw_color(*LINE)
        self.line(self.side, top + height, self.side + self.across, top + height)

    def _lines(self, text: str, width: float) -> list[str]:
        """A cell's words in lines of its column; a word that is wider than it is broken."""
        room, lines, line = width - 2 * self.c_margin, [], ""
        for word in text.split():
            longer = f"{line} {word}" if line else word
            if self.get_string_width(longer) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            while self.get_string_width(word) > room and len(word) > 1:
                cut = max(int(len(word) * room / self.get_string_width(word)), 1)
                lines.append(word[:cut])
                word = word[cut:]
            line = word
        return [*lines, line]


def table_pdf(
    title: str, about: Sequence[str], heads: Sequence[str], rows: Sequence[Sequence[Any]], at: datetime
) -> bytes:
    """A list as PDF. Args: about, lines that stand under the table; rows, cells as they are told; at, when it was made.

    A column in which nothing stands is left out.
    """
    told = [[_text(cell) for cell in row] for row in rows]
    kept = [place for place in range(len(heads)) if not told or any(row[place] for row in told)]
    heads, told = [heads[place] for place in kept], [[row[place] for place in kept] for row in told]
    page = Table(title, heads, told, at)
    page.line_of(title, TITLE, bold=True, height=10)
    page.ln(2)
    page.head()
    for row in told:
        page.row(row)
    page.ln(3)
    for line in about:
        page.line_of(line, ABOUT, ink=INK_2, height=6)
    return bytes(page.output())


def _text(cell: Any) -> str:
    text = "" if cell is None else persian.number(cell) if isinstance(cell, int) else persian.digits(str(cell))
    text = persian.without_controls(text)
    return f"{text[:MOST_LETTERS]}…" if len(text) > MOST_LETTERS else text
