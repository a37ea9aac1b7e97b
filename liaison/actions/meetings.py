"""Meetings with the President, his first deputy and ministers: asked for, arranged, declined, drawn by lot (house procedure, Art. 34)."""

from __future__ import annotations

from datetime import datetime

from liaison.actions.filing import next_number
from liaison.models import Gathering, Guest, MeetingLot, MeetingRequest
from liaison.queries.meetings import waiting_assemblies
from liaison.rules import meetings
from liaison.rules.gatherings import MEETING
from liaison.rules.laws import LIAISON
from liaison.rules.procedure import STEPS
from majlis import persian
from majlis.models import Act, Body, Membership, Person
from majlis.queries.authority import on_day
from majlis.register import Call, Doing, official_act
from majlis.rules.law import Refused

LONGEST_TITLE = 200


def request_meeting(call: Call, request: MeetingRequest) -> Act:
    """A member, a committee or a province's assembly asks to be received (house procedure, Article 34).

    Args: request, unsaved; call.body: asked_of, minister (key or empty), shape, committee (key or empty), province, guests (keys
        of members), about.
    Raises: Refused without the minister, the committee, the province or a guest that its shape needs.
    """
    with official_act(STEPS["request_meeting"], request, call) as act:
        body = act.body
        request.asked_of, request.shape = body["asked_of"], body["shape"]
        request.subject, request.asked_at = persian.normalise(body["about"]), act.at
        request.minister = _needed("minister", "ministry", request.asked_of == meetings.MINISTER, act)
        request.committee = _needed("committee", "committee", request.shape == meetings.COMMITTEE, act)
        request.province = persian.normalise(body.get("province", "")) if request.shape == meetings.ASSEMBLY else ""
        if request.shape == meetings.ASSEMBLY and not request.province:
            raise Refused(LIAISON.article("34"), "نام استان را بنویسید.", field="province")
        guests = _guests(request, act)
        request.stage, request.stage_since = act.step.to, act.at
        request.save()
        Guest.objects.bulk_create(Guest(request=request, person=each) for each in guests)
    return act.act


def _needed(name: str, kind: str, wanted: bool, act: Doing) -> Body | None:
    if not wanted:
        return None
    found = Body.objects.filter(pk=act.body.get(name) or None, kind=kind).first()
    if found is None:
        raise Refused(LIAISON.article("34"), "این را برگزینید.", field=name)
    return found


def _guests(request: MeetingRequest, act: Doing) -> list[Person]:
    """The members to be received: those named, or all of the committee that day."""
    seats = Membership.objects.filter(on_day(act.day), role="member").select_related("person")
    if request.shape == meetings.COMMITTEE:
        seats = seats.filter(body=request.committee)
    else:
        seats = seats.filter(body__kind="chamber", person__in=act.body.get("guests") or [])
    found = list({each.person_id: each.person for each in seats}.values())
    if request.shape == meetings.SINGLE and len(found) != 1:
        raise Refused(LIAISON.article("34"), "برای دیدار فردی یک نماینده را برگزینید.", field="guests")
    if not found:
        raise Refused(LIAISON.article("34"), "نمایندگانی را که دیدار می‌کنند برگزینید.", field="guests")
    return found


def arrange_meeting(call: Call, request: MeetingRequest) -> Act:
    """A meeting is given its time and stands in the plan from then on (house procedure, Article 34).

    Args: call.body: starts_at, ends_at (ISO instants), place.
    """
    with official_act(STEPS["arrange_meeting"], request, call) as act:
        starts, ends = (datetime.fromisoformat(act.body[name]) for name in ("starts_at", "ends_at"))
        if ends <= starts:
            raise Refused(LIAISON.article("34"), "پایان دیدار پس از آغاز آن نیست.", field="ends_at")
        request.gathering = Gathering.objects.create(
            kind=MEETING, title=str(request)[:LONGEST_TITLE], starts_at=starts, ends_at=ends, place=act.body.get("place", ""),
            agenda=request.subject, stage="planned", stage_since=act.at, version=1,
        )  # fmt: skip
        act.note(gathering=str(request.gathering.pk))
    return act.act


def decline_meeting(call: Call, request: MeetingRequest) -> Act:
    """A meeting is not granted, and why (house procedure, Article 34). Args: call.body: reason."""
    with official_act(STEPS["decline_meeting"], request, call) as act:
        request.declined_why = act.body["reason"]
    return act.act


def announce_meeting_lot(call: Call, lot: MeetingLot) -> Act:
    """The waiting assemblies and the holders' sealed shares are announced before any die is rolled (house procedure, Article 34).

    Args: lot, unsaved; call.body: draw (the number that the holders bound into their shares), commits (a line a holder).
    Raises: Refused where another lot took the number, with fewer than two holders or assemblies.
    """
    with official_act(STEPS["announce_meeting_lot"], lot, call) as act:
        lot.year, lot.draw = next_number("meeting_lot", act.at)
        if lot.draw != act.body["draw"]:
            raise Refused(
                LIAISON.article("34"), "قرعهٔ دیگری با این شماره اعلام شد؛ سهم‌ها باید با شمارهٔ تازه ساخته شوند."
            )
        lot.holders = meetings.commits_of(act.body["commits"])
        lot.snapshot = waiting_assemblies()
        lot.announced = meetings.announcement(lot.name, lot.snapshot, lot.holders)
        lot.announced_at = act.at
        act.note(announced=lot.announced, drawn=[row["key"] for row in lot.snapshot])
    return act.act


def draw_meeting_lot(call: Call, lot: MeetingLot) -> Act:
    """Dice and opened shares give the order, by the rule by which the house draws all its lots (house procedure, Article 34).

    Args: call.body: dice (twenty digits), shares (a line a holder: name, secret, nonce).
    Raises: Refused for a share that is not the one handed in, or dice of another form.
    """
    with official_act(STEPS["draw_meeting_lot"], lot, call) as act:
        lot.opened = meetings.opened_of(lot.name, lot.holders, act.body["shares"])
        lot.dice = persian.ascii_digits(act.body["dice"])
        keys = [row["key"] for row in lot.snapshot]
        lot.seed, order = meetings.drawn(lot.name, lot.announced, lot.opened, lot.dice, keys)
        titles = {row["key"]: row["title"] for row in lot.snapshot}
        lot.result = [{"key": key, "title": titles[key]} for key in order]
        act.note(seed=lot.seed, order=order)
    return act.act
