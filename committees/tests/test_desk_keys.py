"""The verification desk in a browser: by keyboard alone, and without its script (Art. 5)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from committees.tests import played
from majlis.models import ClockOffset

HOUR = timedelta(hours=1)


@pytest.fixture
def desk(served_database):
    """Three forms on the desk of a served house, and the officer's session."""
    house = played.given_formation("verifying", members=3)
    away = house.opened + played.AFTER_DAY_THREE + HOUR - datetime.now(UTC)
    ClockOffset.objects.create(seconds=int(away.total_seconds()))
    session = played.sign_in(Client(), house.people["officer"]).cookies[settings.SESSION_COOKIE_NAME].value
    return house, served_database, session


def enter(context, address, session):
    context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": session,
                "domain": "localhost",
                "path": "/",
                "secure": True,
                "httpOnly": True,
            }
        ]
    )
    return context.new_page(), address


def press(page, letter):
    """A letter as a Persian keyboard sends it; the driver knows Latin keys alone."""
    page.evaluate(
        "key => document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}))",
        letter,
    )


def at(house, number):
    item = house.items()[number]
    return reverse("committees:desk_item", args=[item.pk])


def test_art5_given_the_keyboard_alone_when_items_are_judged_then_the_next_opens_by_itself(desk, context):
    house, address, session = desk
    page, _ = enter(context, address, session)
    page.goto(address + at(house, 1))
    press(page, "پ")
    page.wait_for_url("**" + at(house, 2))
    press(page, "ر")
    page.keyboard.type("پایان سابقه با سند نمی‌خواند")
    page.keyboard.press("Enter")
    page.wait_for_url("**" + at(house, 0))
    accepted, rejected = house.items()[1:3]
    assert (accepted.stage, rejected.stage, rejected.reason) == ("accepted", "rejected", "پایان سابقه با سند نمی‌خواند")
    page.keyboard.press("n")
    page.keyboard.press("Space")
    expect(page.locator("[data-flag][open]")).to_have_count(1)
    expect(page.locator("[data-flag] input[type=radio]:checked")).to_have_count(1)


def test_art5_given_no_script_when_items_are_judged_then_every_act_still_works(desk, browser, browser_context_args):
    house, address, session = desk
    context = browser.new_context(
        **browser_context_args, java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    page, _ = enter(context, address, session)
    page.goto(address + at(house, 0))
    page.get_by_role("button", name="پذیرش").click()
    page.wait_for_url("**" + at(house, 1))
    page.locator("summary", has_text="رد با دلیل").click()
    page.get_by_label("دلیل رد").fill("مهر ندارد")
    page.get_by_role("button", name="رد این مورد").click()
    page.wait_for_url("**" + at(house, 2))
    assert [each.stage for each in house.items()[:2]] == ["accepted", "rejected"]
    context.close()
