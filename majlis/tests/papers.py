"""What a PDF shows: its pages as pictures, and the words that one copies out of it."""

from __future__ import annotations

from contextlib import closing

import pypdfium2
from PIL import Image


def drawn(pdf: bytes) -> list[Image.Image]:
    """Its pages in grey, a dot a point."""
    with closing(pypdfium2.PdfDocument(pdf)) as opened:
        return [opened[place].render(scale=1).to_pil().convert("L") for place in range(len(opened))]


def read(pdf: bytes) -> str:
    """What one copies out of the first page."""
    with closing(pypdfium2.PdfDocument(pdf)) as opened:
        return opened[0].get_textpage().get_text_range()


def pages_of(pdf: bytes) -> list[str]:
    """What one copies out of each page."""
    with closing(pypdfium2.PdfDocument(pdf)) as opened:
        return [opened[place].get_textpage().get_text_range() for place in range(len(opened))]


def unbroken(pdf: bytes) -> str:
    """The words of the first page without any space, as where a long hash runs over two lines."""
    return "".join(read(pdf).split())
