"""Acts of the lot: announce over a frozen snapshot, roll the dice, open the shares (Art. 18)."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import Any

from committees.actions.scores import write_sheets
from committees.models import Lot, LotHolder
from committees.queries.figures import figures
from committees.queries.further import further_doubts, unscored
from committees.queries.proof import as_proof, voided_of
from committees.queries.seating import ceilings_of, snapshot_body
from committees.rules.laws import DIRECTIVE
from committees.rules.procedure import STEPS
from committees.rules.snapshot import Snapshot, parse_snapshot, snapshot_bytes
from majlis import persian
from majlis.models import Act, Person
from majlis.register import Call, official_act
from majlis.rules.law import Refused

DICE = re.compile("[0-9]{20}")
FEWEST_HOLDERS = 2
FIRST_ROUND = 1


def announce_lot(call: Call, lot: Lot) -> Act:
    """Freeze and seal the round's snapshot, and announce the lot with its holders' commitments (Art. 18).

    Args: lot, unsaved, with formation, round and draw; call.body: reading (the named switches, with the source of the
        others' ceiling), holders (code, person key, office, commit).
    Raises: Refused while a draw runs, for an unset ceiling, or for holders that are too few or doubled.
    """
    with official_act(STEPS["announce_lot"], lot, call) as act:
        if further_doubts(lot.formation, lot.round):
            raise Refused(
                DIRECTIVE.article("15"),
                "نسبت سابقهٔ یکی از بازماندگان با کمیسیون تازه هنوز روشن نیست؛ نخست به شعبه ارجاع شود.",
            )
        if lot.round > FIRST_ROUND:
            write_sheets(lot.formation, lot.round, act, only=unscored(lot.formation, lot.round))
        ceilings = ceilings_of(lot.formation)
        raw = snapshot_bytes(snapshot_body(lot.formation, lot.round, _reading(act.body, act.day), ceilings))
        _checked(raw)
        lot.snapshot, lot.snapshot_sha256 = raw.decode("ascii"), hashlib.sha256(raw).hexdigest()
        lot.announced_at = act.at
        lot.stage, lot.stage_since = "announced", act.at
        holders = _holders(lot, act.body["holders"])
        lot.announcement = as_proof(lot, holders, voided_of(lot.formation, lot.round)).announcement
        lot.save()
        LotHolder.objects.bulk_create(holders)
        act.note(snapshot_sha256=lot.snapshot_sha256, announcement=lot.announcement, lot_id=lot.lot_id)
    return act.act


def _reading(body: dict[str, Any], day: date) -> dict[str, Any]:
    reading = dict(body["reading"])
    if reading.get("others_ceiling") is None:
        raise Refused(
            DIRECTIVE.article("16"),
            "سقف کمیسیون‌های دیگر در هیچ متنی نیامده است؛ تصمیم مجلس را با منبع آن وارد کنید.",
            field="others_ceiling",
        )
    # ASK (Art. 16): which day's ceiling binds a formation that runs while the law changes? The day of the announcement's is taken.
    highest = figures().value("first_ceiling", day)
    for name in ("first_ceiling", "others_ceiling"):
        if not 0 <= int(reading[name]) <= highest:
            raise Refused(
                DIRECTIVE.article("16"), f"سقف هیچ کمیسیونی بیش از {persian.number(highest)} نفر نیست.", field=name
            )
    return reading


def _checked(raw: bytes) -> Snapshot:
    snapshot = parse_snapshot(raw)
    if isinstance(snapshot, list):
        raise Refused(DIRECTIVE.article("18"), f"فهرست ورودی پذیرفته نیست: {snapshot[0]}")
    return snapshot


def _holders(lot: Lot, rows: list[dict[str, str]]) -> list[LotHolder]:
    codes = [row["code"] for row in rows]
    if len(rows) < FEWEST_HOLDERS or len(set(codes)) < len(codes):
        raise Refused(DIRECTIVE.article("18"), "دست‌کم دو دارندهٔ سهم با کدهای جدا لازم است.", field="holders")
    people = Person.objects.in_bulk([row["person"] for row in rows])
    by_key = {str(key): person for key, person in people.items()}
    if any(row["person"] not in by_key for row in rows):
        raise Refused(DIRECTIVE.article("18"), "یکی از دارندگان سهم شناخته نیست.", field="holders")
    return [
        LotHolder(
            lot=lot,
            place=place,
            code=row["code"],
            person=by_key[row["person"]],
            office=row.get("office", ""),
            commit=row["commit"],
        )
        for place, row in enumerate(rows, start=1)
    ]


def record_dice(call: Call, lot: Lot) -> Act:
    """Type in the twenty dice as they lie in their cups, a ten as 0 (Art. 18). Args: call.body: dice."""
    with official_act(STEPS["record_dice"], lot, call) as act:
        if DICE.fullmatch(act.body["dice"]) is None:
            raise Refused(
                DIRECTIVE.article("18"), "بیست رقم به ترتیب لیوان‌ها لازم است؛ ده را صفر بنویسید.", field="dice"
            )
        lot.dice, lot.rolled_at = act.body["dice"], act.at
    return act.act


def open_shares(call: Call, lot: Lot) -> Act:
    """Open the holders' shares, check each against its commitment, and make the seed (Art. 18).

    Args: call.body: shares (holder code to secret and nonce, 64 hex each).
    Raises: Refused, naming the holder whose share does not agree.
    """
    with official_act(STEPS["open_shares"], lot, call) as act:
        holders = list(lot.holders.order_by("place"))
        for holder in holders:
            share = act.body["shares"].get(holder.code, {})
            holder.secret, holder.nonce = (
                share.get("secret", "").strip().lower(),
                share.get("nonce", "").strip().lower(),
            )
        lot.opened_at = act.at
        opened = as_proof(lot, holders, voided_of(lot.formation, lot.round))
        if wrong := opened.wrong_shares():
            names = "، ".join(each.person.name for each in holders if each.code in wrong)
            raise Refused(DIRECTIVE.article("18"), f"سهم با تعهد برابر نیست: {names}.", field="shares")
        lot.seed = opened.seed
        LotHolder.objects.bulk_update(holders, ["secret", "nonce"])
        act.note(seed=lot.seed)
        if lot.round == FIRST_ROUND:
            act.lead_root_to("drawn")
    return act.act


def void_lot(call: Call, lot: Lot) -> Act:
    """Give up a draw by decision, before its seats are announced; it stays listed, and the next draw binds it (Art. 18).

    Args: call.body: reason; decision and decision_day, the presiding board's own.  Two officers.
    Raises: Refused once its seats were announced.
    """
    with official_act(STEPS["void_lot"], lot, call) as act:
        lot.voided_from, lot.void_reason = lot.stage, act.body["reason"]
        act.note(lot_id=lot.lot_id, stage=lot.stage, announcement=lot.announcement, dice=lot.dice)
        if lot.formation.stage == "drawn":
            act.lead_root_to("settled")
    return act.act
