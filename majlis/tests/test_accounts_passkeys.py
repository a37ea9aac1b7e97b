"""Passkeys in a real browser with a virtual key: made, shown at the door, shown again for a fresh factor, and taken away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from playwright.sync_api import Page

from conduct.models import Case
from majlis import clock
from majlis.demo.accounts import PASSWORD, current_code
from majlis.demo.outside import set_clock
from majlis.models import User

KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
    "automaticPresenceSimulation": True,
}  # fmt: skip


def at_home(url: str) -> bool:
    return urlsplit(url).path == "/"


@dataclass
class Device:
    """A window of Chromium with a virtual key that its owner may hold back."""

    page: Page
    wire: Any
    key: str
    complaints: list[str]

    def credentials(self) -> list[dict[str, Any]]:
        return self.wire.send("WebAuthn.getCredentials", {"authenticatorId": self.key})["credentials"]


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests() -> None:
    """A code is taken once, in whichever house it was shown."""
    cache.clear()


@pytest.fixture
def device(browser: Any, served_house: str) -> Iterator[Device]:
    context = browser.new_context(base_url=served_house, locale="fa-IR", timezone_id="Asia/Tehran")
    context.set_default_timeout(30_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    wire = context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    key = wire.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]
    yield Device(page, wire, key, complaints)
    context.close()


def password(page: Page, name: str) -> None:
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="ورود", exact=True).click()
    page.wait_for_url("**/2fa/authenticate/")


def leave(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="خروج از سامانه").click()
    page.wait_for_url("**/login/")


def made(device: Device, name: str) -> None:
    """Come in with the code, and make a passkey."""
    page = device.page
    password(page, name)
    page.locator("[name=code]").fill(current_code(name))
    page.get_by_role("button", name="ورود با این کد").click()
    page.wait_for_url(at_home)
    page.goto("/accounts/2fa/webauthn/add/")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="ادامه با گذرواژه").click()
    page.get_by_label("نام کلید").fill("تلفن من")
    page.get_by_role("button", name="افزودن کلید عبور").click()
    page.wait_for_url(lambda url: "/add/" not in url)


def test_a_passkey_is_made_opens_the_door_and_is_taken_away(device):
    page = device.page
    made(device, "clerk")
    kept = Authenticator.objects.get(type="webauthn")
    assert (kept.user, kept.wrap().name) == (User.objects.get(username="clerk"), "تلفن من")
    assert len(device.credentials()) == 1
    leave(page)
    password(page, "clerk")
    page.get_by_role("button", name="ورود با کلید عبور").click()
    page.wait_for_url(at_home)
    page.goto("/accounts/2fa/webauthn/reauthenticate/?next=/accounts/2fa/webauthn/")
    page.get_by_role("button", name="ادامه با کلید عبور").click()
    page.wait_for_url("**/2fa/webauthn/")
    page.get_by_role("link", name="حذف").click()
    page.get_by_role("button", name="حذف کلید عبور").click()
    page.wait_for_url("**/2fa/webauthn/")
    assert not Authenticator.objects.filter(type="webauthn").exists()
    assert device.complaints == []


def test_a_key_that_does_not_answer_is_told_and_the_code_still_works(device):
    page = device.page
    made(device, "secretary")
    leave(page)
    password(page, "secretary")
    device.wire.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": device.key})
    strange = {**KEY, "hasUserVerification": False, "isUserVerified": False, "hasResidentKey": False}
    device.wire.send("WebAuthn.addVirtualAuthenticator", {"options": strange})
    page.get_by_role("button", name="ورود با کلید عبور").click()
    page.get_by_text("کلید عبور پاسخ نداد").wait_for()
    codes = Authenticator.objects.filter(user__username="secretary", type="recovery_codes")
    unused = codes.get().wrap().get_unused_codes()
    page.locator("[name=code]").fill(unused[0])
    page.get_by_role("button", name="ورود با این کد").click()
    page.wait_for_url(at_home)
    assert codes.get().wrap().get_unused_codes() == unused[1:]


def test_a_key_that_is_no_longer_ones_own_is_refused_and_told(device):
    page = device.page
    made(device, "clerk")
    leave(page)
    password(page, "clerk")
    Authenticator.objects.filter(type="webauthn").update(user=User.objects.get(username="laws_officer"))
    page.get_by_role("button", name="ورود با کلید عبور").click()
    page.get_by_role("alert").wait_for()
    page.goto("/")
    assert not at_home(page.url)
    assert page.get_by_role("button", name="ورود با کلید عبور").count() == 0, "he has no key now"


PRESSED = """typed => {
    const form = document.createElement("form");
    form.method = "post";
    form.append(document.querySelector("[name=csrfmiddlewaretoken]").cloneNode());
    for (const [name, value] of Object.entries(typed)) {
        const input = document.createElement("input");
        [input.name, input.value] = [name, value];
        form.append(input);
    }
    document.body.append(form);
    form.submit();
}"""


def test_on_an_acts_own_page_the_passkey_stands_for_the_code(device):
    """The case lacks its causes: once the factor is shown it is the law that refuses, and what was typed goes all the way."""
    page, typed = device.page, "نظر اقلیت آن بود که گزارش نارساست"
    made(device, "conduct_chair")
    case = Case.objects.filter(stage="closed_for_ruling").first()
    set_clock(clock.now() + timedelta(minutes=14))
    page.goto("/")
    set_clock(clock.now() + timedelta(minutes=2))
    page.goto(f"/conduct/cases/{case.pk}/ruling/")
    page.evaluate(PRESSED, {"key": str(uuid4()), "seen_version": "", "dissent": typed, "second_factor_code": "000000"})
    page.get_by_role("button", name="ثبت با کلید عبور").click()
    page.get_by_role("heading", name="ثبت نشد: صدور رأی").wait_for()
    assert page.locator("[name=dissent]").input_value() == typed
    assert page.locator("[name=second_factor_code]").count() == 0
