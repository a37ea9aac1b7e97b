"""After the roster: a member moves, a seat ends, a committee's floor is lowered (internal rules, Arts. 38 n. 1, 62)."""

from __future__ import annotations

from datetime import date, timedelta

from committees.models import Formation, LoweredMinimum, Seat
from committees.queries.changes import members_on, minimum_of, open_office, six_months_over
from committees.queries.figures import figures
from committees.rules.laws import INTERNAL
from committees.rules.procedure import STEPS
from majlis import persian
from majlis.models import Act, Body, Membership
from majlis.register import Call, Doing, official_act
from majlis.rules.law import Refused

MOVES = INTERNAL.article("62")
MINIMUM = INTERNAL.article("38 n. 1")
A_DAY = timedelta(days=1)


def move_member(call: Call, seat: Seat) -> Act:
    """At his request the presiding board moves a member to another committee, from the next day on (Art. 62).

    Args: call.body: committee (code), request (number and day of his letter).
    Raises: Refused where the one committee would fall under its floor or the other pass its ceiling, before six months, or
        for a seat that has ended.
    """
    with official_act(STEPS["move_member"], seat, call) as act:
        office = _office(seat, act)
        wanted = Body.objects.filter(kind="committee", code=act.body["committee"]).first()
        if wanted is None or wanted.pk == office.body_id:
            raise Refused(MOVES, "کمیسیون دیگری نام ببرید.", field="committee")
        due = six_months_over(seat, act.at)
        if due is not None and act.at < due.ends_at:
            raise Refused(MOVES, f"جابه‌جایی دوباره پس از {due.last_minute_text} ممکن است.", deadline=due)
        _keeps_floor(office.body, seat.formation, act)
        ceiling = figures().value("ceiling", act.day)
        if members_on(wanted, act.day + A_DAY) >= ceiling:
            raise Refused(
                MOVES, f"کمیسیون {wanted.title} به سقف {persian.number(ceiling)} نفر رسیده است.", field="committee"
            )
        office.to_day = act.day
        office.save(update_fields=["to_day"])
        Membership.objects.create(
            person_id=office.person_id, body=wanted, role="member", from_day=act.day + A_DAY, term=seat.formation.term,
            to_day=seat.formation.term.ends_on, source=seat.formation.code,
        )  # fmt: skip
        act.note(seat_from=office.body.code, seat_to=wanted.code, from_day=(act.day + A_DAY).isoformat())
    return act.act


def _keeps_floor(committee: Body, formation: Formation, act: Doing) -> None:
    floor, now = minimum_of(committee, formation.term, act.day), members_on(committee, act.day + A_DAY)
    if now - 1 < floor:
        raise Refused(
            MOVES,
            f"کمیسیون {committee.title} {persian.number(now)} عضو دارد و با رفتن او از کف {persian.number(floor)} نفر کمتر می‌شود.",
        )


def end_seat(call: Call, seat: Seat) -> Act:
    """End a member's seat on his committee: he left parliament, or resigned from it (Art. 62).

    Args: call.body: last_day (ISO), reason.  Raises: Refused for a day before it began or one that has not come.
    """
    with official_act(STEPS["end_seat"], seat, call) as act:
        office, last = _office(seat, act), date.fromisoformat(act.body["last_day"])
        if not office.from_day <= last <= act.day:
            raise Refused(MOVES, "روز پایان میان روز آغاز عضویت و امروز است.", field="last_day")
        office.to_day = last
        office.save(update_fields=["to_day"])
        act.note(committee=office.body.code)
    return act.act


def _office(seat: Seat, act: Doing) -> Membership:
    office = open_office(seat, act.day)
    if office is None:
        raise Refused(MOVES, "این عضویت پایان یافته است.")
    return office


def lower_minimum(call: Call, formation: Formation) -> Act:
    """The joint session lowers the floor of a committee that did not reach it (Art. 38 n. 1, as of 1403).

    Args: call.body: committee (code), minimum (members), decision and decision_day, the joint session's own.
    Raises: Refused under ten, at or over the floor, for a committee that has reached it, or a second time in the term.
    """
    with official_act(STEPS["lower_minimum"], formation, call) as act:
        committee = Body.objects.filter(kind="committee", code=act.body["committee"]).first()
        if committee is None:
            raise Refused(MINIMUM, "این کمیسیون شناخته نیست.", field="committee")
        least, floor = figures().value("lowest_minimum", act.day), figures().value("floor", act.day)
        wanted = int(act.body["minimum"])
        if not least <= wanted < floor:
            told = f"کف تازه از {persian.number(least)} تا {persian.number(floor - 1)} نفر است."
            raise Refused(MINIMUM, told, field="minimum")
        seated = formation.seats.filter(committee=committee).count()
        if seated >= floor:
            raise Refused(MINIMUM, f"این کمیسیون با {persian.number(seated)} عضو به کف رسیده است.", field="committee")
        # ASK (Art. 38 n. 1): "once in the term" is read of each committee, whose floor the sentence speaks of.
        if LoweredMinimum.objects.filter(formation__term=formation.term, committee=committee).exists():
            raise Refused(MINIMUM, "کف این کمیسیون در این دوره یک بار کاسته شده است.", field="committee")
        LoweredMinimum.objects.create(
            formation=formation, committee=committee, minimum=wanted, decision=act.body["decision"],
            decision_day=date.fromisoformat(act.body["decision_day"]), at=act.at,
        )  # fmt: skip
    return act.act
