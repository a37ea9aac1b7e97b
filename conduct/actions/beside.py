"""What happens beside the way of a case: a court is waited for, the council is asked, a file leaves the house (Arts. 6, 7)."""

from __future__ import annotations

from datetime import datetime

from conduct.actions.deciding import by_vote
from conduct.actions.papers import lay, release
from conduct.models import Case, Outgoing, SecurityQuestion, Suspension
from conduct.rules.laws import CONDUCT_DIRECTIVE
from conduct.rules.procedure import STEPS
from conduct.rules.referral import FALSE_REPORT, must_be_a_ground
from conduct.rules.suspension import moved_day
from majlis.models import Act
from majlis.queries.standing import step_deadlines_of
from majlis.register import Call, Doing, official_act
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused

COURT = CONDUCT_DIRECTIVE.article("7")


def suspend_for_court(call: Call, case: Case) -> Act:
    """Put the case off until a court's final judgment, by decision of the board; its own clocks stand (Art. 7).

    What is the member's runs on: his defence is taken, and no limit of his is touched.  Args: call.body: court, reason, papers.
    """
    with official_act(STEPS["suspend_for_court"], case, call) as act:
        by_vote(act, case, "suspend_for_court")
        Suspension.objects.create(case=case, since=act.at, court=act.body["court"], reason=act.body["reason"])
        lay(case, act, "court")
        case.suspended_at = act.at
    return act.act


def resume_case(call: Call, case: Case) -> Act:
    """Take the case up again; what stood still has as many days left as it had (Art. 7).

    Args: call.body: judgment (the court's, as it is cited), hearing_at (ISO instant, where the hour to which the member
        was invited passed meanwhile), papers.
    Raises: Refused without a new hour where the old one passed, or for one that is not in the future.
    """
    with official_act(STEPS["resume_case"], case, call) as act:
        held = case.suspensions.get(until=None)
        held.until, held.judgment = act.at, act.body["judgment"]
        held.save()
        lay(case, act, "court")
        _move_the_boards_days(case, held, act)
        if case.stage == "invited":
            _call_anew(case, held, act)
        case.suspended_at = None
    return act.act


def _move_the_boards_days(case: Case, held: Suspension, act: Doing) -> None:
    """The week of the ruling, and the day of the inquiry: each by the days of this suspension."""
    stopped, resumed = legal_day(held.since), legal_day(held.until)
    inquiry = case.inquiries.filter(stage="assigned").first()
    if inquiry is not None:
        inquiry.due_on = moved_day(inquiry.due_on, stopped, resumed)
        inquiry.save()
    if case.stage == "closed_for_ruling":
        ends = [end for _, end in step_deadlines_of(STEPS["issue_ruling"], case, act.at)]
        if ends:
            case.ruling_until = moved_day(legal_day(ends[0].last_minute), stopped, resumed)
    act.note(held_days=(resumed - stopped).days)


def _call_anew(case: Case, held: Suspension, act: Doing) -> None:
    """Nobody is awaited at an hour that passed while his case stood still."""
    invitation, typed = case.invitation, act.body.get("hearing_at")
    if not typed and invitation.hearing_at > act.at:
        return
    if not typed or datetime.fromisoformat(typed) <= act.at:
        raise Refused(COURT, "زمان حضور نماینده در این میان گذشت؛ زمان تازه‌ای پس از اکنون بنویسید.", field="hearing_at")
    invitation.hearing_at = datetime.fromisoformat(typed)
    # ASK (Art. 7): the day that the board had set for the written defence is read to stand still with the hearing.
    invitation.defence_until = moved_day(invitation.defence_until, legal_day(held.since), legal_day(held.until))
    invitation.save()


def await_security_council(call: Call, case: Case) -> Act:
    """Ask the Supreme National Security Council about the count that is its to name (Art. 6).

    Args: call.body: number (of the letter), kept_at (where its papers lie; they never come here).
    """
    with official_act(STEPS["await_security_council"], case, call) as act:
        SecurityQuestion.objects.create(
            case=case, asked_at=act.at, number=act.body["number"], kept_at=act.body["kept_at"]
        )
    return act.act


def record_security_council(call: Call, case: Case) -> Act:
    """Write down the council's answer (Art. 6). Args: call.body: confirmed (bool), number, kept_at."""
    with official_act(STEPS["record_security_council"], case, call) as act:
        asked = case.security_questions.get(answered_at=None)
        asked.answered_at, asked.confirmed = act.at, bool(act.body["confirmed"])
        asked.answer_number, asked.kept_at = act.body["number"], act.body["kept_at"]
        asked.save()
    return act.act


def refer_to_judiciary(call: Call, case: Case) -> Act:
    """Send the file to the judiciary by decision of the board; of a false report the member gets a copy (law, Arts. 2, 6 note 1).

    Args: call.body: ground, number, reason, papers (the letter).
    """
    with official_act(STEPS["refer_to_judiciary"], case, call) as act:
        must_be_a_ground(act.body["ground"], case.kind)
        letter = _send_out(case, "judiciary", act)
        if act.body["ground"] == FALSE_REPORT:
            # ASK (law, Art. 2): a member who was never invited has no room yet; his copy is released, and waits for one.
            release(case, letter, act)
    return act.act


def report_to_guardian_council(call: Call, case: Case) -> Act:
    """Tell the Guardian Council, by decision of the board (law, Art. 6 note 1). Args: call.body: number, reason, papers."""
    with official_act(STEPS["report_to_guardian_council"], case, call) as act:
        _send_out(case, "guardian_council", act)
    return act.act


def _send_out(case: Case, to: str, act: Doing) -> set:
    """Write down what leaves the house, and lay its letter into the case. Returns: the keys of its papers."""
    by_vote(act, case, act.step.word)
    Outgoing.objects.create(
        case=case, to=to, ground=act.body.get("ground", ""), number=act.body["number"], reason=act.body["reason"],
        sent_at=act.at,
    )  # fmt: skip
    return {each.pk for each in lay(case, act, "outgoing", wanted=True)}
