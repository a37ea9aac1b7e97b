"""Why a file goes to the judiciary (law, Arts. 2, 6 note 1)."""

from __future__ import annotations

from conduct.rules.laws import CONDUCT_LAW
from majlis.rules.law import Refused

FALSE_REPORT, WEALTH, CRIME = "false_report", "wealth", "crime"
GROUNDS = {
    FALSE_REPORT: "گزارش دروغ برای بی‌آبرو کردن نماینده یا آشفتن ذهن‌ها",
    WEALTH: "افزایش ناروای دارایی",
    CRIME: "کار مجرمانه",
}


def must_be_a_ground(ground: str, kind: str) -> None:
    """Refuse a ground that the law does not know, or undue wealth in a case about something else (Arts. 2, 6 note 1)."""
    if ground not in GROUNDS:
        raise Refused(CONDUCT_LAW.article("2"), "سبب ارجاع را برگزینید.", field="ground")
    if ground == WEALTH and kind != WEALTH:
        raise Refused(CONDUCT_LAW.article("6 n. 1"), "موضوع این پرونده دارایی نیست.", field="ground")
