"""The demand board beside the two choices: it asks again by itself, and the last choice made is the one it shows (Arts. 4, 18)."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

from committees.models import Declaration
from committees.tests.filling import SUBMIT, choose, make_ready
from committees.tests.journeys import House, journey
from majlis.models import Person
from majlis.persian import ascii_digits, digits

__all__ = ["journey"]

ASKS = "**/choices/demand/**"
LONGER_THAN_A_ROUND = 25_000


def somebody() -> Person:
    """A member who has his form and has not handed it in."""
    forms = Declaration.objects.filter(formation__code="15-opening", stage="issued").select_related("member")
    return forms.exclude(member__user__username="member").order_by("number")[0].member


def sent(page: Page) -> int:
    """How many forms the board counts."""
    return int(ascii_digits(page.locator("#demand .card-note").inner_text()).split()[0])


def test_art4_given_an_open_board_when_another_member_hands_in_then_it_is_counted_without_a_press(journey: House):
    page = journey.member(somebody())
    page.clock.install()
    choose(page, "energy")
    before = sent(page)

    other = journey.page("member")
    make_ready(other)
    other.get_by_role("button", name=SUBMIT).click()
    expect(other.locator(".receipt-number")).to_be_visible()

    page.clock.run_for(LONGER_THAN_A_ROUND)
    expect(page.locator("#demand .card-note")).to_contain_text(digits(f"{before + 1} فرم"))
    expect(page.locator("[name=first]")).to_have_value("energy")


def test_art4_given_an_answer_on_its_way_when_another_committee_is_chosen_then_the_board_shows_the_last_choice(
    journey: House,
):
    page = journey.member(somebody())
    choose(page)
    held: list[Route] = []
    page.route(ASKS, lambda route: route.continue_() if held else held.append(route))
    with page.expect_request(ASKS):
        page.locator("[name=first]").select_option("energy")
    with page.expect_request(ASKS):
        page.locator("[name=first]").select_option("health")
    expect(page.locator("#demand .row-own th")).to_contain_text("بهداشت")
    # The late answer to the first question finds nobody who waits for it.
    held[0].continue_()
    page.unroute(ASKS)
    with page.expect_response(ASKS):
        page.locator("[name=second]").select_option("judiciary")
    expect(page.locator("#demand .row-own")).to_have_count(2)
    expect(page.locator("#demand .row-own th").filter(has_text="انرژی")).to_have_count(0)
