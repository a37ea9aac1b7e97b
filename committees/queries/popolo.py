"""A roster as Popolo JSON, the format in which civic software exchanges who holds which office (popoloproject.com, 1.0)."""

from __future__ import annotations

from typing import Any

from committees.models import Formation
from committees.queries.changes import offices_of_formation
from committees.queries.roster import seats
from committees.queries.scope import committee_bodies
from majlis.rules.deadlines import legal_day


def popolo_of(formation: Formation) -> dict[str, Any]:
    """Persons, organizations and memberships of a roster. Final ones with every office since, announced ones with seats."""
    rows = list(seats(formation))
    held = list(offices_of_formation(formation)) if formation.stage == "final" else []
    memberships = [_office(each) for each in held] or [_seat(each) for each in rows]
    return {
        "persons": [
            {
                "id": each.declaration.number,
                "name": each.declaration.member.name,
                "identifiers": [{"scheme": "majlis-form", "identifier": each.declaration.number}],
                "area": {"name": each.declaration.constituency},
            }
            for each in sorted(rows, key=lambda seat: seat.declaration.number)
        ],
        "organizations": [
            {"id": each.code, "name": each.title, "classification": "committee"} for each in committee_bodies()
        ],
        "memberships": [
            each | {"legislative_period_id": str(formation.term.number)} for each in _numbered(memberships, rows)
        ],
        "events": [
            {
                "id": str(formation.term.number),
                "classification": "legislative period",
                "name": formation.term.label,
                "start_date": legal_day(formation.term.opens_at).isoformat(),
            }
        ],
    }


def _office(held: Any) -> dict[str, Any]:
    end = {"end_date": held.to_day.isoformat()} if held.to_day else {}
    return {"person": held.person_id, "organization_id": held.body.code, "start_date": held.from_day.isoformat(), **end}


def _seat(seat: Any) -> dict[str, Any]:
    return {"person": seat.declaration.member_id, "organization_id": seat.committee.code}


def _numbered(memberships: list[dict[str, Any]], rows: list[Any]) -> list[dict[str, Any]]:
    """Persons bear their form's number: no key of the house goes out."""
    number = {each.declaration.member_id: each.declaration.number for each in rows}
    told = [
        {"person_id": number[each["person"]], "role": "member", **each}
        for each in memberships
        if each["person"] in number
    ]
    found = [{key: value for key, value in each.items() if key != "person"} for each in told]
    return sorted(found, key=lambda each: (each["organization_id"], each["person_id"], each.get("start_date", "")))
