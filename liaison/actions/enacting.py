"""A bill's later road: urgency, proposals, delegation, the Guardian Council, promulgation, force (Const. 65, 85, 94, 95, 112, 123)."""

from __future__ import annotations

from datetime import date, timedelta

from liaison.actions.floor import Share, in_order, vote
from liaison.models import Bill, Enactment, MemberBill, TextVersion
from liaison.queries import bill_clocks
from liaison.rules.bill_gates import GRADES, THREE, far_enough, may_be_reproposed, not_before, president_is_late
from liaison.rules.laws import CIVIL, CONSTITUTION, FIGURES, OLDRULES, OVERSIGHT
from liaison.rules.procedure import STEPS
from majlis import persian, queries
from majlis.models import Act
from majlis.queries.standing import EMPTY_CALENDAR
from majlis.register import Call, Doing, official_act
from majlis.rules.deadlines import deadline, midnight
from majlis.rules.law import Article, Refused

NEXT_DAY = timedelta(days=1)
TWO_THIRDS_DELEGATE = Share("delegation_numerator", "delegation_denominator")
TWO_THIRDS_URGENT = Share("three_urgency_numerator", "three_urgency_denominator")


def request_urgency(call: Call, bill: Bill) -> Act:
    """Government or members ask that a bill be urgent, once (Art. 162 of 1379).

    Args: call.body: grade (1 to 3), by_government (yes or no), members (how many asked).  Raises: Refused with too few members.
    """
    with official_act(STEPS["request_urgency"], bill, call) as act:
        grade = int(act.body["grade"])
        if grade not in GRADES:
            raise Refused(OLDRULES.article("162"), "درجهٔ فوریت یک، دو یا سه است.", field="grade")
        _refuse_few(act, "urgency_members")
        bill.urgency_asked = grade
        act.note(note=GRADES[grade])
    return act.act


def _refuse_few(act: Doing, key: str) -> None:
    """Who asks is the government, or as many members as the rule says."""
    if act.body.get("by_government"):
        return
    needed, have = FIGURES.value(key, act.day), int(act.body.get("members") or 0)
    if have < needed:
        told = f"{persian.number(have)} نماینده خواسته‌اند، {persian.number(needed)} نماینده یا دولت باید بخواهند."
        raise Refused(act.step.article, told, field="members")


def vote_on_urgency(call: Call, bill: Bill) -> Act:
    """The chamber decides whether a bill is urgent; three grades need two thirds of those present (Art. 165).

    Args: call.body: counts.  Raises: Refused for one or two grades while the house has not said their majority.
    """
    with official_act(STEPS["vote_on_urgency"], bill, call) as act:
        in_order(act, bill.stage_since)
        share = TWO_THIRDS_URGENT
        if bill.urgency_asked != THREE:
            # ASK (Art. 162): by which majority one or two grades of urgency are decided; no text was found.
            FIGURES.value("urgency_majority", act.day)
            share = None
        held = vote(bill, act, "urgency", OVERSIGHT.article("165"), share)
        bill.urgency = bill.urgency_asked if held.carried else 0
    return act.act


def remove_urgency(call: Call, bill: Bill) -> Act:
    """Government or fifteen members ask that urgency be removed, once and before the articles, and the chamber votes (Art. 162 of 1379).

    Args: call.body: by_government, members, counts.
    """
    with official_act(STEPS["remove_urgency"], bill, call) as act:
        in_order(act, bill.stage_since)
        _refuse_few(act, "urgency_removal_members")
        held = vote(bill, act, "no_urgency", OLDRULES.article("162"))
        if held.carried:
            bill.urgency = 0
    return act.act


def distribute_report(call: Call, bill: Bill) -> Act:
    """The committee's report was distributed among the members (Art. 146 of 1391)."""
    with official_act(STEPS["distribute_report"], bill, call) as act:
        in_order(act, bill.stage_since)
    return act.act


def propose_on_report(call: Call, bill: Bill) -> Act:
    """Members proposed something on the report; what comes after ten days is taken and marked (Art. 146 of 1391). Args: note."""
    with official_act(STEPS["propose_on_report"], bill, call) as act:
        in_order(act, bill.stage_since)
    return act.act


