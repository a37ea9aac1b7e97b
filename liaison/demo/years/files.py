"""Twenty years of questions, notices, letters and bills, with who signed them, where they were referred, what was answered."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from liaison.demo.years.cast import DAY, Cast
from liaison.demo.years.hand import write
from liaison.models import KIND_MODELS, Answer, Matter, NoticePublication, Referral, Signature
from majlis import persian
from majlis.rules.deadlines import legal_day

STILL_OPEN = 400  # files of each kind that parliament has not done with, whatever the history behind them
OPEN = {"question": ("filed", "sent", "to_floor"), "notice": ("filed", "read"), "correspondence": ("filed",)}
WORDS = ("قطع برق", "جادهٔ ناتمام", "آب روستا", "کمبود پزشک", "بهای گندم", "کلاس کانکسی", "راه‌آهن", "بیمهٔ کارگران")
PLACES = 5000
PUBLISHED = 20  # of so many notices that are done with, one was published with its answer


def matters(kind: str, cast: Cast, places: range) -> None:
    """Write so many files of a kind with what hangs on them."""
    dice = random.Random(f"{kind} {places.start}")
    rows = write(_matter(kind, cast, place, dice) for place in places)
    asked = [each for each in rows if each.lead_id]
    write(Signature(matter=each, person_id=each.lead_id, place=0, signed_at=each.filed_at) for each in asked)
    sent = write(_referral(each) for each in asked if kind == "question")
    write(_answers(cast, sent))
    ended = [each for each in rows if kind == "notice" and each.stage == "closed"]
    write(
        NoticePublication(matter=each, text=each.title, answer="پاسخ داده شد.", published_at=each.filed_at + 20 * DAY)
        for each in ended[::PUBLISHED]
    )


def _matter(kind: str, cast: Cast, place: int, dice: random.Random) -> Matter:
    # The same few hundred are open at any size: history grows, and the desk does not.
    still = place < STILL_OPEN
    filed = cast.now - 40 * DAY * dice.random() if still else cast.began + (cast.now - cast.began) * dice.random()
    stage = dice.choice(OPEN[kind]) if still else "closed"
    row = KIND_MODELS[kind](
        kind=kind, stage=stage, title=f"{dice.choice(WORDS)} ناحیهٔ {dice.randrange(PLACES)}", **_times(cast, filed, place),
        addressee=dice.choice(cast.ministries), lead=dice.choice(cast.members) if kind != "correspondence" else None,
        committee=dice.choice(cast.committees) if kind == "question" else None, announced_at=filed if stage == "read" else None,
        due_on=legal_day(filed + 15 * DAY) if kind == "correspondence" else None,
    )  # fmt: skip
    row.take_keys()
    return row


def _times(cast: Cast, filed: datetime, place: int) -> dict[str, Any]:
    turn = cast.turn(filed)
    return {
        "filed_at": filed, "stage_since": filed, "year": persian.jalali_parts(legal_day(filed))[0], "serial": place + 1,
        "term": cast.terms[turn], "cabinet": cast.cabinets[turn],
    }  # fmt: skip


def _referral(matter: Matter) -> Referral:
    waits, sent = matter.stage != "closed", matter.filed_at
    return Referral(
        matter=matter, ministry_id=matter.addressee_id, request="گزارش", sent_at=sent, due_at=sent + 8 * DAY,
        stage="sent" if waits else "answered", stage_since=sent, answered_at=None if waits else sent + 5 * DAY,
    )  # fmt: skip


def _answers(cast: Cast, sent: list[Referral]) -> Iterator[Answer]:
    order = {each.pk: place for place, each in enumerate(cast.ministries)}
    for each in sent:
        if each.answered_at is not None:
            author = cast.deputy(order[each.ministry_id], each.answered_at)
            yield Answer(matter=each.matter, referral=each, text="پاسخ داده شد.", author=author, at=each.answered_at)


def bill(cast: Cast, place: int, still: bool, dice: random.Random) -> Matter:
    """A bill, unsaved: every second one the government's."""
    # Those before parliament are the newest of all and go round the ministries: a page has one of them at any size.
    filed = cast.now - DAY * dice.random() / 2 if still else cast.once(dice)
    of_government = bool(place % 2)
    kind = "government_bill" if of_government else "member_bill"
    row = KIND_MODELS[kind](
        kind=kind, stage="referred" if still else "in_force", title=f"{dice.choice(WORDS)} در {dice.randrange(PLACES)} بخش",
        addressee=cast.ministries[place % len(cast.ministries)], lead=None if of_government else dice.choice(cast.members),
        committee=dice.choice(cast.committees), announced_at=filed + timedelta(days=3), **_times(cast, filed, place),
    )  # fmt: skip
    row.take_keys()
    return row
