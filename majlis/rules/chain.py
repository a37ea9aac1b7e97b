"""The hash that binds: one function for the register, the lot and every proof."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

LENGTH_BYTES = 8


def H(*parts: str) -> str:  # noqa: N802 - the name that every published formula uses
    """SHA-256 over each part as UTF-8 with its byte length, 8 bytes big-endian, in front.

    Args: parts, text; an absent part is the empty string.
    Returns: 64 lower-case hex characters.
    """
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8")
        digest.update(len(raw).to_bytes(LENGTH_BYTES, "big"))
        digest.update(raw)
    return digest.hexdigest()


def instant(at: datetime | None) -> str:
    """An aware instant as ``YYYY-MM-DDTHH:MM:SS.ffffffZ``; nothing as the empty string."""
    if at is None:
        return ""
    if at.tzinfo is None:
        raise ValueError("an instant must be aware")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def canonical(body: Any) -> str:
    """One text for one value: JSON with sorted keys, no spaces, ASCII only."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


LEAF_FIELDS = (
    "salt", "verb", "actor", "on_behalf_of", "subject", "article",
    "figures_version", "happened_at", "recorded_at", "body",
)  # fmt: skip


def leaf(entry: Mapping[str, str]) -> str:
    """The leaf of one register entry: its ten fields, each as text."""
    return H("leaf", *(entry[field] for field in LEAF_FIELDS))


def link(realm: str, seq: int, prev: str, leaf_hash: str) -> str:
    """The entry's hash: its realm, its place, the entry before it, and its leaf."""
    return H("act", realm, str(seq), prev, leaf_hash)


def first_fault(realm: str, entries: Iterable[Mapping[str, Any]], heads: Mapping[int, str] | None = None) -> str | None:
    """Walk a register in its own order and name the first broken entry, or nothing.

    Args:
        realm: the chain's name.
        entries: mappings with LEAF_FIELDS as text, `seq` (int), `prev`, `leaf` and `hash` (64 hex).
        heads: published heads, `seq` to `hash`; an entry that a head names must exist and agree.
    Returns: a sentence that names the entry, or None when all hold.
    """
    expected_seq, prev = 1, ""
    wanted = dict(heads or {})
    for entry in entries:
        seq = entry["seq"]
        if seq != expected_seq:
            return f"{realm} #{seq}: expected entry {expected_seq}; one is missing, doubled or out of order"
        if entry["prev"] != prev:
            return f"{realm} #{seq}: does not follow the entry before it"
        if leaf(entry) != entry["leaf"]:
            return f"{realm} #{seq}: its content was changed"
        if link(realm, seq, prev, entry["leaf"]) != entry["hash"]:
            return f"{realm} #{seq}: its hash is wrong"
        if seq in wanted and wanted.pop(seq) != entry["hash"]:
            return f"{realm} #{seq}: differs from the published head"
        expected_seq, prev = seq + 1, entry["hash"]
    if wanted:
        return f"{realm} #{min(wanted)}: a published head names it, but the register ends at {expected_seq - 1}"
    return None
