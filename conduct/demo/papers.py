"""Papers of the demonstration's cases: three invented sheets, plainly marked."""

from __future__ import annotations

import hashlib
from datetime import datetime

from majlis import documents
from majlis.demo.papers import Papers, Stored
from majlis.demo.scans import _sheet as sheet
from majlis.models import Person

SHEETS = {
    "letter": ("نامه.pdf", "نامهٔ محرمانه", ("متن این برگ ساختگی است", "و به هیچ شخص یا رویدادی بازنمی‌گردد.")),
    "minutes": ("صورت‌جلسه.pdf", "صورت‌جلسه", ("صورت پرسش‌ها و پاسخ‌ها", "در جلسهٔ محرمانهٔ هیأت، ساختگی.")),
    "receipt": ("رسید ابلاغ.pdf", "رسید ابلاغ", ("نسخهٔ دوم این نامه", "در تاریخ برگ به نماینده داده شد.")),
}


class CasePapers(Papers):
    """The sheets in the store, and a copy for each who lays one in a case."""

    def __init__(self) -> None:
        super().__init__("conduct")
        for kind, (name, title, lines) in SHEETS.items():
            data = sheet(title, lines, "دفتر هیأت نظارت")
            documents.store(data)
            self.stored[kind] = Stored(hashlib.sha256(data).hexdigest(), "application/pdf", len(data), name)

    def one(self, kind: str, owner: Person, about: str, at: datetime) -> list[str]:
        """One paper of a person's, at once; its key in a list, as an act's body wants it."""
        document = self.paper(kind, owner, about, at)
        self.flush()
        return [str(document.pk)]
