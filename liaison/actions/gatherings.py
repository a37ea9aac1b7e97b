"""Gatherings: planned, moved, held or missed, reported; what was defended in them (house procedure, Arts. 32, 33)."""

from __future__ import annotations

from datetime import datetime, timedelta

from liaison.actions.papers import papers_of
from liaison.models import DefenceRecord, Gathering, GatheringDocument
from liaison.rules.gatherings import PLANNABLE
from liaison.rules.laws import LIAISON
from liaison.rules.procedure import STEPS
from majlis import persian
from majlis.indexing import touch
from majlis.models import Act, Body, Membership, Person
from majlis.queries.authority import on_day
from majlis.register import Call, Doing, official_act
from majlis.rules.law import Refused

WEEK = timedelta(weeks=1)
IN_A_SERIES = "{title}، نشست {place}"
LONGEST_TITLE = 200


def plan_gathering(call: Call, gathering: Gathering) -> Act:
    """A sitting, council, joint session or course is put into the plan; of a series, all its gatherings (house procedure, Article 32).

    Args: gathering, unsaved; call.body: kind, title, starts_at, ends_at (ISO instants), place, agenda, body (key of a committee
        or empty), seats (or null), repeats (how many in all), every (weeks between them), documents (keys of papers that he
        uploaded; of a series they go to its first gathering alone).
    Raises: Refused where it ends before it begins, or for a committee's sitting without its committee.
    """
    with official_act(STEPS["plan_gathering"], gathering, call) as act:
        body = act.body
        if body["kind"] not in PLANNABLE:
            raise Refused(LIAISON.article("32"), "دیدار از درخواست آن در برنامه نهاده می‌شود.", field="kind")
        gathering.kind, gathering.title = body["kind"], persian.normalise(body["title"])
        gathering.place, gathering.agenda = body.get("place", ""), body.get("agenda", "")
        gathering.seats = body.get("seats")
        gathering.body = Body.objects.filter(pk=body.get("body") or None, kind="committee").first()
        if gathering.kind == "committee" and gathering.body is None:
            raise Refused(LIAISON.article("32"), "کمیسیون را برگزینید.", field="body")
        _set_time(gathering, act)
        _repeat(gathering, act)
        gathering.stage, gathering.stage_since = act.step.to, act.at
        gathering.save()
        _lay(gathering, act)
    return act.act


def _set_time(gathering: Gathering, act: Doing) -> None:
    gathering.starts_at = datetime.fromisoformat(act.body["starts_at"])
    gathering.ends_at = datetime.fromisoformat(act.body["ends_at"])
    if gathering.ends_at <= gathering.starts_at:
        raise Refused(LIAISON.article("32"), "پایان نشست پس از آغاز آن نیست.", field="ends_at")


def _repeat(gathering: Gathering, act: Doing) -> None:
    """The others of its series, each at the same hour; so one that is missed is seen."""
    count, step = act.body.get("repeats") or 1, (act.body.get("every") or 1) * WEEK
    if count <= 1:
        return
    base = gathering.title
    places = range(count)
    names = [IN_A_SERIES.format(title=base, place=persian.ordinal(place + 1))[:LONGEST_TITLE] for place in places]
    gathering.title = names[0]
    others = [
        Gathering(
            kind=gathering.kind, title=names[place], body=gathering.body, place=gathering.place, agenda=gathering.agenda,
            seats=gathering.seats, starts_at=gathering.starts_at + place * step, ends_at=gathering.ends_at + place * step,
            stage=act.step.to, stage_since=act.at, version=1,
        )
        for place in places if place
    ]  # fmt: skip
    Gathering.objects.bulk_create(others)
    touch(others)


def move_gathering(call: Call, gathering: Gathering) -> Act:
    """A gathering gets another time; who was called to it stays called, and its papers stay (house procedure, Article 32).

    Args: call.body: starts_at, ends_at (ISO instants), place, reason, documents (keys of papers that come to those it has).
    """
    with official_act(STEPS["move_gathering"], gathering, call) as act:
        act.note(before=[gathering.starts_at.isoformat(), gathering.ends_at.isoformat()])
        _set_time(gathering, act)
        gathering.place = act.body.get("place") or gathering.place
        _lay(gathering, act)
    return act.act


def _lay(gathering: Gathering, act: Doing, of_minutes: bool = False) -> None:
    """The papers that come with the act, behind those that are there; one that is there already stays where it is."""
    kept = list(gathering.papers.values_list("document", flat=True))
    fresh = [each for each in papers_of(act) if each.pk not in kept]
    GatheringDocument.objects.bulk_create(
        GatheringDocument(gathering=gathering, document=each, place=place, of_minutes=of_minutes)
        for place, each in enumerate(fresh, start=len(kept))
    )


def hold_gathering(call: Call, gathering: Gathering) -> Act:
    """A gathering took place: its minutes (house procedure, Article 33).

    Args: call.body: minutes, documents (keys of papers that he uploaded: the minutes as they were signed).
    Raises: Refused before it has begun.
    """
    with official_act(STEPS["hold_gathering"], gathering, call) as act:
        if act.at < gathering.starts_at:
            raise Refused(LIAISON.article("33"), "این نشست هنوز آغاز نشده است.")
        gathering.minutes, gathering.held_at = act.body["minutes"], act.at
        _lay(gathering, act, of_minutes=True)
    return act.act


def miss_gathering(call: Call, gathering: Gathering) -> Act:
    """A gathering did not take place, and why; in its series it stays to be seen (house procedure, Article 33). Args: reason."""
    with official_act(STEPS["miss_gathering"], gathering, call) as act:
        gathering.missed_why = act.body["reason"]
    return act.act


def report_gathering(call: Call, gathering: Gathering) -> Act:
    """Who reports what of a sitting, and to whom it was sent (house procedure, Article 33).

    Args: call.body: reporter (key of one of the office), report, sent_to.
    """
    with official_act(STEPS["report_gathering"], gathering, call) as act:
        gathering.reporter = _named(act.body["reporter"], act, ("liaison_office",), "reporter")
        gathering.report, gathering.sent_to, gathering.reported_at = act.body["report"], act.body["sent_to"], act.at
    return act.act


def record_defence(call: Call, record: DefenceRecord) -> Act:
    """The line that was defended, its speaker, the outcome and what stayed unanswered (house procedure, Article 32).

    Args: record, unsaved, with gathering; call.body: line, speaker (key), outcome, unanswered.
    """
    with official_act(STEPS["record_defence"], record, call) as act:
        body = act.body
        record.speaker = _named(body["speaker"], act, ("ministry", "liaison_office"), "speaker")
        record.line, record.outcome, record.unanswered = body["line"], body["outcome"], body.get("unanswered", "")
        record.at = act.at
    return act.act


def _named(key: str, act: Doing, kinds: tuple[str, ...], field: str) -> Person:
    held = Membership.objects.filter(on_day(act.day), person=key or None, body__kind__in=kinds)
    found = held.select_related("person").first()
    if found is None:
        raise Refused(act.step.article, "این شخص در آن روز سمتی در دستگاه‌ها یا این دفتر ندارد.", field=field)
    return found.person
