"""The ruling and its service (Arts. 4, 9, 10; law, Art. 6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conduct.actions.hearing import note_service
from conduct.actions.keys import tell_member
from conduct.actions.papers import lay, release
from conduct.facts import operative_phrases
from conduct.models import Ballot, Case, Correction, Ruling, RulingSanction
from conduct.rules import sanctions
from conduct.rules.correction import corrected
from conduct.rules.laws import CONDUCT_DIRECTIVE
from conduct.rules.procedure import STEPS
from majlis.models import Act
from majlis.register import Call, Doing, official_act
from majlis.rules.law import Refused
from majlis.safes import must_be_open


def issue_ruling(call: Call, case: Case) -> Act:
    """Issue the ruling that was voted, word by word, with the dissent beside it (Arts. 4, 9; law, Art. 6).

    Args: call.body: dissent, papers.  Raises: Refused while a cause is missing, each named with its article.
    """
    with official_act(STEPS["issue_ruling"], case, call) as act:
        ballot = case.facts(act.at).last_vote("issue_ruling")
        write_ruling(case, ballot, "first", act)
        lay(case, act, "ruling")
    return act.act


def write_ruling(case: Case, ballot: Ballot, instance: str, act: Doing) -> Ruling:
    """Write down what was voted as a ruling with its sanctions."""
    proposal = ballot.proposal
    must_be_open(act.step.article, proposal)
    ruling = Ruling.objects.create(
        case=case, instance=instance, ballot=ballot, outcome=proposal.get("outcome", ""), clears=bool(proposal.get("clears")),
        reasons=proposal["reasons"], dissent=act.body.get("dissent", ""), issued_at=act.at, stage="issued", stage_since=act.at,
    )  # fmt: skip
    if instance == "appeal":
        tell_member(ruling, act.step.article)
    _impose(ruling, proposal.get("sanctions") or (), case)
    act.note(ballot=str(ballot.pk), decision=ballot.decision_told, ruling=proposal)
    return ruling


def _impose(ruling: Ruling, chosen: Sequence[Any], case: Case) -> None:
    if not chosen:
        return
    for place, each in enumerate(sanctions.imposed(chosen, case.violation_day)):
        RulingSanction.objects.create(
            ruling=ruling, place=place, letter=each.sanction.letter, title=each.sanction.title, months=each.months,
            final=each.sanction.final, announced=each.sanction.announced,
            stage="imposed", stage_since=ruling.issued_at,
        )  # fmt: skip


def correct_ruling(call: Call, ruling: Ruling) -> Act:
    """Mend one slip of the pen by a new dated paper; the ruling itself stays, and its operative part above all (Art. 9).

    Args: call.body: wrong (what stands in the text once), right (what was meant), reason, papers (the signed paper).
    Raises: Refused where the slip is not there, or where what was ruled would read otherwise.
    """
    with official_act(STEPS["correct_ruling"], ruling, call) as act:
        wrong, right = act.body["wrong"], act.body["right"]
        must_be_open(act.step.article, ruling.text_now)
        corrected(ruling.text_now, wrong, right, operative_phrases(ruling))
        Correction.objects.create(
            ruling=ruling, wrong=wrong, right=right, reason=act.body["reason"], corrected_at=act.at
        )
        papers = {each.pk for each in lay(ruling.case, act, "correction", wanted=True)}
        if ruling.instance == "appeal" or ruling.case.services.filter(of="ruling").exists():
            release(ruling.case, papers, act)
    return act.act


def serve_ruling(call: Call, case: Case) -> Act:
    """Serve the ruling on the member; his ten days begin (Art. 10).

    The call's happened_at is the moment of service.  Args: call.body: method, witness, papers (the proof).
    Raises: Refused for a moment before the ruling, or without proof.
    """
    with official_act(STEPS["serve_ruling"], case, call) as act:
        if act.at < case.rulings.get(instance="first").issued_at:
            raise Refused(CONDUCT_DIRECTIVE.article("10"), "ابلاغ پیش از صدور رأی ممکن نیست.", field="served_at")
        note_service(case, "ruling", act)
        tell_member(case.rulings.get(instance="first"), act.step.article)
        lay(case, act, "ruling_service", wanted=True)
        release(
            case, set(case.papers.filter(kind__in=("ruling", "correction")).values_list("document_id", flat=True)), act
        )
    return act.act
