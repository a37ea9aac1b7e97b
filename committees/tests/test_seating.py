"""Seating (Arts. 16, 18): law examples, what must hold for every parliament, and why a member has no seat."""

from __future__ import annotations

import json
import random
import tomllib
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from committees.rules.explanation import compare_readings, trials
from committees.rules.seating import Result, seat
from committees.rules.snapshot import Snapshot, exact_points, points_text
from committees.tests import parliaments
from committees.tests.parliaments import SEED, body, committee, member, parsed
from majlis.rules import lots
from majlis.rules.chain import H

EXAMPLES = tomllib.loads((parliaments.ROOT / "committees/tests/examples/seating.toml").read_text("utf-8"))["example"]
VERIFY = parliaments.verifier()


def example_body(given: dict[str, Any]) -> dict[str, Any]:
    members = [member(line) for line in given["members"]]
    for each in members:
        each["points"] = {code: text for code, text in each["points"].items() if text != "-"}
    rooms = [
        committee(code, None if most == "by place" else most, given.get("seated", {}).get(code, 0))
        for code, most in given["ceilings"].items()
    ]
    return body(rooms, members, given.get("round", 1), **given.get("reading", {}))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each["name"])
def test_art18_law_examples(example):
    result = seat(parsed(example_body(example["given"])), SEED)
    then = example["then"]
    lucky = sorted(id_ for id_, won in result.seats.items() if won.by_lot)
    if "lot" in then:
        assert set(lucky) < set(then["lot"]["among"])
        assert len(lucky) == then["lot"]["seats"]
        assert set(then["lot"]["among"]) - set(lucky) <= set(result.left_out)
    else:
        assert lucky == []
    if "seats" in then:
        sure = {id_: [won.committee, won.through] for id_, won in result.seats.items() if not won.by_lot}
        assert sure == then["seats"]
    if "left_out" in then:
        assert list(result.left_out) == then["left_out"]
    if "order" in then:
        assert list(result.order) == then["order"]
    if "ceilings" in then:
        assert result.ceilings == then["ceilings"]


def test_art18_given_equal_points_when_one_seat_is_left_then_the_smallest_ticket_has_it():
    members = [member(f"m{number}: energy 300") for number in range(9)]
    result = seat(parsed(body([committee("energy", 1)], members)), SEED)
    smallest = min((H("ticket", SEED, "seat", "1", "energy", each["id"]), each["id"]) for each in members)
    assert [*result.seats] == [smallest[1]]


def test_art18_given_equal_demand_then_tickets_order_the_committees_and_nobody_is_seated_by_lot():
    rooms = [committee(code, 1) for code in ("economy", "energy", "health", "culture")]
    result = seat(parsed(body(rooms, [member("a: energy 1"), member("b: economy 1")])), SEED)
    expected = sorted(rooms, key=lambda each: H("ticket", SEED, "order", "1", each["code"]))
    busy = [each["code"] for each in expected if each["code"] in ("energy", "economy")]
    idle = [each["code"] for each in expected if each["code"] not in ("energy", "economy")]
    assert list(result.order) == busy + idle
    assert not any(won.by_lot for won in result.seats.values())


def test_art18_another_seed_draws_others_and_a_bad_seed_is_refused():
    snapshot = parsed(body([committee("energy", 3)], [member(f"m{number}: energy 300") for number in range(40)]))
    winners = {frozenset(seat(snapshot, lots.ticket(SEED, str(turn))).seats) for turn in range(20)}
    assert len(winners) > 15
    for bad in ("", SEED.upper(), SEED[1:], SEED + "0", "g" * 64):
        with pytest.raises(ValueError, match="seed"):
            seat(snapshot, bad)


def test_the_result_file_is_canonical():
    text = seat(parsed(body([committee("energy", 1)], [member("b: energy 2"), member("a: energy 1")])), SEED).as_bytes()
    assert text.endswith(b"}\n")
    assert b" " not in text
    assert text.isascii()
    value = json.loads(text)
    assert list(value) == sorted(value)
    assert value["seats"] == {"b": {"by_lot": False, "committee": "energy", "through": "first"}}
    assert value["left_out"] == ["a"]
    assert value["format"] == "majlis-seating-result/1"


# What must hold for every parliament.

random_bodies = st.integers(min_value=0, max_value=2**32).map(
    lambda number: parliaments.parliament(random.Random(number))
)
lively = settings(max_examples=200, deadline=None)


@given(random_bodies)
@lively
def test_art16_no_ceiling_is_passed_and_nobody_sits_where_he_did_not_choose(data):
    result = seat(parsed(data), SEED)
    choices = {each["id"]: each["choices"] for each in data["applicants"]}
    for room in data["committees"]:
        taken = sum(won.committee == room["code"] for won in result.seats.values())
        assert taken == 0 or room["seated"] + taken <= result.ceilings[room["code"]]
    for id_, won in result.seats.items():
        assert choices[id_][0 if won.through == "first" else 1] == won.committee
    assert sorted([*result.seats, *result.left_out]) == sorted(choices)


