"""A safe is shut for several who open it together: any three of five, one after another, each with his own keys (conduct, Art. 7 n. 1).

No secret is split: the safe's private key lies once for each three of them, and in each order in which they may come, in a box in
a box in a box.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import permutations

from majlis import boxes, keyring
from majlis.models import KeyPair, Person, SafeKey, SafeNest, SafePeel, SafeShare
from majlis.rules.law import Refused
from majlis.safes import pairs_of

LAYERS = ("first", "second", "third")
TOGETHER = len(LAYERS)
NOT_WHOLE = "کلید این پرونده نزد شما کامل نیست و بسته نمی‌شود؛ کسی که همهٔ آن را دارد، دفتردار، امضای دوم را بزند."
NO_KEY = "کلید شما در این نشست در دسترس نیست؛ بیرون بروید، با گذرواژهٔ خود وارد شوید و دوباره بیایید."
NOT_HIS = "این بایگانی با کلید کسان دیگری بسته شده است و کلید شما در آن نیست."


def shut(reference: str, pairs: Collection[KeyPair]) -> None:
    """Close every version of a safe for these pairs, three together, and take everybody's share away.

    Raises: Refused where the keys at hand do not open a version.
    """
    keys = list(SafeKey.objects.filter(safe__reference=reference))
    ring = keyring.current()
    SafeNest.objects.filter(key__in=keys).delete()
    for key in keys:
        private = ring.safe_key(key.safe_id.hex, key.version) if ring is not None else None
        if private is None:
            raise Refused(None, NOT_WHOLE)
        SafeNest.objects.bulk_create(_nest(key, three, private) for three in permutations(pairs, TOGETHER))
    SafeShare.objects.filter(key__in=keys).delete()


def _nest(key: SafeKey, three: tuple[KeyPair, ...], private: bytes) -> SafeNest:
    box = boxes.nest([bytes(each.public) for each in three], private)
    return SafeNest(key=key, box=box, **dict(zip(LAYERS, three, strict=True)))


def is_shut(reference: str) -> bool:
    """Does a safe lie shut for several together?"""
    return SafeNest.objects.filter(key__safe__reference=reference).exists()


def peel(reference: str, person: Person, came: int) -> bool:
    """Take off a person's layer, with his own keys, after so many have come. With the last layer the keys are at hand.

    Returns: whether it was the last.  Raises: Refused where his keys are not at hand, or have no part in it.
    """
    pair = next(iter(pairs_of([person])), None)
    ring = keyring.current()
    if pair is None or ring is None:
        raise Refused(None, NO_KEY)
    nests = SafeNest.objects.filter(key__safe__reference=reference, **{LAYERS[came]: pair}).select_related(
        "key", "peel"
    )
    lying = {each: each.peel.box if came else each.box for each in nests if not came or hasattr(each, "peel")}
    if not lying:
        raise Refused(None, NOT_HIS)
    opened = {nest: ring.own({pair.pk.hex: bytes(box)}) for nest, box in lying.items()}
    if not all(opened.values()):
        raise Refused(None, NO_KEY)
    give_up(reference)
    last = came + 1 == TOGETHER
    for nest, inner in opened.items():
        assert inner is not None
        if last:
            ring.learn(nest.key.safe_id.hex, nest.key.version, inner)
        else:
            SafePeel.objects.create(nest=nest, box=inner)
    return last


def give_up(reference: str) -> None:
    """What was opened so far is gone: they begin anew."""
    SafePeel.objects.filter(nest__key__safe__reference=reference).delete()


def forget(reference: str) -> None:
    """The safe has its readers again, and is no longer shut."""
    SafeNest.objects.filter(key__safe__reference=reference).delete()
