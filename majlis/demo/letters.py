"""A few letters of every office: each kind once, signed; one that is void, and one that was worded twice and waits for its signature."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from majlis import actions
from majlis.models import Act, Letter, Membership, Person
from majlis.queries import Viewer
from majlis.queries.authority import entitled, offices_of, on_day
from majlis.queries.letters import LetterKind, new_letter, rooms, wording_of
from majlis.register import Call
from majlis.rules.deadlines import legal_day
from majlis.rules.procedure import STEPS

BEFORE = timedelta(hours=3)
APART = timedelta(minutes=4)
VOID = "نمونهٔ نمایشی: گیرنده نادرست نوشته شده بود."
FILES_TRIED = 40


def play(now: datetime) -> list[Letter]:
    """Write each kind of letter on the newest file that one may be written on, in the hours before a moment."""
    written: list[Letter] = []
    with transaction.atomic():
        for _, room in rooms():
            for kind in room.kinds:
                written += _write(room, kind, now - BEFORE + APART * len(written))
        if written:
            void = written[0]
            _do("void_letter", _signer(void, void.signed_at), now - BEFORE / 2, void, {"reason": VOID})
            draft = _draft(void.realm, void.kind, now - BEFORE / 3)
            if draft is not None:
                _revise(draft, now - BEFORE / 4)
                written.append(draft)
    return written


def _revise(draft: Letter, at: datetime) -> None:
    """Another of the office words a draft anew: it is urgent."""
    step = STEPS["revise_letter"]
    hands = (each for each in _holders(draft.kind.drafters, at) if entitled(step, draft, each.person, each.offices))
    other = next((each.person for each in hands if each.person != draft.drafted_by), draft.drafted_by)
    _do("revise_letter", other, at, draft, {**_body(draft), "priority": "urgent"})


def _write(room: Any, kind: LetterKind, at: datetime) -> list[Letter]:
    realm = next(config.realm.code for config, each in rooms() if each is room)
    letter = _draft(realm, kind, at)
    if letter is None:
        return []
    signer = _signer(letter, at)
    if signer is not None:
        _do("sign_letter", signer, at + APART / 2, letter, _body(letter))
    return [letter]


def _draft(realm: str, kind: LetterKind, at: datetime) -> Letter | None:
    for file in _files(kind):
        for viewer in _holders(kind.drafters, at):
            letter = new_letter(viewer, realm, kind.word, file)
            if letter is None or not entitled(STEPS["draft_letter"], letter, viewer.person, viewer.offices):
                continue
            said = wording_of(letter)
            body = {
                "addressee": said.addressee, "title": said.title, "text": said.text, "copies": said.copies, "grade": kind.grade,
                "priority": "ordinary",
            }  # fmt: skip
            _do("draft_letter", viewer.person, at, letter, body)
            return letter
    return None


def _files(kind: LetterKind) -> Iterator[UUID]:
    acts = Act.objects.filter(verb=kind.act).order_by("-happened_at", "-seq").values_list("subject", flat=True)
    for subject in acts[:FILES_TRIED]:
        yield UUID(subject.partition(":")[2])


def _holders(offices: Any, at: datetime) -> Iterator[Viewer]:
    day = legal_day(at)
    for name in offices:
        kind, _, role = name.partition(".")
        held = Membership.objects.filter(on_day(day), body__kind=kind, role=role).select_related("person")
        for each in held.order_by("body__code", "from_day", "person__sort_key"):
            yield Viewer(each.person, day, at, offices_of(each.person, day))


def _signer(letter: Letter, at: datetime) -> Person | None:
    step = STEPS["sign_letter"]
    holders = _holders(letter.kind.signers, at)
    return next((each.person for each in holders if entitled(step, letter, each.person, each.offices)), None)


def _body(letter: Letter) -> dict[str, Any]:
    return {name: getattr(letter, name) for name in ("addressee", "title", "text", "copies", "grade", "priority")}


def _do(word: str, person: Person | None, at: datetime, letter: Letter, body: dict[str, Any]) -> None:
    getattr(actions, word)(Call(actor=person, at=at, body=body), letter)
