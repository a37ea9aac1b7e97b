"""No ruling before its causes: what must be there, each with its article (Arts. 4, 8, 9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from conduct.rules.gate import BESIDE
from conduct.rules.laws import CONDUCT_DIRECTIVE
from majlis.rules.law import Article, Refused


@dataclass(frozen=True)
class Cause:
    """One thing that a ruling needs. `detail` says when it came, or what is wanted."""

    word: str
    label: str
    article: Article
    there: bool
    detail: str = ""


def causes(facts: Any) -> tuple[Cause, ...]:
    """Everything that a ruling needs, in the order of the law, with what is there and what is missing.

    Args: facts, with a sentence (empty while it is missing) for inquiry_told, service_told, defence_told, hearing_told,
        closing_told, ruling_vote_told.
    """
    told = (
        ("inquiry", "گزارش تحقیق", "8", facts.inquiry_told, "گزارش عضو تحقیق‌کننده"),
        ("service", "سند ابلاغ دعوت", "9", facts.service_told, "رسید امضاشده، یا گواهی ابلاغ‌کننده"),
        ("defence", "دفاعیهٔ کتبی، یا پایان مهلت آن", "9", facts.defence_told, facts.defence_wait),
        ("hearing", "استماع، یا غیبت ثبت‌شده", "9", facts.hearing_told, "صورت‌جلسه، یا تصمیم هیأت دربارهٔ غیبت"),
        ("closing", "ختم رسیدگی", "9", facts.closing_told, "اعلام رئیس هیأت"),
        ("vote", "رأی‌گیری با حد نصاب", "4", facts.ruling_vote_told, "رأی‌گیری بستهٔ جلسهٔ رسمی"),
    )
    return tuple(
        Cause(word, label, CONDUCT_DIRECTIVE.article(number), bool(there), there or wanted)
        for word, label, number, there, wanted in told
    )


def missing(facts: Any) -> tuple[Cause, ...]:
    return tuple(cause for cause in causes(facts) if not cause.there)


def _refuse(lacking: tuple[Cause, ...], what: str) -> None:
    if lacking:
        named = "؛ ".join(f"{cause.label} ({cause.article.label})" for cause in lacking)
        raise Refused(lacking[0].article, f"{what} هنوز ممکن نیست. آنچه نیست: {named}.")


def every_cause(facts: Any) -> None:
    """Refuse a ruling while a cause is missing, and name each with its article (Arts. 4, 8, 9)."""
    _refuse(missing(facts), "صدور رأی")


def before_the_vote(facts: Any) -> None:
    """Refuse to vote on a ruling while anything but the vote itself is missing (Arts. 8, 9). Args: facts, of the vote."""
    if facts.stage == "closed_for_ruling" and facts.question not in BESIDE:
        lacking = tuple(cause for cause in missing(facts.case_facts) if cause.word != "vote")
        _refuse(lacking, "رأی‌گیری دربارهٔ رأی")
