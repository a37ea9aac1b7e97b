"""Papers of the demonstration's cases: three invented sheets, plainly marked, each copy sealed to who lays it in."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from majlis import safes
from majlis.demo.fixed import key
from majlis.demo.outside import keep_papers
from majlis.demo.scans import _sheet as sheet
from majlis.intake import PDF
from majlis.models import Document, KeyPair, Person
from majlis.sealed_own import close_paper

SHEETS = {
    "letter": ("نامه.pdf", "نامهٔ محرمانه", ("متن این برگ ساختگی است", "و به هیچ شخص یا رویدادی بازنمی‌گردد.")),
    "minutes": ("صورت‌جلسه.pdf", "صورت‌جلسه", ("صورت پرسش‌ها و پاسخ‌ها", "در جلسهٔ محرمانهٔ هیأت، ساختگی.")),
    "receipt": ("رسید ابلاغ.pdf", "رسید ابلاغ", ("نسخهٔ دوم این نامه", "در تاریخ برگ به نماینده داده شد.")),
}


class Sheet(NamedTuple):
    """One sheet as it is scanned."""

    name: str
    data: bytes


class CasePapers:
    """The sheets, and a sealed copy for each who lays one in a case."""

    def __init__(self) -> None:
        self.sheets = {
            kind: Sheet(name, sheet(title, lines, "دفتر هیأت نظارت")) for kind, (name, title, lines) in SHEETS.items()
        }

    def one(self, kind: str, owner: Person, about: str, at: datetime) -> list[str]:
        """One paper of a person's, at once; its key in a list, as an act's body wants it."""
        scan = self.sheets[kind]
        document = Document(
            id=key("paper", owner.pk, about), media_type=PDF, pages=1, owner=owner, realm="conduct", received_at=at
        )
        # Many of the invented people have no account; what they lay is brought by whoever has one, until it is the case's.
        close_paper(document, scan.data, scan.name, pairs=safes.pairs_of([owner]) or KeyPair.objects.order_by("pk")[:1])
        keep_papers([document])
        return [str(document.pk)]
