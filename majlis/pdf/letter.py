"""A letter on paper: head, number and date at the left, text, tables, signature, copies, and the proof of it (house, Art. 10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import segno
from fpdf.fonts import FontFace

from majlis import persian
from majlis.rules.letters import BOLD, Block, blocks, short_trace

from .sheet import AMBER, FACE, GREEN, INK, INK_2, LINE, Sheet

SIDE = 19
HEAD_TOP, LABEL, VALUE = 16, 20, 29
LEAD, TIGHT = 8.4, 6.4
SIGNATURE_WIDTH, SIGNATURE_HEIGHT = 76, 30
# The proof stands at the foot of the last page; what is above it keeps clear of it.
PROOF_TOP, QR_SIDE = 40, 21
GRID, HEAD_FILL = (120, 128, 123), (243, 242, 238)
CELL_SIZE, CELL_AIR = 10.5, 7.5
NOT_OFFICIAL = "نسخهٔ نمایشی: این نامه سند رسمی نیست."
PROVES = "با خواندن نشان، تنها شماره، تاریخ و اثر نامه نشان داده می‌شود؛ متن نامه در آن نیست."


@dataclass(frozen=True)
class Printed:
    """All that stands on a letter. head: lines under the house's name; grade and priority: empty where ordinary;
    addressee and copies: a line each; trace: the whole hash; url: what the QR code says."""

    head: tuple[str, ...]
    mark: str
    day: date
    attachments: int
    addressee: tuple[str, ...]
    title: str
    text: str
    copies: tuple[str, ...]
    signer: str
    signer_title: str
    trace: str
    url: str
    made_at: datetime
    grade: str = ""
    priority: str = ""
    demonstration: bool = False


def letter_pdf(letter: Printed) -> tuple[bytes, int]:
    """The letter as a PDF of A4 pages, and how many they are."""
    page = Paper(letter)
    page.add_page()
    page.opening()
    page.body(blocks(letter.text))
    page.signature()
    page.sent_to()
    page.proof()
    page.number_pages()
    return bytes(page.output()), page.pages_count


class Paper(Sheet):
    """The pages of one letter."""

    def __init__(self, letter: Printed):
        super().__init__(f"نامهٔ {persian.digits(letter.mark)}", SIDE, letter.made_at)
        self.letter = letter

    def header(self) -> None:
        self.right_to_left()
        if self.letter.demonstration:
            self.set_xy(SIDE, 6)
            self.ink(8.5, bold=True, colour=AMBER)
            self.cell(self.room, 5, NOT_OFFICIAL, align="C")
        if self.page_no() == 1:
            self._letterhead()
        else:
            self.set_xy(SIDE, HEAD_TOP - 2)
            self.ink(9, colour=INK_2)
            self.cell(self.room, 5, f"ادامهٔ نامهٔ شمارهٔ {persian.digits(self.letter.mark)}", align="R")
            self.set_y(HEAD_TOP + 4)
            self.rule(GREEN, 0.5)

    def _letterhead(self) -> None:
        self.set_xy(SIDE, HEAD_TOP)
        self.ink(14, bold=True)
        self.cell(self.room, 8, "مجلس شورای اسلامی", align="R")
        for place, line in enumerate(self.letter.head):
            self.set_xy(SIDE, HEAD_TOP + 8.5 + place * TIGHT)
            self.ink(10.5)
            self.cell(self.room, TIGHT, line, align="R")
        self.set_xy(SIDE, HEAD_TOP)
        self.ink(13, bold=True)
        self.cell(self.room, 8, "بسمه تعالی", align="C")
        rows = self._block()
        for place, (label, value) in enumerate(rows):
            self.set_xy(SIDE, HEAD_TOP + 1 + place * TIGHT)
            self.ink(10.5)
            self.cell(VALUE, TIGHT, value, align="L")
            self.set_xy(SIDE + VALUE, HEAD_TOP + 1 + place * TIGHT)
            self.ink(10, colour=INK_2)
            self.cell(LABEL, TIGHT, label, align="R")
        lines = max(len(rows) * TIGHT + 1, len(self.letter.head) * TIGHT + 8.5)
        self.set_y(HEAD_TOP + lines)
        self.rule(GREEN, 0.7)

    def _block(self) -> list[tuple[str, str]]:
        """What Persian letters bear at their top left."""
        letter = self.letter
        with_it = f"دارد، {persian.number(letter.attachments)} برگه" if letter.attachments else "ندارد"
        rows = [
            ("شماره", persian.digits(letter.mark)),
            ("تاریخ", persian.jalali_numeric(letter.day)),
            ("پیوست", with_it),
        ]
        rows += [("طبقه‌بندی", letter.grade)] if letter.grade else []
        return rows + ([("فوریت", letter.priority)] if letter.priority else [])

    def opening(self) -> None:
        self.ln(6)
        for line in self.letter.addressee:
            self.line_of(persian.digits(line), 12, bold=True, height=7.6)
        self.ln(3)
        self.ink(11.5)
        subject = f"**موضوع:** {persian.digits(self.letter.title)}"
        self.multi_cell(0, LEAD, subject, align="R", markdown=True, new_x="LMARGIN", new_y="NEXT")
        self.ln(2)

    def body(self, parts: list[Block]) -> None:
        for part in parts:
            if part.rows:
                self._table(part.rows)
            else:
                self.paragraph(persian.digits(part.paragraph), 11.5, LEAD)
                self.ln(1.2)

    def _table(self, rows: tuple[tuple[str, ...], ...]) -> None:
        """Columns from the right: the library sets them from the left, so each row is turned round."""
        self.ln(2)
        self.ink(CELL_SIZE)
        self.set_draw_color(*GRID)
        heading = FontFace(family=FACE, emphasis="BOLD", size_pt=CELL_SIZE, color=INK, fill_color=HEAD_FILL)
        widths = self._widths(rows)
        self.ink(CELL_SIZE)
        with self.table(
            col_widths=tuple(reversed(widths)), text_align="RIGHT", headings_style=heading, line_height=7,
            padding=(1.4, 2.6), markdown=True, width=self.room,
        ) as table:  # fmt: skip
            for row in rows:
                line = table.row()
                for cell in reversed(row):
                    line.cell(persian.digits(cell))
        self.ln(3)

    def _widths(self, rows: tuple[tuple[str, ...], ...]) -> list[float]:
        """A column is as wide as its longest word at least; the rest goes to those that hold more."""
        self.ink(CELL_SIZE, bold=True)
        columns = [[persian.digits(cell.replace(BOLD, "")) for cell in column] for column in zip(*rows, strict=True)]
        words = [[word for cell in column for word in cell.split()] or [""] for column in columns]
        least = [max(map(self.get_string_width, each)) + CELL_AIR for each in words]
        wanted = [max(map(self.get_string_width, each)) + CELL_AIR for each in columns]
        more = [max(want - need, 0.1) for want, need in zip(wanted, least, strict=True)]
        left = max(self.room - sum(least), 0)
        return [need + left * each / sum(more) for need, each in zip(least, more, strict=True)]

    def signature(self) -> None:
        self.keep(SIGNATURE_HEIGHT)
        self.ln(10)
        for line, size, bold in ((self.letter.signer, 12, True), (self.letter.signer_title, 11, True)):
            self.set_x(SIDE)
            self.ink(size, bold=bold)
            self.cell(SIGNATURE_WIDTH, 7.4, persian.digits(line), align="C", new_x="LMARGIN", new_y="NEXT")

    def sent_to(self) -> None:
        if not self.letter.copies:
            return
        self.keep(TIGHT * (len(self.letter.copies) + 1))
        self.ln(8)
        self.line_of("رونوشت:", 10, bold=True, height=TIGHT)
        for copy in self.letter.copies:
            self.line_of(f"– {persian.digits(copy)}", 10, height=TIGHT)

    def keep(self, height: float) -> None:
        """What follows stands together, above the proof; else on a new page."""
        if self.get_y() + height > self.h - PROOF_TOP:
            self.add_page()

    def proof(self) -> None:
        """The QR code and the trace, at the foot of the last page."""
        self.keep(0)
        self.set_auto_page_break(False)
        top = self.h - PROOF_TOP
        self.set_draw_color(*LINE)
        self.line(SIDE, top, self.w - SIDE, top)
        self._qr(self.w - SIDE - QR_SIDE, top + 3)
        width = self.room - QR_SIDE - 4
        for place, (text, size, bold) in enumerate((("درستی این نامه", 9.5, True), (PROVES, 8.5, False))):
            self.set_xy(SIDE, top + 4 + place * 6)
            self.ink(size, bold=bold, colour=INK if bold else INK_2)
            self.cell(width, 6, text, align="R")
        self.set_xy(SIDE, top + 16)
        self.ink(8.5, colour=INK_2)
        self.cell(width, 6, "اثر:", align="R")
        self.set_text_shaping(False)
        self.set_font("Courier", "", 8.5)
        trace = short_trace(self.letter.trace)
        self.set_xy(SIDE + width - 10 - self.get_string_width(trace), top + 16)
        self.cell(self.get_string_width(trace), 6, trace)
        self.right_to_left()

    def _qr(self, left: float, top: float) -> None:
        rows = [list(row) for row in segno.make(self.letter.url, error="m", micro=False).matrix]
        dot = QR_SIDE / len(rows)
        self.set_fill_color(*INK)
        for place, row in enumerate(rows):
            column = 0
            while column < len(row):
                run = 1
                while column + run < len(row) and row[column + run] == row[column]:
                    run += 1
                if row[column]:
                    self.rect(left + column * dot, top + place * dot, run * dot, dot, style="F")
                column += run

    def number_pages(self) -> None:
        """Page numbers when the number of pages is known."""
        total = self.pages_count
        for number in range(1, total + 1):
            self.page = number
            # The library believes that the face of the last page is chosen on this one too.
            self.font_family = ""
            self.set_xy(SIDE, self.h - 16)
            self.ink(8.5, colour=INK_2)
            self.cell(40, 6, f"برگ {persian.number(number)} از {persian.number(total)}", align="L")

    def footer(self) -> None:
        """Nothing: pages are numbered at the end."""
