"""The office's own work: a task is assigned, evidenced, accepted or returned; a promise is followed (house procedure, Arts. 9, 10)."""

from __future__ import annotations

from datetime import date
from typing import Any

from liaison.actions.filing import next_number
from liaison.actions.papers import papers_of
from liaison.models import CabinetPeriod, Evaluation, Evidence, EvidenceDocument, Gathering, Promise, Task
from liaison.rules.laws import LIAISON
from liaison.rules.procedure import STEPS
from liaison.rules.tasks import TASK_KINDS
from majlis import persian
from majlis.models import Act, Body, Membership, Person
from majlis.queries.authority import on_day
from majlis.register import Call, Doing, official_act
from majlis.rules.chain import H
from majlis.rules.law import Refused

LONGEST_ORIGIN = 300


def assign_task(call: Call, task: Task) -> Act:
    """The office gives a task to a ministry or a person of its own, with its day (house procedure, Article 9).

    Args: task, unsaved; call.body: kind, title, text, origin, ministry (key or empty), person (key or empty), asker (key of
        the member to whom it was promised, or empty), due_day (ISO), gathering and evaluation (keys, of what it comes from, or
        empty), and the details of its kind.
    Raises: Refused without an owner, for a day that is past, an owner of another house, a promise without its member.
    """
    with official_act(STEPS["assign_task"], task, call) as act:
        body = act.body
        task.kind = body["kind"]
        _refuse_reserved(act)
        task.title, task.text = persian.normalise(body["title"]), body.get("text", "")
        task.origin = body.get("origin", "")
        task.ministry = Body.objects.get(pk=body["ministry"], kind="ministry") if body.get("ministry") else None
        task.person = _holder(body.get("person", ""), task.ministry, act)
        if task.ministry is None and task.person is None:
            raise Refused(LIAISON.article("9"), "کار باید به وزارتخانه یا کسی سپرده شود.", field="ministry")
        task.asker = _asker(task, act)
        task.due_day = date.fromisoformat(body["due_day"])
        if task.due_day < act.day:
            raise Refused(LIAISON.article("9"), "روز پایان گذشته است.", field="due_day")
        task.details = {name: body[name] for name in TASK_KINDS[task.kind].details if body.get(name)}
        _come_from(task, act)
        task.given_at = act.at
        task.cabinet = CabinetPeriod.objects.filter(on_day(act.day)).order_by("-from_day").first()
        task.year, task.serial = next_number("task", act.at)
        act.note(number=f"{task.year}/{task.serial}")
        _withhold(task, act, "title", "text", "origin", *TASK_KINDS[task.kind].details)
    return act.act


def _come_from(task: Task, act: Doing) -> None:
    """The gathering that decided it, or the evaluation that found it."""
    task.gathering = _source(Gathering, act, "gathering")
    task.evaluation = _source(Evaluation, act, "evaluation")
    source = task.gathering or task.evaluation
    if source is not None:
        task.origin = task.origin or str(source)[:LONGEST_ORIGIN]


def _source(model: type[Any], act: Doing, name: str) -> Any:
    key = act.body.get(name)
    found = model.objects.filter(pk=key).first() if key else None
    if key and found is None:
        raise Refused(LIAISON.article("9"), "آنچه این کار از آن آمده است یافت نشد.", field="origin")
    return found


def _withhold(task: Task, act: Doing, *names: str) -> None:
    """Of what few may read, the register, which more may, keeps the hash; the words stand in the file."""
    if not TASK_KINDS[task.kind].restricted:
        return
    hashes = {name: H("withheld", str(task.pk), name, str(act.body.pop(name, ""))) for name in names}
    act.note(withheld=hashes)


def _refuse_reserved(act: Doing) -> None:
    """What only the head reads, only the head gives."""
    name = act.call.on_behalf_of or act.person
    heads = Membership.objects.filter(on_day(act.day), person=name, body__kind="liaison_office", role="head")
    if TASK_KINDS[act.body["kind"]].restricted and not heads.exists():
        raise Refused(LIAISON.article("9"), "این گونه کار را تنها رئیس دفتر می‌سپارد.", field="kind")


