"""Consulting parliament before a bill, and on the important and urgent ones: whom, why, what came of it (house procedure, Art. 38)."""

from __future__ import annotations

from collections.abc import Mapping

from liaison.rules.laws import LIAISON
from liaison.rules.voices import AGREE, STANCES
from majlis.rules.law import Refused

PREPARING, IMPORTANT, URGENT = "preparing", "important", "urgent"
REASONS: Mapping[str, str] = {
    PREPARING: "لایحهٔ در دست تهیه در دولت", IMPORTANT: "لایحه یا طرح مهم", URGENT: "لایحه یا طرح فوری",
}  # fmt: skip
STAGES: Mapping[str, str] = {"asked": "در انتظار نظر", "given": "نظر رسید"}
BODIES = ("presiding_board", "committee")


def refuse_groundless(reason: str, bill: object, *, of_parliament: bool) -> None:
    """Parliament's own bodies are consulted: before there is a bill, or on one that is before it (house procedure, Article 38).

    Args: reason, of REASONS; bill, the file it speaks of or None; of_parliament, whether the body is one of BODIES.
    Raises: Refused for another body, and for an important or urgent bill that is not named.
    """
    if not of_parliament:
        raise Refused(LIAISON.article("38"), "رایزنی با هیأت رئیسه یا یکی از کمیسیون‌هاست.", field="body")
    if reason not in REASONS:
        raise Refused(LIAISON.article("38"), "بنویسید که چرا رایزنی می‌شود.", field="ground")
    if reason != PREPARING and bill is None:
        raise Refused(LIAISON.article("38"), "لایحه یا طرحی را که مهم یا فوری است برگزینید.", field="bill")


def refuse_wordless(stance: str, text: str) -> None:
    """A body agrees, sets a condition or is against, and says which and why (house procedure, Article 38).

    Args: stance, of STANCES; text.  Raises: Refused for an unknown stance, and for a condition or refusal without its text.
    """
    if stance not in STANCES:
        raise Refused(LIAISON.article("38"), "یکی از سه نظر را برگزینید.", field="stance")
    if stance != AGREE and not text.strip():
        raise Refused(LIAISON.article("38"), "شرط یا دلیل را بنویسید.", field="text")
