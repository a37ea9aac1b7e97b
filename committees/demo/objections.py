"""Objections to points and to seats, and the joint meetings that hear them (Arts. 17, 19, 23 rows 8, 9, 12, 13)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from committees import actions
from committees.demo.terms import TIE_COMMITTEE
from committees.facts import joint_roll
from committees.models import JointSitting, Objection, Seat
from committees.queries.changes import members_on, minimum_of
from committees.queries.figures import figures
from committees.queries.items import current_items
from committees.queries.seating import open_committees
from majlis import actions as kernel
from majlis.demo.acting import Event, Story, call
from majlis.demo.fixed import key
from majlis.demo.house import House
from majlis.models import Body, EnactedFigure, Membership
from majlis.register import FirstSigned
from majlis.rules.deadlines import legal_day

if TYPE_CHECKING:
    from committees.demo.play import TermPlay

QUORUM, MAJORITY = "joint_meeting_quorum", "joint_meeting_majority"
DECREE = "تصمیم ساختگی دورهٔ نمایشی"
CLAIM = "اصل حکم در دستگاه هست و تاریخ آغاز آن همان است که در فرم نوشته‌ام؛ تصویر خواناتری دارم."
OTHER_CLAIM = "این سمت با کار کمیسیون پیوند دارد و در جدول تنها بخشی از آن دیده شده است."
SEAT_CLAIM = "سابقهٔ من به کار آن کمیسیون نزدیک‌تر است و هنوز جای خالی دارد."
UPHELD = "اصل حکم در جلسه دیده شد و تاریخ آن با فرم یکی است."
REFUSED = "سندی تازه‌تر از آنچه معاونت قوانین دیده بود داده نشد."
RESEATED = "کمیسیون خواسته‌شده جای خالی دارد و با جابه‌جایی، کمیسیون پیشین زیر کف نمی‌رود."
PLACE = "تالار مشروطه"
REQUEST = "نامهٔ ساختگی ۴۱"
WRITTEN = 2  # objections to points in a term


def joint_numbers(house: House, at: datetime, quorum: int, majority: int) -> Story:
    """The numbers of the joint meeting, which no text tells: this house's invented decision."""
    for turn, (name, value) in enumerate(((QUORUM, quorum), (MAJORITY, majority))):
        moment = at + timedelta(minutes=turn)
        facts = {
            "figure": f"committees.{name}", "value": value, "decree": DECREE, "decree_number": f"نمونهٔ {turn + 1}", "source": DECREE,
            "decided_on": legal_day(at).isoformat(), "first_day": (legal_day(at) + timedelta(days=1)).isoformat(),
        }  # fmt: skip
        figure = EnactedFigure(id=key("figure", name))
        yield Event(moment, lambda figure=figure, moment=moment, facts=facts: _enacted(house, figure, moment, facts))


def _enacted(house: House, figure: EnactedFigure, at: datetime, facts: dict[str, Any]) -> None:
    with suppress(FirstSigned):
        kernel.enact_figure(call(house.people["secretary"], at, **facts), figure)
    kernel.enact_figure(call(house.administrator, at, **facts), figure)


def contested(play: TermPlay) -> list[Any]:
    """Refused posts whose owners head no branch and stand in no tie, oldest form first."""
    heads = [each.pk for each in play.heads.values()]
    rows = current_items(play.formation).filter(stage="rejected", kind="post", papers__isnull=False)
    found = rows.exclude(declaration__member__in=heads).select_related("declaration__member", "declaration__formation")
    return [
        each
        for each in found.order_by("declaration__number", "place").distinct()
        if each.claim.get("post") and TIE_COMMITTEE not in _chosen(each)
    ]


def _chosen(item: Any) -> list[str]:
    return list(item.declaration.choices.filter(round=1).order_by("rank").values_list("committee__code", flat=True))


def filed(play: TermPlay, at: datetime, first: int = 0) -> Iterator[Event]:
    """Two members object to a line of their points. Args: at, the first one's moment; first, how many refused posts to pass over."""
    for turn, item in enumerate(contested(play)[first : first + WRITTEN]):
        form = item.declaration
        objection = Objection(
            id=key("objection", play.plan.number, turn), formation=play.formation, declaration=form, kind="score",
            committee=Body.objects.get(code=_chosen(item)[0], kind="committee"),
        )  # fmt: skip
        facts = {"item": str(item.pk), "claim": (CLAIM, OTHER_CLAIM)[turn]}
        yield play.act(actions.file_objection, objection, at + timedelta(hours=turn), form.member, **facts)


