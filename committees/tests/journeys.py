"""Browsers for journeys through the played house: who signs in, whose clock is moved, what a paper looks like."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from fpdf import FPDF
from playwright.sync_api import Browser, BrowserContext, Page, expect

from committees.models import Formation
from majlis import actions, clock
from majlis.demo.accounts import PASSWORD, current_code, totp_secret
from majlis.models import Person, User
from majlis.register import Call

VERIFY = Path(settings.BASE_DIR, "bin", "verify")
# Two cores may be shared with much else; a page that is later than this is not there.
PATIENCE = 30_000
ASKS_LONG_ENOUGH = 20_000
PHONE = {"viewport": {"width": 360, "height": 780}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}


class House:
    """A served house, and everyone in it with a browser of his own."""

    def __init__(self, address: str, browser: Browser, context_args: dict[str, Any]):
        self.address = address
        self._browser = browser
        self._context_args = context_args
        self._contexts: list[BrowserContext] = []
        self._pages: dict[str, Page] = {}

    def stranger(self, **screen: Any) -> Page:
        """A browser in which nobody has signed in. Args: screen, of a telephone (PHONE), or none for a desk."""
        context = self._browser.new_context(base_url=self.address, **{**self._context_args, **screen})
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(2 * PATIENCE)
        self._contexts.append(context)
        return context.new_page()

    def page(self, username: str, **screen: Any) -> Page:
        """The browser of one of the cast, signed in at the door the first time it is asked for."""
        if username not in self._pages:
            self._pages[username] = self.stranger(**screen)
            sign_in(self._pages[username], username)
        return self._pages[username]

    def member(self, person: Person, **screen: Any) -> Page:
        """The browser of a member who has no account yet: he is invited, and comes in with a session that stands."""
        user = User.objects.filter(person=person).first() or self._invite(person)
        page = self.stranger(**screen)
        page.context.add_cookies([cookie_of(user)])
        return page

    @staticmethod
    def _invite(person: Person) -> User:
        administrator = Person.objects.get(user__username="administrator")
        user = User()
        call = Call(actor=administrator, at=clock.now(), body={"username": f"m-{person.pk}", "person": str(person.pk)})
        actions.invite_user(call, user)
        TOTP.activate(user, totp_secret(user.username))
        return user

    def leave(self, username: str) -> None:
        """Kill somebody's browser, and all that it remembers: it is asked nothing and tells nobody."""
        self._pages.pop(username).context.close()

    def later(self, words: str) -> None:
        """Let the administrator move the house's clock by one of the buttons of its page."""
        page = self.page("administrator")
        page.goto("/rehearsal/")
        before = page.locator("main .strong").first.inner_text()
        page.get_by_role("button", name=words).click()
        expect(page.locator("main .strong").first).not_to_have_text(before)

    def close(self) -> None:
        for context in self._contexts:
            context.close()


class Guests:
    """Browsers of people of a small house, each with a session that stands."""

    def __init__(self, address: str, browser: Browser, context_args: dict[str, Any]):
        self.house = House(address, browser, context_args)
        self._pages: dict[Any, Page] = {}

    def of(self, person: Person, **screen: Any) -> Page:
        """The browser of a person, opened the first time he is asked for. Args: screen, as of `House.stranger`."""
        if person.pk not in self._pages:
            user, _ = User.objects.get_or_create(person=person, defaults={"username": f"u{person.pk.hex[:12]}"})
            kind = Authenticator.Type.TOTP
            Authenticator.objects.get_or_create(user=user, type=kind, defaults={"data": {"secret": "A" * 32}})
            page = self.house.stranger(**screen)
            page.context.add_cookies([cookie_of(user)])
            self._pages[person.pk] = page
        return self._pages[person.pk]

    def close(self) -> None:
        self.house.close()


def cookie_of(user: User) -> Any:
    """The cookie of somebody who has signed in, for a browser."""
    cookie = signed_in(user).cookies[settings.SESSION_COOKIE_NAME]
    return {"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/", "secure": True}


@pytest.fixture
def guests(served_database: str, browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Guests]:
    """An empty house, served for one test alone, and whoever will be in it."""
    found = Guests(served_database, browser, browser_context_args)
    yield found
    found.close()


@pytest.fixture
def journey(served_house: str, browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[House]:
    """The played house, served for one test alone."""
    house = House(served_house, browser, browser_context_args)
    yield house
    house.close()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def sign_in(page: Page, username: str) -> None:
    """Password and second factor, through the door's own pages."""
    # A code is taken once, and nobody waits here for his telephone to show the next one.
    cache.clear()
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="ورود", exact=True).click()
    expect(page.get_by_role("heading", name="گام دوم ورود")).to_be_visible()
    page.locator("input[name=code]").fill(current_code(username))
    page.get_by_role("button", name="ورود با این کد").click()
    expect(page.locator("main")).to_contain_text("به سامانه وارد شدید")
    # The name at the head, or on a telephone the cartable in its place.
    expect(page.locator(".menu-person:visible, .phone-inbox:not(.phone-search):visible")).to_have_count(1)


@contextmanager
def busy(code: str) -> Iterator[Callable[[int], None]]:
    """Hold a formation's file as another's long act would; its commit lets all in who wait.

    Yields: a call that comes back once so many requests stand before the file.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        Formation.objects.select_for_update().get(code=code)

        def stand(wanted: int) -> None:
            for _ in range(ASKS_LONG_ENOUGH):
                cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
                if cursor.fetchone()[0] >= wanted:
                    return
            raise AssertionError(f"{wanted} did not come to the file")

        yield stand


def fits(page: Page) -> None:
    """Nothing stands beyond the edge of the screen, and nothing must be pushed sideways to be read."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.screen.width")
    assert wide <= 0, f"{page.url} is {wide} px wider than the screen"


def scan(name: str) -> Any:
    """A paper of one page, for an upload."""
    paper = FPDF()
    paper.add_page()
    paper.set_font("Helvetica", size=12)
    paper.cell(0, 10, name)
    return {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": bytes(paper.output())}


def downloaded(page: Page, press: Callable[[], None]) -> bytes:
    """What a press downloads."""
    with page.expect_download() as download:
        press()
    return Path(download.value.path()).read_bytes()


def verify(zipped: bytes, folder: Path) -> subprocess.CompletedProcess[str]:
    """Unpack a proof as a stranger would, and run the verifier over it."""
    with zipfile.ZipFile(io.BytesIO(zipped)) as proof:
        proof.extractall(folder)
    return verify_folder(folder)


def verify_folder(folder: Path) -> subprocess.CompletedProcess[str]:
    (unpacked,) = folder.iterdir()
    command = [sys.executable, "-I", str(VERIFY), str(unpacked)]
    return subprocess.run(command, capture_output=True, text=True, check=False)
