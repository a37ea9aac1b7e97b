"""The keys of the demonstration: its password is known to everyone, and so is what it opens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from majlis import boxes
from majlis.boxes import NotOpened
from majlis.demo.accounts import PASSWORD
from majlis.models import KeyPair, SafeShare, User
from majlis.models.sealed import tried
from majlis.personal import make_pair


class EverybodysRing:
    """Opens whatever an account with the common password opens: for playing all parts. No account of a real house is one."""

    def __init__(self) -> None:
        self._pairs: dict[str, bytes | None] = {}
        self._safes: dict[tuple[str, int], bytes] = {}

    def give(self, user: User, at: datetime) -> None:
        """An account gets its pair."""
        private = make_pair(user, PASSWORD, at)
        self._pairs[KeyPair.objects.get(user=user).pk.hex] = private

    def learn(self, safe: str, version: int, private: bytes) -> None:
        self._safes[safe, version] = private

    def fetch(self, safes: set[str]) -> None:
        """Nothing is fetched: what was made while this ring stood is on it."""

    def safe_key(self, safe: str, version: int) -> bytes | None:
        if (safe, version) not in self._safes:
            rows = SafeShare.objects.filter(key__safe=UUID(safe), key__version=version).select_related("pair")
            for row in rows:
                private = self._private(row.pair.pk.hex)
                found = tried(private, bytes(row.box)) if private is not None else None
                if found is not None:
                    self._safes[safe, version] = found
                    break
        return self._safes.get((safe, version))

    def own(self, handed: Mapping[str, bytes]) -> bytes | None:
        for pair, box in handed.items():
            private = self._private(pair)
            found = tried(private, box) if private is not None else None
            if found is not None:
                return found
        return None

    def _private(self, pair: str) -> bytes | None:
        if pair not in self._pairs:
            self._pairs[pair] = _by_password(pair)
        return self._pairs[pair]


def _by_password(pair: str) -> bytes | None:
    row = KeyPair.objects.filter(pk=UUID(pair)).first()
    try:
        return boxes.unwrap(PASSWORD, bytes(row.by_password)) if row is not None else None
    except NotOpened:
        return None


RING = EverybodysRing()
