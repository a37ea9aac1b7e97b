"""One recorded vote in a sitting: who was there, who stood aside, whether enough were present and enough in favour."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from majlis.register import Doing
from majlis.rules.law import Article, Refused
from majlis.rules.votes import Tally, absolute_majority, decision_sentence, quorum_sentence
from majlis.sittings import ABSTAIN, AGAINST, AGREE


def taken(
    act: Doing, sitting: Any, article: Article, needed: int, concerned: UUID, majority: int | None = None
) -> tuple[list[tuple[str, str]], list[str]]:
    """The votes for what is proposed and the keys of those who stood aside; both sums are noted in the record.

    Args: act, whose body has votes (person key to agree, against, abstain) and recused (person keys); sitting, open, with
        roll and attendances; needed, persons without whom the sitting does not decide; concerned, whose matter it is: he
        has no vote; majority, votes that carry the proposal, None for more than half of those present.
    Raises: Refused for a vote of somebody who is not there, a lost quorum, or too few in favour.
    """
    attending = {str(each) for each in sitting.attendances.values_list("person_id", flat=True)}
    recused, votes = set(act.body.get("recused", ())), dict(act.body["votes"])
    if str(concerned) in attending:
        recused.add(str(concerned))
    if not recused <= attending or not set(votes) <= attending - recused:
        raise Refused(
            article, "رأی یا خودداری کسی ثبت شده که در جلسه حاضر نیست یا کنار رفته است.", field="votes"
        )  # fmt: skip
    tally = _tally(sitting.roll, len(attending), len(recused), votes)
    if not tally.is_quorate(needed):
        raise Refused(article, f"حد نصاب نیست: {quorum_sentence(tally, needed)}.", field="votes")
    enough = absolute_majority(tally.present) if majority is None else majority
    if not tally.carries(enough):
        raise Refused(article, f"{decision_sentence(tally, enough)}.", field="votes")
    act.note(quorum=quorum_sentence(tally, needed), decision=decision_sentence(tally, enough))
    return sorted(votes.items()), sorted(recused)


def _tally(members: int, attending: int, recused: int, votes: dict[str, str]) -> Tally:
    counts = {kind: sum(1 for each in votes.values() if each == kind) for kind in (AGREE, AGAINST, ABSTAIN)}
    return Tally(
        members=members, attending=attending, recused=recused,
        in_favour=counts[AGREE], against=counts[AGAINST], abstained=counts[ABSTAIN],
    )  # fmt: skip
