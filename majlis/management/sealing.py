"""Files under a key: AES-256-GCM in chunks, each bound to its place, so that nothing can be cut, swapped or flipped unseen.

Every file has a salt of its own, from which HKDF draws its own key; so a nonce is the chunk's number and whether it is the
last one. Whoever has the files alone learns their sizes and nothing more.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"majlis-sealed/1\n"
KEY_BYTES, SALT_BYTES, PROOF_BYTES, TAG_BYTES = 32, 32, 16, 16
NONCE_BYTES = 11
CHUNK = 1 << 20
HEAD_BYTES = len(MAGIC) + SALT_BYTES + PROOF_BYTES


class Damaged(Exception):
    """A file is not what was written; the text says how it is known."""


class WrongKey(Damaged):
    """A file was sealed with another key."""


def new_key() -> str:
    """A key by chance, as it stands in the environment."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii")


def read_key(text: str) -> bytes | None:
    """The key that a setting names; None where none is set. Raises ValueError for anything but 32 bytes in base64."""
    if not text:
        return None
    try:
        key = base64.b64decode(text.strip(), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("not base64") from error
    if len(key) != KEY_BYTES:
        raise ValueError(f"{len(key)} bytes")
    return key


def sealed(pieces: Iterable[bytes], key: bytes, name: str) -> Iterator[bytes]:
    """What to write for a file: a head, then its chunks. `name` is bound in: under another name it does not open."""
    salt = secrets.token_bytes(SALT_BYTES)
    cipher, proof = _cipher(key, salt)
    yield MAGIC + salt + proof
    waiting, number = bytearray(), 0
    for piece in pieces:
        waiting += piece
        while len(waiting) > CHUNK:
            yield cipher.encrypt(_nonce(number, last=False), bytes(waiting[:CHUNK]), name.encode())
            del waiting[:CHUNK]
            number += 1
    yield cipher.encrypt(_nonce(number, last=True), bytes(waiting), name.encode())


def opened(file: BinaryIO, key: bytes, name: str) -> Iterator[bytes]:
    """The pieces of a sealed file, each checked before it is given.

    Raises: WrongKey; Damaged for what is cut, altered, or another file.
    """
    head = file.read(HEAD_BYTES)
    if len(head) < HEAD_BYTES or not head.startswith(MAGIC):
        raise Damaged("its head is cut or altered")
    salt, proof = head[len(MAGIC) : -PROOF_BYTES], head[-PROOF_BYTES:]
    cipher, expected = _cipher(key, salt)
    if not hmac.compare_digest(proof, expected):
        raise WrongKey("it was sealed with another key, or its head is altered")
    number, chunk = 0, file.read(CHUNK + TAG_BYTES)
    while True:
        following = file.read(CHUNK + TAG_BYTES)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), chunk, name.encode())
        except (InvalidTag, ValueError) as error:
            raise Damaged(f"it is cut or altered at piece {number + 1}") from error
        if not following:
            return
        number, chunk = number + 1, following


def is_sealed(head: bytes) -> bool:
    return head.startswith(MAGIC)


def _cipher(key: bytes, salt: bytes) -> tuple[AESGCM, bytes]:
    """The file's own cipher, and what shows that the key is the right one."""
    drawn = HKDF(SHA256(), KEY_BYTES + PROOF_BYTES, salt, b"majlis backup file").derive(key)
    return AESGCM(drawn[:KEY_BYTES]), drawn[KEY_BYTES:]


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(NONCE_BYTES, "big") + bytes([last])