def _holder(key: str, ministry: Body | None, act: Doing) -> Person | None:
    """The person named: of the ministry that owes it, or of the office itself."""
    if not key:
        return None
    house = Membership.objects.filter(on_day(act.day), person=key)
    held = house.filter(body=ministry) if ministry is not None else house.filter(body__kind="liaison_office")
    found = held.select_related("person").first()
    if found is None:
        raise Refused(LIAISON.article("9"), "این شخص در آن روز از آن دستگاه نیست.", field="person")
    return found.person


def _asker(task: Task, act: Doing) -> Person | None:
    """The member to whom a minister promised it; no other task has one."""
    if not TASK_KINDS[task.kind].asked:
        return None
    if task.ministry is None:
        raise Refused(LIAISON.article("10"), "وعده از وزیر است؛ وزارتخانهٔ او را برگزینید.", field="ministry")
    seats = Membership.objects.filter(on_day(act.day), body__kind="chamber", role="member")
    found = seats.filter(person=act.body.get("asker") or None).select_related("person").first()
    if found is None:
        raise Refused(LIAISON.article("10"), "نماینده‌ای را که به او وعده داده شده است برگزینید.", field="asker")
    return found.person


def give_evidence(call: Call, task: Task) -> Act:
    """Who owes the task shows that it is done (house procedure, Article 9).

    Args: call.body: text, letter (its number), documents (keys of papers that he uploaded).
    """
    with official_act(STEPS["give_evidence"], task, call) as act:
        told = {"text": act.body["text"], "letter": act.body.get("letter", "")}
        row = Evidence.objects.create(task=task, author=act.person, at=act.at, **told)
        EvidenceDocument.objects.bulk_create(EvidenceDocument(evidence=row, document=each) for each in papers_of(act))
        task.evidenced_at = act.at
        _withhold(task, act, "text", "letter")
    return act.act


def accept_task(call: Call, task: Task) -> Act:
    """The office finds the task done, on its evidence, and says what came of it (house procedure, Article 9).

    Args: outcome.  Raises: Refused for who entered that evidence himself.
    """
    with official_act(STEPS["accept_task"], task, call) as act:
        _refuse_own_evidence(task, act)
        task.outcome, task.accepted_at = act.body["outcome"], act.at
        _withhold(task, act, "outcome")
    return act.act


def _refuse_own_evidence(task: Task, act: Doing) -> None:
    """Entering evidence and accepting it are two officers' acts (house procedure, Article 33)."""
    last = task.evidence.order_by("-at").first()
    if last is not None and last.author_id in (act.person.pk, act.call.on_behalf_of and act.call.on_behalf_of.pk):
        raise Refused(LIAISON.article("33"), "سند را خود شما ثبت کرده‌اید؛ پذیرفتن آن با دیگری است.")


def return_task(call: Call, task: Task) -> Act:
    """The office finds that the evidence does not show it, and says why (house procedure, Article 9). Args: reason, due_day or empty."""
    with official_act(STEPS["return_task"], task, call) as act:
        _send_back(task, act)
        _withhold(task, act, "reason")
    return act.act


def _send_back(task: Task, act: Doing) -> None:
    """Why it does not show it, and a new day where the one before is too near to do it over."""
    task.returned_why = act.body["reason"]
    if not act.body.get("due_day"):
        return
    day = date.fromisoformat(act.body["due_day"])
    if day < act.day or day < task.due_day:
        raise Refused(act.step.article, "روز تازه پیش از امروز یا پیش از روز کنونی است.", field="due_day")
    act.note(before=task.due_day.isoformat())
    task.due_day = day


def follow_up_promise(call: Call, promise: Promise) -> Act:
    """The office asks each quarter where a minister's promise stands (house procedure, Article 10). Args: note."""
    with official_act(STEPS["follow_up_promise"], promise, call) as act:
        promise.followed_at = act.at
    return act.act


def accept_promise(call: Call, promise: Promise) -> Act:
    """The member to whom it was promised finds it kept (house procedure, Article 10). Args: outcome."""
    with official_act(STEPS["accept_promise"], promise, call) as act:
        promise.outcome, promise.accepted_at = act.body["outcome"], act.at
    return act.act


def return_promise(call: Call, promise: Promise) -> Act:
    """The member to whom it was promised finds it not kept, and says why (house procedure, Article 10). Args: reason."""
    with official_act(STEPS["return_promise"], promise, call) as act:
        _send_back(promise, act)
    return act.act
