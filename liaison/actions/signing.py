"""The signature ledger and the interpellation (Const. 74, 89; Arts. 132, 219 of 1379)."""

from __future__ import annotations

from liaison.actions.filing import members_of
from liaison.actions.floor import in_order, vote
from liaison.facts import MatterFacts
from liaison.models import Interpellation, Signature, SignedMatter
from liaison.rules.kinds import BEFORE_GENERALITIES
from liaison.rules.laws import CONSTITUTION, LIAISON
from liaison.rules.procedure import STEPS
from liaison.rules.signatures import after_withdrawal
from majlis.models import Act
from majlis.register import Call, Doing, official_act
from majlis.rules.law import Refused


def sign_matter(call: Call, matter: SignedMatter) -> Act:
    """One more member stands behind a matter (house procedure, Article 3). Args: call.body: person (key)."""
    with official_act(STEPS["sign_matter"], matter, call) as act:
        (member,) = members_of([act.body["person"]], act)
        in_order(act, matter.filed_at)
        if matter.signatures.filter(person=member.person, withdrawn_at=None).exists():
            raise Refused(LIAISON.article("3"), "نام این نماینده در دفتر امضا هست.", field="person")
        Signature.objects.create(matter=matter, person=member.person, place=matter.signatures.count(), signed_at=act.at)
        act.note(ledger=_told(matter, act))
    return act.act


def withdraw_signature(call: Call, matter: SignedMatter) -> Act:
    """A member takes his name back; what that changes, the rule of the day says (Arts. 132, 219 of 1379).

    Args: call.body: person (key), reason.  Raises: Refused for one whose name does not stand.
    """
    with official_act(STEPS["withdraw_signature"], matter, call) as act:
        signature = matter.signatures.filter(person=act.body["person"], withdrawn_at=None).first()
        if signature is None:
            raise Refused(LIAISON.article("3"), "نام این نماینده در دفتر امضا نیست.", field="person")
        in_order(act, signature.signed_at)
        signature.withdrawn_at = act.at
        signature.save(update_fields=["withdrawn_at"])
        act.note(ledger=_told(matter, act))
        _follow(matter, act)
    return act.act


def _told(matter: SignedMatter, act: Doing) -> str:
    ledger = MatterFacts(matter, act.at).ledger
    return ledger.announced_sentence(act.at) or ledger.sentence(act.at)


def _follow(matter: SignedMatter, act: Doing) -> None:
    ledger = MatterFacts(matter, act.at).ledger
    if matter.kind == "member_bill":
        passed = matter.stage not in BEFORE_GENERALITIES
        effect = after_withdrawal(ledger.count(act.at), ledger.needed, generalities_passed=passed)
        if effect != "stands":
            act.lead_to("withdrawn" if effect == "withdrawn" else "withdrawal_vote")
    elif matter.kind == "president_question" and matter.announced_at is not None:
        return  # what was sent stands, whoever withdraws (Art. 196 of 1379)
    elif not ledger.count(act.at) or (matter.announced_at is not None and not ledger.binds(act.at)):
        act.lead_to("withdrawn")


def record_committee_week(call: Call, interpellation: Interpellation) -> Act:
    """The committee heard the askers and the minister (Art. 219 of 1379). Args: call.body: note."""
    with official_act(STEPS["record_committee_week"], interpellation, call) as act:
        in_order(act, interpellation.stage_since)
    return act.act


def insist(call: Call, interpellation: Interpellation) -> Act:
    """As many as the rule asks still stand behind the interpellation after the committee (Art. 219 of 1379)."""
    with official_act(STEPS["insist"], interpellation, call) as act:
        in_order(act, interpellation.stage_since)
        act.note(ledger=_told(interpellation, act))
    return act.act


def announce_interpellation(call: Call, interpellation: Interpellation) -> Act:
    """It was announced in the next session; from now on a withdrawal changes nothing, unless all withdraw (Art. 219 of 1379)."""
    with official_act(STEPS["announce_interpellation"], interpellation, call) as act:
        in_order(act, interpellation.stage_since)
        interpellation.announced_at = act.at
        act.note(ledger=_told(interpellation, act))
    return act.act


def hold_interpellation(call: Call, interpellation: Interpellation) -> Act:
    """The minister came and the interpellation was debated (Article 89 of the constitution)."""
    with official_act(STEPS["hold_interpellation"], interpellation, call) as act:
        in_order(act, interpellation.stage_since)
        interpellation.floor_at = act.at
    return act.act


def record_confidence_vote(call: Call, interpellation: Interpellation) -> Act:
    """The chamber's secret vote of confidence, in counts alone (Article 89 of the constitution).

    Args: call.body: present, in_favour, against, abstained, in persons.
    """
    with official_act(STEPS["record_confidence_vote"], interpellation, call) as act:
        in_order(act, interpellation.stage_since)
        held = vote(interpellation, act, "confidence", CONSTITUTION.article("89"))
        act.lead_to("confidence" if held.carried else "dismissed")
    return act.act
