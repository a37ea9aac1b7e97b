"""A plain sheet of headings, labelled values and text, as an office prints its own files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from majlis import persian
from majlis.pdf.sheet import GREEN, Sheet


def drawn(title: str, lines: Iterable[tuple[str, str, str]], at: datetime) -> bytes:
    """The sheet as a PDF. Args: lines, each of how it is set (head, pair or text), its label, and its text."""
    sheet = Sheet(title, made_at=at)
    sheet.add_page()
    sheet.line_of(title, 16, bold=True)
    sheet.rule()
    for how, label, text in lines:
        told = persian.digits(text)
        if how == "head":
            sheet.ln(3)
            sheet.line_of(told, 12, bold=True, ink=GREEN)
        elif how == "pair":
            sheet.pair(persian.digits(label), told or "ندارد")
        else:
            sheet.line_of(told, 11)
    return bytes(sheet.output())
