"""Letters on paper, compared as pictures with pages that were looked at: joined letters, justified lines, tables, digits.

After a wanted change: bin/test majlis/tests/test_letter_pdf.py --redraw, and look at the new pictures before keeping them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fpdf.enums import Align
from PIL import Image, ImageChops

from majlis import persian
from majlis.pdf import Printed, letter_pdf
from majlis.pdf import letter as pages
from majlis.pdf.sheet import Sheet
from majlis.tests.papers import drawn, read

PICTURES = Path(__file__).parent / "pictures"
# A dot counts as another one from here on; so many of them may be others: edges that a library draws a shade lighter.
SHADE, DOTS_ALLOWED = 64, 120

TEXT = """با سلام و احترام،
به آگاهی می‌رساند درخواست جناب‌عالی به شمارهٔ 13-0044 مورخ 1407/03/16 دربارهٔ امتیاز **«رئیس ادارهٔ آب و فاضلاب»**، در اجرای مادهٔ 17 دستورالعمل موضوع **تبصرهٔ 1 مادهٔ 36** قانون آیین‌نامهٔ داخلی مجلس، در جلسهٔ مشترک هیأت رئیسه و رؤسای شعب در تاریخ **1407/03/18** بررسی شد و نتیجه به شرح زیر است:

| سمت | مدت | امتیاز پیشین | نظر جلسهٔ مشترک |
| رئیس ادارهٔ آب و فاضلاب | 5 سال | 60 | پذیرفته نشد |
| معاون عمرانی فرمانداری | 3 سال | 36 | موضوع درخواست نبود |
| **جمع** | | **96** | |

دلیل: تصمیم شعبهٔ هفتم دربارهٔ نسبت این سمت با کمیسیون انرژی برابر مادهٔ 15 دستورالعمل قطعی است و در جلسهٔ مشترک بازبینی نمی‌شود؛ متن تصمیم پیوست است."""

LETTER = Printed(
    head=("هیأت رئیسه", "دبیرخانهٔ تشکیل کمیسیون‌ها"), mark="1407/231", day=date(2028, 6, 8), attachments=2,
    addressee=("جناب آقای کامران دشتستانی", "نمایندهٔ محترم مردم شریف بوشهر"), title="نتیجهٔ درخواست", text=TEXT,
    copies=("معاونت قوانین، برای ثبت در پرونده",), signer="حسین دلاوری", signer_title="دبیر هیأت رئیسه", trace="9f2c41ab07d3e85a" * 4,
    url="http://localhost:8000/letters/00112233445566778899aabbccddeeff/", made_at=datetime(2028, 6, 8, 6, 30, tzinfo=UTC),
    grade="محرمانه", priority="فوری", demonstration=True,
)  # fmt: skip
LONG = replace(LETTER, text="\n".join([TEXT] * 3), demonstration=False, grade="", priority="")
SEALED = replace(LETTER, mark="4821-9037-1152", head=("هیأت نظارت بر رفتار نمایندگان",), attachments=0, copies=())


def other_dots(one: Image.Image, other: Image.Image) -> int:
    """How many dots of two pictures differ by more than a shade."""
    if one.size != other.size:
        return one.size[0] * one.size[1]
    return sum(ImageChops.difference(one, other).histogram()[SHADE:])


def kept(name: str) -> list[Image.Image]:
    return [Image.open(path).convert("L") for path in sorted(PICTURES.glob(f"{name}-*.png"))]


CASES = {"letter": LETTER, "long": LONG, "sealed": SEALED}


@pytest.mark.parametrize("name", CASES)
def test_a_letter_looks_as_it_was_looked_at(name, request):
    seen = drawn(letter_pdf(CASES[name])[0])
    if request.config.getoption("--redraw"):
        for place, picture in enumerate(seen, start=1):
            picture.quantize(16).save(PICTURES / f"{name}-{place}.png", optimize=True)
    wanted = kept(name)
    assert len(seen) == len(wanted) == letter_pdf(CASES[name])[1]
    for one, other in zip(seen, wanted, strict=True):
        assert other_dots(one, other) <= DOTS_ALLOWED


def unjoined(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Sheet, "right_to_left", lambda self: self.set_text_shaping(False))


def from_the_left(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(pages, "reversed", iter, raising=False)


def ragged(patch: pytest.MonkeyPatch) -> None:
    def paragraph(self, text, size=11.5, height=8):
        self.ink(size)
        self.multi_cell(0, height, text, align="R", markdown=True, new_x="LMARGIN", new_y="NEXT")

    patch.setattr(Sheet, "paragraph", paragraph)


def last_line_at_the_left(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("majlis.pdf.sheet.Align", type("Unequal", (), {"L": None, "R": Align.R}))


def latin_digits(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(persian, "digits", str)


def all_thin(patch: pytest.MonkeyPatch) -> None:
    plain = Sheet.paragraph
    patch.setattr(Sheet, "paragraph", lambda self, text, *more: plain(self, text.replace("**", ""), *more))


@pytest.mark.parametrize("fault", [unjoined, from_the_left, ragged, last_line_at_the_left, latin_digits, all_thin])
def test_a_planted_fault_is_seen(fault, monkeypatch):
    fault(monkeypatch)
    seen = drawn(letter_pdf(LETTER)[0])
    assert max(other_dots(one, other) for one, other in zip(seen, kept("letter"), strict=False)) > 2 * DOTS_ALLOWED


def test_the_text_reads_in_its_order_with_persian_digits():
    said = read(letter_pdf(LETTER)[0])
    order = ["بسمه تعالی", "۱۴۰۷/۲۳۱", "۱۴۰۷/۰۳/۱۹", "کامران دشتستانی", "موضوع:", "۱۴۰۷/۰۳/۱۶", "۱۴۰۷/۰۳/۱۸", "سمت مدت امتیاز پیشین", "۹۶",
             "شعبٔه هفتم", "دبیر هیأت رئیسه", "رونوشت", "برگ ۱ از ۱"]  # fmt: skip
    places = [said.find(each) for each in order]
    assert -1 not in places, dict(zip(order, places, strict=True))
    assert places == sorted(places)
    assert not re.search(r"[0-9]", said.replace("9f2c 41ab 07d3 e85a", ""))


def test_the_same_letter_is_the_same_file():
    assert letter_pdf(LETTER) == letter_pdf(LETTER)


def test_a_mark_of_the_library_is_text():
    """What officers type is never taken for a link or a line below it."""
    said = replace(LETTER, text="شرط __ الف __ و -- ب -- و [متن](نشانی) ~~ ج ~~")
    pdf, _ = letter_pdf(said)
    assert b"/Annots" not in pdf
    assert all(each in read(pdf) for each in ("__ الف __", "-- ب --", "نشانی", "~~ ج ~~"))
