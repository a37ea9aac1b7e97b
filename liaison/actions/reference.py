"""Reference data of this office: the government's periods, the ministries' addresses (house procedure, Arts. 6, 7)."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from liaison.models import CabinetPeriod, MinistryAddress
from liaison.rules.laws import LIAISON
from liaison.rules.procedure import STEPS
from majlis.models import Act, Body
from majlis.register import Call, Doing, official_act
from majlis.rules.law import Refused


def register_cabinet(call: Call, period: CabinetPeriod) -> Act:
    """Enter a government's period (house procedure, Article 6). Args: call.body: title, from_day, to_day (ISO or empty), source."""
    with official_act(STEPS["register_cabinet"], period, call) as act:
        _take(period, act)
    return act.act


def correct_cabinet(call: Call, period: CabinetPeriod) -> Act:
    """Correct a government's period; what stood before stays in its history (house procedure, Article 6)."""
    with official_act(STEPS["correct_cabinet"], period, call) as act:
        _take(period, act)
    return act.act


def _take(period: CabinetPeriod, act: Doing) -> None:
    body = act.body
    period.title, period.source = body["title"], body.get("source", "")
    period.from_day = date.fromisoformat(body["from_day"])
    period.to_day = date.fromisoformat(body["to_day"]) if body.get("to_day") else None
    if period.to_day is not None and period.to_day < period.from_day:
        raise Refused(LIAISON.article("6"), "روز پایان پیش از روز آغاز است.", field="to_day")
    period.save()


def register_address(call: Call, address: MinistryAddress) -> Act:
    """Enter the address at which a ministry is told of an overdue answer (house procedure, Article 7).

    Args: call.body: ministry (key), email, source.  Raises: Refused for what is no address, or a ministry that has one.
    """
    with official_act(STEPS["register_address"], address, call) as act:
        address.ministry = Body.objects.get(pk=act.body["ministry"], kind="ministry")
        if MinistryAddress.objects.filter(ministry=address.ministry).exists():
            raise Refused(
                LIAISON.article("7"), "نشانی این وزارتخانه ثبت شده است؛ همان را اصلاح کنید.", field="ministry"
            )
        _take_email(address, act)
    return act.act


def correct_address(call: Call, address: MinistryAddress) -> Act:
    """Correct a ministry's address; what stood before stays in its history (house procedure, Article 7)."""
    with official_act(STEPS["correct_address"], address, call) as act:
        act.note(before=address.email)
        _take_email(address, act)
    return act.act


def _take_email(address: MinistryAddress, act: Doing) -> None:
    address.email, address.source = act.body["email"].strip(), act.body.get("source", "")
    try:
        validate_email(address.email)
    except ValidationError as wrong:
        raise Refused(LIAISON.article("7"), "این نشانی درست نیست.", field="email") from wrong
    address.save()
