"""Keys one person at a time: what he brings with a request, and a house in which nobody's are at hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from majlis import keyring, safes
from majlis.demo.keys import RING
from majlis.models import KeyPair, Person
from majlis.models.sealed import OwnRing
from majlis.tests.keys import own_pairs_of, pairs_for_all


def ring_of(person: Person) -> OwnRing:
    """What this person's sign-in puts at hand."""
    pairs_for_all([person])
    pair = KeyPair.objects.get(user__person=person)
    private = RING._private(pair.pk.hex)
    assert private is not None
    return OwnRing(pair, private)


@contextmanager
def nobodys_keys() -> Iterator[None]:
    """The house's own way: keys come with a request or not at all, and nobody is given a pair unasked."""
    standing, given = keyring._standing[:], safes.pairs_of
    keyring._standing.clear()
    safes.pairs_of = own_pairs_of
    try:
        yield
    finally:
        keyring._standing.extend(standing)
        safes.pairs_of = given


@contextmanager
def keys_of(person: Person) -> Iterator[None]:
    """For a while this person's keys are at hand, and nobody else's."""
    ring = ring_of(person)
    with nobodys_keys(), keyring.opened(ring):
        yield
