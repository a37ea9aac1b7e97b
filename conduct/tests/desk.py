"""One person at his browser, before the boards: what he opens, fills in and presses."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from fpdf import FPDF
from playwright.sync_api import Browser, Page, expect

from conduct.models import Case
from conduct.tests.playing import World
from majlis import persian
from majlis.models import Person, User
from majlis.rules.deadlines import legal_day
from majlis.tests import worlds as twin


def paper() -> dict[str, Any]:
    """One blank page, as a scanner would make it."""
    sheet = FPDF()
    sheet.add_page()
    return {"name": "letter.pdf", "mimeType": "application/pdf", "buffer": bytes(sheet.output())}


class Desk:
    """One person at his browser."""

    def __init__(self, browser: Browser, address: str, world: World, person: Person):
        context = browser.new_context(
            locale="fa-IR", timezone_id="Asia/Tehran", viewport={"width": 1440, "height": 900}
        )
        cookie = {"domain": "localhost", "path": "/", "secure": True, "httpOnly": True}
        known = User.objects.filter(person=person).first()
        session = twin._signed_in(known.username if known else f"u{person.pk.hex[:8]}", person)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, **cookie}])
        self.page: Page = context.new_page()
        self.address, self.world, self.person = address, world, person

    def open(self, path: str) -> Page:
        self.world.now += timedelta(minutes=1)
        self.page.goto(self.address + path)
        return self.page

    def show_factor(self) -> None:
        """Type one of his recovery codes where the page asks for a second factor."""
        codes = RecoveryCodes.activate(self.person.user).get_unused_codes()
        self.page.get_by_label("کد ورود دومرحله‌ای").fill(codes[0])

    def follow(self, link: str) -> None:
        self.world.now += timedelta(minutes=1)
        self.page.get_by_role("link", name=link, exact=True).first.click()

    def press(self, button: str) -> None:
        self.world.now += timedelta(minutes=1)
        self.page.get_by_role("button", name=button, exact=True).click()

    def attach(self) -> None:
        self.page.locator("#id_file").set_input_files(paper())

    def type_moment(self, name: str, at: datetime) -> None:
        self.page.locator(f"[name={name}_day]").fill(day(at))
        self.page.locator(f"[name={name}_time]").fill(persian.ascii_digits(persian.clock_text(at)))

    def sit(self, board: str, *people: Person) -> None:
        """Open a sitting with these present."""
        self.open(f"/conduct/bodies/{board}/sittings/")
        for person in people:
            self.page.get_by_role("checkbox", name=person.name).check()
        self.press("گشودن جلسه با حضور و غیاب")

    def put(self, case: Case, question: str = "", about: str = "") -> None:
        """Put a question to the vote; where there is one alone, nothing is chosen. Args: about, of one beside the way."""
        self.open(f"{room(case)}votes/{f'?about={about}' if about else ''}")
        if question:
            self.page.get_by_label(question).check()
        self.press("گشودن رأی‌گیری")

    def take_votes(self, agree: int, *people: Person) -> None:
        """Write down what those present say aloud, one after another, and close the vote."""
        for place, person in enumerate(people):
            self.page.locator(".ballot-open .btn-primary").click()
            self.page.get_by_label("رأی‌دهنده").select_option(str(person.pk))
            self.page.get_by_label("موافق" if place < agree else "مخالف", exact=True).check()
            self.press("دادن رأی")
            expect(self.page.get_by_role("heading", name="حاضر و غایب")).to_be_visible()
        self.follow("بستن رأی‌گیری")
        self.press("بستن رأی‌گیری")
        expect(self.page.get_by_role("heading", name="حاضر و غایب")).to_be_visible()


def day(at: Any, more: int = 0) -> str:
    return persian.jalali_numeric(legal_day(at) + timedelta(days=more))


def room(case: Case) -> str:
    return f"/conduct/cases/{case.pk}/"


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)
