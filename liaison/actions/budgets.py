"""The budget by its timetable, the plan, the provinces' bills (Const. 65, 102; Arts. 180, 182)."""

from __future__ import annotations

from liaison.actions.filing import enter
from liaison.actions.floor import in_order, vote
from liaison.models import BudgetBill, PlanBill, ProvincialBill
from liaison.rules import budget
from liaison.rules.laws import CONSTITUTION, OVERSIGHT
from liaison.rules.procedure import STEPS
from majlis.models import Act
from majlis.register import Call, official_act

BUDGET = OVERSIGHT.article("182")


def file_budget_bill(call: Call, bill: BudgetBill) -> Act:
    """The government laid the budget before parliament; whether in time, the rule of the year says (Art. 182). Args: title, text."""
    with official_act(STEPS["file_budget_bill"], bill, call) as act:
        act.note(note=budget.lateness(act.at))
        enter(bill, act, ())
    return act.act


def integrate_generalities(call: Call, bill: BudgetBill) -> Act:
    """The integration committee reported on the generalities (Art. 182). Args: call.body: note."""
    with official_act(STEPS["integrate_generalities"], bill, call) as act:
        in_order(act, bill.stage_since)
    return act.act


def vote_on_budget(call: Call, bill: BudgetBill) -> Act:
    """The chamber approved the generalities, or sent the budget back to the government (Art. 182). Args: call.body: counts."""
    with official_act(STEPS["vote_on_budget"], bill, call) as act:
        in_order(act, bill.stage_since)
        act.lead_to("generalities" if vote(bill, act, "generalities", BUDGET).carried else "sent_back")
    return act.act


def resubmit_budget(call: Call, bill: BudgetBill) -> Act:
    """The government gave the budget again (Art. 182). Args: call.body: note."""
    with official_act(STEPS["resubmit_budget"], bill, call) as act:
        in_order(act, bill.stage_since)
    return act.act


def report_budget_committees(call: Call, bill: BudgetBill) -> Act:
    """The specialised committees reported (Art. 182). Args: call.body: note."""
    with official_act(STEPS["report_budget_committees"], bill, call) as act:
        in_order(act, bill.stage_since)
        bill.extended_to = None
    return act.act


def propose_on_budget(call: Call, bill: BudgetBill) -> Act:
    """Members proposed something on the budget; what comes late is taken and marked (Art. 182). Args: call.body: note."""
    with official_act(STEPS["propose_on_budget"], bill, call) as act:
        in_order(act, bill.stage_since)
    return act.act


def extend_budget(call: Call, bill: BudgetBill) -> Act:
    """The integration committee has its longest time, once (Art. 182). Args: call.body: reason."""
    with official_act(STEPS["extend_budget"], bill, call) as act:
        in_order(act, bill.stage_since)
        end = budget.extended(bill.stage_since)
        bill.extended_to = end.ends_at
        act.note(until=end.ends_at.isoformat())
    return act.act


def integrate_budget(call: Call, bill: BudgetBill) -> Act:
    """The integration committee gave its last report (Art. 182). Args: call.body: note."""
    with official_act(STEPS["integrate_budget"], bill, call) as act:
        in_order(act, bill.stage_since)
    return act.act


def propose_on_budget_report(call: Call, bill: BudgetBill) -> Act:
    """Members proposed something on that report; what comes late is taken and marked (Art. 182). Args: call.body: note."""
    with official_act(STEPS["propose_on_budget_report"], bill, call) as act:
        in_order(act, bill.stage_since)
    return act.act


def adopt_budget(call: Call, bill: BudgetBill) -> Act:
    """The chamber passed the budget, or did not (Article 65 of the constitution). Args: call.body: counts."""
    with official_act(STEPS["adopt_budget"], bill, call) as act:
        in_order(act, bill.stage_since)
        act.lead_to("adopted" if vote(bill, act, "adopted", CONSTITUTION.article("65")).carried else "rejected")
        bill.extended_to = None
    return act.act


def file_plan_bill(call: Call, bill: PlanBill) -> Act:
    """The government laid the development plan before parliament (Art. 180). Args: call.body: title, text."""
    with official_act(STEPS["file_plan_bill"], bill, call) as act:
        # ASK (Art. 180): the statutory days of a plan's steps; none was found, and none runs here.
        enter(bill, act, ())
    return act.act


def file_provincial_bill(call: Call, bill: ProvincialBill) -> Act:
    """The Supreme Council of the Provinces gave a bill, by itself or through the government (Article 102 of the constitution)."""
    with official_act(STEPS["file_provincial_bill"], bill, call) as act:
        enter(bill, act, ())
    return act.act
