"""Keys for tests: everybody who may read has a pair, and what is sealed is read without signing in.

Tests about the keys themselves ask for `no_standing_keys`: then nothing opens but what a request brings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from majlis import keyring, safes
from majlis.demo.fixed import NOW
from majlis.models import KeyPair, Person, User

own_pairs_of = safes.pairs_of


def pairs_for_all(persons: Iterable[Person]) -> list[KeyPair]:
    """As the house does it, after whoever lacks an account or its pair was given one."""
    from majlis.demo.keys import RING

    everyone = list(persons)
    for person in everyone:
        user, _ = User.objects.get_or_create(person=person, defaults={"username": f"u{person.pk.hex[:8]}"})
        if not KeyPair.objects.filter(user=user).exists():
            RING.give(user, NOW)
    return own_pairs_of(everyone)


@pytest.fixture(autouse=True, scope="session")
def everybody_has_keys() -> Iterator[None]:
    from majlis.demo.keys import RING

    safes.pairs_of = pairs_for_all
    with keyring.standing(RING):
        yield
    safes.pairs_of = own_pairs_of


@pytest.fixture
def no_standing_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The house's own way: keys come with a request or not at all, and nobody is given a pair unasked."""
    monkeypatch.setattr(keyring, "_standing", [])
    monkeypatch.setattr(safes, "pairs_of", own_pairs_of)
