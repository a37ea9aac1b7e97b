"""Acts on doubts: the presiding board refers, the branch sits and decides (Art. 15)."""

from __future__ import annotations

from committees.actions.voting import taken
from committees.facts import branch_quorum, branch_roll
from committees.models import (
    Ambiguity,
    AmbiguityBallot,
    BranchAttendance,
    BranchRecusal,
    BranchSitting,
)
from committees.rules.laws import DIRECTIVE, INTERNAL
from committees.rules.procedure import STEPS
from majlis.models import Act
from majlis.register import Call, Doing, official_act
from majlis.rules.law import Refused
from majlis.rules.votes import Tally, quorum_sentence

DECIDED_STAGE = "decided"


def refer_ambiguity(call: Call, ambiguity: Ambiguity) -> Act:
    """The presiding board refers a doubt to the member's own branch (Arts. 15, 23 row 5).

    Args: ambiguity, unsaved, with formation, item, committee; call.body: question.
    Raises: Refused when that doubt is at the branch already, or the item's papers were not accepted.
    """
    with official_act(STEPS["refer_ambiguity"], ambiguity, call) as act:
        item = ambiguity.item
        if not item.confirmed:
            raise Refused(
                DIRECTIVE.article("15"),
                "سند این مورد هنوز پذیرفته نشده یا رد شده است؛ ابهام موردی به شعبه می‌رود که سندش پذیرفته باشد.",
            )
        if Ambiguity.objects.filter(item=item, committee=ambiguity.committee).exists():
            raise Refused(DIRECTIVE.article("15"), "این ابهام پیش‌تر به شعبه رفته است.")
        if item.declaration.branch is None:
            raise Refused(DIRECTIVE.article("15"), "این نماینده هنوز شعبه ندارد.")
        # ASK (Art. 15): "the branch concerned" is read as the member's own branch.
        ambiguity.branch = item.declaration.branch
        ambiguity.question = act.body["question"]
        item.stage, item.stage_since, item.version = "referred", act.at, item.version + 1
        item.save()
    return act.act


def open_sitting(call: Call, sitting: BranchSitting) -> Act:
    """Open a branch's sitting with its roll-call (internal rules, Art. 26).

    Args: sitting, unsaved, with formation and body; call.body: present, keys of the members who are there.
    Raises: Refused without quorum, with the sum; or for one who is not of the branch.
    """
    with official_act(STEPS["open_sitting"], sitting, call) as act:
        roll = {str(each.person_id) for each in branch_roll(sitting.body, act.day, sitting.formation.term)}
        present = set(act.body["present"])
        if present - roll:
            raise Refused(INTERNAL.article("26"), "کسی که عضو این شعبه نیست در شمار حاضران آمده است.", field="present")
        needed = branch_quorum(len(roll), act.at)
        if len(present) < needed or not roll:
            tally = Tally(members=len(roll), attending=len(present))
            raise Refused(
                INTERNAL.article("26"), f"جلسه رسمیت ندارد: {quorum_sentence(tally, needed)}.", field="present"
            )
        if BranchSitting.objects.filter(formation=sitting.formation, body=sitting.body, stage="open").exists():
            raise Refused(INTERNAL.article("26"), "جلسهٔ دیگری از این شعبه باز است.")
        sitting.number = BranchSitting.objects.filter(formation=sitting.formation, body=sitting.body).count() + 1
        sitting.opened_at, sitting.roll = act.at, len(roll)
        sitting.stage, sitting.stage_since = "open", act.at
        sitting.save()
        BranchAttendance.objects.bulk_create(
            BranchAttendance(sitting=sitting, person_id=each) for each in sorted(present)
        )
    return act.act


def close_sitting(call: Call, sitting: BranchSitting) -> Act:
    """Close a branch's sitting (internal rules, Art. 26)."""
    with official_act(STEPS["close_sitting"], sitting, call) as act:
        sitting.closed_at = act.at
    return act.act


def decide_ambiguity(call: Call, ambiguity: Ambiguity) -> Act:
    """A branch settles a doubt by recorded vote; its decision is final (Art. 15; internal rules, Art. 26).

    Args: call.body: sitting (key), relation (related, partly, none), as_row (the table row that measures it, where its
        own has none), reason, votes (person key to agree, against,
        abstain), recused (person keys).
    Raises: Refused when the sitting is not open, the quorum is lost, a vote is not a present member's, or the
        proposal has no absolute majority of those present.
    """
    with official_act(STEPS["decide_ambiguity"], ambiguity, call) as act:
        sitting = BranchSitting.objects.filter(
            pk=act.body["sitting"], body=ambiguity.branch, formation=ambiguity.formation, stage="open"
        ).first()  # fmt: skip
        if sitting is None:
            raise Refused(
                INTERNAL.article("26"), "جلسهٔ شعبه باز نیست؛ نخست جلسه را با حضور و غیاب باز کنید.", field="sitting"
            )
        _vote(ambiguity, sitting, act)
        ambiguity.sitting, ambiguity.relation = sitting, act.body["relation"]
        ambiguity.as_row = act.body.get("as_row", "")
        ambiguity.reason, ambiguity.decided_at = act.body["reason"], act.at
        _settle_item(ambiguity, act)
    return act.act


def _vote(ambiguity: Ambiguity, sitting: BranchSitting, act: Doing) -> None:
    votes, recused = taken(
        act, sitting, INTERNAL.article("26"), branch_quorum(sitting.roll, act.at), ambiguity.item.declaration.member_id
    )
    AmbiguityBallot.objects.bulk_create(
        AmbiguityBallot(ambiguity=ambiguity, person_id=person, vote=vote) for person, vote in votes
    )
    BranchRecusal.objects.bulk_create(BranchRecusal(ambiguity=ambiguity, person_id=each, at=act.at) for each in recused)


def _settle_item(ambiguity: Ambiguity, act: Doing) -> None:
    """The item is decided when its last doubt is."""
    item = ambiguity.item
    if Ambiguity.objects.filter(item=item, stage="referred").exclude(pk=ambiguity.pk).exists():
        return
    item.stage, item.stage_since, item.version = DECIDED_STAGE, act.at, item.version + 1
    item.save()
