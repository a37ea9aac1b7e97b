"""An A4 page that reads from the right: what receipts and letters share."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from fpdf import FPDF
from fpdf.enums import Align

from majlis import persian

FACE = "Vazirmatn"
SIDE = 22
INK, INK_2, LINE = (28, 36, 33), (86, 96, 91), (205, 200, 187)
GREEN, AMBER = (20, 97, 79), (107, 70, 0)


@lru_cache(maxsize=1)
def _face() -> tuple[Path, Path]:
    folder = Path(settings.BASE_DIR) / "static" / "vendor" / "vazirmatn"
    return folder / "vazirmatn-regular.ttf", folder / "vazirmatn-bold.ttf"


class Sheet(FPDF):
    """An A4 page that reads from the right."""

    # What officers write knows one mark, for bold; the other marks of the library are text to them.
    MARKDOWN_ITALICS_MARKER = "\x01\x01"
    MARKDOWN_STRIKETHROUGH_MARKER = "\x01\x02"
    MARKDOWN_UNDERLINE_MARKER = "\x01\x03"
    MARKDOWN_MARKERS = (FPDF.MARKDOWN_BOLD_MARKER,)
    MARKDOWN_ESCAPE_CHARACTER = "\x01"
    MARKDOWN_LINK_REGEX = re.compile(r"(?!)")

    def __init__(self, title: str, side: int = SIDE, made_at: datetime | None = None):
        super().__init__(format="A4")
        regular, bold = _face()
        self.add_font(FACE, "", regular)
        self.add_font(FACE, "B", bold)
        self.right_to_left()
        self.set_lang("fa")
        self.set_title(title)
        if made_at is not None:
            self.set_creation_date(made_at)
        self.set_margins(side, side, side)
        self.set_auto_page_break(True, side + 6)
        self.side = side
        self._justifying = False

    @property
    def room(self) -> float:
        """The width between the margins, in millimetres."""
        return self.w - 2 * self.side

    def right_to_left(self) -> None:
        self.set_text_shaping(True, direction="rtl", script="arab", language="fas")

    def ink(self, size: float = 11, bold: bool = False, colour: tuple[int, int, int] = INK) -> None:
        """Choose face, size and colour of what is written next."""
        self.set_font(FACE, "B" if bold else "", size)
        self.set_text_color(*colour)

    def line_of(
        self, text: str, size: float = 11, bold: bool = False, ink: tuple[int, int, int] = INK, height: float = 7.5
    ) -> None:
        self.ink(size, bold, ink)
        self.multi_cell(0, height, text, align="R", new_x="LMARGIN", new_y="NEXT")

    def paragraph(self, text: str, size: float = 11.5, height: float = 8) -> None:
        """Justified lines, in which words between two stars are bold."""
        self.ink(size)
        self._justifying = True
        self.multi_cell(0, height, text, align="J", markdown=True, new_x="LMARGIN", new_y="NEXT")
        self._justifying = False

    def _render_styled_text_line(self, text_line: Any, *args: Any, **kwargs: Any) -> bool:
        # The library lets the last line of a justified paragraph begin at the left.
        if self._justifying and text_line.align == Align.L:
            text_line = text_line._replace(align=Align.R)
        return super()._render_styled_text_line(text_line, *args, **kwargs)

    def pair(self, label: str, value: str) -> None:
        """A label at the right and its value beside it."""
        top = self.get_y()
        self.set_xy(self.side + self.room - 42, top)
        self.ink(10, colour=INK_2)
        self.cell(42, 7.5, label, align="R")
        self.set_xy(self.side, top)
        self.ink(11)
        self.multi_cell(self.room - 46, 7.5, value, align="R", new_x="LMARGIN", new_y="NEXT")

    def machine(self, text: str, width: float = 0, size: float = 10) -> None:
        """A hash: Latin digits, left to right, whole."""
        self.set_text_shaping(False)
        self.set_font("Courier", "", size)
        self.set_text_color(*INK)
        self.cell(width, 7, text, align="L", new_x="LMARGIN", new_y="NEXT")
        self.right_to_left()

    def rule(self, colour: tuple[int, int, int] = LINE, thick: float = 0.2) -> None:
        """A line across the page."""
        self.ln(2)
        self.set_draw_color(*colour)
        self.set_line_width(thick)
        self.line(self.side, self.get_y(), self.w - self.side, self.get_y())
        self.set_line_width(0.2)
        self.ln(3)

    def footer(self) -> None:
        self.set_y(-self.side + 2)
        # A page may end inside a machine's line, which is written from the left.
        self.right_to_left()
        self.ink(8, colour=INK_2)
        self.cell(0, 6, f"دبیرخانهٔ مجلس شورای اسلامی، برگ {persian.number(self.page_no())}", align="C")
