"""Three referrals that did not simply come back: time refused, put before the minister, moved to another ministry."""

from __future__ import annotations

from datetime import datetime

from liaison import actions
from liaison.demo.stage import Stage
from liaison.demo.texts import SUBJECTS, TEXT
from liaison.models import Question, Referral
from majlis.demo.acting import Story
from majlis.demo.fixed import chance, key, moment

REQUEST = "پاسخ مستند با جدول زمان کار"


def carried_on(year: Stage) -> list[Story]:
    return [_refused(year), _escalated(year), _transferred(year)]


def _referred(year: Stage, name: str, place: int, at: datetime, due: datetime) -> Story:
    """A question of a subject, in its committee and with its ministry."""
    question, subject = Question(id=key("question", name)), SUBJECTS[place]
    dice = chance(name)
    yield year.file(question, actions.file_question, at, subject, dice, title=subject.title, text=TEXT)
    yield year.do(actions.send_question, question, at.replace(hour=at.hour + 1), committee=year.body(subject.committee))
    referral = Referral(id=key("referral", name), matter=question)
    facts = {"ministry": year.body(f"ministry-{subject.ministry}"), "request": REQUEST, "due_at": due.isoformat()}
    yield year.do(actions.refer_to_ministry, referral, at.replace(hour=at.hour + 2), **facts)
    return referral


def _refused(year: Stage) -> Story:
    due = moment(1406, 3, 13, 12)
    referral = yield from _referred(year, "refused", 9, moment(1406, 3, 3, 7), due)
    health = year.deputy("health")
    yield year.do(actions.accept_referral, referral, moment(1406, 3, 4, 9), who=health)
    facts = {"until": "2027-06-20", "reason": "دستگاه در دست بازرسی است."}
    yield year.do(actions.ask_for_time, referral, moment(1406, 3, 5, 9), who=health, **facts)
    yield year.do(actions.refuse_time, referral, moment(1406, 3, 6, 9), reason="جلسهٔ کمیسیون پیش از آن روز است.")


def _escalated(year: Stage) -> Story:
    referral = yield from _referred(year, "escalated", 14, moment(1406, 2, 20, 7), moment(1406, 2, 27, 12))
    yield year.do(actions.accept_referral, referral, moment(1406, 2, 21, 9), who=year.deputy("farming"))
    yield year.do(actions.escalate_referral, referral, moment(1406, 3, 1, 9), reason="دو بار پیگیری شد.")


def _transferred(year: Stage) -> Story:
    referral = yield from _referred(year, "transferred", 19, moment(1406, 3, 2, 7), moment(1406, 3, 9, 12))
    facts = {"ministry": year.body("ministry-trade"), "due_at": moment(1406, 3, 16, 12).isoformat()}
    reason = "کارخانه زیر نظر وزارت صنعت است."
    yield year.do(actions.transfer_referral, referral, moment(1406, 3, 4, 9), reason=reason, **facts)
