"""Three programs, one roster: the house's engine, the visitor's JavaScript and bin/verify agree on random parliaments (Arts. 16, 18)."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from committees.rules import proof
from committees.rules.seating import seat
from committees.rules.snapshot import snapshot_bytes
from committees.tests.journeys import House, fits, journey
from committees.tests.parliaments import SEED, body, committee, lot_for, member, parliament, parsed, verifier

__all__ = ["journey"]
ENGINE = Path(settings.BASE_DIR, "static", "js", "seating.js").read_text(encoding="utf-8")
RUN = "async (rows) => { const out = []; for (const [list, seed] of rows) out.push(await window.seating.seating(list, seed)); return out; }"
AT_ONCE = 500
PROOF = "/committees/rosters/13-opening/proof/"


@pytest.fixture
def engine(page: Page) -> Page:
    """A page of an empty address that browsers trust, with nothing on it but the engine."""
    page.route(
        "http://localhost/**", lambda route: route.fulfill(body="<title>engine</title>", content_type="text/html")
    )
    page.goto("http://localhost/")
    page.add_script_tag(content=ENGINE)
    return page


def agreeing(engine: Page, snapshots: list[dict[str, Any]], dice: random.Random) -> None:
    """Every engine gives every snapshot the same roster."""
    third = verifier()
    seeds = [dice.randbytes(32).hex() for _ in snapshots]
    lists = [json.loads(snapshot_bytes(each)) for each in snapshots]
    theirs = engine.evaluate(RUN, [list(pair) for pair in zip(lists, seeds, strict=True)])
    for data, raw, seed, found in zip(snapshots, lists, seeds, theirs, strict=True):
        result = json.loads(seat(parsed(data), seed).as_bytes())
        house = {key: result[key] for key in ("order", "ceilings", "seats", "left_out")}
        assert found == house, (data, seed)
        assert third.seating(raw, seed) == house, (data, seed)


def test_art18_given_random_parliaments_when_three_programs_seat_them_then_every_seat_is_the_same(engine: Page):
    dice = random.Random(18)
    agreeing(engine, [parliament(dice) for _ in range(AT_ONCE)], dice)


@pytest.mark.long
def test_art18_given_ten_thousand_parliaments_with_ties_late_rounds_and_closed_committees_then_all_agree(engine: Page):
    dice = random.Random(1836)
    tied = late = closed = 0
    for _ in range(10_000 // AT_ONCE):
        snapshots = [{**parliament(dice), "round": 1} for _ in range(AT_ONCE)]
        for each in snapshots:
            if all(room["ceiling"] is not None for room in each["committees"]) and dice.random() < 0.5:
                each["round"] = dice.randint(2, 99)
        late += sum(each["round"] > 1 for each in snapshots)
        closed += sum(any(room["ceiling"] == room["seated"] for room in each["committees"]) for each in snapshots)
        tied += sum(bool(seat(parsed(each), SEED).ties()) for each in snapshots)
        agreeing(engine, snapshots, dice)
    assert min(tied, late, closed) > 500, "the parliaments must hold what is hard"


def test_art18_given_three_equal_for_one_seat_then_the_tickets_decide_alike(engine: Page):
    rows = [member(f"m{place}: energy 640, economy 1") for place in range(3)]
    agreeing(engine, [body([committee("energy", 1), committee("economy", 0)], rows)], random.Random(3))


def test_art18_given_a_seed_of_another_draw_then_another_roster(engine: Page):
    rows = [member(f"m{place}: energy 640") for place in range(40)]
    data = body([committee("energy", 20)], rows)
    one, other = engine.evaluate(RUN, [[data, SEED], [data, SEED[::-1]]])
    assert one != other


def test_art18_given_a_lot_with_two_voided_draws_then_the_browser_finds_its_announcement_and_seed(engine: Page):
    dice = random.Random(7)
    drawn = lot_for(parsed(body([committee("energy", 1)], [member("ali: energy 5")])), dice, voided=2)
    said = json.loads(proof.lot_bytes(drawn))
    found = engine.evaluate("(said) => window.seating.lot(said)", said)
    assert found["announcement"] == said["announcement"]
    assert found["seed"] == said["seed"]
    assert found["voided"] == [each["announcement"] for each in said["voided"]]
    said["holders"][0]["nonce"] = "0" * 64
    assert engine.evaluate("(said) => window.seating.lot(said)", said)["announcement"] != said["announcement"]


# --- the page -------------------------------------------------------------------------------------------------------


def test_art18_given_a_stranger_on_the_proof_page_when_his_browser_counts_again_then_every_line_agrees(journey: House):
    page = journey.stranger()
    page.goto(PROOF)
    page.get_by_role("button", name="دوباره بشمار").click()
    expect(page.locator("[data-recount-verdict]")).to_contain_text("همه با هم می‌خواند")
    rows = page.locator("[data-recount-rows] li")
    expect(rows).to_have_count(11)
    expect(rows.filter(has_text="نمی‌خواند")).to_have_count(0)
    fits(page)


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        ("**/proof/round-1/snapshot.json", '"round":1', '"round": 1', "فهرست ورودی"),
        ("**/proof/round-1/result.json", '"by_lot":true', '"by_lot":false', "جای اعضا"),
        ("**/proof/round-1/lot.json", '"secret":"', '"secret":"0', "سهم دارندگان"),
        ("**/roster.json", '"energy"', '"economy"', "فهرست اعضا"),
    ],
)
def test_art18_given_one_altered_file_when_the_browser_counts_again_then_its_line_says_no(
    journey: House, path: str, old: str, new: str, line: str
):
    page = journey.stranger()

    def altered(route: Any) -> None:
        answer = route.fetch()
        text = answer.text()
        assert old in text
        route.fulfill(response=answer, body=text.replace(old, new, 1))

    page.route(path, altered)
    page.goto(PROOF)
    page.get_by_role("button", name="دوباره بشمار").click()
    expect(page.locator("[data-recount-verdict]")).to_contain_text("چیزی با هم نمی‌خواند")
    expect(page.locator("[data-recount-rows] li").filter(has_text="نمی‌خواند").first).to_contain_text(line)


def test_art18_given_a_file_that_does_not_come_then_the_page_says_what_to_do(journey: House):
    page = journey.stranger()
    page.route("**/proof/round-2/result.json", lambda route: route.abort())
    page.goto(PROOF)
    page.get_by_role("button", name="دوباره بشمار").click()
    expect(page.locator("[data-recount-verdict]")).to_contain_text("دوباره آغاز کنید")
