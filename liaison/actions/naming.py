"""The names of an open vote of the chamber, beside its counts (Art. 122; house procedure, Art. 41)."""

from __future__ import annotations

from liaison.models import FloorVote, NamedVote
from liaison.rules import named_votes
from liaison.rules.laws import LIAISON
from liaison.rules.procedure import STEPS
from majlis.models import Act, Membership
from majlis.queries.authority import on_day
from majlis.register import Call, official_act
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused


def name_votes(call: Call, floor_vote: FloorVote) -> Act:
    """Enter who voted how, as the chamber published it; names that stood before are struck, and stay (house procedure, Article 41).

    Args: call.body: agree, against, abstain (keys of persons), reason (needed where names stand already).
    Raises: Refused for a secret vote, for names that do not add up to its counts, for one who was no member on its day.
    """
    with official_act(STEPS["name_votes"], floor_vote, call) as act:
        named_votes.refuse_secret(floor_vote.question)
        names = {side: [str(key) for key in act.body.get(side) or []] for side in named_votes.SIDES}
        counts = (floor_vote.in_favour, floor_vote.against, floor_vote.abstained)
        named_votes.refuse_unlike(dict(zip(named_votes.SIDES, counts, strict=True)), names)
        _refuse_strangers(floor_vote, [key for side in names.values() for key in side])
        standing = floor_vote.names.filter(struck_at=None)
        named_votes.refuse_second(standing.exists(), act.body.get("reason", ""))
        act.note(struck=standing.update(struck_at=act.at))
        NamedVote.objects.bulk_create(
            NamedVote(floor_vote=floor_vote, question=floor_vote.question, person_id=key, vote=side)
            for side, keys in names.items()
            for key in keys
        )
    return act.act


def _refuse_strangers(floor_vote: FloorVote, keys: list[str]) -> None:
    """Who voted sat in the chamber on the day of the vote."""
    seats = Membership.objects.filter(on_day(legal_day(floor_vote.at)), body__kind="chamber", role="member")
    if seats.filter(person__in=keys).values("person").distinct().count() != len(keys):
        raise Refused(LIAISON.article("41"), "نام کسی آمده است که در روز رأی نماینده نبود.")
