"""Twenty years of bills, with the ministries' one voice on each, what the government said, whom it asked before."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import chain

from liaison.demo.years.cast import DAY, Cast
from liaison.demo.years.files import bill
from liaison.demo.years.hand import write
from liaison.models import Consultation, Mark, Matter, Opinion, Position, Signature, Telling, Voice, VoiceArticle
from liaison.rules.voices import STANCES
from majlis.rules.deadlines import legal_day

STILL_OPEN = 30  # bills before parliament, at any size
SIGNERS, ARTICLES, ASKED, TOLD = 15, 6, 5, 2


def bills(cast: Cast, places: range) -> None:
    """Write so many bills with all that was said on them."""
    dice = random.Random(f"bill {places.start}")
    rows = write(bill(cast, place, place < STILL_OPEN, dice) for place in places)
    write(chain.from_iterable(_signed(cast, each, dice) for each in rows if each.lead_id))
    voices = write(_voice(cast, each) for each in rows)
    articles = write(VoiceArticle(voice=v, place=n, label=f"مادهٔ {n}") for v in voices for n in range(1, ARTICLES + 1))
    opinions = write(chain.from_iterable(_opinions(cast, each, dice) for each in voices))
    of_voice = {each.pk: articles[n * ARTICLES : (n + 1) * ARTICLES] for n, each in enumerate(voices)}
    write(
        Mark(opinion=each, article=article, stance=dice.choice(list(STANCES)), text="به دلیل بودجه")
        for each in opinions if each.stage == "given"
        for article in of_voice[each.voice_id]
    )  # fmt: skip
    _positions(cast, [each for each in rows if each.lead_id], dice)
    write(_consultation(cast, each, dice) for each in rows if not each.lead_id)


def _signed(cast: Cast, matter: Matter, dice: random.Random) -> Iterator[Signature]:
    others = dice.sample([each for each in cast.members if each.pk != matter.lead_id], SIGNERS - 1)
    for place, person in enumerate((matter.lead, *others)):
        yield Signature(matter=matter, person=person, place=place, signed_at=matter.filed_at)


def _voice(cast: Cast, matter: Matter) -> Voice:
    asked, waits = matter.filed_at + 2 * DAY, matter.stage == "referred"
    return Voice(
        matter=matter, edition="متن نخست", asked_at=asked, due_day=legal_day(asked + 15 * DAY), line="" if waits else "موافقیم",
        stage="asked" if waits else "agreed", stage_since=asked, agreed_at=None if waits else asked + 20 * DAY,
    )  # fmt: skip


def _opinions(cast: Cast, voice: Voice, dice: random.Random) -> Iterator[Opinion]:
    waits = voice.stage == "asked"
    for body in dice.sample(cast.ministries, ASKED):
        yield Opinion(
            voice=voice, body=body, stage="asked" if waits else "given", stage_since=voice.asked_at,
            given_at=None if waits else voice.asked_at + 10 * DAY,
        )  # fmt: skip


def _positions(cast: Cast, rows: list[Matter], dice: random.Random) -> None:
    made = write(
        Position(
            matter=each, stance="agree", text="با کلیات موافقیم", stated_at=each.filed_at + 5 * DAY, stage="told",
            stage_since=each.filed_at + 6 * DAY,
        )
        for each in rows
    )  # fmt: skip
    write(
        Telling(position=each, audience="members", person=person, medium="نامه", at=each.stated_at + DAY)
        for each in made
        for person in dice.sample(cast.members, TOLD)
    )


def _consultation(cast: Cast, matter: Matter, dice: random.Random) -> Consultation:
    waits, asked = matter.stage == "referred", matter.filed_at - 30 * DAY
    return Consultation(
        title=matter.title, reason="preparing", body=dice.choice(cast.committees), ministry_id=matter.addressee_id, asked_at=asked,
        due_day=legal_day(asked + 20 * DAY), stage="asked" if waits else "given", stage_since=asked, stance="" if waits else "agree",
        view="" if waits else "موافقیم", given_at=None if waits else asked + 12 * DAY, matter=None if waits else matter,
    )  # fmt: skip
