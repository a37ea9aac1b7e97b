"""Bills of government and members from the receipt to the vote (Const. 65, 74; Arts. 130, 132 of 1379, 146 of 1391)."""

from __future__ import annotations

from liaison.actions.filing import committee_of
from liaison.actions.floor import in_order, vote
from liaison.models import Bill, GovernmentBill, MemberBill
from liaison.queries import bill_clocks
from liaison.rules.bill_gates import far_enough
from liaison.rules.kinds import READINGS
from liaison.rules.laws import CONSTITUTION, OLDRULES
from liaison.rules.procedure import STEPS
from majlis.models import Act
from majlis.register import Call, official_act
from majlis.rules.law import Refused


def submit_bill(call: Call, bill: GovernmentBill) -> Act:
    """The President laid the bill before parliament (Article 74 of the constitution)."""
    with official_act(STEPS["submit_bill"], bill, call) as act:
        in_order(act, bill.stage_since)
    return act.act


def announce_receipt(call: Call, bill: Bill) -> Act:
    """The presiding board announced its receipt and read its title (Art. 130 of 1379)."""
    with official_act(STEPS["announce_receipt"], bill, call) as act:
        in_order(act, bill.stage_since)
        bill.announced_at = act.at
    return act.act


def refer_bill(call: Call, bill: Bill) -> Act:
    """It went to its main committee, and to others beside it (Art. 130 of 1379).

    Args: call.body: committee (key of the main one), subsidiary (keys).
    """
    with official_act(STEPS["refer_bill"], bill, call) as act:
        in_order(act, bill.stage_since)
        bill.committee = committee_of(act.body["committee"])
        if bill.committee is None or act.body["committee"] in act.body.get("subsidiary", ()):
            raise Refused(OLDRULES.article("130"), "کمیسیون اصلی یکی است و کمیسیون فرعی نمی‌شود.", field="committee")
    return act.act


def report_bill(call: Call, bill: Bill) -> Act:
    """The main committee reported (Art. 146 of 1391). Args: call.body: note, rejects (whether it turned a members' bill down)."""
    with official_act(STEPS["report_bill"], bill, call) as act:
        in_order(act, bill.stage_since)
        rejects = bool(act.body.get("rejects")) and bill.kind == "member_bill"
        act.lead_to("turned_down" if rejects else "reported")
    return act.act


def record_vote(call: Call, bill: Bill) -> Act:
    """The chamber's vote on the generalities, and later on the whole (Article 65 of the constitution).

    Args: call.body: present, in_favour, against, abstained, in persons.
    """
    with official_act(STEPS["record_vote"], bill, call) as act:
        in_order(act, bill.stage_since)
        if bill.stage == "reported":
            far_enough(bill_clocks.distributed(bill), act.at)
        carried, lost = READINGS[bill.stage]
        held = vote(bill, act, carried, CONSTITUTION.article("65"))
        act.lead_to(carried if held.carried else lost)
    return act.act


def vote_on_withdrawal(call: Call, bill: MemberBill) -> Act:
    """Too few names are left after the generalities: the chamber decides whether the bill is taken back (Art. 132 of 1379).

    Args: call.body: present, in_favour, against, abstained, in persons.
    """
    with official_act(STEPS["vote_on_withdrawal"], bill, call) as act:
        in_order(act, bill.stage_since)
        held = vote(bill, act, "withdrawal", OLDRULES.article("132"))
        act.lead_to("withdrawn" if held.carried else "generalities")
    return act.act
