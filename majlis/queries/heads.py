"""Published heads of the chains, and whether the chain still holds one that somebody kept on paper (house, Art. 18)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.apps import apps

from majlis import persian
from majlis.models import Act, Head

DAYS = 8  # publications that the page prints
LONGEST = 400  # letters that somebody may paste
_HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_PLACE = re.compile(r"(?<![0-9a-f])[0-9]{1,12}(?![0-9a-f])")


@dataclass(frozen=True)
class Printed:
    """One head as it is printed: whose chain, its place there (a sealed one tells none), the hash or the commitment."""

    desk: str
    place: int | None
    text: str
    sealed: bool


@dataclass(frozen=True)
class Publication:
    """All heads that were published at one moment."""

    at: datetime
    rows: tuple[Printed, ...]


@dataclass(frozen=True)
class Answer:
    """What the house says of a pasted head. found: it was published, or stands in an open chain; holds: the chain has it still."""

    text: str
    readable: bool
    found: bool = False
    holds: bool = False
    desk: str = ""
    place: int | None = None
    published_at: datetime | None = None


def publications() -> list[Publication]:
    """The last publications, newest first. Of a sealed chain the commitment alone, which counts nothing."""
    realms = _realms()
    rows = Head.objects.filter(realm__in=realms).order_by("-published_at", "realm")[: DAYS * len(realms)]
    return [
        Publication(at, tuple(_printed(head, realms[head.realm]) for head in heads))
        for at, heads in groupby(rows, key=lambda head: head.published_at)
    ]


def _realms() -> dict[str, tuple[str, bool]]:
    found = (config.realm for config in apps.get_app_configs() if getattr(config, "realm", None) is not None)
    return {realm.code: (realm.title, realm.sealed) for realm in found}


def _printed(head: Head, realm: tuple[str, bool]) -> Printed:
    title, sealed = realm
    return Printed(title, None, head.published, True) if sealed else Printed(title, head.seq, head.hash, False)


def answer(pasted: str) -> Answer:
    """Does the chain hold what somebody pasted from paper: a hash, with its place where it stood beside it?"""
    text = persian.ascii_digits(pasted[:LONGEST]).lower()
    found = _HASH.search(text)
    if found is None:
        return Answer("", False)
    said, realms = found[0], _realms()
    place = _PLACE.search(text.replace(said, " "))
    return (
        _as_head(said, Head.objects.filter(hash=said, nonce="").order_by("published_at"), realms)
        or _as_head(said, _commitments(said), realms)
        or (_as_place(said, int(place[0]), realms) if place is not None else None)
        or Answer(said, True)
    )


def _as_head(said: str, heads: Iterable[Head], realms: dict[str, tuple[str, bool]]) -> Answer | None:
    """A published head, and whether the entry at its place has its hash still; of a sealed chain no place is told."""
    for head in heads:
        if head.realm not in realms:
            continue
        title, sealed = realms[head.realm]
        holds = head.seq == 0 or Act.objects.filter(realm=head.realm, seq=head.seq, hash=head.hash).exists()
        return Answer(said, True, True, holds, title, None if sealed else head.seq, head.published_at)
    return None


def _commitments(said: str) -> list[Head]:
    """The sealed head that bears this commitment. It is made anew of every one, so that no answer comes sooner."""
    return [head for head in Head.objects.exclude(nonce="").order_by("published_at") if head.published == said]


def _as_place(said: str, place: int, realms: dict[str, tuple[str, bool]]) -> Answer | None:
    """An entry of an open chain, by its place: the hash of an act that stands on its receipt."""
    known = [code for code, (_, sealed) in realms.items() if not sealed]
    act = Act.objects.filter(realm__in=known, seq=place, hash=said).only("realm", "seq").first()
    return Answer(said, True, True, True, realms[act.realm][0], act.seq) if act is not None else None
