"""The papers of a proof (Arts. 18, 19): the lot, the decisions after it, and the roster that they make together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from committees.rules.seating import Result
from committees.rules.snapshot import Snapshot
from majlis.rules import lots
from majlis.rules.chain import canonical, instant

LOT_FORMAT = "majlis-lot/1"
DECISIONS_FORMAT = "majlis-decisions/1"


@dataclass(frozen=True)
class Share:
    """A holder's part. `secret` and `nonce` are "" until the opening."""

    holder: str
    name: str
    commit: str
    secret: str = ""
    nonce: str = ""


@dataclass(frozen=True)
class VoidedLot:
    """A draw that was given up, and why. `dice` is "" where it was given up before they were rolled."""

    lot_id: str
    snapshot_sha256: str
    commits: tuple[str, ...]
    announcement: str
    stage: Literal["announced", "rolled", "opened"]
    dice: str
    reason: str


@dataclass(frozen=True)
class Lot:
    """One draw of one round. `shares` stand in the announced order; `voided` are the draws before it, first to last."""

    formation: str
    round: int
    draw: int
    snapshot_sha256: str
    shares: tuple[Share, ...]
    announced_at: datetime
    voided: tuple[VoidedLot, ...] = ()
    dice: str = ""
    rolled_at: datetime | None = None
    opened_at: datetime | None = None

    @property
    def lot_id(self) -> str:
        return lots.lot_id(self.formation, self.round, self.draw)

    @property
    def announcement(self) -> str:
        """What is read out before the dice; it binds the voided draw before it."""
        previous = self.voided[-1].announcement if self.voided else ""
        commits = (each.commit for each in self.shares)
        return lots.announcement(self.lot_id, self.snapshot_sha256, previous, commits)

    @property
    def seed(self) -> str:
        """The seed, once dice and shares are known. Raises ValueError before that."""
        return lots.seed(self.announcement, (each.secret for each in self.shares), self.dice)

    def wrong_shares(self) -> tuple[str, ...]:
        """Holders whose opened secret and nonce do not give their commitment (Art. 18)."""
        return tuple(each.holder for each in self.shares if not share_holds(self.lot_id, each))


@dataclass(frozen=True)
class Decision:
    """A seat changed by decision after the last round (Art. 19). A committee None means no seat."""

    id: str
    from_committee: str | None
    to_committee: str | None
    reason: str
    act: str
    decided_at: datetime


def share_holds(lot_id: str, share: Share) -> bool:
    """Whether an opened share is the one that was announced."""
    try:
        return lots.commitment(lot_id, share.holder, share.secret, share.nonce) == share.commit
    except ValueError:
        return False


def lot_bytes(lot: Lot) -> bytes:
    """lot.json. Before the dice, and again before the opening, what is not yet known is absent, and it is no proof."""
    body: dict[str, Any] = {
        "format": LOT_FORMAT,
        "lot_id": lot.lot_id,
        "formation": lot.formation,
        "round": lot.round,
        "draw": lot.draw,
        "snapshot_sha256": lot.snapshot_sha256,
        "holders": [_share(each, lot.opened_at) for each in lot.shares],
        "announcement": lot.announcement,
        "announced_at": instant(lot.announced_at),
        "voided": [asdict(each) for each in lot.voided],
    }
    if lot.rolled_at:
        body |= {"dice": lot.dice, "rolled_at": instant(lot.rolled_at)}
    if lot.opened_at:
        body |= {"opened_at": instant(lot.opened_at), "seed": lot.seed}
    return _file(body)


def decisions_bytes(formation: str, decisions: Sequence[Decision]) -> bytes:
    """decisions.json, oldest first as given."""
    rows = [
        {
            "id": each.id,
            "from": each.from_committee,
            "to": each.to_committee,
            "reason": each.reason,
            "act": each.act,
            "decided_at": instant(each.decided_at),
        }
        for each in decisions
    ]
    return _file({"format": DECISIONS_FORMAT, "formation": formation, "decisions": rows})


def final_roster(rounds: Sequence[tuple[Snapshot, Result]], decisions: Iterable[Decision] = ()) -> dict[str, str]:
    """The roster that the rounds and the decisions after them make (Arts. 18, 19).

    Args: rounds, first to last; decisions, oldest first.
    Returns: member id -> committee code. Raises: ValueError, with a sentence, where a decision does not fit.
    """
    roster = {id_: seat.committee for _, result in rounds for id_, seat in result.seats.items()}
    seated, ceilings = seats_taken(rounds), rounds[-1][1].ceilings
    for each in decisions:
        _decide(each, roster, seated, ceilings)
    return roster


def seats_taken(rounds: Sequence[tuple[Snapshot, Result]]) -> Counter[str]:
    """Seats filled in each committee after the last round, those from before the formation among them."""
    snapshot, result = rounds[-1]
    return Counter({each.code: each.seated for each in snapshot.committees}) + Counter(
        seat.committee for seat in result.seats.values()
    )


def _decide(each: Decision, roster: dict[str, str], seated: Counter[str], ceilings: Mapping[str, int]) -> None:
    if roster.get(each.id) != each.from_committee:
        raise ValueError(f"{each.id}: does not sit where the decision takes the seat from")
    if each.from_committee is not None:
        del roster[each.id]
        seated[each.from_committee] -= 1
    if each.to_committee is not None:
        if each.to_committee not in ceilings:
            raise ValueError(f"{each.id}: {each.to_committee} is not a committee of this formation")
        if seated[each.to_committee] >= ceilings[each.to_committee]:
            raise ValueError(f"{each.id}: passes the ceiling of {each.to_committee}")
        roster[each.id] = each.to_committee
        seated[each.to_committee] += 1


def _share(share: Share, opened_at: datetime | None) -> dict[str, str]:
    shown = {"holder": share.holder, "name": share.name, "commit": share.commit}
    return shown | {"secret": share.secret, "nonce": share.nonce} if opened_at else shown


def _file(body: dict[str, Any]) -> bytes:
    return (canonical(body) + "\n").encode("ascii")
