"""The reader's name and hour across a paper that leaves a sealed office: a PDF, or the picture of a page."""

from __future__ import annotations

import io
from functools import lru_cache

import pikepdf
import pypdfium2
from PIL import Image

from majlis.pdf.sheet import INK_2, Sheet

PDF, FORMATS = "application/pdf", {"image/png": "PNG", "image/jpeg": "JPEG"}
ROWS, ANGLE, FAINT, FOOT = 4, 32, 0.16, 12
MARK_WIDTH = 1200


def marked(data: bytes, media_type: str, text: str) -> bytes:
    """The same paper with a line of text across each page and at its foot; what is stored stays as it is.

    Args: data, a paper of the store, which has been cleaned; media_type, of it; text, who looks and when.
    """
    return _marked_pdf(data, text) if media_type == PDF else _marked_picture(data, FORMATS[media_type], text)


def _marked_pdf(data: bytes, text: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as paper, pikepdf.open(io.BytesIO(_mark(text))) as mark:
        for page in paper.pages:
            page.add_overlay(mark.pages[0], pikepdf.Rectangle(page.trimbox), expand=True)
        paper.save(out)
    return out.getvalue()


def _marked_picture(data: bytes, kind: str, text: str) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(data)) as picture:
        whole = picture.convert("RGB")
    page = pypdfium2.PdfDocument(_mark(text))[0]
    drawn = page.render(scale=MARK_WIDTH / page.get_width(), fill_color=(255, 255, 255, 0)).to_pil()
    mark = drawn.convert("RGBA").resize(whole.size)
    whole.paste(mark, (0, 0), mark)
    whole.save(out, kind)
    return out.getvalue()


@lru_cache(maxsize=8)
def _mark(text: str) -> bytes:
    """One A4 page of nothing but the mark."""
    sheet = Sheet("")
    sheet.footer = lambda: None  # type: ignore[method-assign]
    sheet.set_auto_page_break(False)
    sheet.add_page()
    for row in range(ROWS):
        top = sheet.h * (row + 1) / (ROWS + 1)
        with sheet.local_context(fill_opacity=FAINT), sheet.rotation(ANGLE, sheet.w / 2, top):
            sheet.ink(22, bold=True, colour=INK_2)
            sheet.set_xy(0, top)
            sheet.cell(sheet.w, 10, text, align="C")
    sheet.ink(8, colour=INK_2)
    sheet.set_xy(0, sheet.h - FOOT)
    sheet.cell(sheet.w, 6, text, align="C")
    return bytes(sheet.output())
