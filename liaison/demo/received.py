"""Meetings of the played year: one held, some waiting, one declined, and the lot among assemblies; everything is invented."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from liaison import actions
from liaison.demo.stage import Stage
from liaison.models import MeetingLot, MeetingRequest
from majlis.demo.acting import Event, Story, call
from majlis.demo.fixed import derived, dice, key, moment
from majlis.rules import lots

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
HOLDERS = ("دفتر امور مجلس", "هیأت رئیسه", "مجمع نمایندگان")


def received(year: Stage) -> dict[str, Story]:
    """Stories by names of their own."""
    return {"meetings": _meetings(year), "lot": _lot(year)}


def _request(year: Stage, name: str, at: datetime, **facts: Any) -> tuple[MeetingRequest, Event]:
    row = MeetingRequest(id=key("meeting", name))
    places = facts.pop("members", ())

    def do() -> None:
        seats = year.members(at)
        guests = [str(seats[place].person_id) for place in places]
        actions.request_meeting(call(year.house.people["liaison_officer"], at, guests=guests, **facts), row)

    return row, Event(at, do)


def _meetings(year: Stage) -> Story:
    at = moment(1406, 1, 25, 9)
    row, event = _request(
        year, "held", at, asked_of="president", shape="single", members=(7,), about="آب آشامیدنی شهرستان"
    )
    yield event
    starts = moment(1406, 2, 5, 11)
    times = {"starts_at": starts.isoformat(), "ends_at": (starts + HOUR).isoformat(), "place": "دفتر رئیس‌جمهور"}
    yield year.do(actions.arrange_meeting, row, at + 2 * DAY, **times)
    yield Event(starts + 2 * HOUR, lambda: _receive(year, row, starts + 2 * HOUR))
    _, event = _request(
        year,
        "waits",
        moment(1406, 2, 28, 9),
        asked_of="first_deputy",
        shape="single",
        members=(11,),
        about="کنارگذر شهر",
    )
    yield event
    refused, event = _request(
        year, "declined", moment(1406, 3, 1, 9), asked_of="minister", minister=year.body("ministry-roads"), shape="single", members=(15,),
        about="راه روستایی",
    )  # fmt: skip
    yield event
    yield year.do(
        actions.decline_meeting, refused, moment(1406, 3, 2, 9), reason="وزیر در سفر است؛ پاسخ نوشته فرستاده می‌شود."
    )


def _receive(year: Stage, row: MeetingRequest, at: datetime) -> None:
    row.refresh_from_db()
    actions.hold_gathering(call(year.house.people["liaison_officer"], at, minutes="نماینده شنیده شد."), row.gathering)


def _lot(year: Stage) -> Story:
    for place, province in enumerate(("خراسان رضوی", "فارس", "گیلان")):
        at, members = moment(1406, 2, 20, 9 + place), tuple(range(60 + 4 * place, 64 + 4 * place))
        _, event = _request(
            year,
            f"assembly {place}",
            at,
            asked_of="president",
            shape="assembly",
            province=province,
            members=members,
            about="طرح‌های استان",
        )
        yield event
    lot, at = MeetingLot(id=key("meeting lot", 1)), moment(1406, 3, 5, 10)
    name = "meetings/1406/1"
    shares = [
        (holder, derived("meeting lot", holder, "secret"), derived("meeting lot", holder, "nonce"))
        for holder in HOLDERS
    ]
    commits = "\n".join(f"{holder} {lots.commitment(name, holder, secret, nonce)}" for holder, secret, nonce in shares)
    yield Event(
        at,
        lambda: actions.announce_meeting_lot(call(year.house.people["liaison_head"], at, draw=1, commits=commits), lot),
    )
    opened = "\n".join(" ".join(each) for each in shares)
    yield year.do(actions.draw_meeting_lot, lot, at + HOUR, who="liaison_head", dice=dice("meetings"), shares=opened)
