"""Consulting parliament before a bill: a body is asked, its view is entered, the bill is named once there is one (house procedure, Art. 38)."""

from __future__ import annotations

from datetime import date
from typing import Any

from liaison.models import Consultation, Matter
from liaison.rules import consultations
from liaison.rules.laws import LIAISON
from liaison.rules.procedure import STEPS
from liaison.rules.voices import BILLS
from majlis import persian
from majlis.models import Act, Body
from majlis.register import Call, official_act
from majlis.rules.law import Refused


def consult_body(call: Call, consultation: Consultation) -> Act:
    """The presiding board or a committee is asked for its view before a bill, or on one before it (house procedure, Article 38).

    Args: consultation, unsaved; call.body: title, text, ground, body (key), ministry (key or empty), bill (key or empty), due_day (ISO).
    Raises: Refused for a body that is not parliament's, an important or urgent bill that is not named, a day that is past.
    """
    with official_act(STEPS["consult_body"], consultation, call) as act:
        body = act.body
        asked = Body.objects.filter(pk=body["body"], kind__in=consultations.BODIES).first()
        consultation.matter = _bill(body.get("bill", ""))
        consultations.refuse_groundless(body["ground"], consultation.matter, of_parliament=asked is not None)
        consultation.body, consultation.reason = asked, body["ground"]  # type: ignore[misc]
        consultation.title, consultation.text = persian.normalise(body["title"]), body.get("text", "")
        consultation.ministry = Body.objects.filter(pk=body.get("ministry") or None, kind="ministry").first()
        consultation.due_day = date.fromisoformat(body["due_day"])
        if consultation.due_day < act.day:
            raise Refused(LIAISON.article("38"), "روز پایان گذشته است.", field="due_day")
        consultation.asked_at = act.at
    return act.act


def record_consultation(call: Call, consultation: Consultation) -> Act:
    """What the consulted body said is entered; said anew, the register keeps both (house procedure, Article 38).

    Args: call.body: stance, text, given_by.  Raises: Refused for a condition or refusal without its text.
    """
    with official_act(STEPS["record_consultation"], consultation, call) as act:
        consultations.refuse_wordless(act.body["stance"], act.body.get("text", ""))
        consultation.stance, consultation.view = act.body["stance"], act.body.get("text", "")
        consultation.given_by, consultation.given_at = persian.normalise(act.body.get("given_by", "")), act.at
    return act.act


def tie_consultation(call: Call, consultation: Consultation) -> Act:
    """What was asked before there was a bill is laid to the bill that came of it (house procedure, Article 38).

    Args: call.body: bill (key).  Raises: Refused without a bill.
    """
    with official_act(STEPS["tie_consultation"], consultation, call) as act:
        consultation.matter = _bill(act.body.get("bill", ""))
        if consultation.matter is None:
            raise Refused(LIAISON.article("38"), "لایحه یا طرح را برگزینید.", field="bill")
    return act.act


def _bill(key: Any) -> Matter | None:
    return Matter.objects.filter(pk=key, kind__in=BILLS).first() if key else None
