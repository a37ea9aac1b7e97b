"""Every page of every office in a narrow window, asked by axe-core: nothing serious and nothing critical stands in anybody's way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib import admin
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from majlis import clock
from majlis.demo.accounts import PASSWORD
from majlis.demo.fixed import NOW
from majlis.demo.outside import set_clock
from majlis.tests.beside import beside, cookie_value
from majlis.tests.databases import _own
from majlis.tests.databases import served as served_now
from majlis.tests.personas import CAST, examples, routes
from majlis.tests.test_access import POST_ONLY, WHO, here

AXE = (Path(__file__).parent / "vendor" / "axe-4.14.1" / "axe.min.js").read_text(encoding="utf-8")
NARROW = {"width": 360, "height": 780}
WIDE = {"width": 1440, "height": 900}
PATIENCE = 30_000
GRAVE = ("serious", "critical")
ANSWERS = (200, 422)
ASK = """async () => {
    const told = await axe.run(document, {resultTypes: ["violations"], elementRef: false});
    return told.violations.map(each => ({
        id: each.id, impact: each.impact,
        places: each.nodes.map(node => node.target.join(" ") + " :: " + node.any.concat(node.all, node.none).map(one => one.message).join("; ")),
    }));
}"""
# What is no page: files, and the piece of one that a form draws anew.
FILES = (
    "healthz",
    "_file",
    "calendar_feed",
    "mfa_download_recovery_codes",
    "_csv",
    "_json",
    "_xlsx",
    "_zip",
    "_pdf",
    "_popolo",
    "document",
    "document_page",
    "case_sheet",
    "minutes",
    "form_demand",
    "verifier",
    "printed",
)
ANONYMOUS = "anonymous"
ORDER = (*CAST, ANONYMOUS)
# Reached by no address alone: it follows a right password.
AFTER_PASSWORD = "mfa_authenticate"
# They lead on, to a first item or to a code that is there already; where they lead is looked at under its own name.
LEADS_ON = {
    "committees:desk_form",
    "committees:form_new_item",
    "committees:own_record_new_item",
    "committees:paper_new_item",
    "mfa_reauthenticate_webauthn",
    # Keys come with a password that is typed; a window of the cast brings none, and is led to the page of its keys.
    "recovery_key",
}
# Pages of every kind of work, looked at in a wide window as well.
BASE_PAGES = (
    "home", "explain", "checks", "letters", "committees:formation", "committees:form_choices", "committees:desk_item",
    "committees:ranking", "committees:roster", "liaison:matters", "liaison:statistics", "conduct:case",
)  # fmt: skip


@dataclass
class Served:
    """The played house at an address, with a window for each of the cast."""

    base: str
    browser: Browser
    given: dict[str, Any]
    windows: dict[str, BrowserContext]

    def page(self, who: str, size: ViewportSize = NARROW) -> Page:
        page = self._page(who)
        page.set_viewport_size(size)
        return page

    def _page(self, who: str) -> Page:
        if who not in self.windows:
            context = self.browser.new_context(
                base_url=self.base, viewport=NARROW, locale="fa-IR", reduced_motion="reduce", **self.given
            )
            context.set_default_timeout(PATIENCE)
            context.add_init_script(AXE)
            if who != ANONYMOUS:
                context.add_cookies([self.cookie(who)])
            self.windows[who] = context
        context = self.windows[who]
        return context.pages[0] if context.pages else context.new_page()

    def cookie(self, who: str) -> dict[str, Any]:
        value = cookie_value(who)
        return {
            "name": settings.SESSION_COOKIE_NAME,
            "value": value,
            "domain": "localhost",
            "path": "/",
            "secure": True,
        }

    def grave(self, who: str, path: str, size: ViewportSize = NARROW, *, there: bool = True) -> list[str]:
        """What stands in the way on one page, a line each: the rule and the first places where it is broken.

        Args: there, whether it must be that very page, and no other to which its reader was sent.
        """
        page = self.page(who, size)
        answer = page.goto(path)
        assert answer is not None
        assert answer.status < 500, path
        assert not there or (answer.status in ANSWERS and urlsplit(page.url).path == urlsplit(path).path), (
            answer.status,
            page.url,
        )
        return self.told(page)

    def told(self, page: Page) -> list[str]:
        return [
            f"{each['id']} ({each['impact']}), {len(each['places'])} times: {' | '.join(each['places'][:3])}"
            for each in page.evaluate(ASK)
            if each["impact"] in GRAVE
        ]


@pytest.fixture(scope="module")
def served(stock: Any, house: str, browser: Browser, django_db_blocker: Any) -> Iterator[Served]:
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        for name in _own(stock, house, django_db_blocker):
            patch.setattr(clock, "now", lambda: NOW)
            set_clock(NOW)
            with served_now() as base:
                found = Served(base, browser, {"timezone_id": "Asia/Tehran"}, {})
                yield found
                for context in found.windows.values():
                    context.close()
            assert name


@pytest.fixture(scope="module")
def addresses(served: Served) -> dict[str, tuple[str, str]]:
    """By name, each page with one of those who may open it."""
    known, found = examples(), {}
    for name, who in WHO.items():
        public = name.startswith("account_") and ANONYMOUS in who
        reader = ANONYMOUS if public else next((each for each in ORDER if each in who), None)
        if reader is not None and name in PAGES:
            try:
                found[name] = (reader, reverse(name, kwargs=known.get(name)))
            except NoReverseMatch:
                continue
    return found | beside()


def is_page(name: str) -> bool:
    return here(name) and not name.endswith(FILES) and name not in POST_ONLY


PAGES = sorted(name for name in WHO if is_page(name))


def test_every_address_is_visited():
    """A page that is in no row of the access matrix would be looked at by nobody."""
    assert {name for name in routes() if is_page(name)} == set(PAGES)
    assert set(BASE_PAGES) <= set(PAGES)


@pytest.mark.long
def test_every_page_has_a_reader(addresses):
    """A page that nobody of the matrix may open is made beside it, in `beside`."""
    assert set(PAGES) - set(addresses) == set()


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in PAGES if name != AFTER_PASSWORD])
def test_nothing_serious_stands_in_the_way(served, addresses, name):
    who, path = addresses[name]
    assert served.grave(who, path, there=name not in LEADS_ON) == []


@pytest.mark.long
def test_nothing_serious_stands_between_password_and_code(served):
    context = served.browser.new_context(base_url=served.base, viewport=NARROW, **served.given)
    context.add_init_script(AXE)
    page = context.new_page()
    page.goto(reverse("account_login"))
    page.locator("[name=login]").fill("member")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(f"**{reverse(AFTER_PASSWORD)}**")
    assert served.told(page) == []
    context.close()


@pytest.mark.long
@pytest.mark.parametrize("name", BASE_PAGES)
def test_nothing_serious_stands_in_a_wide_way(served, addresses, name):
    who, path = addresses[name]
    assert served.grave(who, path, WIDE) == []


ADMIN = [f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry]


@pytest.mark.long
@pytest.mark.parametrize("name", ADMIN)
def test_nothing_serious_stands_in_the_administrators_way(served, name):
    """The list, and the first of its rows."""
    path = reverse(f"admin:{name}_changelist")
    assert served.grave("administrator", path) == []
    first = served.page("administrator").locator("#result_list tbody th a, #result_list tbody td a").first
    row = first.get_attribute("href") if first.count() else None
    assert not row or served.grave("administrator", row) == []


@pytest.mark.long
@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        "/admin/reference/conduct/",
        "/admin/majlis/term/add/",
        "/admin/majlis/membership/add/",
        "/admin/liaison/cabinetperiod/add/",
        "/admin/liaison/ministryaddress/add/",
        "/nothing/like/this/",
    ],
)
def test_nothing_serious_stands_on_the_pages_beside(served, path):
    assert served.grave("administrator", path, there=False) == []


@pytest.mark.long
def test_a_planted_barrier_is_seen(served):
    """An unnamed button and pale letters: the first page that is opened would pass otherwise for want of a question."""
    page = served.page("member")
    page.goto("/")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button><p class=planted>کم‌رنگ</p>');"
        "document.querySelector('.planted').style.color = '#dddddd';"
    )
    assert {each["id"] for each in page.evaluate(ASK) if each["impact"] in GRAVE} >= {"button-name", "color-contrast"}
