"""What this office has looked at every night: each roster against its lots and its final signature, and nobody on two committees."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count

from committees.models import Formation, Lot, Seat, SeatDecision
from committees.rules.seating import seat
from committees.rules.snapshot import parse_snapshot
from majlis import persian
from majlis.models import Act, Membership
from majlis.queries.authority import on_day
from majlis.queries.checks import Check
from majlis.rules.deadlines import legal_day


def checks(at: datetime) -> list[Check]:
    """The office's checks at an instant: a fixed number of queries, however many formations there are."""
    return [rosters(), two_committees(at)]


# Rosters (Arts. 16-18, 23 row 14)


def rosters() -> Check:
    """Rosters that are not what the lots gave, lots that are not what the engine gives, offices that are not the roster's."""
    given, offices, decided, moves = _given(), _offices(), _decided(), _moves()
    lots: dict[Any, list[Lot]] = defaultdict(list)
    for lot in Lot.objects.exclude(result="").order_by("formation", "round", "draw"):
        lots[lot.formation_id].append(lot)
    rows = []
    for formation in Formation.objects.select_related("term"):
        for lot in lots[formation.pk]:
            if not _stands(lot):
                rows.append(f"{formation}، قرعهٔ دور {persian.digits(lot.round)}: نتیجه با فهرست ورودی و بذر نمی‌خواند.")
        drawn = {number: place for lot in lots[formation.pk] for number, place in _seats(lot).items()}
        held = given[formation.pk]
        for number, place in decided[formation.pk]:
            drawn[number] = place
        for number in sorted({*drawn, *held}):
            if drawn.get(number) != held.get(number, (None, None))[0]:
                rows.append(f"{formation}، فرم {persian.digits(number)}: جای داده‌شده با نتیجهٔ قرعه نمی‌خواند.")
        if formation.stage == "final":
            due = {(person, place) for place, person in held.values()} | moves[formation.code]
            rows += _unlike(formation, due, offices[formation.code])
    return Check("فهرست اعضا و نتیجهٔ قرعه", "عضوی که فهرست او را جایی جز نتیجهٔ قرعه یا تصمیم نهایی نشانده است.", rows)


def _given() -> dict[Any, dict[str, tuple[str, Any]]]:
    """Of each formation: form number, committee and member of every seat."""
    given: dict[Any, dict[str, tuple[str, Any]]] = defaultdict(dict)
    found = Seat.objects.order_by().values_list(
        "formation", "declaration__number", "committee__code", "declaration__member"
    )
    for formation, number, committee, member in found.iterator(chunk_size=2000):
        given[formation][number] = (committee, member)
    return given


def _decided() -> dict[Any, list[tuple[str, str | None]]]:
    """Of each formation: the seats that joint meetings changed, oldest first (Art. 19)."""
    decided: dict[Any, list[tuple[str, str | None]]] = defaultdict(list)
    rows = SeatDecision.objects.order_by("decided_at", "id")
    for formation, number, place in rows.values_list("formation", "declaration__number", "to_committee__code"):
        decided[formation].append((number, place))
    return decided


def _offices() -> dict[str, set[tuple[Any, str]]]:
    """Of each formation's code: the member and committee of every office that its final signature or a later move gave."""
    offices: dict[str, set[tuple[Any, str]]] = defaultdict(set)
    found = Membership.objects.filter(body__kind="committee", role="member").exclude(source="").order_by()
    for source, person, committee in found.values_list("source", "person", "body__code").iterator(chunk_size=2000):
        offices[source].add((person, committee))
    return offices


def _moves() -> dict[str, set[tuple[Any, str]]]:
    """Of each formation's code: the member and committee of every move since (internal rules, Art. 62). Two queries."""
    acts = Act.objects.filter(verb="move_member")
    went = [(UUID(each.subject.rpartition(":")[2]), each.content["seat_to"]) for each in acts]
    seats = Seat.objects.filter(pk__in=[key for key, _ in went]).values_list(
        "pk", "formation__code", "declaration__member"
    )
    whose = {key: (code, member) for key, code, member in seats}
    moves: dict[str, set[tuple[Any, str]]] = defaultdict(set)
    for key, committee in went:
        if key in whose:
            code, member = whose[key]
            moves[code].add((member, committee))
    return moves


def _seats(lot: Lot) -> dict[str, str]:
    try:
        return {number: told["committee"] for number, told in json.loads(lot.result)["seats"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _stands(lot: Lot) -> bool:
    """Is the snapshot the sealed one, and the result what the engine gives for it?"""
    raw = lot.snapshot.encode()
    snapshot = parse_snapshot(raw)
    if hashlib.sha256(raw).hexdigest() != lot.snapshot_sha256 or isinstance(snapshot, list):
        return False
    try:
        return seat(snapshot, lot.seed).as_bytes() == lot.result.encode()
    except ValueError:
        return False


def _unlike(formation: Formation, seats: set[tuple[Any, str]], offices: set[tuple[Any, str]]) -> list[str]:
    rows = []
    if lacking := len(seats - offices):
        rows.append(f"{formation}: {persian.number(lacking)} عضو فهرست نهایی سمتی در کمیسیون خود ندارد.")
    if beyond := len(offices - seats):
        rows.append(f"{formation}: {persian.number(beyond)} سمت کمیسیون در فهرست نهایی نیست.")
    return rows


# One committee for each (Art. 18)


def two_committees(at: datetime) -> Check:
    """Members who sit on two committees today, or were given seats on two in one term."""
    today = Membership.objects.filter(on_day(legal_day(at)), body__kind="committee", role="member").order_by()
    seated = Seat.objects.order_by().values(
        "formation__term__number", "declaration__member__name", "declaration__member"
    )
    rows = [
        f"{name}: امروز عضو {persian.number(many)} کمیسیون است."
        for _, name, many in today.values_list("person", "person__name")
        .annotate(many=Count("body", distinct=True))
        .filter(many__gt=1)
    ]
    rows += [
        f"{row['declaration__member__name']}: در دورهٔ {persian.ordinal(row['formation__term__number'])} در "
        f"{persian.number(row['many'])} کمیسیون جا گرفته است."
        for row in seated.annotate(many=Count("committee", distinct=True)).filter(many__gt=1)
    ]
    return Check("عضویت در دو کمیسیون", "نماینده‌ای که در بیش از یک کمیسیون تخصصی نشسته است.", rows)
