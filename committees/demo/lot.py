"""The lot, the seats, and the members left out of both their choices (Arts. 16, 18, 23)."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from committees import actions
from committees.demo.terms import CEILING_SOURCE
from committees.models import Declaration, Lot
from committees.queries.seating import open_committees
from majlis.demo.acting import Event, Story
from majlis.demo.fixed import derived, dice, key
from majlis.models import Person
from majlis.rules.deadlines import legal_day
from majlis.rules.lots import commitment, lot_id

if TYPE_CHECKING:
    from committees.demo.play import TermPlay

WANTED = 2
THIRD = 2


class Holder(NamedTuple):
    """One who holds a share of the seed."""

    code: str
    person: Person
    office: str


Announced = tuple[Lot, str, list[Holder]]


def _holders(play: TermPlay) -> Iterator[Holder]:
    yield Holder("deputy-speaker", play.person("deputy_speaker"), "نایب‌رئیس مجلس")
    heads = sorted(play.heads)
    one = THIRD % len(heads)
    other = (one + max(1, len(heads) * 2 // 5)) % len(heads)
    for code in (heads[one], heads[other]):
        yield Holder(code, play.heads[code], f"رئیس {play.house.bodies[code].title}")
    yield Holder("member", play.members[-1], "نماینده، به قرعه از صحن")


def _share(lot: str, holder: str) -> dict[str, str]:
    """A share that is anything but secret: it follows from the lot's name, so that the demonstration can be played again."""
    return {"secret": derived("secret", lot, holder), "nonce": derived("nonce", lot, holder)}


def _draw(play: TermPlay, round_: int, at: datetime, draw_: int = 1) -> Story:
    lot, name, holders = yield from _announced(play, round_, draw_, at)
    yield play.act(actions.record_dice, lot, at + timedelta(minutes=32), play.person("secretary"), dice=dice(name))
    shares = {each.code: _share(name, each.code) for each in holders}
    yield play.act(actions.open_shares, lot, at + timedelta(minutes=41), play.person("deputy_speaker"), shares=shares)


def _given_up(play: TermPlay, round_: int, at: datetime) -> Story:
    """A first draw of a round that comes to nothing: a holder has lost his share before the dice are rolled."""
    lot, _, _ = yield from _announced(play, round_, 1, at)
    facts = {
        "reason": "یکی از دارندگان پیش از ریختن تاس‌ها گفت برگهٔ سهم خود را گم کرده است.",
        "decision": "نمونهٔ ۳",
        "decision_day": legal_day(at).isoformat(),
    }
    yield play.signed_act(actions.void_lot, at + timedelta(minutes=20), lot, **facts)


def _announced(play: TermPlay, round_: int, draw_: int, at: datetime) -> Generator[Event, None, Announced]:
    name = lot_id(play.plan.code, round_, draw_)
    holders = list(_holders(play))
    rows = [
        {
            "code": each.code,
            "person": str(each.person.pk),
            "office": each.office,
            "commit": commitment(name, each.code, **_share(name, each.code)),
        }
        for each in holders
    ]
    lot = Lot(id=key("lot", name), formation=play.formation, round=round_, draw=draw_)
    facts = {"reading": dict(play.plan.reading), "source": CEILING_SOURCE, "holders": rows}
    yield play.act(actions.announce_lot, lot, at, play.person("secretary"), **facts)
    return lot, name, holders


def draw(play: TermPlay) -> Story:
    """The first round's lot, in open session."""
    yield from _draw(play, 1, play.plan.at(10, 16))


def announce_seats(play: TermPlay) -> Story:
    """The seats of the first round, over two signatures."""
    yield play.signed_act(actions.seat_members, play.plan.at(10, 17))


def place_left_over(play: TermPlay) -> Story:
    """Those left out name two committees that have seats, and a second round places them."""
    plan = play.plan
    free = open_committees(play.formation)
    left = list(
        Declaration.objects.filter(formation=play.formation, stage="left_out")
        .select_related("member", "formation")
        .order_by("number")
    )
    for turn, form in enumerate(left):
        choices = sorted(free, key=lambda code: (-free[code], code))[:WANTED]
        free[choices[0]] -= 1
        at = plan.at(10, 18) + timedelta(minutes=7 * turn)
        yield play.act(actions.name_further_choices, form, at, form.member, choices=choices)
    if left:
        yield from _given_up(play, 2, plan.at(11, 8))
        yield from _draw(play, 2, plan.at(11, 9), 2)
        yield play.act(actions.place_left_over, play.formation, plan.at(11, 10), play.person("secretary"))


def finish(play: TermPlay) -> Story:
    """The final list over two signatures, and the proof for everyone to check."""
    yield play.signed_act(actions.finalise_roster, play.plan.at(13, 10))
    yield play.act(actions.open_proof, play.formation, play.plan.at(13, 11), play.person("secretary"))
