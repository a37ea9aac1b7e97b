"""What the demonstration's papers look like: invented certificates, plainly marked, as scans."""

from __future__ import annotations

import io
from collections.abc import Callable

from django.conf import settings
from fpdf import FPDF
from PIL import Image, ImageDraw

from majlis.demo.fixed import FOUNDED

FONTS = settings.BASE_DIR / "static" / "vendor" / "vazirmatn"
FACES = {"": "vazirmatn-regular.ttf", "B": "vazirmatn-bold.ttf"}
PAGE_WIDTH = 210
MARGIN = 28
MARKED = "نمونهٔ نمایشی، سند رسمی نیست"


def _sheet(title: str, lines: tuple[str, ...], foot: str) -> bytes:
    pdf = FPDF(format="A4")
    pdf.set_creation_date(FOUNDED)
    for style, face in FACES.items():
        pdf.add_font("Vazirmatn", style, FONTS / face)
    pdf.set_text_shaping(True, direction="rtl", script="Arab", language="fa")
    pdf.set_margins(MARGIN, MARGIN, MARGIN)
    pdf.add_page()
    pdf.set_draw_color(150)
    pdf.rect(14, 14, PAGE_WIDTH - 28, 269)
    _say(pdf, "بسمه تعالی", 12, "C")
    pdf.ln(10)
    _say(pdf, title, 20, "C", "B")
    pdf.ln(14)
    for line in lines:
        _say(pdf, line, 13, "R")
        pdf.ln(2)
    pdf.ln(22)
    _say(pdf, foot, 12, "L")
    pdf.set_text_color(107, 70, 0)
    pdf.set_y(-38)
    _say(pdf, MARKED, 12, "C", "B")
    return bytes(pdf.output())


def _say(pdf: FPDF, text: str, size: int, align: str, style: str = "") -> None:
    pdf.set_font("Vazirmatn", style, size)
    pdf.multi_cell(0, 10, text, align=align, new_x="LMARGIN", new_y="NEXT")


def _degree() -> bytes:
    lines = (
        "گواهی می‌شود دارندهٔ این برگ دورهٔ تحصیل خود را",
        "در رشته و مقطعی که در فرم نوشته است به پایان رسانده",
        "و مدرک او به تأیید مرجع صلاحیت‌دار رسیده است.",
        "شمارهٔ گواهی: ۱۱۲/۳/۴۴۷۱",
    )
    return _sheet("گواهی پایان تحصیلات", lines, "مهر و امضای دانشگاه")


def _order() -> bytes:
    lines = (
        "به موجب این حکم، دارندهٔ آن در سمت و تاریخ‌هایی که",
        "در فرم خود نوشته است گمارده شده و آغاز و پایان",
        "خدمت او در پروندهٔ کارگزینی ثبت است.",
        "شمارهٔ حکم: ۲۱/۸۸۳۰",
    )
    return _sheet("حکم انتصاب", lines, "مهر و امضای کارگزینی")


def _chamber() -> bytes:
    lines = (
        "سابقهٔ نمایندگی و عضویت دارندهٔ این برگ",
        "در کمیسیون تخصصی، به شرح فرم او،",
        "با دفترهای مجلس برابر است.",
    )
    return _sheet("گواهی سوابق مجلس", lines, "ادارهٔ کل امور نمایندگان")


def _research() -> bytes:
    lines = (
        "این برگ جلد گزارش پژوهشی است که برای دورهٔ نمایشی",
        "ساخته شده و به هیچ پژوهش یا مرکزی بازنمی‌گردد.",
        "چکیده: خسارت سرمازدگی باغ‌ها در سه سال گذشته.",
    )
    return _sheet("گزارش پژوهش", lines, "مرکز پژوهشی نمونه")


def _photo() -> bytes:
    """A certificate as it comes from a telephone: the page a little askew on a table."""
    page = Image.new("L", (620, 880), 246)
    draw = ImageDraw.Draw(page)
    draw.rectangle((24, 24, 596, 856), outline=120, width=3)
    for row in range(9):
        draw.line((90, 230 + 46 * row, 530 - 37 * (row % 3), 230 + 46 * row), fill=70, width=7)
    draw.ellipse((100, 690, 220, 810), outline=90, width=6)
    desk = Image.new("L", (760, 1000), 128)
    desk.paste(page.rotate(2.4, expand=True, fillcolor=128), (60, 40))
    out = io.BytesIO()
    desk.save(out, "PNG", optimize=True)
    return out.getvalue()


# Kind: the name of the file, what it is, how it is made.
SCANS: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "degree": ("گواهی تحصیلات.pdf", "application/pdf", _degree),
    "post": ("حکم انتصاب.pdf", "application/pdf", _order),
    "chamber": ("گواهی سوابق مجلس.pdf", "application/pdf", _chamber),
    "research": ("گزارش پژوهش.pdf", "application/pdf", _research),
    "photo": ("عکس مدرک.png", "image/png", _photo),
}
