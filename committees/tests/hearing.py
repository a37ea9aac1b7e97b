"""The joint meeting by its acts alone, for tests in which it is not the matter."""

from __future__ import annotations

from datetime import timedelta

from committees import actions
from committees.facts import joint_roll
from committees.models import Formation, JointSitting, Objection
from majlis import clock
from majlis.models import Body, Membership
from majlis.rules.deadlines import legal_day
from majlis.tests.people import call


def hear_all(code: str) -> None:
    """One sitting refuses every objection to points that is still undecided."""
    formation, at = Formation.objects.get(code=code), clock.now()
    speaker = Membership.objects.get(body__kind="presiding_board", role="speaker", to_day=None).person
    roll = [str(each.person_id) for each in joint_roll(legal_day(at), formation.term)]
    sitting = JointSitting(formation=formation, body=Body.objects.get(code="presiding_board"))
    actions.open_joint_sitting(call(speaker, {"present": roll}, at=at), sitting)
    waiting = Objection.objects.filter(formation=formation, kind="score").exclude(stage="decided").order_by("filed_at")
    for objection in waiting:
        if objection.stage == "filed":
            soon = {"invited_for": (at + timedelta(seconds=1)).isoformat(), "place": "تالار"}
            actions.invite_objector(call(speaker, soon, at=at), objection)
        word = {
            "heard": "absent",
            "outcome": "refused",
            "reason": "دلیل تازه‌ای داده نشد.",
            "relation": "",
            "as_row": "",
        }
        voters = [each for each in roll if each != str(objection.declaration.member_id)]
        votes = {"sitting": str(sitting.pk), "votes": dict.fromkeys(voters, "agree"), "recused": []}
        actions.decide_objection(call(speaker, {**word, **votes}, at=at + timedelta(seconds=2)), objection)
    actions.close_joint_sitting(call(speaker, at=at + timedelta(seconds=3)), sitting)
