"""Small parliaments for the tests of seating: as plain data, at random, and as whole proofs on disk."""

from __future__ import annotations

import hashlib
import importlib.machinery
import importlib.util
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from committees.rules import proof
from committees.rules.seating import Result, seat
from committees.rules.snapshot import FORMAT, Snapshot, parse_snapshot, snapshot_bytes
from majlis.rules import lots

ROOT = Path(__file__).resolve().parents[2]
SEED = hashlib.sha256(b"a seed").hexdigest()
READING = {"first_count": 6, "first_ceiling": 23, "others_ceiling": 22, "second_choices": "equal", "vacancies": True}
NOON = datetime(2026, 6, 1, 8, 30, tzinfo=UTC)


def verifier() -> Any:
    """bin/verify as a module."""
    loader = importlib.machinery.SourceFileLoader("verify", str(ROOT / "bin" / "verify"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("verify", loader))
    loader.exec_module(module)
    return module


def member(line: str) -> dict[str, Any]:
    """ "ali: energy 640, economy 300" as an applicant."""
    name, _, wishes = line.partition(":")
    pairs = [wish.split() for wish in wishes.split(",")]
    return {"id": name.strip(), "choices": [code for code, _ in pairs], "points": dict(pairs)}


def committee(code: str, ceiling: int | None = None, seated: int = 0) -> dict[str, Any]:
    return {"code": code, "title": f"کمیسیون {code}", "seated": seated, "ceiling": ceiling}


def body(committees: list[dict], members: list[dict], round_: int = 1, **reading: Any) -> dict[str, Any]:
    """A snapshot as plain data."""
    return {
        "format": FORMAT,
        "formation": "12-opening",
        "round": round_,
        "reading": READING | reading,
        "committees": committees,
        "applicants": members,
    }


def parsed(data: dict[str, Any]) -> Snapshot:
    snapshot = parse_snapshot(snapshot_bytes(data))
    assert isinstance(snapshot, Snapshot), snapshot
    return snapshot


def parliament(dice: random.Random) -> dict[str, Any]:
    """A random snapshot, small enough to tie and to run over."""
    codes = [f"c{number}" for number in range(dice.randint(1, 6))]
    by_order = dice.random() < 0.4
    committees = []
    for code in codes:
        ceiling = None if by_order and dice.random() < 0.8 else dice.randint(0, 5)
        committees.append(committee(code, ceiling, dice.randint(0, ceiling or 0)))
    worth = dice.choice([["0"], ["640", "640.0", "300"], ["0", "0.0001", "12.5", "12.50", "1499", "999999999.9999"]])
    members = []
    for number in range(dice.randint(0, 25)):
        choices = dice.sample(codes, min(len(codes), dice.randint(1, 2)))
        points = {code: dice.choice(worth) for code in choices if dice.random() < 0.9}
        members.append({"id": f"m{number}", "choices": choices, "points": points})
    reading = {
        "first_count": dice.randint(0, 6),
        "first_ceiling": dice.randint(0, 5),
        "others_ceiling": dice.randint(0, 5),
        "second_choices": dice.choice(["equal", "after"]),
        "vacancies": dice.random() < 0.5,
    }
    return body(committees, members, **reading)


def lot_for(snapshot: Snapshot, dice: random.Random, voided: int = 0) -> proof.Lot:
    """An opened lot over a snapshot, after so many voided draws."""
    given_up: tuple[proof.VoidedLot, ...] = ()
    for draw in range(1, voided + 1):
        old = _draw(snapshot, dice, draw, given_up, draw)
        row = proof.VoidedLot(
            old.lot_id,
            old.snapshot_sha256,
            tuple(each.commit for each in old.shares),
            old.announcement,
            ("announced", "rolled", "opened")[draw % 3],
            old.dice if draw % 3 else "",
            "تاسی از لیوان افتاد",
        )
        given_up += (row,)
    return _draw(snapshot, dice, voided + 1, given_up, voided + 1)


def _draw(snapshot: Snapshot, dice: random.Random, draw: int, voided: tuple, hour: int) -> proof.Lot:
    name = lots.lot_id(snapshot.formation, snapshot.round, draw)
    shares = []
    for holder in ("deputy-speaker", "branch-01-head", "floor"):
        secret, nonce = dice.randbytes(32).hex(), dice.randbytes(32).hex()
        shares.append(proof.Share(holder, "نایب‌رئیس", lots.commitment(name, holder, secret, nonce), secret, nonce))
    at = NOON + timedelta(days=snapshot.round, hours=hour)
    return proof.Lot(
        formation=snapshot.formation,
        round=snapshot.round,
        draw=draw,
        snapshot_sha256=snapshot.sha256,
        shares=tuple(shares),
        announced_at=at,
        voided=voided,
        dice="".join(str(dice.randrange(10)) for _ in range(20)),
        rolled_at=at + timedelta(minutes=5),
        opened_at=at + timedelta(minutes=9),
    )


def write_round(folder: Path, data: dict[str, Any], dice: random.Random, voided: int = 0) -> tuple[Snapshot, Result]:
    """One round's three files."""
    raw = snapshot_bytes(data)
    snapshot = parse_snapshot(raw)
    assert isinstance(snapshot, Snapshot), snapshot
    lot = lot_for(snapshot, dice, voided)
    result = seat(snapshot, lot.seed)
    at = folder / f"round-{snapshot.round}"
    at.mkdir(parents=True)
    for name, content in (("snapshot", raw), ("lot", proof.lot_bytes(lot)), ("result", result.as_bytes())):
        (at / f"{name}.json").write_bytes(content)
    return snapshot, result


def next_round(data: dict[str, Any], result: Result, dice: random.Random) -> dict[str, Any]:
    """The round after: the left-over members name committees with seats left, and one comes late."""
    taken = {each["code"]: each["seated"] for each in data["committees"]}
    for won in result.seats.values():
        taken[won.committee] += 1
    rooms = [committee(code, result.ceilings[code], taken[code]) for code in sorted(taken)]
    free = [each["code"] for each in rooms if each["seated"] < each["ceiling"]] or sorted(taken)
    members = []
    for id_ in (*result.left_out, f"late-{data['round']}"):
        choices = dice.sample(free, min(len(free), 2))
        members.append({"id": id_, "choices": choices, "points": dict.fromkeys(choices, "640")})
    return body(rooms, members, data["round"] + 1, **data["reading"])


def write_proof(folder: Path, dice: random.Random, rounds: int = 2) -> list[tuple[Snapshot, Result]]:
    """A whole proof that holds, with decisions where the roster leaves room for one."""
    data, done = parliament(dice), []
    for _ in range(rounds):
        done.append(write_round(folder, data, dice, voided=dice.randrange(3)))
        data = next_round(data, done[-1][1], dice)
    (folder / "decisions.json").write_bytes(proof.decisions_bytes("12-opening", some_decisions(done)))
    return done


def some_decisions(done: list[tuple[Snapshot, Result]]) -> list[proof.Decision]:
    """One member gives up a seat and takes it again, so that both directions stand in the file."""
    seats = {id_: won.committee for _, result in done for id_, won in result.seats.items()}
    decisions = []
    for id_, code in sorted(seats.items())[:1]:
        at = NOON + timedelta(days=30)
        decisions.append(proof.Decision(id_, code, None, "اعتراض پذیرفته شد", "act-1", at))
        decisions.append(proof.Decision(id_, None, code, "رأی اصلاح شد", "act-2", at + timedelta(hours=1)))
    return decisions
