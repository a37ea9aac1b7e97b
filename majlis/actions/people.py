"""Acts on persons, bodies, offices and accounts."""

from __future__ import annotations

from datetime import date

from majlis.models import Act, Body, BodyTitle, Membership, Person, Term, User
from majlis.personal import end_sessions as end_everywhere
from majlis.queries.authority import office_name, offices_of
from majlis.register import Call, official_act
from majlis.rules.law import Refused
from majlis.rules.procedure import ADMINISTRATOR, HOUSE, STEPS


def register_person(call: Call, person: Person) -> Act:
    """Enter a person. House procedure, Article 4. Args: person, unsaved; call.body: name, constituency, source."""
    with official_act(STEPS["register_person"], person, call) as act:
        _name(person, act.body)
        person.source = act.body.get("source", "")
        person.save()
    return act.act


def correct_person(call: Call, person: Person) -> Act:
    """Correct a person's particulars; what stood before stays in the record. House procedure, Article 4."""
    with official_act(STEPS["correct_person"], person, call) as act:
        act.note(before={"name": person.name, "constituency": person.constituency})
        _name(person, act.body)
        person.save()
    return act.act


def _name(person: Person, body: dict) -> None:
    person.name = body["name"]
    person.constituency = body.get("constituency", person.constituency)
    person.national_code = body.get("national_code", person.national_code)


def establish_body(call: Call, organ: Body) -> Act:
    """Enter a body with its lasting code and first title. House procedure, Article 5.

    Args: organ, unsaved; call.body: kind, code, title, order, from_day (ISO), source.
    """
    with official_act(STEPS["establish_body"], organ, call) as act:
        organ.kind, organ.code, organ.title = act.body["kind"], act.body["code"], act.body["title"]
        organ.order = act.body.get("order", 0)
        organ.save()
        _title(organ, act.body)
    return act.act


def rename_body(call: Call, organ: Body) -> Act:
    """Give a body a new dated title; its code stays. House procedure, Article 5."""
    with official_act(STEPS["rename_body"], organ, call) as act:
        act.note(before=organ.title)
        organ.title = act.body["title"]
        organ.save()
        _title(organ, act.body)
    return act.act


def _title(organ: Body, body: dict) -> None:
    BodyTitle.objects.create(
        body=organ, title=body["title"], from_day=date.fromisoformat(body["from_day"]), source=body.get("source", "")
    )


def appoint(call: Call, membership: Membership) -> Act:
    """Put a person into an office from a day on. House procedure, Article 6.

    Args: membership, unsaved; call.body: person, body (keys), role, from_day, to_day, term (key or empty), source.
    Raises: Refused when he holds the same office on one of those days.
    """
    with official_act(STEPS["appoint"], membership, call) as act:
        body = act.body
        membership.person = Person.objects.get(pk=body["person"])
        membership.body = Body.objects.get(pk=body["body"])
        membership.role, membership.from_day = body["role"], date.fromisoformat(body["from_day"])
        membership.to_day = date.fromisoformat(body["to_day"]) if body.get("to_day") else None
        membership.term = Term.objects.get(pk=body["term"]) if body.get("term") else None
        membership.constituency = body.get("constituency", "")
        membership.source = body.get("source", "")
        _refuse_twice(membership)
        membership.save()
    return act.act


def _refuse_twice(membership: Membership) -> None:
    same = Membership.objects.filter(person=membership.person, body=membership.body, role=membership.role)
    same = same.exclude(to_day__lt=membership.from_day)
    if membership.to_day:
        same = same.exclude(from_day__gt=membership.to_day)
    if same.exists():
        raise Refused(HOUSE.article("6"), "این شخص در همین روزها همین سمت را دارد.")


def end_membership(call: Call, membership: Membership) -> Act:
    """End an office with a last day, which still counts. House procedure, Article 6.

    Args: call.body: to_day (ISO), reason.  Raises: Refused for a last day before the first.
    """
    with official_act(STEPS["end_membership"], membership, call) as act:
        last = date.fromisoformat(act.body["to_day"])
        if last < membership.from_day:
            raise Refused(HOUSE.article("6"), "روز پایان پیش از روز آغاز است.", field="to_day")
        membership.to_day = last
        membership.save()
    return act.act


def invite_user(call: Call, user: User) -> Act:
    """Make an account for a person, without a password that anyone knows. House procedure, Article 7.

    Args: user, unsaved; call.body: username, person (key).
    """
    with official_act(STEPS["invite_user"], user, call) as act:
        user.username = act.body["username"]
        user.person = Person.objects.get(pk=act.body["person"])
        user.set_unusable_password()
        user.save()
    return act.act


def disable_user(call: Call, user: User) -> Act:
    """Close an account; its sessions end at the next request. House procedure, Article 7."""
    with official_act(STEPS["disable_user"], user, call) as act:
        user.is_active = False
        user.save()
    return act.act


def end_sessions(call: Call, user: User) -> Act:
    """End all sessions of an account at once; its password and second factor stay. House procedure, Article 7."""
    with official_act(STEPS["end_sessions"], user, call) as act:
        act.note(ended=end_everywhere(user))
    return act.act


def reopen_second_factor(call: Call, user: User) -> Act:
    """Let a person who lost his second factor make a new one, by an address that works once. House procedure, Article 7.

    Nothing of the account changes but that its sessions end: the old factor goes when the address is used, with the password.

    Args: call.body: reason.
    Raises: Refused where neither officer is the administrator, or one of them is the person himself.
    """
    with official_act(STEPS["reopen_second_factor"], user, call) as act:
        officers = [each for each in (act.first, act.second) if each is not None]
        if user.person_id in {each.pk for each in officers}:
            raise Refused(act.step.article, "کسی برای حساب خود امضا نمی‌کند.")
        if not any(_administers(each, act.day) for each in officers):
            raise Refused(act.step.article, "یکی از دو امضا باید از مدیر خانه باشد.")
        act.note(ended=end_everywhere(user))
    return act.act


def _administers(person: Person, day: date) -> bool:
    return any(office_name(each) in ADMINISTRATOR for each in offices_of(person, day))
