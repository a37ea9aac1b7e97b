"""Whose keys are at hand while a request is answered. Without a ring sealed texts stay closed, for jobs and commands too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol


class Ring(Protocol):
    """What can open something: one person's keys, as his request brought them."""

    def safe_key(self, safe: str, version: int) -> bytes | None:
        """The private key of one version of a safe; None where it is not on this ring."""

    def own(self, boxes: Mapping[str, bytes]) -> bytes | None:
        """What was sealed to this person himself. Args: boxes, by the pair's key in hex; None where none is his."""

    def fetch(self, safes: set[str]) -> None:
        """Read the keys of many safes at once, before a list is shown."""

    def learn(self, safe: str, version: int, private: bytes) -> None:
        """A key was made in this request: whoever made it may look back at what he put in."""


_ring: ContextVar[Ring | None] = ContextVar("keyring", default=None)
_standing: list[Ring] = []


def current() -> Ring | None:
    """The keys at hand, or none."""
    ring = _ring.get()
    return ring if ring is not None or not _standing else _standing[-1]


@contextmanager
def opened(ring: Ring | None) -> Iterator[None]:
    """For the length of a request these keys are at hand, and no others."""
    token = _ring.set(ring)
    try:
        yield
    finally:
        _ring.reset(token)


@contextmanager
def standing(ring: Ring) -> Iterator[None]:
    """Where nobody brought keys, these are at hand: for a demonstration that plays everybody's part."""
    _standing.append(ring)
    try:
        yield
    finally:
        _standing.remove(ring)
