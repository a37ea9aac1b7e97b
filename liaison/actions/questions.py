"""A question and a notice on their way: committee, floor, answer (Const. 88; Arts. 206-208)."""

from __future__ import annotations

from datetime import date, datetime

from liaison.actions.filing import committee_of
from liaison.actions.floor import in_order, vote
from liaison.models import Answer, Notice, Question
from liaison.rules.laws import CONSTITUTION, FIGURES, OLDRULES, OVERSIGHT
from liaison.rules.procedure import STEPS
from majlis import persian
from majlis.models import Act
from majlis.queries.standing import EMPTY_CALENDAR
from majlis.register import Call, official_act
from majlis.rules.deadlines import deadline, legal_day
from majlis.rules.law import Refused


def send_question(call: Call, question: Question) -> Act:
    """The question goes to the committee of its subject and to the minister (Art. 207).

    Args: call.body: committee (key).  Raises: Refused without one.
    """
    with official_act(STEPS["send_question"], question, call) as act:
        in_order(act, question.stage_since)
        question.committee = committee_of(act.body.get("committee", "")) or question.committee
        if question.committee is None:
            raise Refused(OVERSIGHT.article("207"), "کمیسیونی که سؤال به آن می‌رود برگزیده نشده است.", field="committee")
    return act.act


def record_committee_meeting(call: Call, question: Question) -> Act:
    """The committee met with minister and asker: he is satisfied, or the question goes to the floor (Art. 208).

    Args: call.body: satisfied (yes or no), minister_came (yes or no), note.
    """
    with official_act(STEPS["record_committee_meeting"], question, call) as act:
        in_order(act, question.stage_since)
        act.lead_to("satisfied" if act.body["satisfied"] else "to_floor")
    return act.act


def postpone_question(call: Call, question: Question) -> Act:
    """The committee's meeting waits at the asker's wish (Art. 193 of 1379). Args: call.body: until (ISO day), reason.

    Raises: Refused beyond the longest time, counted from today; for a day that is past; or the second time.
    """
    with official_act(STEPS["postpone_question"], question, call) as act:
        until = date.fromisoformat(act.body["until"])
        last = legal_day(deadline(act.at, FIGURES.on("question_postpone_months", act.day), EMPTY_CALENDAR).last_minute)
        if not act.day < until <= last:
            sentence = f"تا {persian.jalali(last)} می‌توان عقب انداخت و روز آن باید پس از امروز باشد."
            raise Refused(OLDRULES.article("193"), sentence, field="until")
        question.postponed_until = until
    return act.act


def announce_question(call: Call, question: Question) -> Act:
    """The presiding board read the question in open session and sent it to the minister at once (Art. 208)."""
    with official_act(STEPS["announce_question"], question, call) as act:
        in_order(act, question.stage_since)
        question.announced_at = act.at
    return act.act


def distribute_question(call: Call, question: Question) -> Act:
    """The copies of the question reached the members (Art. 193 of 1379)."""
    with official_act(STEPS["distribute_question"], question, call) as act:
        in_order(act, question.announced_at or question.stage_since)
    return act.act


def schedule_floor(call: Call, question: Question) -> Act:
    """Put a question on the agenda of a session (Article 88 of the constitution). Args: call.body: floor_at (ISO instant)."""
    with official_act(STEPS["schedule_floor"], question, call) as act:
        question.floor_at = datetime.fromisoformat(act.body["floor_at"])
        if question.announced_at is not None and question.floor_at < question.announced_at:
            raise Refused(CONSTITUTION.article("88"), "جلسه پیش از قرائت سؤال نوشته شده است.", field="floor_at")
    return act.act


def record_floor_vote(call: Call, question: Question) -> Act:
    """The minister answered on the floor; the asker, then the chamber, said whether that convinces (Art. 208; Article 88).

    Args: call.body: asker_convinced (yes or no); else present, in_favour, against, abstained, in persons.
    """
    with official_act(STEPS["record_floor_vote"], question, call) as act:
        in_order(act, question.announced_at or question.stage_since)
        # ASK (Art. 208): the asker is asked first, and the chamber votes where he is not convinced.
        if act.body["asker_convinced"]:
            act.lead_to("convinced")
        else:
            held = vote(question, act, "convinced", OVERSIGHT.article("208"))
            act.lead_to("convinced" if held.carried else "unconvinced")
    return act.act


def read_notice(call: Call, notice: Notice) -> Act:
    """The Speaker notified the addressee, and the summary was read in open session (Art. 206)."""
    with official_act(STEPS["read_notice"], notice, call) as act:
        in_order(act, notice.stage_since)
        # ASK (Art. 206): notice and reading are one moment here; the month is counted from it.
        notice.announced_at = act.at
    return act.act


def answer_notice(call: Call, notice: Notice) -> Act:
    """The addressee's answer to a notice (Art. 206). Args: call.body: text, letter (its number)."""
    with official_act(STEPS["answer_notice"], notice, call) as act:
        in_order(act, notice.stage_since)
        letter = act.body.get("letter", "")
        Answer.objects.create(matter=notice, text=act.body["text"], letter=letter, author=act.person, at=act.at)
    return act.act
