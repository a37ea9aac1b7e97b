"""The signature ledger: what dated signatures and withdrawals amount to at an instant (Const. 74, 88, 89; Arts. 132, 219)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from majlis import persian

Effect = Literal["stands", "withdrawn", "vote"]


@dataclass(frozen=True)
class Signature:
    """One member's name under a matter, from an instant on, until he takes it back. `person` is his key."""

    person: str
    signed_at: datetime
    withdrawn_at: datetime | None = None

    def stands(self, at: datetime) -> bool:
        """Whether it counts at an instant: signed by then, and not yet taken back."""
        return self.signed_at <= at and (self.withdrawn_at is None or self.withdrawn_at > at)


@dataclass(frozen=True)
class Ledger:
    """The signatures under one matter against the number that it needs.

    signatures: all that were ever given.  needed: persons.  announced_at: when it was announced, None before.
    """

    signatures: tuple[Signature, ...]
    needed: int
    announced_at: datetime | None = None

    def standing(self, at: datetime) -> tuple[Signature, ...]:
        """The signatures that count at an instant, one a person."""
        found = {each.person: each for each in self.signatures if each.stands(at)}
        return tuple(found.values())

    def count(self, at: datetime) -> int:
        return len(self.standing(at))

    def enough(self, at: datetime) -> bool:
        """Whether as many stand as the rule of the day asks."""
        return self.count(at) >= self.needed

    def binds(self, at: datetime) -> bool:
        """Whether an interpellation stands (Const. 89; Art. 219 of 1379).

        Before it is announced, while enough signatures stand; from then on a withdrawal changes nothing, unless all who
        stood behind it that day have withdrawn.
        """
        if self.announced_at is None or at < self.announced_at:
            return self.enough(at)
        then = {each.person for each in self.standing(self.announced_at)}
        return bool(then & {each.person for each in self.standing(at)})

    def sentence(self, at: datetime) -> str:
        """The count as a sum: ۹ امضا مانده است، ۱۰ امضا لازم است."""
        have = persian.number(self.count(at))
        return f"{have} امضا مانده است، {persian.number(self.needed)} امضا لازم است"

    def announced_sentence(self, at: datetime) -> str:
        """What withdrawals after the announcement have changed, in a sentence; empty where there were none."""
        if self.announced_at is None or at < self.announced_at:
            return ""
        then = len(self.standing(self.announced_at))
        gone = then - len(
            {each.person for each in self.standing(at)} & {e.person for e in self.standing(self.announced_at)}
        )
        if not gone:
            return ""
        if gone == then:
            return "همهٔ امضاکنندگان پس گرفتند؛ استیضاح از دستور بیرون می‌رود."
        return f"{persian.number(gone)} امضا پس از اعلام وصول پس گرفته شد و اثری ندارد."


def ledger_of(signatures: Iterable[Signature], needed: int, announced_at: datetime | None = None) -> Ledger:
    """The ledger of signatures in the order in which they were given."""
    return Ledger(tuple(sorted(signatures, key=lambda each: each.signed_at)), needed, announced_at)


def after_withdrawal(remaining: int, needed: int, *, generalities_passed: bool) -> Effect:
    """What becomes of a members' bill when a name is taken back (Art. 132 of 1379).

    Args: remaining and needed, persons.
    Returns: stands; withdrawn, where too few remain before the generalities are approved; vote, where it is later and
        parliament decides after one speaker for and one against.
    """
    if remaining >= needed:
        return "stands"
    return "vote" if generalities_passed else "withdrawn"
