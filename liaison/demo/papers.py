"""Papers of the demonstration's gatherings: invented sheets, plainly marked, as whoever lays them uploads them."""

from __future__ import annotations

from datetime import datetime

from majlis import documents
from majlis.demo.fixed import key
from majlis.demo.outside import keep_papers
from majlis.demo.scans import _sheet as sheet
from majlis.intake import PDF
from majlis.models import Document, Person

SHEETS = {
    "agenda": (
        "دستور جلسهٔ هیأت وزیران.pdf", "دستور جلسهٔ هیأت وزیران",
        ("لایحهٔ ساماندهی مصرف آب در صنایع", "لایحهٔ حمایت از باغداران", "تصویب‌نامهٔ بهای برق تابستان"),
    ),
    "report": (
        "گزارش خاموشی تابستان.pdf", "گزارش خاموشی تابستان",
        ("کمبود توان در ساعت‌های اوج، ساختگی", "برنامهٔ خاموشی استان‌ها، هفته به هفته", "آنچه از دستگاه‌ها خواسته شده است"),
    ),
    "minutes": (
        "صورت‌جلسهٔ اجلاس مشترک.pdf", "صورت‌جلسهٔ اجلاس مشترک دولت و مجلس",
        ("دربارهٔ خاموشی تابستان و راه‌های روستایی", "گفت‌وگو شد و دو مصوبه به تأیید دو طرف رسید."),
    ),
}  # fmt: skip
FOOT = "دفتر امور دولت و مجلس"


def paper(kind: str, owner: Person, at: datetime) -> list[str]:
    """One sheet of a person's, in the store; its key in a list, as an act's body wants it."""
    name, title, lines = SHEETS[kind]
    data = sheet(title, lines, FOOT)
    document = Document(
        id=key("paper", owner.pk, kind), sha256=documents.store(data), media_type=PDF, size=len(data), pages=1, name=name,
        owner=owner, realm="liaison", received_at=at,
    )  # fmt: skip
    keep_papers([document])
    return [str(document.pk)]
