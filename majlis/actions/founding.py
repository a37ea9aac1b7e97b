"""The first act of a house, and its terms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from majlis.models import Act, Body, Membership, Person, Term, User
from majlis.register import Call, official_act
from majlis.rules.procedure import STEPS


def found_house(call: Call, user: User) -> Act:
    """Found an empty house, once: its first administrator is appointed. House procedure, Article 1.

    Args: user, the account, which gets a person of the name in call.body["name"].
    Raises: NotVisible when the house has any act already.
    """
    with transaction.atomic():
        founder = Person.objects.create(name=call.body["name"])
        office = Membership(person=founder, role="administrator")
        with official_act(STEPS["found_house"], office, replace(call, actor=founder)) as act:
            office.body = Body.objects.create(kind="house", code="house", title="خانه")
            office.from_day = act.day
            office.save()
            user.person = founder
            user.save()
    return act.act


def open_term(call: Call, term: Term) -> Act:
    """Enter a term with its number and opening moment. House procedure, Article 2.

    Args: term, unsaved; call.body: number, opens_at (ISO instant), ends_on (ISO day or empty), demonstration.
    """
    with official_act(STEPS["open_term"], term, call) as act:
        term.number = act.body["number"]
        term.opens_at = datetime.fromisoformat(act.body["opens_at"])
        ends_on = act.body.get("ends_on")
        term.ends_on = date.fromisoformat(ends_on) if ends_on else None
        term.demonstration = bool(act.body.get("demonstration"))
        term.save()
    return act.act
