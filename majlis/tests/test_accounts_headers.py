"""What every answer says of itself to the browser, and that a browser which believes it calls nobody else."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from majlis.demo.fixed import NOW
from majlis.demo.outside import set_clock
from majlis.tests.personas import session

POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
    "manifest-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
}  # fmt: skip
DEVICES = ("camera", "microphone", "geolocation", "usb", "serial", "hid", "payment", "display-capture")
ANSWERS = ("/", "/nothing/", "/committees/public/", "/accounts/login/", "/law/house/", "/accounts/sessions/", "/%00")


@pytest.mark.parametrize("path", ANSWERS)
@pytest.mark.parametrize("who", ["clerk", None])
def test_every_answer_bears_the_strict_headers(cast, who, path):
    answer = (cast.client(who) if who else Client()).get(path)
    told = answer.headers
    assert set(told["Content-Security-Policy"].split("; ")) == POLICY
    assert set(told["Permissions-Policy"].split(", ")) >= {f"{each}=()" for each in DEVICES}
    assert told["X-Frame-Options"] == "DENY"
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Referrer-Policy"] == "same-origin"
    assert told["Cross-Origin-Opener-Policy"] == told["Cross-Origin-Resource-Policy"] == "same-origin"
    assert told["Cache-Control"].partition(",")[0] in ("no-store", "max-age=0")


def test_the_cookies_are_the_hosts_alone_and_no_scripts(cast):
    client = Client()
    client.get("/accounts/login/")
    answer = client.post("/accounts/login/", {"login": "clerk", "password": cast.password})
    cookies = {**client.cookies, **answer.cookies}
    assert set(cookies) == {"__Host-majlis-session", "__Host-majlis-csrf", "__Host-majlis-seal"}
    for each in cookies.values():
        assert each["secure"] and each["httponly"] and each["path"] == "/" and not each["domain"]
        assert each["samesite"] in ("Lax", "Strict")


# In the browser


CRAWLED = (
    ("clerk", "/"), ("clerk", "/letters/"), ("clerk", "/law/directive/"), ("member", "/"), ("member", "/accounts/calendar/"),
    ("liaison_officer", "/liaison/"), ("secretary", "/closures/"), ("administrator", "/admin/"), ("administrator", "/rehearsal/"),
    (None, "/accounts/login/"), (None, "/committees/public/"), ("clerk", "/accounts/sessions/"), ("clerk", "/accounts/2fa/"),
    ("clerk", "/nothing/like/this/"),
)  # fmt: skip


class Ear:
    """Whatever a window asks of a host that is not the house's own, and whatever its policy held back."""

    def __init__(self, base: str):
        self.host, self.strangers, self.held_back = urlsplit(base).netloc, [], []
        self.asked = 0

    def listen(self, page: Any) -> Any:
        page.on("request", self.request)
        page.on("console", self.console)
        return page

    def request(self, request: Any) -> None:
        parts = urlsplit(request.url)
        self.asked += 1
        if parts.scheme != "data" and parts.netloc != self.host:
            self.strangers.append(request.url)

    def console(self, message: Any) -> None:
        if "Content Security Policy" in message.text or "Permissions-Policy" in message.text:
            self.held_back.append(message.text)


def window(browser: Any, base: str, who: str | None) -> Any:
    from majlis.models import User

    context = browser.new_context(base_url=base, locale="fa-IR", timezone_id="Asia/Tehran")
    if who is not None:
        value = session(User.objects.get(username=who))
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "domain": "localhost", "path": "/"}
        context.add_cookies([{**cookie, "secure": True}])
    return context


def test_a_walk_through_the_pages_calls_nobody_else(browser, served_house):
    set_clock(NOW)
    ear = Ear(served_house)
    contexts = {who: window(browser, served_house, who) for who in {who for who, _ in CRAWLED}}
    for who, path in CRAWLED:
        page = ear.listen(contexts[who].new_page())
        assert page.goto(path).status == (404 if "nothing" in path else 200), path
        page.wait_for_load_state("networkidle")
        page.close()
    assert ear.asked > 2 * len(CRAWLED), "the pages' styles and scripts were not asked for"
    assert (ear.strangers, ear.held_back) == ([], [])
    # A planted picture of another host, and a planted script: neither gets out, and both are heard.
    page = ear.listen(contexts[None].new_page())
    page.goto(reverse("account_login"))
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"https://elsewhere.example/x.png\">');"
        "const s = document.createElement('script'); s.textContent = 'window.planted = 1'; document.body.append(s);"
    )
    page.wait_for_function("() => true")
    assert page.evaluate("window.planted") is None
    assert len(ear.held_back) >= 2
    for context in contexts.values():
        context.close()
