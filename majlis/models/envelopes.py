"""Keys in envelopes: the key of one thing, handed to safes and to pairs; whoever has one of them at hand opens it.

Of a thing that lies in no file yet its maker's pair is the only reader; an act lays it into a safe and may hand it on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple
from uuid import UUID

from majlis import boxes, keyring
from majlis.boxes import NotOpened

from .keys import KeyPair
from .sealed import _read, _told, newest, tried

MARK = "key:1"
SAFE, PAIR, LABEL = "s", "p", "n"


class Envelope(NamedTuple):
    """What stands in an envelope: the key by safe and version, by pair, and a label that lies under the key."""

    safes: dict[tuple[str, int], bytes]
    pairs: dict[str, bytes]
    label: bytes

    def __str__(self) -> str:
        safes = (f"{SAFE}{safe}.{version}={_told(box)}" for (safe, version), box in self.safes.items())
        pairs = (f"{PAIR}{pair}={_told(box)}" for pair, box in self.pairs.items())
        return ":".join((MARK, f"{LABEL}={_told(self.label)}", *safes, *pairs))


def read_envelope(text: str) -> Envelope:
    safes: dict[tuple[str, int], bytes] = {}
    pairs: dict[str, bytes] = {}
    label = b""
    for part in text.removeprefix(MARK).split(":")[1:]:
        name, _, box = part.partition("=")
        if name[0] == SAFE:
            safe, _, version = name[1:].partition(".")
            safes[safe, int(version)] = _read(box)
        elif name[0] == PAIR:
            pairs[name[1:]] = _read(box)
        else:
            label = _read(box)
    return Envelope(safes, pairs, label)


def enveloped(
    own: bytes,
    references: Iterable[str] = (),
    pairs: Iterable[KeyPair] = (),
    label: str = "",
    bound: Iterable[str] = (),
) -> str:
    """A key in a new envelope.

    Args: references, files into whose safes it is laid; pairs, who reads it besides; label, kept under the key, bound to `bound`.
    Raises: NoSafe.
    """
    closed = boxes.encrypt(own, label.encode("utf-8"), *bound, LABEL) if label else b""
    return str(_with(Envelope({}, {}, closed), own, references, pairs))


def _with(envelope: Envelope, own: bytes, references: Iterable[str], pairs: Iterable[KeyPair]) -> Envelope:
    for each in references:
        key = newest(each)
        if not any(safe == key.safe_id.hex for safe, _ in envelope.safes):
            envelope.safes[key.safe_id.hex, key.version] = boxes.seal(bytes(key.public), own)
    for pair in pairs:
        if pair.pk.hex not in envelope.pairs:
            envelope.pairs[pair.pk.hex] = boxes.seal(bytes(pair.public), own)
    return envelope


def opened_key(text: str) -> bytes | None:
    """The key in an envelope, where the keys at hand open it; else None."""
    ring = keyring.current()
    if ring is None:
        return None
    envelope = read_envelope(text)
    own = ring.own(envelope.pairs) if envelope.pairs else None
    if own is not None:
        return own
    for (safe, version), box in envelope.safes.items():
        opener = ring.safe_key(safe, version)
        own = tried(opener, box) if opener is not None else None
        if own is not None:
            return own
    return None


def opened_label(text: str, bound: Iterable[str]) -> str | None:
    """The label, where the keys at hand open it; else None."""
    own, label = opened_key(text), read_envelope(text).label
    if own is None or not label:
        return None
    try:
        return boxes.decrypt(own, label, *bound, LABEL).decode("utf-8")
    except NotOpened:
        return None


def laid_in(text: str, references: Iterable[str] = (), pairs: Iterable[KeyPair] = ()) -> str | None:
    """The envelope with these readers too; None where the keys at hand do not open it."""
    own = opened_key(text)
    return None if own is None else str(_with(read_envelope(text), own, references, pairs))


def kept_for(text: str, pairs: Iterable[KeyPair]) -> str:
    """The envelope with these pairs alone, beside its safes."""
    kept = {pair.pk.hex for pair in pairs}
    envelope = read_envelope(text)
    return str(envelope._replace(pairs={pair: box for pair, box in envelope.pairs.items() if pair in kept}))


def is_own(text: str, pair: KeyPair, safes: Collection[UUID] = ()) -> bool:
    """Is it this pair's, and laid into no safe but these?"""
    envelope = read_envelope(text)
    return set(envelope.pairs) == {pair.pk.hex} and {safe for safe, _ in envelope.safes} <= {each.hex for each in safes}


def sealed_to(pair: KeyPair, data: str, *bound: str) -> str:
    """A text for one pair's owner alone."""
    own = boxes.new_key()
    return f"{enveloped(own, pairs=[pair])}|{_told(boxes.encrypt(own, data.encode('utf-8'), *bound))}"


def opened_own(text: str, *bound: str) -> str | None:
    """The text that was sealed to one pair; None where that pair is not at hand, or it was sealed under other names."""
    envelope, _, closed = text.partition("|")
    own = opened_key(envelope)
    if own is None:
        return None
    try:
        return boxes.decrypt(own, _read(closed), *bound).decode("utf-8")
    except NotOpened:
        return None
