"""Acts that give seats: by the lot's seed, round after round, to the final list (Arts. 16-18, 23)."""

from __future__ import annotations

from committees.models import Choice, Declaration, Formation, Lot, Seat
from committees.queries.seating import next_round, open_committees
from committees.rules.laws import DIRECTIVE
from committees.rules.procedure import STEPS
from committees.rules.seating import Result, seat
from committees.rules.snapshot import parse_snapshot
from majlis.models import Act, Body, Membership
from majlis.register import Call, Doing, official_act
from majlis.rules.law import Refused

CHOICES = 2


def seat_members(call: Call, formation: Formation) -> Act:
    """Give the seats of the first round and announce them; the day for objections starts (Arts. 16-18, 23 row 10)."""
    with official_act(STEPS["seat_members"], formation, call) as act:
        _run(formation, act)
    return act.act


def place_left_over(call: Call, formation: Formation) -> Act:
    """Give seats to members left out who have named further committees (Arts. 18, 23 row 11)."""
    with official_act(STEPS["place_left_over"], formation, call) as act:
        _run(formation, act)
    return act.act


def _run(formation: Formation, act: Doing) -> None:
    lot = Lot.objects.filter(formation=formation, stage="opened").order_by("-round", "-draw").first()
    snapshot = parse_snapshot(lot.snapshot.encode("ascii"))
    result: Result = seat(snapshot, lot.seed)
    lot.result = result.as_bytes().decode("ascii")
    lot.save(update_fields=["result"])
    forms = {each.number: each for each in Declaration.objects.filter(formation=formation)}
    bodies = {each.code: each for each in Body.objects.filter(kind="committee")}
    Seat.objects.bulk_create(
        Seat(
            formation=formation, declaration=forms[number], committee=bodies[given.committee], round=lot.round,
            through=given.through, by_lot=given.by_lot, given_at=act.at, stage="given", stage_since=act.at,
        )
        for number, given in result.seats.items()
    )  # fmt: skip
    seated = [forms[number].pk for number in result.seats]
    Declaration.objects.filter(pk__in=seated).update(stage="seated", stage_since=act.at)
    left = Declaration.objects.filter(formation=formation).exclude(stage__in=("seated", "left_out"))
    left.update(stage="left_out", stage_since=act.at)
    act.note(lot=lot.lot_id, seed=lot.seed, seated=len(seated), left_out=list(result.left_out))


def name_further_choices(call: Call, declaration: Declaration) -> Act:
    """A member left out of both his choices names two other committees that have seats left (Arts. 18, 20).

    Args: call.body: choices, two codes in order.  Raises: Refused for a committee that is full, or one named twice.
    """
    with official_act(STEPS["name_further_choices"], declaration, call) as act:
        codes = list(act.body["choices"])
        left = open_committees(declaration.formation)
        if len(codes) != min(CHOICES, len(left)) or len(set(codes)) != len(codes):
            raise Refused(DIRECTIVE.article("18"), "دو کمیسیون جدا از هم نام ببرید.", field="choices")
        if any(code not in left for code in codes):
            raise Refused(DIRECTIVE.article("18"), "تنها کمیسیونی که جای خالی دارد پذیرفته است.", field="choices")
        round_ = next_round(declaration.formation)
        if declaration.choices.filter(round=round_, submission=declaration.submission).exists():
            raise Refused(DIRECTIVE.article("18"), "دو کمیسیون دیگر را پیش‌تر نام برده‌اید.")
        bodies = {each.code: each for each in Body.objects.filter(code__in=codes)}
        Choice.objects.bulk_create(
            Choice(
                declaration=declaration,
                submission=declaration.submission,
                round=round_,
                rank=rank,
                committee=bodies[code],
            )
            for rank, code in enumerate(codes, start=1)
        )
        act.note(round=round_)
    return act.act


def finalise_roster(call: Call, formation: Formation) -> Act:
    """Sign the final list; the members hold their seats from that day (Art. 23 row 14). Two officers."""
    with official_act(STEPS["finalise_roster"], formation, call) as act:
        seats = Seat.objects.filter(formation=formation).select_related("declaration")
        Membership.objects.bulk_create(
            Membership(
                person_id=each.declaration.member_id, body_id=each.committee_id, role="member", from_day=act.day,
                term=formation.term, to_day=formation.term.ends_on, source=formation.code,
            )
            for each in seats
        )  # fmt: skip
        act.note(seats=len(seats))
    return act.act


def open_proof(call: Call, formation: Formation) -> Act:
    """Open snapshot, lot and result to everyone (Arts. 3 and 17 speak of members; the public is the house's own step)."""
    with official_act(STEPS["open_proof"], formation, call) as act:
        formation.proof_open = True
    return act.act
