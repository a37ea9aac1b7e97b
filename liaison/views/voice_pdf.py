"""The one-voice sheet on paper: the agreed line, article by article, and who speaks (house procedure, Art. 31)."""

from __future__ import annotations

from collections.abc import Sequence

from liaison.models import Voice
from liaison.queries.citations import Cited
from liaison.queries.voices import Matrix, Row
from liaison.rules.voices import CONDITION, STANCES
from majlis import persian
from majlis.pdf import Sheet
from majlis.pdf.sheet import AMBER, INK_2


def sheet_bytes(voice: Voice, matrix: Matrix, cited: Sequence[Cited] = ()) -> bytes:
    """The sheet as PDF, with the research that the line cites; the same state gives the same bytes."""
    matter = voice.matter
    page = Sheet(f"خط دولت، {matter}", made_at=voice.agreed_at or voice.stage_since)
    page.add_page()
    page.line_of("معاونت امور مجلس", 10, ink=INK_2)
    page.line_of(f"{matter}: {persian.digits(matter.title)}", 15, bold=True, height=11)
    page.line_of(f"نسخه: {persian.digits(voice.edition)}", 11, ink=INK_2)
    if voice.agreed_at is None:
        page.line_of("خط مشترک هنوز بسته نشده است.", 11, bold=True, ink=AMBER)
    else:
        page.line_of(f"بسته‌شده در {persian.jalali_datetime(voice.agreed_at)}", 10, ink=INK_2)
        for label, person in (("سخنگو در کمیسیون", voice.committee_speaker), ("سخنگو در صحن", voice.floor_speaker)):
            if person is not None:
                page.pair(label, person.name)
    page.rule()
    if voice.line:
        page.paragraph(persian.digits(voice.line))
        page.rule()
    for row in matrix.rows:
        _article(page, row, matrix)
    _research(page, cited)
    return bytes(page.output())


def _research(page: Sheet, cited: Sequence[Cited]) -> None:
    if not cited:
        return
    page.rule()
    page.line_of("پژوهش‌هایی که به آن استناد شده است", 12, bold=True, height=9)
    for each in cited:
        page.line_of(persian.digits(f"{each.title}، پژوهش شمارهٔ {each.number}"), 11)
        for paper in each.papers:
            page.line_of(persian.digits(paper.name), 9.5, ink=INK_2, height=6)


def _article(page: Sheet, row: Row, matrix: Matrix) -> None:
    mark = " (یک‌سخن نیستند)" if row.conflict else " (به شرط)" if row.quarrel == CONDITION else ""
    page.line_of(f"{persian.digits(row.article.label)}{mark}", 12, bold=True, height=9)
    if row.article.line:
        page.paragraph(persian.digits(row.article.line), 11)
    for opinion, said in zip(matrix.opinions, row.marks, strict=True):
        if said is not None:
            text = f"، {said.text}" if said.text else ""
            page.line_of(
                persian.digits(f"{opinion.body.title}: {STANCES[said.stance]}{text}"), 9.5, ink=INK_2, height=6
            )
    page.ln(2)
