"""Between the office and a ministry: refer, accept, hand on, ask for time, escalate, transfer, answer, withdraw (house
procedure, Arts. 1, 2, 7, 8)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from liaison.actions.papers import papers_of
from liaison.models import Answer, AnswerDocument, Chase, Matter, Referral
from liaison.models.referral import GONE
from liaison.rules.laws import LIAISON
from liaison.rules.procedure import STEPS
from liaison.rules.referrals import chase_point
from majlis.models import Act, Body, Membership
from majlis.queries.authority import on_day
from majlis.register import Call, official_act
from majlis.rules.deadlines import midnight
from majlis.rules.law import Refused

NEXT_DAY = timedelta(days=1)


def refer_to_ministry(call: Call, referral: Referral) -> Act:
    """Ask a ministry for its answer by a moment that the office sets (house procedure, Article 1).

    Args: referral, unsaved, with matter; call.body: ministry (key), request, due_at (ISO instant).
    Raises: Refused when it is with that ministry already, or the moment is past.
    """
    with official_act(STEPS["refer_to_ministry"], referral, call) as act:
        referral.ministry = Body.objects.get(pk=act.body["ministry"], kind="ministry")
        referral.request, referral.due_at = act.body["request"], datetime.fromisoformat(act.body["due_at"])
        if referral.due_at <= act.at:
            raise Refused(LIAISON.article("1"), "آخرین لحظهٔ پاسخ گذشته است.", field="due_at")
        _refuse_standing(referral.matter, referral.ministry)
        referral.sent_at = act.at
    return act.act


def _refuse_standing(matter: Matter, ministry: Body) -> None:
    """A matter is with a ministry once at a time."""
    if Referral.objects.filter(matter=matter, ministry=ministry).exclude(stage__in=GONE).exists():
        raise Refused(LIAISON.article("1"), "این پرونده هم‌اکنون نزد همین وزارتخانه است.", field="ministry")


def accept_referral(call: Call, referral: Referral) -> Act:
    """The ministry's deputy takes a referral in (house procedure, Article 1)."""
    with official_act(STEPS["accept_referral"], referral, call) as act:
        referral.accepted_at = act.at
    return act.act


def hand_on_referral(call: Call, referral: Referral) -> Act:
    """The deputy hands a referral to one of his experts (house procedure, Article 1). Args: call.body: person (key)."""
    with official_act(STEPS["hand_on_referral"], referral, call) as act:
        experts = Membership.objects.filter(on_day(act.day), body=referral.ministry, role="expert")
        held = experts.filter(person=act.body["person"]).select_related("person").first()
        if held is None:
            raise Refused(LIAISON.article("1"), "این شخص کارشناس این وزارتخانه نیست.", field="person")
        referral.handed_to = held.person
    return act.act


def ask_for_time(call: Call, referral: Referral) -> Act:
    """The ministry asks for more time and says why (house procedure, Article 2). Args: call.body: until (ISO day), reason."""
    with official_act(STEPS["ask_for_time"], referral, call) as act:
        until = date.fromisoformat(act.body["until"])
        if _end_of(until) <= referral.due_at:
            raise Refused(LIAISON.article("2"), "روز خواسته‌شده از مهلت کنونی دیرتر نیست.", field="until")
        referral.asked_until, referral.asked_reason, referral.granted_at = until, act.body["reason"], None
        referral.time_refused_at, referral.time_refusal = None, ""
    return act.act


def grant_time(call: Call, referral: Referral) -> Act:
    """The office gives more time, to the day asked for or an earlier one (house procedure, Article 2). Args: call.body: until."""
    with official_act(STEPS["grant_time"], referral, call) as act:
        until = date.fromisoformat(act.body["until"])
        if _end_of(until) <= referral.due_at or until > referral.asked_until:
            raise Refused(
                LIAISON.article("2"), "روز تازه باید پس از مهلت کنونی و تا روز خواسته‌شده باشد.", field="until"
            )
        act.note(before=referral.due_at.isoformat())
        referral.due_at, referral.granted_at = _end_of(until), act.at
    return act.act


def refuse_time(call: Call, referral: Referral) -> Act:
    """The office gives no more time and says why; the moment stays as it is (house procedure, Article 2). Args: call.body: reason."""
    with official_act(STEPS["refuse_time"], referral, call) as act:
        referral.time_refused_at, referral.time_refusal = act.at, act.body["reason"]
    return act.act


def chase_referral(call: Call, referral: Referral) -> Act:
    """The office reminds a ministry on one of the days of chasing, once on each (house procedure, Article 7)."""
    with official_act(STEPS["chase_referral"], referral, call) as act:
        point = chase_point(referral.due_at, act.at)
        Chase.objects.create(referral=referral, due_at=referral.due_at, point=point, at=act.at)
        act.note(point=point, due_at=referral.due_at.isoformat())
    return act.act


def escalate_referral(call: Call, referral: Referral) -> Act:
    """What a ministry leaves unanswered is put before its minister, once for each last moment (house procedure, Article 7).

    Args: call.body: reason, how it was chased.
    """
    with official_act(STEPS["escalate_referral"], referral, call) as act:
        referral.escalated_at = act.at
        act.note(due_at=referral.due_at.isoformat())
    return act.act


def transfer_referral(call: Call, referral: Referral) -> Act:
    """The office moves a referral to the ministry whose work it is; the one before keeps its trace and sees no more of it.

    House procedure, Article 8. Nothing of what the first ministry did passes to the second.

    Args: call.body: ministry (key), due_at (ISO instant), reason.
    Raises: Refused when it is with that ministry already, or the moment is past.
    """
    with official_act(STEPS["transfer_referral"], referral, call) as act:
        ministry = Body.objects.get(pk=act.body["ministry"], kind="ministry")
        due_at = datetime.fromisoformat(act.body["due_at"])
        if due_at <= act.at:
            raise Refused(LIAISON.article("8"), "آخرین لحظهٔ پاسخ گذشته است.", field="due_at")
        _refuse_standing(referral.matter, ministry)
        moved = Referral.objects.create(
            matter=referral.matter, ministry=ministry, request=referral.request, sent_at=act.at, due_at=due_at,
            transferred_from=referral, stage="sent", stage_since=act.at,
        )  # fmt: skip
        act.note(referral=str(moved.pk))
    return act.act


def _end_of(day: date) -> datetime:
    return midnight(day + NEXT_DAY)


def answer_referral(call: Call, referral: Referral) -> Act:
    """The ministry answers, with its papers (house procedure, Article 1).

    Args: call.body: text, letter (its number), documents (keys of papers that the answerer uploaded).
    """
    with official_act(STEPS["answer_referral"], referral, call) as act:
        referral.answered_at = act.at
        letter = act.body.get("letter", "")
        answer = Answer.objects.create(
            matter=referral.matter,
            referral=referral,
            text=act.body["text"],
            letter=letter,
            author=act.person,
            at=act.at,
        )
        AnswerDocument.objects.bulk_create(AnswerDocument(answer=answer, document=each) for each in papers_of(act))
    return act.act


def withdraw_referral(call: Call, referral: Referral) -> Act:
    """The office takes a referral back; from the next request on the ministry sees nothing of it (house procedure, Article 1).

    Args: call.body: reason.
    """
    with official_act(STEPS["withdraw_referral"], referral, call) as act:
        act.note(ministry=str(referral.ministry_id))
    return act.act


def close_matter(call: Call, matter: Matter) -> Act:
    """A matter that parliament has done with goes to the archive (house procedure, Article 5)."""
    with official_act(STEPS["close_matter"], matter, call) as act:
        act.note(outcome=matter.stage)
    return act.act