@given(random_bodies)
@lively
def test_art18_nobody_with_fewer_points_is_seated_before_one_with_more_in_the_same_step(data):
    result = seat(parsed(data), SEED)
    points = {each["id"]: {code: Decimal(text) for code, text in each["points"].items()} for each in data["applicants"]}
    for step in result.steps:
        worth = {each.id: points[each.id].get(step.committee, 0) for each in step.candidates}
        refused = worth.keys() - step.seated
        for id_ in step.seated:
            assert all(worth[other] <= worth[id_] for other in refused)
            assert result.seats[id_].by_lot == any(worth[other] == worth[id_] for other in refused)
        assert not refused or len(step.seated) == step.free


@given(random_bodies)
@lively
def test_art18_no_free_seat_is_left_to_one_who_chose_it_when_vacancies_are_filled(data):
    data["reading"]["vacancies"] = True
    result = seat(parsed(data), SEED)
    for each in data["applicants"]:
        if each["id"] in result.left_out:
            for code in each["choices"]:
                room = next(room for room in data["committees"] if room["code"] == code)
                taken = sum(won.committee == code for won in result.seats.values())
                assert room["seated"] + taken == result.ceilings[code]


@given(random_bodies, st.randoms(use_true_random=False))
@lively
def test_art18_the_order_of_the_input_changes_nothing(data, dice):
    def roster(value: dict[str, Any]) -> dict[str, Any]:
        return json.loads(seat(parsed(value), SEED).as_bytes()) | {"snapshot_sha256": ""}

    other = json.loads(json.dumps(data))
    dice.shuffle(other["committees"])
    dice.shuffle(other["applicants"])
    assert roster(other) == roster(data)


def assert_engines_agree(numbers: range) -> None:
    for number in numbers:
        data = parliaments.parliament(random.Random(number))
        mine, other = json.loads(seat(parsed(data), SEED).as_bytes()), VERIFY.seating(data, SEED)
        assert {key: mine[key] for key in other} == other, number


def test_art18_the_engine_and_the_verifier_agree():
    assert_engines_agree(range(200))


@pytest.mark.long
def test_art18_the_engine_and_the_verifier_agree_on_ten_thousand_parliaments():
    assert_engines_agree(range(10_000, 20_000))


# Why not me?


def tied() -> tuple[Snapshot, Result]:
    lines = ["a: energy 500", "b: energy 300, economy 5", "c: energy 300, economy 5", "d: energy 120.25, economy 900"]
    snapshot = parsed(body([committee("energy", 2), committee("economy", 1)], [member(line) for line in lines]))
    return snapshot, seat(snapshot, SEED)


def test_art18_a_tie_shows_its_step_its_tickets_and_its_last_points():
    _, result = tied()
    [step] = [step for step in result.ties() if step.committee == "energy"]
    assert step.cut == exact_points("300")
    assert step.drawn_seats == 1
    assert step.free == 2
    assert [id_ for _, id_ in step.tickets] == sorted(
        "bc", key=lambda id_: H("ticket", SEED, "seat", "1", "energy", id_)
    )
    assert [row.place for row in step.ranking] == [1, 2, 2, 4]
    assert [row.seated for row in step.ranking] == [True, True, False, False]


def test_art18_a_member_reads_the_gap_and_the_ticket():
    _, result = tied()
    short, second = trials(result, "d")
    assert points_text(short.gap) == "179.75"
    assert short.mine.place == 4
    assert short.rivals == 3
    assert not short.mine.seated
    assert second.committee == "economy"
    assert second.mine.seated
    assert second.mine.through == "second"
    [step] = [step for step in result.ties() if step.committee == "energy"]
    loser = trials(result, step.tickets[1][1])
    assert loser[0].gap == 0
    assert loser[0].mine.ticket > loser[0].last_ticket != ""
    assert trials(result, "nobody") == ()


def test_art18_each_other_reading_is_named_with_what_it_would_have_changed():
    lines = [
        "a: energy 500", "b: energy 400, economy 350", "f: energy 300", "d: economy 300",
        "e: health 10", "g: health 9, energy 1", "h: culture 1",
    ]  # fmt: skip
    rooms = [committee("energy", 1), committee("economy", 1), committee("health", 1), committee("culture", 3)]
    alternatives = {
        each.name: each.moved for each in compare_readings(parsed(body(rooms, [member(x) for x in lines])), SEED)
    }
    assert [*alternatives] == [
        "second_choices=after", "vacancies=false", "first_count=0", "demand=all_choices", "left_over=next_committee",
    ]  # fmt: skip
    assert alternatives["second_choices=after"] == {"b": ("economy", None), "d": (None, "economy")}
    assert alternatives["first_count=0"] == {}
    # With the next committee in the order, two of the left-over members fill culture, which none of them chose.
    elsewhere = {id_: there for id_, (_, there) in alternatives["left_over=next_committee"].items()}
    assert sorted(there for there in elsewhere.values() if there == "culture") == ["culture", "culture"]


@pytest.mark.parametrize(
    ("text", "units"), [("0", 0), ("640", 6_400_000), ("640.0", 6_400_000), ("0.0001", 1), ("12.05", 120_500)]
)
def test_points_are_exact(text, units):
    assert exact_points(text) == units
    assert exact_points(points_text(units)) == units
