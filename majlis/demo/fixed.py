"""What never changes in the demonstration: its moments, and the chance that its invented things are drawn from."""

from __future__ import annotations

import itertools
import random
import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, time
from unittest.mock import patch
from uuid import UUID

from majlis import persian
from majlis.persian import TEHRAN
from majlis.rules.chain import H

SEED = "demonstration 1406"
DICE = 20


def moment(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """A Jalali day and hour of Tehran as an aware instant, UTC."""
    day_ = persian.from_jalali(year, month, day)
    return datetime.combine(day_, time(hour, minute, second), TEHRAN).astimezone(UTC)


FOUNDED = moment(1405, 2, 5, 9)
# The third term has collected for two days, the second one's scores can still be objected to, the first is long final.
NOW = moment(1406, 3, 10, 9, 40)


def derived(*parts: object) -> str:
    """64 hex characters that are this demonstration's own: public, so of no use as a secret anywhere else."""
    return H(SEED, *map(str, parts))


def key(*parts: object) -> UUID:
    """A key for an invented thing, the same each time the demonstration is played."""
    return UUID(derived("key", *parts)[:32])


def chance(*parts: object) -> random.Random:
    """A source of invented variety, the same each time the demonstration is played."""
    return random.Random(derived("chance", *parts))


def dice(*parts: object) -> str:
    """Twenty dice as they would lie in their cups."""
    return "".join(map(str, chance("dice", *parts).choices(range(10), k=DICE)))


_APART: ContextVar[str] = ContextVar("apart", default="")
_NUMBERS: dict[str, Iterator[int]] = {}


def _next() -> tuple[object, ...]:
    name = _APART.get()
    number = next(_NUMBERS.setdefault(name, itertools.count()))
    return (name, number) if name else (number,)


@contextmanager
def drawn_apart(name: str) -> Iterator[None]:
    """Let what happens within it draw its keys from a sequence of this name, so that it changes no other's."""
    token = _APART.set(name)
    try:
        yield
    finally:
        _APART.reset(token)


@contextmanager
def fixed_keys() -> Iterator[None]:
    """Let keys and salts follow one another as they did in the last playing, so that addresses and hashes are the same.

    For the time of the playing alone: a house in use must not be guessed.
    """
    _NUMBERS.clear()

    def uuid4() -> UUID:
        return UUID(int=int(derived("uuid", *_next())[:32], 16), version=4)

    def token_hex(size: int = 32) -> str:
        return derived("salt", *_next())[: 2 * size]

    with patch.object(uuid, "uuid4", uuid4), patch.object(secrets, "token_hex", token_hex):
        yield
