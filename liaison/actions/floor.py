"""What several kinds of matter share on their way: the order of events, and a vote told in counts (Const. 65)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from liaison.models import FloorVote, Matter
from liaison.rules.laws import CONSTITUTION, FIGURES
from majlis import persian
from majlis.register import Doing
from majlis.rules.law import Article, Refused
from majlis.rules.votes import Tally, absolute_majority, decision_sentence, quorum_needed, quorum_sentence


def in_order(act: Doing, since: datetime) -> None:
    """What parliament did is entered after it happened; it cannot have happened before the step that led to it."""
    if act.at < since:
        told = persian.jalali_datetime(since)
        raise Refused(act.step.article, f"این رخداد پیش از گام پیشین ({told}) نوشته شده است.", field="happened_at")


@dataclass(frozen=True)
class Share:
    """A majority that is not the ordinary one: the two figures of its part; of all members, or of those present."""

    numerator: str
    denominator: str
    of_all: bool = False


def vote(matter: Matter, act: Doing, question: str, article: Article, share: Share | None = None) -> FloorVote:
    """Keep a vote of the chamber: quorum of all its members, then more than half of those present (Const. 65).

    Args: act.body: present, in_favour, against, abstained, in persons; share, where the law asks for another majority.
    Raises: Refused for counts that no chamber can hold, or without quorum.
    """
    members = FIGURES.value("chamber_members", act.day)
    counts = {name: int(act.body[name]) for name in ("in_favour", "against", "abstained")}
    try:
        tally = Tally(members=members, attending=int(act.body["present"]), **counts)
    except ValueError as wrong:
        raise Refused(article, "شمار رأی‌ها با شمار حاضران و نمایندگان نمی‌خواند.", field="present") from wrong
    numerator, denominator = FIGURES.value("quorum_numerator", act.day), FIGURES.value("quorum_denominator", act.day)
    quorum = quorum_needed(members, numerator, denominator)
    if not tally.is_quorate(quorum):
        raise Refused(CONSTITUTION.article("65"), f"جلسه رسمی نیست: {quorum_sentence(tally, quorum)}.", field="present")
    needed = _needed(tally, share, act)
    sentence = decision_sentence(tally, needed)
    act.note(quorum=quorum_sentence(tally, quorum), decision=sentence)
    return FloorVote.objects.create(
        matter=matter,
        question=question,
        at=act.at,
        present=tally.present,
        carried=tally.carries(needed),
        sentence=sentence,
        **counts,
    )


def _needed(tally: Tally, share: Share | None, act: Doing) -> int:
    if share is None:
        return absolute_majority(tally.present)
    whole = tally.members if share.of_all else tally.present
    return quorum_needed(whole, FIGURES.value(share.numerator, act.day), FIGURES.value(share.denominator, act.day))
