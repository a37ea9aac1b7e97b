"""One voice: what ministries may say to an article, where they contradict each other, what must be agreed (house procedure, Art. 31)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from liaison.rules.laws import LIAISON
from liaison.rules.tasks import DONE, RESEARCH
from majlis.rules.law import Refused

AGREE, AGREE_IF, AGAINST = "agree", "agree_if", "against"
STANCES: Mapping[str, str] = {AGREE: "موافق", AGREE_IF: "موافق به شرط", AGAINST: "مخالف"}
STAGES: Mapping[str, str] = {"asked": "در حال نظرخواهی", "agreed": "خط مشترک بسته شد"}
OPINIONS: Mapping[str, str] = {"asked": "نظر نداده", "drafted": "پیش‌نویس کارشناس", "given": "نظر داده"}
BILLS = ("government_bill", "member_bill")

CONFLICT, CONDITION = "conflict", "condition"
CITED = "cited"  # as a form asks for it


def quarrel(stances: Iterable[str]) -> str:
    """What the ministries' words on one article come to (house procedure, Article 31).

    Args: stances, of STANCES, of whoever has spoken.
    Returns: CONFLICT where one is against what another accepts; CONDITION where none is against what others accept and one sets
        a condition; empty where nothing is to be settled.
    """
    said = set(stances)
    if AGAINST in said and said & {AGREE, AGREE_IF}:
        return CONFLICT
    return CONDITION if AGREE_IF in said else ""


def refuse_bare(marks: Iterable[tuple[str, str, str]]) -> None:
    """Who is against, or sets a condition, says why or which (house procedure, Article 31).

    Args: marks, rows of (the article's label, a stance of STANCES, its text).
    Raises: Refused for an unknown stance, or for one that needs a text and has none.
    """
    for label, stance, text in marks:
        if stance not in STANCES:
            raise Refused(LIAISON.article("31"), f"برای {label} یکی از سه نظر را برگزینید.")
        if stance != AGREE and not text.strip():
            told = STANCES[stance]
            raise Refused(LIAISON.article("31"), f"برای {label} «{told}» بی‌توضیح است؛ شرط یا دلیل را بنویسید.")


def refuse_unsettled(quarrels: Mapping[str, str], lines: Mapping[str, str]) -> None:
    """Where ministries contradict each other, the agreed line says what holds (house procedure, Article 31).

    Args: quarrels and lines, both by the article's label.  Raises: Refused naming the articles without a line.
    """
    open_ones = [label for label, what in quarrels.items() if what == CONFLICT and not lines.get(label, "").strip()]
    if open_ones:
        named = "، ".join(open_ones)
        raise Refused(LIAISON.article("31"), f"وزارتخانه‌ها در {named} یک‌سخن نیستند؛ خط مشترک آن را بنویسید.")


def refuse_uncitable(kind: str, stage: str, name: str) -> None:
    """A line rests on research that the office gave out and accepted (house procedure, Article 31).

    Args: kind and stage of the task that is cited, as they are stored; name, as the sentence calls it.
    Raises: Refused for what is no research, and for research that is not accepted yet.
    """
    if kind != RESEARCH:
        raise Refused(LIAISON.article("31"), f"«{name}» پژوهش نیست؛ خط مشترک تنها به پژوهش استناد می‌کند.", field=CITED)
    if stage != DONE:
        told = f"پژوهش «{name}» هنوز پذیرفته نشده است؛ خط مشترک تنها به پژوهش پایان‌یافته استناد می‌کند."
        raise Refused(LIAISON.article("31"), told, field=CITED)


def of_parliament(facts: Any) -> None:
    """What a ministry says, it says itself; the office enters what parliament's bodies say (house procedure, Article 31)."""
    if not facts.of_parliament:
        raise Refused(LIAISON.article("31"), "نظر وزارتخانه را معاون پارلمانی خود آن می‌نویسد.")
