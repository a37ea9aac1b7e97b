"""The certificate of a course that was held, for who came to it (house procedure, Art. 36)."""

from __future__ import annotations

from liaison.models import Presence
from liaison.rules.gatherings import OFFICES
from majlis import persian
from majlis.pdf import Sheet
from majlis.pdf.sheet import INK_2
from majlis.rules.deadlines import legal_day


def certificate_bytes(presence: Presence) -> bytes:
    """One certificate as PDF; the same course gives the same bytes."""
    course = presence.gathering
    page = Sheet(f"گواهی {presence.person.name}", made_at=course.held_at)
    page.add_page()
    page.line_of("معاونت امور مجلس", 11, ink=INK_2)
    page.line_of("گواهی گذراندن دوره", 20, bold=True, height=14)
    page.rule()
    house = f" {presence.ministry.title}" if presence.ministry else ""
    page.paragraph(
        f"گواهی می‌شود **{presence.person.name}**، {OFFICES[presence.office]}{house}، در «{persian.digits(course.title)}» که در"
        f" {persian.jalali(legal_day(course.starts_at))} برگزار شد حضور داشته است.",
        13,
        10,
    )
    page.rule()
    page.line_of("این برگه از دفتر حضور دوره ساخته شده است و امضا ندارد.", 9, ink=INK_2)
    return bytes(page.output())
