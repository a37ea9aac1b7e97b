"""What the rules of parliament ask of the government, article by article, and in which files it stands open (house procedure, Art. 36)."""

from __future__ import annotations

from dataclasses import dataclass

from liaison.rules.laws import CIVIL, CONSTITUTION, OLDRULES, OVERSIGHT
from majlis.rules.law import Article


@dataclass(frozen=True)
class Asked:
    """One duty of the government. who: who owes it.  duty: what, in our words.  kind, stages: the files in which it stands open."""

    article: Article
    who: str
    duty: str
    kind: str
    stages: tuple[str, ...]


ASKED = (
    Asked(CONSTITUTION.article("74"), "هیأت وزیران", "لایحه پس از تصویب به مجلس داده شود.", "government_bill", ("approved",)),
    Asked(OVERSIGHT.article("206"), "وزیر یا رئیس‌جمهور", "به تذکر کتبی پاسخ داده شود.", "notice", ("read",)),
    Asked(OVERSIGHT.article("208"), "وزیر", "برای سؤال به کمیسیون بیاید و پاسخ دهد.", "question", ("sent",)),
    Asked(CONSTITUTION.article("88"), "وزیر", "در صحن حاضر شود و به سؤال پاسخ دهد.", "question", ("announced", "scheduled")),
    Asked(OLDRULES.article("219"), "وزیر", "در کمیسیون به استیضاح‌کنندگان پاسخ دهد.", "interpellation", ("filed",)),
    Asked(CONSTITUTION.article("89"), "وزیر", "پس از اعلام وصول استیضاح حاضر شود و رأی اعتماد بخواهد.", "interpellation", ("announced",)),
    Asked(CONSTITUTION.article("123"), "رئیس‌جمهور", "مصوبه را امضا و برای اجرا ابلاغ کند.", "government_bill", ("adopted",)),
    Asked(CIVIL.article("1"), "روزنامهٔ رسمی", "مصوبهٔ ابلاغ‌شده چاپ شود.", "member_bill", ("adopted",)),
)  # fmt: skip
