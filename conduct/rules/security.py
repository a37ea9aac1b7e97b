"""The count "against national security" stays locked until the council confirms it; other counts go on (Art. 6)."""

from __future__ import annotations

from conduct.rules.laws import CONDUCT_DIRECTIVE
from majlis.rules.law import Refused

ARTICLE = CONDUCT_DIRECTIVE.article("6")
LOCKED, OTHER = "security", "other"
COUNTS = {LOCKED: "کار ضد امنیت ملی", OTHER: "عنوان دیگر"}


def must_be_open(count: str, confirmed: bool | None) -> None:
    """Refuse a sanction on the count that only the council may name (Art. 6).

    Args: count, on which the ruling sanctions; confirmed, the council's last answer, None where there is none.
    Raises: Refused for no count, or for the locked one without the council's word.
    """
    if count not in COUNTS:
        raise Refused(ARTICLE, "بنویسید که تنبیه برای کدام عنوان است.", field="count")
    if count == LOCKED and not confirmed:
        told = "هنوز تأیید نکرده است" if confirmed is None else "تأیید نکرده است"
        raise Refused(
            ARTICLE, f"شورای عالی امنیت ملی این عنوان را {told}؛ رأی تنها به عنوان‌های دیگر داده می‌شود.", field="count"
        )