def request_reexamination(call: Call, bill: MemberBill) -> Act:
    """Within a month of the printed report members ask the chamber to look at what a committee turned down (Art. 146 of 1391)."""
    with official_act(STEPS["request_reexamination"], bill, call) as act:
        in_order(act, bill.stage_since)
    return act.act


def repropose_bill(call: Call, bill: MemberBill) -> Act:
    """A rejected bill is given again: changed, or after six months, or at fifty members' wish with a vote (Art. 133 of 1379).

    Args: call.body: changed (yes or no), members (how many asked in writing); counts, where fifty asked before its time.
    """
    with official_act(STEPS["repropose_bill"], bill, call) as act:
        in_order(act, bill.stage_since)
        members, changed = int(act.body.get("members") or 0), bool(act.body.get("changed"))
        may_be_reproposed(bill.stage_since, act.at, changed=changed, members=members)
        if not changed and members and act.body.get("present"):
            held = vote(bill, act, "reproposal", OLDRULES.article("133"))
            if not held.carried:
                raise Refused(OLDRULES.article("133"), "مجلس با دادن دوبارهٔ طرح موافقت نکرد.", field="in_favour")
        bill.announced_at = None
    return act.act


def delegate_bill(call: Call, bill: Bill) -> Act:
    """The chamber leaves the passing of a bill to a committee, by two thirds of those present (Article 85 of the constitution)."""
    with official_act(STEPS["delegate_bill"], bill, call) as act:
        in_order(act, bill.stage_since)
        held = vote(bill, act, "delegation", CONSTITUTION.article("85"), TWO_THIRDS_DELEGATE)
        if held.carried:
            act.lead_to("delegated")
    return act.act


def pass_in_committee(call: Call, bill: Bill) -> Act:
    """The committee passed it, for the time of trial that the chamber has set (Article 85 of the constitution). Args: trial_until."""
    with official_act(STEPS["pass_in_committee"], bill, call) as act:
        in_order(act, bill.stage_since)
        bill.trial_until = date.fromisoformat(act.body["trial_until"])
        if bill.trial_until <= act.day:
            raise Refused(CONSTITUTION.article("85"), "پایان مدت آزمایشی باید پس از امروز باشد.", field="trial_until")
    return act.act


def send_to_guardians(call: Call, bill: Enactment) -> Act:
    """What the chamber passed reached the Guardian Council; its days run from now (Article 94 of the constitution)."""
    with official_act(STEPS["send_to_guardians"], bill, call) as act:
        in_order(act, bill.stage_since)
        bill.extended_to = None
    return act.act


def extend_guardians(call: Call, bill: Enactment) -> Act:
    """The Guardian Council asked for ten days more, with its reason (Article 95 of the constitution). Args: call.body: reason."""
    with official_act(STEPS["extend_guardians"], bill, call) as act:
        in_order(act, bill.stage_since)
        (_, first), *_ = queries.step_deadlines_of(STEPS["record_guardian_opinion"], bill, act.at)
        if act.at >= first.ends_at:
            raise Refused(
                CONSTITUTION.article("95"), f"مهلت نخست {first.last_minute_text} پایان یافته است.", deadline=first
            )
        figure = FIGURES.on("guardian_extension_days", act.day)
        bill.extended_to = deadline(first.last_minute, figure, EMPTY_CALENDAR).ends_at
        act.note(until=bill.extended_to.isoformat())
    return act.act


def record_guardian_opinion(call: Call, bill: Enactment) -> Act:
    """The Guardian Council found it in order, sent it back, or let its days pass (Articles 94, 95 of the constitution).

    Args: call.body: opinion (approved, returned or silent), note.  Raises: Refused for silence while the days still run.
    """
    with official_act(STEPS["record_guardian_opinion"], bill, call) as act:
        in_order(act, bill.stage_since)
        opinion = act.body["opinion"]
        if opinion == "silent":
            (_, end), *_ = queries.step_deadlines_of(STEPS["record_guardian_opinion"], bill, act.at)
            if act.at < end.ends_at:
                told = f"مهلت شورای نگهبان تا {end.last_minute_text} است؛ پیش از آن سکوت معنایی ندارد."
                raise Refused(CONSTITUTION.article("94"), told, deadline=end, field="opinion")
        act.lead_to("returned" if opinion == "returned" else "cleared")
    return act.act


