"""The proof of a roster as files: each round's list, lot and result, and the decisions after them (Arts. 18, 19)."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from committees.models import Formation, Lot, LotHolder
from committees.queries.scope import formations, official
from committees.rules import proof
from majlis.models import Act, Body
from majlis.queries import Viewer

FILES = ("snapshot", "lot", "result")
DECISIONS = "decisions.json"
# No clock stands in a zip whose bytes are to be the same tomorrow.
ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644


@dataclass(frozen=True)
class ProofFile:
    """One file of the proof: its path in the folder, and its bytes as stored."""

    path: str
    raw: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


def proof_visible(viewer: Viewer, code: str) -> Formation | None:
    """A formation whose proof the viewer may take: members and officers from the first lot on, everyone once it is open."""
    found = formations(viewer).filter(code=code, lots__isnull=False).distinct()
    if not (official(viewer) or viewer.is_member):
        found = found.filter(proof_open=True)
    return found.first()


def as_proof(lot: Lot, holders: Sequence[LotHolder], voided: Sequence[Lot]) -> proof.Lot:
    """A stored draw as the proof's own type.

    Args: holders, in the announced order, with their persons; voided, the draws given up before it in its round.
    """
    return proof.Lot(
        formation=lot.formation.code, round=lot.round, draw=lot.draw, snapshot_sha256=lot.snapshot_sha256,
        shares=tuple(proof.Share(h.code, h.person.name, h.commit, h.secret, h.nonce) for h in holders),
        announced_at=lot.announced_at, dice=lot.dice, rolled_at=lot.rolled_at, opened_at=lot.opened_at,
        voided=tuple(_given_up(each) for each in voided),
    )  # fmt: skip


def _given_up(lot: Lot) -> proof.VoidedLot:
    return proof.VoidedLot(
        lot.lot_id, lot.snapshot_sha256, tuple(each.commit for each in lot.holders.all()), lot.announcement,
        lot.voided_from, lot.dice, lot.void_reason,  # type: ignore[arg-type]
    )  # fmt: skip


def voided_of(formation: Formation, round_: int | None = None) -> list[Lot]:
    """The draws that were given up, of one round or of all, first to last, with their holders. Two queries."""
    rows = formation.lots.filter(stage="void").select_related("formation").prefetch_related("holders")
    return list((rows if round_ is None else rows.filter(round=round_)).order_by("round", "draw"))


def rounds_of(formation: Formation) -> list[Lot]:
    """The draws that stand, one a round, first to last, with their holders and `voided`, those given up before them.
    Four queries."""
    holders = Prefetch("holders", LotHolder.objects.select_related("person").order_by("place"))
    rows = formation.lots.exclude(stage="void").select_related("formation").prefetch_related(holders)
    given_up = voided_of(formation)
    found = list(rows.order_by("round", "draw"))
    for lot in found:
        lot.voided = [each for each in given_up if each.round == lot.round]
    return found


def round_files(lot: Lot) -> list[ProofFile]:
    """A round's files, those that exist by now: the list from the announcement on, the result when seats are given."""
    folder = f"round-{lot.round}"
    files = [
        ProofFile(f"{folder}/snapshot.json", lot.snapshot.encode("ascii")),
        ProofFile(f"{folder}/lot.json", proof.lot_bytes(as_proof(lot, list(lot.holders.all()), lot.voided))),
    ]
    return [*files, ProofFile(f"{folder}/result.json", lot.result.encode("ascii"))] if lot.result else files


def decisions_file(formation: Formation) -> ProofFile:
    """The decisions on seats, oldest first, each with the hash of its act in the register."""
    return ProofFile(DECISIONS, proof.decisions_bytes(formation.code, seat_decisions(formation)))


def seat_decisions(formation: Formation) -> list[proof.Decision]:
    """What joint meetings changed after the last round (Art. 19). Two queries."""
    rows = formation.seat_decisions.select_related("declaration", "objection", "from_committee", "to_committee")
    found = list(rows.order_by("decided_at", "id"))
    subjects = [each.objection.reference for each in found]
    acts = Act.objects.filter(subject__in=subjects, verb="decide_seat_objection").values_list("subject", "hash")
    hashes = dict(acts)
    return [
        proof.Decision(
            each.declaration.number, _code(each.from_committee), _code(each.to_committee), each.reason,
            hashes.get(each.objection.reference, ""), each.decided_at,
        )
        for each in found
    ]  # fmt: skip


def _code(committee: Body | None) -> str | None:
    return committee.code if committee is not None else None


def proof_files(formation: Formation, rounds: Sequence[Lot]) -> list[ProofFile]:
    """The whole folder that bin/verify checks: the rounds that seated members, and the decisions."""
    files = [file for lot in rounds if lot.result for file in round_files(lot)]
    return [*files, decisions_file(formation)]


def proof_file(formation: Formation, path: str) -> ProofFile | None:
    """One file by its path in the folder, or None."""
    files = [file for lot in rounds_of(formation) for file in round_files(lot)]
    return next((each for each in (*files, decisions_file(formation)) if each.path == path), None)


def zipped(folder: str, files: Mapping[str, bytes]) -> bytes:
    """Files in one folder as a zip, the same bytes for the same files, wherever and whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path, raw in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{path}", ZIP_MOMENT)
            entry.create_system, entry.external_attr = 3, READABLE << 16
            archive.writestr(entry, raw)
    return out.getvalue()
