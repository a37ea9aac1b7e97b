"""Search in a browser: by the keyboard alone, and without any script."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from majlis.models import Body, ClockOffset, Membership, Person, User
from majlis.tests.people import MORNING, appointed, founded, person_named

NAMES = ("سارا گندمی", "سامان گندمکار", "سپهر گندم‌آبادی")


@pytest.fixture
def session(served_database: str) -> str:
    """The session of an officer in a small house with three members of like names."""
    people = founded()
    chamber = Body.objects.get(kind="chamber")
    for name in NAMES:
        appointed(person_named(name, people.administrator), chamber, "member", people.administrator)
    ClockOffset.objects.create(seconds=int((MORNING - datetime.now(UTC)).total_seconds()))
    user = User.objects.create(username="officer", person=people.secretary)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    client = Client()
    client.force_login(user)
    assert Membership.objects.filter(role="member").count() > len(NAMES)
    assert Person.objects.filter(name=NAMES[0]).exists()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def opened(context: Any, session: str) -> Page:
    cookie = {"domain": "localhost", "path": "/", "secure": True, "httpOnly": True}
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, **cookie}])
    return context.new_page()


def test_from_any_page_to_a_member_and_back_by_keys_alone(served_database, session, context):
    page = opened(context, session)
    page.goto(f"{served_database}/")
    page.keyboard.press("/")
    field = page.locator("[data-search]")
    expect(field).to_be_focused()
    page.keyboard.type("گندم")
    page.keyboard.press("Enter")
    # The keys are a script's, and scripts run when the page has come whole.
    page.wait_for_url(re.compile(r"/search/\?q="))
    hits = page.locator("[data-hit]")
    expect(hits).to_have_count(len(NAMES))
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(hits.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(hits.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(NAMES[0])


def test_a_slash_in_a_text_is_a_slash(served_database, session, context):
    page = opened(context, session)
    page.goto(f"{served_database}/search/")
    page.locator("[data-search]").click()
    page.keyboard.type("1406/42")
    expect(page.locator("[data-search]")).to_have_value("1406/42")


def test_without_a_script_it_is_a_plain_form(served_database, session, browser):
    context = browser.new_context(base_url=served_database, java_script_enabled=False)
    page = opened(context, session)
    page.goto("/")
    page.locator("[data-search]").fill("گندم ابادي")
    page.locator("[data-search]").press("Enter")
    expect(page.locator("[data-hit]")).to_have_text(NAMES[2])
    expect(page.locator("mark").first).to_be_visible()
    context.close()


def test_a_narrow_page_has_a_way_to_the_field_and_does_not_run_over(served_database, session, browser):
    context = browser.new_context(base_url=served_database, viewport={"width": 360, "height": 740})
    page = opened(context, session)
    page.goto("/")
    page.get_by_role("link", name="جست‌وجو", exact=True).click()
    expect(page.locator("#sought")).to_be_visible()
    page.goto(f"/search/?q={quote('گندم')}")
    expect(page.locator("[data-hit]")).to_have_count(len(NAMES))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