def amend_bill(call: Call, bill: Enactment) -> Act:
    """The chamber amends what came back; it goes to the Guardian Council again (Article 94 of the constitution). Args: counts."""
    with official_act(STEPS["amend_bill"], bill, call) as act:
        if _voted(act, bill, "amended", CONSTITUTION.article("94")):
            act.lead_to("adopted")
    return act.act


def insist_on_bill(call: Call, bill: Enactment) -> Act:
    """The chamber insists by its own vote, and the Expediency Council decides (Article 112 of the constitution). Args: counts."""
    with official_act(STEPS["insist_on_bill"], bill, call) as act:
        if _voted(act, bill, "insisted", CONSTITUTION.article("112")):
            act.lead_to("at_expediency")
    return act.act


def _voted(act: Doing, bill: Enactment, question: str, article: Article) -> bool:
    in_order(act, bill.stage_since)
    far_enough(bill_clocks.distributed(bill), act.at, returned=True)
    return vote(bill, act, question, article).carried


def record_expediency(call: Call, bill: Enactment) -> Act:
    """What the Expediency Council chose (Article 112 of the constitution). Args: call.body: choice (chamber, council or other), note."""
    with official_act(STEPS["record_expediency"], bill, call) as act:
        in_order(act, bill.stage_since)
        act.lead_to("rejected" if act.body["choice"] == "council" else "cleared")
    return act.act


def promulgate_bill(call: Call, bill: Enactment) -> Act:
    """The President signed and notified it; after his days the Speaker orders publication (Const. 123; Article 1 of the civil code).

    Args: call.body: signer (president or speaker), number.
    """
    with official_act(STEPS["promulgate_bill"], bill, call) as act:
        in_order(act, bill.stage_since)
        if act.body["signer"] == "speaker":
            president_is_late(bill.stage_since, act.at)
        bill.number_there = act.body.get("number", "")
    return act.act


def publish_in_gazette(call: Call, bill: Enactment) -> Act:
    """It stood in the official gazette (Article 1 of the civil code). Args: call.body: number, of the gazette."""
    with official_act(STEPS["publish_in_gazette"], bill, call) as act:
        in_order(act, bill.stage_since)
    return act.act


def enter_into_force(call: Call, bill: Enactment) -> Act:
    """Fifteen days after publication, or on a day that the law itself names (Article 2 of the civil code).

    Args: call.body: own_day, whether the law names another day.  Raises: Refused before the fifteen days are over.
    """
    with official_act(STEPS["enter_into_force"], bill, call) as act:
        in_order(act, bill.stage_since)
        if not act.body.get("own_day"):
            not_before(bill.stage_since, "in_force_days", act.at, CIVIL.article("2"), "لازم‌الاجرا شدن")
        bill.due_on = bill.trial_until
        act.lead_to("on_trial" if bill.trial_until else "in_force")
    return act.act


def end_trial(call: Call, bill: Enactment) -> Act:
    """A law on trial was made lasting by the chamber, or its time ended (Article 85 of the constitution).

    Args: call.body: lasting (yes or no), note.  Raises: Refused for an end before the day that the chamber has set.
    """
    with official_act(STEPS["end_trial"], bill, call) as act:
        in_order(act, bill.stage_since)
        lasting = bool(act.body.get("lasting"))
        if not lasting and bill.trial_until and act.at < midnight(bill.trial_until + NEXT_DAY):
            told = f"مدت آزمایشی تا پایان {persian.jalali(bill.trial_until)} است."
            raise Refused(CONSTITUTION.article("85"), told, field="lasting")
        bill.due_on = None
        act.lead_to("in_force" if lasting else "lapsed")
    return act.act


def add_version(call: Call, bill: Enactment) -> Act:
    """Keep the text as it now stands beside those before it (house procedure, Article 23). Args: call.body: note, text."""
    with official_act(STEPS["add_version"], bill, call) as act:
        place = bill.versions.count() + 1
        facts = {"stage": bill.stage, "note": act.body["note"], "text": act.body["text"], "at": act.at}
        TextVersion.objects.create(matter=bill, place=place, **facts)
    return act.act
