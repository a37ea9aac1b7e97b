"""The printed receipt of a form: number, hour, hash and what was handed in, joined letters and all (Art. 4)."""

from __future__ import annotations

from typing import Any

from committees.forms.draft import FormDraft
from committees.queries import committee_bodies
from committees.views.answers import answers
from majlis import persian
from majlis.pdf import Sheet
from majlis.pdf.sheet import INK_2
from majlis.rules.deadlines import legal_day


def receipt_bytes(act: Any, declaration: Any) -> bytes:
    """The receipt of one submission as PDF.

    Args: act, the submit_declaration entry, whose body is the form as it was handed in; declaration, its form.
    """
    term = declaration.formation.term
    page = Sheet(f"رسید فرم امتیازبندی {declaration.number}")
    page.add_page()
    page.line_of("دبیرخانهٔ مجلس شورای اسلامی", 10, ink=INK_2)
    page.line_of("رسید فرم امتیازبندی", 18, bold=True, height=12)
    page.line_of(f"تشکیل کمیسیون‌های {term.label}", 11, ink=INK_2)
    if term.demonstration:
        page.line_of("دورهٔ نمایشی: این برگه سند رسمی نیست.", 10, bold=True)
    page.rule()
    page.pair("نماینده", declaration.member.name)
    page.pair("حوزهٔ انتخابیه", declaration.constituency or "ثبت نشده است")
    page.pair("شمارهٔ فرم", persian.digits(declaration.number))
    page.pair("نوبت تحویل", persian.number(act.content.get("submission", 1)))
    page.pair(
        "رسید به سامانه",
        f"{persian.jalali_datetime(act.recorded_at)}:{persian.digits(f'{persian.in_tehran(act.recorded_at).second:02d}')}",
    )
    page.pair("شمارهٔ ثبت", persian.number(act.seq))
    page.ln(2)
    page.line_of(
        "اثر این ثبت در دفتر؛ با آن می‌توان نشان داد که فرم در همین ساعت و با همین محتوا رسیده است:",
        9,
        ink=INK_2,
        height=6,
    )
    page.machine(act.hash)
    page.rule()
    _answers(page, act)
    return bytes(page.output())


def _answers(page: Sheet, act: Any) -> None:
    day = legal_day(act.recorded_at)
    committees = {each.code: each.title for each in committee_bodies()}
    for part in answers(FormDraft.of(act.content), day, committees, None):
        page.line_of(part["title"], 12, bold=True, height=9)
        for row in part["rows"]:
            papers = f"، {persian.number(row['paper_count'])} سند" if row["paper_count"] is not None else ""
            counted = "" if row["named"] else "، شمرده نمی‌شود به انتخاب نماینده"
            page.line_of(row["label"], height=7)
            page.line_of(f"{row['detail']}{papers}{counted}", 9, ink=INK_2, height=5.5)
        if not part["rows"]:
            page.line_of("موردی اعلام نشده است.", ink=INK_2)