def invited(play: TermPlay, at: datetime, session: datetime, kind: str, most: int = 9) -> Iterator[Event]:
    """The objectors are invited to the joint meeting. Args: session, when they are heard; most, how many of them."""
    rows = Objection.objects.filter(formation=play.formation, kind=kind, stage="filed").order_by("filed_at")
    for turn, objection in enumerate(rows.select_related("formation", "declaration__member")[:most]):
        facts = {"invited_for": session.isoformat(), "place": PLACE}
        yield play.act(actions.invite_objector, objection, at + timedelta(minutes=turn), play.person("clerk"), **facts)


def heard(play: TermPlay, at: datetime, kind: str) -> Iterator[Event]:
    """A joint meeting hears who was invited: the first one is right, the others are not."""
    board = Body.objects.get(code="presiding_board")
    roll = [str(each.person_id) for each in joint_roll(legal_day(at), play.term)]
    sitting = JointSitting(id=key("joint", play.plan.number, kind), formation=play.formation, body=board)
    speaker = play.person("speaker")
    yield play.act(actions.open_joint_sitting, sitting, at, speaker, present=roll)
    act = {"score": actions.decide_objection, "seat": actions.decide_seat_objection}[kind]
    rows = Objection.objects.filter(formation=play.formation, kind=kind, stage="invited").order_by("filed_at")
    for turn, objection in enumerate(rows.select_related("formation", "declaration__member", "item", "committee")):
        votes = {each: "against" if place % 6 == 5 else "agree" for place, each in enumerate(roll)}
        facts = {
            "sitting": str(sitting.pk),
            "heard": ("heard", "absent")[turn % 2],
            "votes": votes,
            "recused": [],
            **_word(objection, turn),
        }
        yield play.act(act, objection, at + timedelta(minutes=3 + 3 * turn), speaker, **facts)
    yield play.act(actions.close_joint_sitting, sitting, at + timedelta(minutes=14), speaker)


def _word(objection: Objection, turn: int) -> dict[str, str]:
    if turn:
        return {"outcome": "refused", "reason": REFUSED, "relation": "", "as_row": ""}
    if objection.kind == "seat":
        return {"outcome": "accepted", "reason": RESEATED}
    return {"outcome": "accepted", "reason": UPHELD, "relation": "related", "as_row": ""}


def moved(play: TermPlay, at: datetime) -> Iterator[Event]:
    """One member of the largest committee asks for the smallest, where floor and ceiling allow it (internal rules, Art. 62)."""
    day = legal_day(at)
    sizes = {each.committee: members_on(each.committee, day) for each in Seat.objects.filter(formation=play.formation)}
    ranked = sorted(sizes, key=lambda body: (sizes[body], body.code))
    source, to = ranked[-1], ranked[0]
    if sizes[source] - 1 < minimum_of(source, play.term, day) or sizes[to] >= figures().value("ceiling", day):
        return
    heads = Membership.objects.filter(term=play.term, role="head").values("person")
    seats = Seat.objects.filter(formation=play.formation, committee=source).exclude(declaration__member__in=heads)
    seat = seats.select_related("formation__term", "declaration__member").order_by("declaration__number").first()
    if seat is not None:
        yield play.act(actions.move_member, seat, at, play.person("secretary"), committee=to.code, request=REQUEST)


def seat_contested(play: TermPlay, at: datetime) -> Iterator[Event]:
    """One who sits by his second choice asks for a committee that has a seat left."""
    free = open_committees(play.formation)
    if not free:
        return
    wanted = Body.objects.get(kind="committee", code=min(free, key=lambda code: (-free[code], code)))
    heads = Membership.objects.filter(term=play.term, role="head").values("person")
    seats = Seat.objects.filter(formation=play.formation, through="second").exclude(committee=wanted)
    seat = (
        seats.exclude(declaration__member__in=heads)
        .select_related("declaration__member")
        .order_by("declaration__number")
        .first()
    )
    if seat is None:
        return
    objection = Objection(
        id=key("objection", play.plan.number, "seat"), formation=play.formation, declaration=seat.declaration, kind="seat",
        committee=wanted,
    )  # fmt: skip
    yield play.act(actions.object_to_seat, objection, at, seat.declaration.member, claim=SEAT_CLAIM)
