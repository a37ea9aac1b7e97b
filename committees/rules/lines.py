"""A line of the points ledger, and the lines of claims that are refused before any table is opened (Arts. 4, 5, 9, 10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from committees.rules.bodies import COMMITTEES, committee_title
from committees.rules.dossier import Item
from committees.rules.form import LEVELS, Claim, Degree, Post, Tenure
from committees.rules.laws import DIRECTIVE
from majlis import persian
from majlis.rules.law import Article

ZERO = Fraction(0)


@dataclass(frozen=True)
class ScoreLine:
    """One claim, counted or refused, for one committee.

    item: the claim's code in the form.  label: the claim in words.  points: exact, never negative.
    table, version, row: the approved table, its version and the row's number (0: no row).  decision: the branch's, if any.
    doubt: a branch must still decide (Art. 15), so the zero is not final.  result: a few words; reason: one sentence.
    """

    item: str
    heading: str
    label: str
    committee: str
    points: Fraction
    article: Article
    result: str
    reason: str
    table: str = ""
    version: str = ""
    row: int = 0
    document: str = ""
    checked_by: str = ""
    checked_at: datetime | None = None
    decision: str = ""
    doubt: bool = False

    @property
    def final(self) -> bool:
        """A branch decided it, so that no objection is open to it (Art. 15)."""
        # ASK (Arts. 15, 17): that a branch's line is closed to objection is a reading of "final".
        return bool(self.decision)


@dataclass(frozen=True)
class Doubt:
    """A claim whose relation to a committee no approved table tells (Art. 15). `sentence` is Persian."""

    item: str
    heading: str
    label: str
    committee: str
    sentence: str


def line_of(
    item: Item, committee: str, day: date, *, article: Article, result: str, reason: str, **rest: Any
) -> ScoreLine:
    """A line for a claim, with who checked it and on which paper; points are zero unless given (no article)."""
    verdict = item.verdict
    return ScoreLine(
        item=item.claim.id,
        heading=type(item.claim).__name__.lower(),
        label=label_of(item.claim, day),
        committee=committee,
        article=article,
        result=result,
        reason=reason,
        document=verdict.document,
        checked_by=verdict.by,
        checked_at=verdict.at,
        **{"points": ZERO, **rest},
    )


def label_of(claim: Claim, day: date) -> str:
    """A claim in words, as it stands in lists (no article)."""
    if isinstance(claim, Degree):
        return f"{LEVELS.get(claim.level, '')} {claim.field_title}".strip()
    if isinstance(claim, Post):
        return "، ".join(each for each in (claim.title, claim.organisation) if each)
    if isinstance(claim, Tenure):
        return f"نمایندگی دورهٔ {persian.digits(claim.term)}"
    title = committee_title(claim.committee, claim.from_day or day) if claim.committee in COMMITTEES else ""
    return f"عضویت در کمیسیون {title}".strip()


def refused_line(item: Item, committee: str, day: date) -> ScoreLine | None:
    """The line of a claim that does not count whatever its relation; None where the tables must be asked.

    Not named for its level (Art. 9) · rejected or not yet checked (Art. 5) · without a paper (Arts. 4, 10) · a degree
    that none of the three authorities confirmed (Art. 10).
    """
    found = _refusal(item)
    if found is None:
        return None
    article, result, reason = found
    return line_of(item, committee, day, article=article, result=result, reason=reason)


def _refusal(item: Item) -> tuple[Article, str, str] | None:
    claim, verdict = item.claim, item.verdict
    if isinstance(claim, Degree) and not claim.counted:
        reason = "از هر مقطع یک مدرک شمرده می‌شود و نماینده مدرک دیگری را برگزیده است."
        return DIRECTIVE.article("9"), "شمرده نشد، به انتخاب نماینده", reason
    if verdict.state == "rejected":
        why = f": {verdict.reason}" if verdict.reason else "."
        return DIRECTIVE.article("5"), "پذیرفته نشد", f"معاونت قوانین آن را با مستندات منطبق نیافت{why}"
    if verdict.state == "declared":
        reason = "معاونت قوانین هنوز آن را با مستندات تطبیق نداده است."
        return DIRECTIVE.article("5"), "بررسی‌نشده", reason
    if not verdict.proved and not (claim.documents if verdict.state == "claimed" else verdict.document):
        article = DIRECTIVE.article("10") if isinstance(claim, Degree) else DIRECTIVE.article("4")
        return article, "شمرده نشد، بی‌مدرک", "سند تأییدشده‌ای ندارد و ارائهٔ سند با خود نماینده است."
    if isinstance(claim, Degree) and claim.authority in ("", "none"):
        reason = "هیچ‌یک از سه مرجع تأیید مدرک آن را تأیید نکرده است."
        return DIRECTIVE.article("10"), "شمرده نشد، بی‌تأیید", reason
    return None
