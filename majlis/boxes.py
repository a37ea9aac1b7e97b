"""Cryptography over bytes, all of it a library's (libsodium): pairs, sealed boxes, bound texts, keys wrapped by a password.

Nothing here knows a row, a person or a request. What does not open raises NotOpened, whatever the reason.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from typing import NamedTuple

from nacl import pwhash, utils
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import Aead, SecretBox

KEY_BYTES = 32
LENGTH_BYTES = 8
COST_BYTES = 4
# libsodium's own "interactive" cost: 64 MiB, two rounds.
OPS, MEMORY = pwhash.argon2id.OPSLIMIT_INTERACTIVE, pwhash.argon2id.MEMLIMIT_INTERACTIVE
SALT_BYTES = pwhash.argon2id.SALTBYTES
# Letters and digits that no hand mistakes for one another; 32 of them, five bits each, 160 bits in all.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
GROUPS, GROUP = 8, 4


class NotOpened(Exception):
    """The wrong key, or something other than what was sealed."""


class Pair(NamedTuple):
    """A public and a private key, 32 bytes each."""

    public: bytes
    private: bytes


def new_key() -> bytes:
    """A key by chance, 32 bytes."""
    return utils.random(KEY_BYTES)


def new_pair() -> Pair:
    private = PrivateKey.generate()
    return Pair(bytes(private.public_key), bytes(private))


def public_of(private: bytes) -> bytes:
    """The public half of a private key."""
    return bytes(PrivateKey(private).public_key)


def seal(public: bytes, data: bytes) -> bytes:
    """Close data so that only the holder of the private key opens it; who closed it is not told and cannot open it again."""
    return SealedBox(PublicKey(public)).encrypt(data)


def unseal(private: bytes, box: bytes) -> bytes:
    """Open what was sealed.  Raises: NotOpened."""
    try:
        return SealedBox(PrivateKey(private)).decrypt(box)
    except (CryptoError, ValueError, TypeError) as error:
        raise NotOpened from error


def nest(publics: Sequence[bytes], data: bytes) -> bytes:
    """Seal data to several who open it one after another, the first named first; nobody of them alone, nor all but one."""
    for public in reversed(publics):
        data = seal(public, data)
    return data


def encrypt(key: bytes, data: bytes, *bound: str) -> bytes:
    """Close data under a key. Args: bound, to what it belongs: under another name it does not open."""
    return bytes(Aead(key).encrypt(data, _framed(bound)))


def decrypt(key: bytes, data: bytes, *bound: str) -> bytes:
    """Open what `encrypt` closed, under the same names.  Raises: NotOpened."""
    try:
        return Aead(key).decrypt(data, _framed(bound))
    except (CryptoError, ValueError, TypeError) as error:
        raise NotOpened from error


def keyed_hash(key: bytes, data: bytes) -> str:
    """A hash that only who has the key can make, in hex: it proves what was closed, and lets nobody try guesses."""
    return hashlib.blake2b(data, key=key, digest_size=KEY_BYTES, person=b"majlis.paper").hexdigest()


def _framed(parts: Sequence[str]) -> bytes:
    """Each part with its length in front, so that no two lists of names read alike."""
    raw = [part.encode("utf-8") for part in parts]
    return b"".join(len(each).to_bytes(LENGTH_BYTES, "big") + each for each in raw)


def wrap(secret: str, private: bytes, *, ops: int = OPS, memory: int = MEMORY) -> bytes:
    """Close a private key under a password or a recovery key, which Argon2id makes dear to guess.

    Args: ops, memory (bytes): the cost, written in front, so that it can grow with the years.
    """
    salt = utils.random(SALT_BYTES)
    cost = ops.to_bytes(COST_BYTES, "big") + memory.to_bytes(COST_BYTES, "big")
    return cost + salt + bytes(SecretBox(_drawn(secret, salt, ops, memory)).encrypt(private))


def unwrap(secret: str, wrapped: bytes) -> bytes:
    """The private key that a password or a recovery key closed.  Raises: NotOpened."""
    ops, memory = (int.from_bytes(wrapped[at : at + COST_BYTES], "big") for at in (0, COST_BYTES))
    head = 2 * COST_BYTES
    salt, box = wrapped[head : head + SALT_BYTES], wrapped[head + SALT_BYTES :]
    try:
        return SecretBox(_drawn(secret, salt, ops, memory)).decrypt(box)
    except (CryptoError, ValueError, TypeError) as error:
        raise NotOpened from error


def _drawn(secret: str, salt: bytes, ops: int, memory: int) -> bytes:
    return pwhash.argon2id.kdf(KEY_BYTES, secret.encode("utf-8"), salt, opslimit=ops, memlimit=memory)


def new_recovery() -> str:
    """A recovery key by chance, to be printed once: eight groups of four letters and digits."""
    drawn = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(drawn)


def read_recovery(typed: str) -> str:
    """A recovery key as it was printed, whatever hands made of its strokes, gaps and small letters."""
    kept = "".join(each for each in typed.upper() if each in ALPHABET)
    return "-".join(kept[at : at + GROUP] for at in range(0, len(kept), GROUP))


def carried(key: bytes, private: bytes) -> bytes:
    """A private key as it lies in a session, under a key that only the browser keeps."""
    return bytes(SecretBox(key).encrypt(private))


def taken_up(key: bytes, box: bytes) -> bytes:
    """The private key of a session.  Raises: NotOpened."""
    try:
        return SecretBox(key).decrypt(box)
    except (CryptoError, ValueError, TypeError) as error:
        raise NotOpened from error
