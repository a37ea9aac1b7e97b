"""From the report to the finding (Arts. 8, 9)."""

from __future__ import annotations

from datetime import date

from conduct.actions.papers import lay
from conduct.facts import barred, members_of
from conduct.models import Case, Inquiry
from conduct.rules.laws import CONDUCT_DIRECTIVE
from conduct.rules.procedure import STEPS
from majlis.models import Act
from majlis.register import Call, Doing, official_act
from majlis.rules.law import Refused


def by_vote(act: Doing, case: Case, question: str) -> None:
    """Say in the record which vote this act carries out."""
    vote = case.facts(act.at).last_vote(question)
    act.note(ballot=str(vote.pk), decision=vote.decision_told)


def dismiss_report(call: Call, case: Case) -> Act:
    """End a case that needs no following up, by decision of the board (Art. 8). Args: call.body: reason."""
    with official_act(STEPS["dismiss_report"], case, call) as act:
        by_vote(act, case, "dismiss_report")
    return act.act


def assign_inquiry(call: Call, case: Case) -> Act:
    """The chair gives the preliminary inquiry to one member (Art. 8).

    Args: call.body: inquirer (person key), due_on (ISO day).
    Raises: Refused for one who is not of the board or stood aside, or for a day that is over.
    """
    with official_act(STEPS["assign_inquiry"], case, call) as act:
        by_vote(act, case, "assign_inquiry")
        seats = {str(row.person_id) for row in members_of(case.board, act.day)} - {str(key) for key in barred(case)}
        if act.body["inquirer"] not in seats:
            raise Refused(
                CONDUCT_DIRECTIVE.article("8"),
                "تحقیق به عضوی سپرده می‌شود که از این پرونده خودداری نکرده است.",
                field="inquirer",
            )
        due = date.fromisoformat(act.body["due_on"])
        if due < act.day:
            raise Refused(CONDUCT_DIRECTIVE.article("8"), "این روز گذشته است.", field="due_on")
        Inquiry.objects.create(
            case=case, inquirer_id=act.body["inquirer"], due_on=due, stage="assigned", stage_since=act.at
        )
    return act.act


def report_inquiry(call: Call, inquiry: Inquiry) -> Act:
    """The member who inquired reports to the board (Art. 8). Args: call.body: text, finds (bool), papers."""
    with official_act(STEPS["report_inquiry"], inquiry, call) as act:
        inquiry.text, inquiry.finds, inquiry.reported_at = act.body["text"], bool(act.body["finds"]), act.at
        lay(inquiry.case, act, "inquiry")
    return act.act


def find_no_violation(call: Call, case: Case) -> Act:
    """Find no violation, by decision of the board (Art. 9). Args: call.body: reason."""
    with official_act(STEPS["find_no_violation"], case, call) as act:
        by_vote(act, case, "find_no_violation")
    return act.act


def find_violation(call: Call, case: Case) -> Act:
    """Find a violation, by decision of the board; the member is to be invited (Art. 9). Args: call.body: reason."""
    with official_act(STEPS["find_violation"], case, call) as act:
        by_vote(act, case, "find_violation")
    return act.act
