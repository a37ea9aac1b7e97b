"""The lot (Art. 18): announce, roll the dice, open the shares; every formula that a stranger needs to check it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from majlis.rules.chain import H

DICE = re.compile(r"[0-9]{20}")
"""Twenty ten-sided dice in cup order, a ten written 0."""
HEX = re.compile(r"[0-9a-f]{64}")
"""A seed, a secret, a nonce, a commitment: 32 bytes as lower-case hex."""
LEAST_HOLDERS = 2


def lot_id(formation: str, round_: int, draw: int) -> str:
    """The lot's name: its formation, the round of that formation, the draw of that round, both from 1."""
    return f"{formation}/{round_}/{draw}"


def commitment(lot: str, holder: str, secret: str, nonce: str) -> str:
    """What a holder hands in before the dice, so that the secret can be neither read nor changed.

    Args: lot, as lot_id() gives it; holder, a code; secret and nonce, 64 lower-case hex characters each.
    Returns: 64 hex characters. Raises: ValueError where secret or nonce has another form.
    """
    _require_hex(secret, nonce)
    return H("share", lot, holder, secret, nonce)


def announcement(lot: str, snapshot_sha256: str, previous: str, commits: Iterable[str]) -> str:
    """The text that is read out before the dice: it binds list, holders and the voided draw before it.

    Args: previous, the announcement of the draw before in the same round, or ""; commits, in the announced order.
    Returns: 64 hex characters. Raises: ValueError with fewer than two commitments or a part of another form.
    """
    commits = tuple(commits)
    if len(commits) < LEAST_HOLDERS:
        raise ValueError("a lot needs at least two holders")
    _require_hex(snapshot_sha256, *commits, *([previous] if previous else []))
    return H("announce", lot, snapshot_sha256, previous, *commits)


def seed(announced: str, opened: Iterable[str], dice: str) -> str:
    """What the opened shares and the dice make together; no holder and no die decides it alone.

    Args: announced, the announcement; opened, the secrets in the announced order; dice, 20 digits.
    Returns: 64 hex characters. Raises: ValueError where a part has another form.
    """
    opened = tuple(opened)
    _require_hex(announced, *opened)
    if DICE.fullmatch(dice) is None:
        raise ValueError("the dice are twenty digits, 0 to 9")
    return H("seed", announced, *opened, dice)


def ticket(seed_: str, *parts: str) -> str:
    """One candidate's ticket; the smallest, compared as text, comes first (Art. 18)."""
    return H("ticket", seed_, *parts)


def drawn(seed_: str, label: Iterable[str], keys: Iterable[str]) -> list[tuple[str, str]]:
    """Keys in the order that the lot gives them.

    Args: label, the parts that say what is drawn; keys, different texts.
    Returns: (ticket, key) pairs, first drawn first.
    """
    label = tuple(label)
    return sorted((ticket(seed_, *label, key), key) for key in keys)


def _require_hex(*parts: str) -> None:
    for part in parts:
        if HEX.fullmatch(part) is None:
            raise ValueError("expected 64 lower-case hex characters")
