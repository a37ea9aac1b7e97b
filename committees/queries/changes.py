"""Who sits where on a day, after the roster was signed: moves, ended seats, lowered floors (internal rules, Arts. 38, 62)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from committees.models import Formation, LoweredMinimum, Seat
from committees.queries.figures import figures
from committees.queries.roster import rosters
from committees.queries.scope import committee_bodies, official
from committees.rules.procedure import STEPS
from majlis.models import Act, Body, Membership, Term
from majlis.models.base import reference
from majlis.queries import Viewer
from majlis.queries.authority import on_day
from majlis.queries.days_off import days_off_now
from majlis.rules.deadlines import Deadline, deadline, legal_day


def offices_of_seat(seat: Seat) -> QuerySet[Membership]:
    """The offices that a seat has been, oldest first: the roster's, and those of later moves."""
    rows = Membership.objects.filter(
        person=seat.declaration.member_id, body__kind="committee", role="member", source=seat.formation.code
    )
    return rows.select_related("body").order_by("from_day", "id")


def offices_of_formation(formation: Formation) -> QuerySet[Membership]:
    """All offices that a formation's seats have been, those of later moves among them."""
    rows = Membership.objects.filter(body__kind="committee", role="member", source=formation.code).select_related(
        "body"
    )
    return rows.order_by("from_day", "id")


def open_office(seat: Seat, day: date) -> Membership | None:
    """The office that the seat is on a day, if any, and that does not end with that day."""
    return offices_of_seat(seat).filter(on_day(day)).exclude(to_day=day).last()


def members_on(committee: Body, day: date) -> int:
    """How many sit on a committee on a day."""
    return Membership.objects.filter(on_day(day), body=committee, role="member").count()


def minimum_of(committee: Body, term: Term, day: date) -> int:
    """A committee's floor: the law's, or what the joint session lowered it to in this term (Art. 38 n. 1)."""
    lowered = LoweredMinimum.objects.filter(formation__term=term, committee=committee).first()
    return lowered.minimum if lowered is not None else figures().value("floor", day)


def six_months_over(seat: Seat, at: datetime) -> Deadline | None:
    """From when its member may ask for another move; None where he was not moved yet (Art. 62)."""
    # ASK (Art. 62): whether the six months run from the first seat as well is not told; they are counted from a move.
    last = Act.objects.filter(subject=reference(seat), verb="move_member").aggregate(last=Max("happened_at"))["last"]
    if last is None:
        return None
    days_off = days_off_now().of(STEPS["move_member"], seat)
    return deadline(last, figures().on("committee_change_months", legal_day(at)), days_off)


def seats_seen(viewer: Viewer) -> QuerySet[Seat]:
    """The seats of the rosters that the viewer may read."""
    rows = Seat.objects.select_related("formation__term", "declaration__member", "committee")
    return rows.filter(formation__in=rosters(viewer))


def seat_visible(viewer: Viewer, key: UUID) -> Seat | None:
    return seats_seen(viewer).filter(pk=key).first()


def seat_of_board(viewer: Viewer, key: UUID) -> Seat | None:
    """A seat of a final roster, for the offices that change it."""
    found = seat_visible(viewer, key)
    return found if found is not None and official(viewer) and found.formation.stage == "final" else None


def story_of_seat(seat: Seat) -> list[Act]:
    """The acts that changed it, newest first."""
    return list(Act.objects.filter(subject=reference(seat)).select_related("actor", "second").order_by("-seq"))


@dataclass(frozen=True)
class OnDay:
    """A committee as it is made up on a day."""

    code: str
    title: str
    members: tuple[Membership, ...]


def roster_on(formation: Formation, day: date) -> list[OnDay]:
    """Every committee with whoever sits on it on a day, of this term. Two queries."""
    rows = Membership.objects.filter(on_day(day), body__kind="committee", role="member", term=formation.term)
    found: dict[Any, list[Membership]] = {}
    for each in rows.select_related("person", "body").order_by("person__sort_key", "person_id"):
        found.setdefault(each.body_id, []).append(each)
    return [OnDay(each.code, each.title, tuple(found.get(each.pk, ()))) for each in committee_bodies()]


def on_day_document(formation: Formation, day: date, groups: list[OnDay]) -> dict[str, Any]:
    """The committees of a day as plain data; the same day gives the same, until an office is changed for it.

    Args: groups, as roster_on gives them.
    """
    return {
        "format": "majlis-roster-on/1",
        "formation": formation.code,
        "term": formation.term.number,
        "day": day.isoformat(),
        "demonstration": formation.term.demonstration,
        "committees": [
            {
                "code": group.code,
                "title": group.title,
                "members": [
                    {"name": each.person.name, "from_day": each.from_day.isoformat()} for each in group.members
                ],
            }
            for group in groups
        ],
    }


def committees_with_room(term: Term, day: date) -> dict[str, int]:
    """Committees under the legal ceiling on a day, and how many seats they have left (Art. 21)."""
    ceiling = figures().value("ceiling", day)
    rows = Membership.objects.filter(on_day(day), body__kind="committee", role="member", term=term).order_by()
    held = dict(rows.values_list("body__code").annotate(n=Count("pk")))
    return {
        each.code: ceiling - held.get(each.code, 0) for each in committee_bodies() if held.get(each.code, 0) < ceiling
    }


def lowered_in(formation: Formation) -> list[LoweredMinimum]:
    return list(LoweredMinimum.objects.filter(formation=formation).select_related("committee").order_by("at"))
