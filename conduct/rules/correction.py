"""What may be mended in a ruling that is out: slips of the pen, and never the operative part (Art. 9)."""

from __future__ import annotations

from collections.abc import Collection

from conduct.rules.laws import CONDUCT_DIRECTIVE
from majlis import persian
from majlis.rules.law import Refused

ARTICLE = CONDUCT_DIRECTIVE.article("9")


def corrected(text: str, wrong: str, right: str, operative: Collection[str]) -> str:
    """The text of a ruling with one slip mended.

    Args: text, as it now reads; wrong, what stands in it once; right, what was meant; operative, the phrases that say what
        was ruled: none may come or go.
    Raises: Refused where the slip is not there once, where nothing changes, or where what was ruled would read otherwise.
    """
    if text.count(wrong) != 1:
        told = "در متن رأی نیست" if wrong not in text else "در متن رأی بیش از یک بار آمده است"
        raise Refused(ARTICLE, f"این عبارت {told}؛ عبارتی بنویسید که یک بار در آن آمده باشد.", field="wrong")
    mended = text.replace(wrong, right)
    if mended == text:
        raise Refused(ARTICLE, "چیزی دگرگون نشده است.", field="right")
    before, after = _read(text), _read(mended)
    for phrase in operative:
        looked_for = _read(phrase)
        if before.count(looked_for) != after.count(looked_for):
            raise Refused(ARTICLE, f"«{phrase}» از نتیجهٔ رأی است؛ نتیجه با اصلاح سهو قلم دگرگون نمی‌شود.", field="right")
    return mended


def _read(text: str) -> str:
    """As it is read, however it is typed: letters, digits and spaces of one kind."""
    return persian.fold(text)[0]
