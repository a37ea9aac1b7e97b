"""Enquiries of members, letters in and out, laws and the by-laws that they demand (house procedure, Arts. 21 to 23)."""

from __future__ import annotations

from datetime import date

from liaison.actions.filing import enter, next_number
from liaison.actions.oversight import answered
from liaison.models import CabinetPeriod, Correspondence, EnactedLaw, Enquiry, Matter, Task
from liaison.rules.offices import ENQUIRIES, LAWS, LETTERS
from liaison.rules.procedure import STEPS
from liaison.rules.tasks import BY_LAW
from majlis import persian
from majlis.models import Act, Body
from majlis.queries.authority import on_day
from majlis.register import Call, Doing, official_act
from majlis.rules.law import Article, Refused


def file_enquiry(call: Call, row: Enquiry) -> Act:
    """A member asks something on a bill, and the office sets the day of the answer (house procedure, Article 21).

    Args: call.body: title, text, addressee, askers, due_on (ISO).
    """
    with official_act(STEPS["file_enquiry"], row, call) as act:
        _take_day(row, act, ENQUIRIES)
        enter(row, act, act.body["askers"])
    return act.act


def _take_day(row: Matter, act: Doing, article: Article) -> None:
    day = act.body.get("due_on") or ""
    row.due_on = date.fromisoformat(day) if day else None
    if row.due_on is not None and row.due_on < act.day:
        raise Refused(article, "روز پاسخ گذشته است.", field="due_on")


def answer_enquiry(call: Call, row: Enquiry) -> Act:
    """The member has his answer (house procedure, Article 21). Args: call.body: text, letter."""
    with official_act(STEPS["answer_enquiry"], row, call) as act:
        answered(row, act)
    return act.act


def file_correspondence(call: Call, row: Correspondence) -> Act:
    """A letter came from a body, or went to it (house procedure, Article 22).

    Args: call.body: title, text, addressee (any body), incoming (yes or no), number, due_on (ISO or empty).
    """
    with official_act(STEPS["file_correspondence"], row, call) as act:
        row.incoming, row.number_there = bool(act.body.get("incoming")), act.body.get("number", "")
        _take_day(row, act, LETTERS)
        enter(row, act, ())
    return act.act


def follow_up_correspondence(call: Call, row: Correspondence) -> Act:
    """The office asked where the answer is, and set a new day (house procedure, Article 22). Args: call.body: note, due_on."""
    with official_act(STEPS["follow_up_correspondence"], row, call) as act:
        act.note(before=row.due_on.isoformat() if row.due_on else "")
        _take_day(row, act, LETTERS)
    return act.act


def answer_correspondence(call: Call, row: Correspondence) -> Act:
    """The answer came, or was given (house procedure, Article 22). Args: call.body: text, letter."""
    with official_act(STEPS["answer_correspondence"], row, call) as act:
        answered(row, act)
    return act.act


def file_law(call: Call, row: EnactedLaw) -> Act:
    """Enter a law, with the bill that became it (house procedure, Article 23).

    Args: call.body: title, text, origin (key of a bill or empty), number (of its notification).
    Raises: Refused for a bill that is not published, or that has its law already.
    """
    with official_act(STEPS["file_law"], row, call) as act:
        key = act.body.get("origin", "")
        origin = _queued_on(key) if key else None
        if origin is not None and origin.stage not in ("published", "in_force", "on_trial", "closed"):
            raise Refused(LAWS, "این پرونده هنوز منتشر نشده است.", field="origin")
        if origin is not None and Matter.objects.filter(kind=row.OWN_KIND, origin=origin).exists():
            raise Refused(LAWS, "قانون این پرونده ثبت شده است.", field="origin")
        row.origin, row.number_there = origin, act.body.get("number", "")
        enter(row, act, ())
    return act.act


def _queued_on(key: str) -> Matter:
    """The bill behind a law; two who enter its law at once come one after the other."""
    return Matter.objects.select_for_update().get(pk=key)


def require_by_law(call: Call, task: Task) -> Act:
    """A law demands a by-law of a ministry, by a day (house procedure, Article 23).

    Args: task, unsaved, with its law; call.body: title, ministry (key), due_day (ISO), origin (the law's article).
    """
    with official_act(STEPS["require_by_law"], task, call) as act:
        law = Matter.objects.select_for_update().get(pk=task.law_id)
        if law.stage == "closed":
            raise Refused(LAWS, "پروندهٔ این قانون بایگانی شده است.")
        task.kind, task.title = BY_LAW, persian.normalise(act.body["title"])
        task.ministry = Body.objects.get(pk=act.body["ministry"], kind="ministry")
        task.origin, task.due_day = act.body.get("origin", ""), date.fromisoformat(act.body["due_day"])
        task.given_at = act.at
        task.cabinet = CabinetPeriod.objects.filter(on_day(act.day)).order_by("-from_day").first()
        task.year, task.serial = next_number("task", act.at)
        act.note(number=f"{task.year}/{task.serial}", law=str(law.pk))
    return act.act
