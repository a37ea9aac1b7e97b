"""The lot in the hall, and the two signatures, worked in browsers, for journeys (Arts. 16, 18, 23)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from majlis.rules.lots import commitment, lot_id


def button(page: Page, label: str) -> Locator:
    """The one button by which this page does its act."""
    return page.locator("form button[type=submit].btn-primary", has_text=label)


def press(page: Page, label: str) -> None:
    button(page, label).click()


def open_sitting(page: Page, label: str) -> None:
    """Call the roll with everybody present, see the quorum, and open the sitting."""
    # A list of elements waits for none: the button, which the page says after the roll, does.
    button(page, label).wait_for()
    for box in page.locator("[name=present]").all():
        box.check()
    expect(page.locator("[data-meter-live]")).to_contain_text("حد نصاب هست")
    press(page, label)


@dataclass(frozen=True)
class Hall:
    """One formation's lots.

    code: of the formation.  holders: names of those who hold shares, in the announced order.  page: the browser of one of
    the cast.
    """

    code: str
    holders: Callable[[], list[str]]
    page: Callable[[str], Page]

    @property
    def formation(self) -> str:
        return f"/committees/formations/{self.code}/"

    def share(self, round_: int, place: int) -> dict[str, str]:
        """What a holder keeps to himself: here, for everyone to compute."""
        name = f"{self.code} {round_} {place}"
        return {part: hashlib.sha256(f"{name} {part}".encode()).hexdigest() for part in ("secret", "nonce")}

    def follow(self, page: Page, label: str) -> None:
        """From the formation's page to one of the steps that are this officer's."""
        page.goto(self.formation)
        page.get_by_role("link", name=label).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(label)

    def do(self, page: Page, label: str, done: str) -> None:
        self.follow(page, label)
        press(page, label)
        expect(page.locator("main")).to_contain_text(done)

    def sign(self, label: str, done: str) -> None:
        """An act of two officers: nothing has happened after the first."""
        self.do(self.page("secretary"), label, "امضای نخست ثبت شد")
        self.do(self.page("deputy_speaker"), label, done)

    def announce(self, page: Page, round_: int, first: bool = True, **reading: str) -> str:
        """The reading and its source named, the commitments handed in. Returns: the address of the hall screen."""
        self.follow(page, "اعلام قرعه و مهر فهرست ورودی")
        if first:
            for name in ("others_ceiling", "source", "source_day"):
                expect(page.locator(f"[name={name}]")).to_have_value("")
            typed = {"others_ceiling": "۲۲", "source": "تصمیم ساختگی ۱۴", "source_day": "۱۴۰۶/۰۳/۱۲", **reading}
            for name, value in typed.items():
                page.locator(f"[name={name}]").fill(value)
            page.locator("[name=second_choices][value=equal]").check()
            page.locator("[name=vacancies][value=yes]").check()
        else:
            expect(page.locator("[name=others_ceiling]")).to_have_value("۲۲")
        for place, name in enumerate(self.holders(), start=1):
            page.locator(f"[name=holder_{place}_person]").fill(name)
            commit = commitment(lot_id(self.code, round_, 1), f"holder-{place}", **self.share(round_, place))
            page.locator(f"[name=holder_{place}_commit]").fill(commit)
        press(page, "اعلام قرعه")
        expect(page.get_by_role("heading", level=1)).to_contain_text("قرعهٔ کمیسیون‌ها")
        return page.url

    def roll(self, page: Page, hall: str, dice: str) -> None:
        page.goto(hall)
        page.get_by_role("link", name="ثبت بیست تاس").click()
        for cup, digit in enumerate(dice, start=1):
            page.locator(f"[name=die_{cup}]").fill(digit)
        press(page, "ثبت بیست تاس")
        expect(page.locator(".die").first).to_be_visible()

    def open_shares(self, page: Page, hall: str, round_: int) -> None:
        page.goto(hall)
        page.get_by_role("link", name="گشودن سهم‌ها").click()
        for place in range(1, len(self.holders()) + 1):
            for part, text in self.share(round_, place).items():
                page.locator(f"[name={part}_{place}]").fill(text)
        press(page, "گشودن سهم‌ها")
        expect(page.get_by_role("heading", name=re.compile("^بذر"))).to_be_visible()

    def draw(self, page: Page, round_: int, dice: str, first: bool = True, **reading: str) -> str:
        """A whole lot: announced, rolled, opened."""
        hall = self.announce(page, round_, first, **reading)
        self.roll(page, hall, dice)
        self.open_shares(page, hall, round_)
        return hall
