"""Who keeps the key of the archive: five, of whom any three open it together (Art. 7 note 1)."""

from __future__ import annotations

from conduct.rules.laws import CONDUCT_DIRECTIVE
from majlis import persian

ARTICLE = CONDUCT_DIRECTIVE.article("7 n. 1")
# ASK (Art. 7 n. 1): the text orders confidence and names nobody who keeps the archive's key. That it is five, and any three of
# them, is the house's own measure; who they are is appointed and written down here by nobody.
NAMED, TOGETHER = 5, 3
HOLDER = ("conduct_archive.holder",)
NEXT = ("begun", "joined", "whole")


def enough(named: int) -> bool:
    """May a case be shut with the archive's key: is everybody named who keeps it, and each with a key of his own?"""
    return named == NAMED


def not_named_told(named: int) -> str:
    """What the pages say while they are not; empty once they are."""
    if enough(named):
        return ""
    return (
        f"کلیدداران بایگانی هنوز نامیده نشده‌اند: از {persian.number(NAMED)} نفر، {persian.number(named)} نفر منصوب است و کلید دارد. "
        "تا آن روز کلید پروندهٔ بایگانی‌شده نزد کسانی می‌ماند که حق دیدن آن را داشته‌اند."
    )


def stage_after(came: int) -> str:
    """The stage of an opening after so many have come, beginning with the first."""
    return NEXT[came - 1]
