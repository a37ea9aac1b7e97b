"""Who is to attend a gathering: called, confirmed, represented, marked (house procedure, Arts. 32, 36)."""

from __future__ import annotations

from liaison.models import Gathering, Presence
from liaison.rules.gatherings import CALLS, GIVEN_UP, MARKS, OFFICES, SEATED
from liaison.rules.laws import LIAISON
from liaison.rules.procedure import STEPS
from majlis.models import Act, Membership
from majlis.queries.authority import on_day
from majlis.register import Call, Doing, official_act
from majlis.rules.law import Refused


def call_to_gathering(call: Call, presence: Presence) -> Act:
    """Somebody is called to a gathering; where its places are taken, he waits for one (house procedure, Articles 32 and 36).

    Args: presence, unsaved, with gathering; call.body: holder (key of a membership), call (must or invited).
    Raises: Refused for who is called already, or holds nothing in a ministry or this office.
    """
    with official_act(STEPS["call_to_gathering"], presence, call) as act:
        held = _holder(act)
        presence.person, presence.office = held.person, held.role if held.role in OFFICES else "officer"
        presence.ministry = held.body if held.body.kind == "ministry" else None
        presence.call = act.body["call"] if act.body["call"] in CALLS else ""
        if not presence.call:
            raise Refused(LIAISON.article("32"), "«باید باشد» یا «دعوت» را برگزینید.", field="call")
        beside = presence.gathering.presences.exclude(stage=GIVEN_UP)
        if beside.filter(person=held.person).exists():
            raise Refused(LIAISON.article("32"), "این شخص به این نشست خوانده شده است.", field="holder")
        presence.called_at = act.at
        if full(presence.gathering):
            act.lead_to("waiting")
    return act.act


def _holder(act: Doing) -> Membership:
    houses = ("ministry", "liaison_office")
    held = Membership.objects.filter(on_day(act.day), pk=act.body["holder"] or None, body__kind__in=houses)
    found = held.select_related("person", "body").first()
    if found is None:
        raise Refused(LIAISON.article("32"), "این شخص در آن روز سمتی در دستگاه‌ها یا این دفتر ندارد.", field="holder")
    return found


def full(gathering: Gathering) -> bool:
    """Are all places of a course taken? The caller holds the gathering's lock."""
    return gathering.seats is not None and gathering.presences.filter(stage__in=SEATED).count() >= gathering.seats


def confirm_presence(call: Call, presence: Presence) -> Act:
    """Who was called will come (house procedure, Article 32)."""
    with official_act(STEPS["confirm_presence"], presence, call) as act:
        presence.delegate = None
    return act.act


def delegate_presence(call: Call, presence: Presence) -> Act:
    """Another of the same ministry comes in his stead, and why (house procedure, Article 32).

    Args: call.body: delegate (key), reason.  Raises: Refused for one of another house, or he himself.
    """
    with official_act(STEPS["delegate_presence"], presence, call) as act:
        house = Membership.objects.filter(on_day(act.day), person=act.body["delegate"] or None)
        own = {"body": presence.ministry} if presence.ministry_id else {"body__kind": "liaison_office"}
        held = house.filter(**own).select_related("person").first()
        if held is None or held.person_id == presence.person_id:
            raise Refused(LIAISON.article("32"), "جانشین باید کس دیگری از همان دستگاه باشد.", field="delegate")
        presence.delegate, presence.reason = held.person, act.body["reason"]
    return act.act


def release_presence(call: Call, presence: Presence) -> Act:
    """Somebody is taken off the list; who waits longest for a place of the course gets his (house procedure, Articles 32, 36).

    Args: call.body: reason.
    """
    with official_act(STEPS["release_presence"], presence, call) as act:
        presence.reason = act.body["reason"]
        next_one = presence.gathering.presences.filter(stage="waiting").exclude(pk=presence.pk).first()
        if presence.stage != "waiting" and next_one is not None:
            next_one.stage, next_one.stage_since = "called", act.at
            next_one.version += 1
            next_one.save(update_fields=["stage", "stage_since", "version"])
            act.note(moved_up=str(next_one.pk))
    return act.act


def mark_presence(call: Call, presence: Presence) -> Act:
    """Who came, who came late, who was absent and why (house procedure, Article 32).

    Args: call.body: mark (came, late, absent), reason (of one who was absent).
    Raises: Refused before the gathering begins, and for an absence without a reason.
    """
    with official_act(STEPS["mark_presence"], presence, call) as act:
        mark = act.body["mark"]
        if act.at < presence.gathering.starts_at:
            raise Refused(LIAISON.article("32"), "این نشست هنوز آغاز نشده است.")
        if mark not in MARKS:
            raise Refused(LIAISON.article("32"), "آمد، دیر آمد یا غایب را برگزینید.", field="mark")
        if mark == "absent" and not act.body.get("reason", "").strip():
            raise Refused(LIAISON.article("32"), "برای غیبت دلیل یا «بی‌دلیل» بنویسید.", field="reason")
        presence.reason, presence.marked_at = act.body.get("reason") or presence.reason, act.at
        act.lead_to(mark)
    return act.act
