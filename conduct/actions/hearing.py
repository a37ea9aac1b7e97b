"""Inviting, hearing and closing (Art. 9)."""

from __future__ import annotations

from datetime import date, datetime

from conduct.actions.papers import lay, release
from conduct.facts import SittingFacts
from conduct.models import BoardSitting, Case, CasePaper, Defence, Hearing, Invitation, Service
from conduct.rules.laws import CONDUCT_DIRECTIVE
from conduct.rules.procedure import STEPS
from majlis.models import Act
from majlis.register import Call, Doing, official_act
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused

ARTICLE = CONDUCT_DIRECTIVE.article("9")


def invite_member(call: Call, case: Case) -> Act:
    """Invite the member in confidence; from now on he sees what is released here, and nothing else (Art. 9).

    Args: call.body: hearing_at (ISO instant), place, defence_until (ISO day), text, papers (the letter), released (keys
        of papers of the case that he is given).
    Raises: Refused for a hearing that is not in the future, or a defence awaited after it.
    """
    with official_act(STEPS["invite_member"], case, call) as act:
        hearing_at = datetime.fromisoformat(act.body["hearing_at"])
        until = date.fromisoformat(act.body["defence_until"])
        if hearing_at <= act.at:
            raise Refused(ARTICLE, "زمان حضور باید پس از اکنون باشد.", field="hearing_at")
        if until < act.day:
            raise Refused(ARTICLE, "مهلت دفاعیه گذشته است.", field="defence_until")
        Invitation.objects.create(
            case=case,
            sent_at=act.at,
            hearing_at=hearing_at,
            place=act.body["place"],
            defence_until=until,
            text=act.body["text"],
        )
        letters = lay(case, act, "invitation")
        chosen = CasePaper.objects.filter(case=case, document_id__in=act.body.get("released") or ())
        release(case, {*(each.pk for each in letters), *chosen.values_list("document_id", flat=True)}, act)
    return act.act


def prove_service(call: Call, case: Case) -> Act:
    """Register how, when and before whom the invitation reached the member (Art. 9).

    The call's happened_at is the moment of service.  Args: call.body: method, witness, papers (the proof).
    Raises: Refused for a moment before the invitation, a second proof, or none on paper.
    """
    with official_act(STEPS["prove_service"], case, call) as act:
        if act.at < case.invitation.sent_at:
            raise Refused(ARTICLE, "ابلاغ پیش از فرستادن دعوت ممکن نیست.", field="served_at")
        if case.services.filter(of="invitation").exists():
            raise Refused(ARTICLE, "سند ابلاغ دعوت پیش‌تر ثبت شده است.")
        note_service(case, "invitation", act)
        lay(case, act, "service", wanted=True)
    return act.act


def note_service(case: Case, of: str, act: Doing) -> None:
    if act.body["method"] == "witness" and not act.body.get("witness"):
        raise Refused(ARTICLE, "نام گواه ابلاغ را بنویسید.", field="witness")
    Service.objects.create(
        case=case, of=of, method=act.body["method"], witness=act.body.get("witness", ""), served_at=act.at
    )


def receive_defence(call: Call, case: Case) -> Act:
    """Take a written defence in: from the member's own room, or by the registrar from paper (Art. 9).

    After the day that the board set it is taken all the same, and marked late.  Args: call.body: text, papers.
    Raises: Refused for an empty one, or one from the registrar without its paper.
    """
    with official_act(STEPS["receive_defence"], case, call) as act:
        own = act.person.pk == case.member_id
        if own and not act.body.get("text") and not act.body.get("papers"):
            raise Refused(ARTICLE, "دفاعیه را بنویسید یا برگهٔ آن را بارگذاری کنید.", field="text")
        late = past_its_day(case, act)
        Defence.objects.create(
            case=case, text=act.body.get("text", ""), received_at=act.at, late=late, by_office=not own
        )
        documents = lay(case, act, "defence", wanted=not own)
        release(case, {each.pk for each in documents}, act)
        act.note(late=late)
    return act.act


def past_its_day(case: Case, act: Doing) -> bool:
    """Did a defence come after the day that the board had set? That day does not pass while the board waits for a court."""
    stopped = case.suspended_at
    return (legal_day(stopped) if stopped is not None else act.day) > case.invitation.defence_until


def hold_hearing(call: Call, case: Case) -> Act:
    """Write down the hearing of a present member in a quorate sitting (Art. 9).

    Args: call.body: minutes, papers.  Raises: Refused without an open sitting of the board, or without quorum.
    """
    with official_act(STEPS["hold_hearing"], case, call) as act:
        sitting = BoardSitting.objects.filter(body=case.board, stage="open").first()
        if sitting is None:
            raise Refused(CONDUCT_DIRECTIVE.article("4"), "جلسهٔ هیأت باز نیست؛ نخست جلسه را با حضور و غیاب بگشایید.")
        room = SittingFacts(sitting, act.at)
        tally = room.tally_on(case)
        if not room.needs.holds(tally):
            raise Refused(room.needs.article, f"حد نصاب نیست: {room.needs.quorum_sentence(tally)}.")
        Hearing.objects.create(case=case, held_at=act.at, present=True, minutes=act.body["minutes"])
        lay(case, act, "hearing")
        act.note(sitting=str(sitting.pk), quorum=room.needs.quorum_sentence(tally))
    return act.act


def record_absence(call: Call, case: Case) -> Act:
    """Write down that the member stayed away without excuse, as the board decided; the case goes on (Art. 9).

    Args: call.body: reason.  Raises: Refused before the hour to which he was invited.
    """
    with official_act(STEPS["record_absence"], case, call) as act:
        if act.at < case.invitation.hearing_at:
            raise Refused(ARTICLE, "زمان حضور هنوز نرسیده است.")
        vote = case.facts(act.at).last_vote("record_absence")
        act.note(ballot=str(vote.pk), decision=vote.decision_told)
        Hearing.objects.create(case=case, held_at=act.at, present=False, minutes=act.body["reason"])
    return act.act


def close_hearing(call: Call, case: Case) -> Act:
    """Close the hearing; the week of the ruling begins (Art. 9)."""
    with official_act(STEPS["close_hearing"], case, call) as act:
        case.hearing_closed_at = act.at
    return act.act
