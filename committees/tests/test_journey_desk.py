"""Journeys 2 and 3: officers check the forms by keyboard, and two branches settle what no table knows (Arts. 5, 6, 15, 17, 23)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from committees.models import Ambiguity, ScoreSheet
from committees.tests import played
from committees.tests.hall import open_sitting, press
from committees.tests.journeys import Guests, fits, guests, scan
from committees.tests.played import HOUR, Played
from majlis.models import ClockOffset, Person

__all__ = ["guests"]

DESK = "/committees/formations/13-opening/desk/"
DOUBTS = "/committees/formations/13-opening/doubts/"
UNKNOWN = "آینده‌پژوهی"  # a field of study that no table knows; a member of either branch has it
Pages = Callable[[str | Person], Page]


@pytest.fixture
def world(guests: Guests) -> tuple[Played, Pages]:
    """Eight forms on the desk of a served house, three of the second branch, and a browser for whoever is named."""
    house = played.given_formation("verifying", members=8, apart=3)
    set_clock(house, played.AFTER_DAY_THREE + HOUR)
    return house, lambda who: guests.of(house.people[who] if isinstance(who, str) else who)


def set_clock(house: Played, after: timedelta) -> None:
    seconds = int((house.opened + after - datetime.now(UTC)).total_seconds())
    ClockOffset.objects.update_or_create(id=1, defaults={"seconds": seconds})


def key(page: Page, letter: str) -> None:
    """A letter as a Persian keyboard sends it; the driver knows Latin keys alone."""
    page.evaluate(
        "key => document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}))",
        letter,
    )


def item_url(house: Played, number: int) -> str:
    return reverse("committees:desk_item", args=[house.items()[number].pk])


def judged(page: Page, letter: str, words: str = "") -> None:
    """A key, its reason where it asks for one, and the next item that opens by itself."""
    before = page.url
    key(page, letter)
    if words:
        page.keyboard.type(words)
        page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)


def test_art5_given_forms_on_the_desk_when_checked_by_keyboard_then_doubts_wait_for_nobody_and_the_head_hands_over(
    world: tuple[Played, Pages],
):
    house, pages = world
    officer, head, second = pages("officer"), pages("laws_head"), pages("officer_2")
    officer.goto(DESK)
    # Oldest first, and how long is left.
    expect(officer.locator("tbody tr").first).to_contain_text(house.members[0].name)
    expect(officer.locator(".clock-first")).to_contain_text("۰ از ۸ فرم بررسی شده")
    expect(officer.locator(".clock-first .deadline, .clock-first [data-deadline]").first).to_be_visible()
    officer.get_by_role("link", name="بررسی مورد بعد").click()
    expect(officer.locator(".item-who")).to_have_text(house.members[0].name)
    first, asked, doubtful = 0, 1, 3

    judged(officer, "پ")
    # The next form by itself: its paper is not enough, and another is asked for.
    officer.wait_for_url("**" + item_url(house, asked))
    key(officer, "م")
    officer.keyboard.type("پشت مدرک را هم بفرستید")
    officer.keyboard.press("Enter")
    expect(officer.locator("main")).to_contain_text("ماند تا سند خواسته‌شده برسد")
    officer.goto(item_url(house, asked + 1))
    judged(officer, "ر", "پایان سابقه با سند نمی‌خواند")
    officer.wait_for_url("**" + item_url(house, doubtful))
    key(officer, "ن")
    officer.locator("[data-flag] input[type=radio]").first.check()
    officer.locator("[data-flag] [name=note]").fill("این رشته در هیچ جدولی نیست")
    officer.get_by_role("button", name="گذاشتن نشان برای هیأت رئیسه").click()
    expect(officer.locator("main")).to_contain_text("نشان ابهام")
    officer.goto(item_url(house, doubtful))
    judged(officer, "پ")

    # The head cannot hand over what is not checked; the law is named.
    head.goto(reverse("committees:hand_over_records", args=[house.formation.pk]))
    expect(head.locator("main")).to_contain_text("اکنون بسته است")

    # The member sends what was asked for, from his telephone.
    member = pages(house.items()[asked].declaration.member)
    member.set_viewport_size({"width": 360, "height": 740})
    member.goto(reverse("committees:send_document", args=[house.items()[asked].pk]))
    expect(member.locator("main")).to_contain_text("پشت مدرک را هم بفرستید")
    fits(member)
    member.locator("input[type=file]").set_input_files(scan("other-side"))
    press(member, "فرستادن سند خواسته‌شده")
    expect(member.locator("main")).to_contain_text("سند خواسته‌شده رسید")

    # What was accepted is opened again by another officer, never by a press of the first.
    second.goto(item_url(house, first))
    key(second, "ب")
    second.keyboard.type("تاریخ مدرک خوانا نیست")
    second.keyboard.press("Enter")
    expect(second.locator("main")).to_contain_text("به بررسی بازگشت")
    assert house.items()[first].stage == "declared"

    # All that is left, key by key, until the desk is empty.
    officer.goto(DESK)
    officer.get_by_role("link", name="بررسی مورد بعد").click()
    while any(each.stage == "declared" for each in house.items()):
        expect(officer.locator("[data-accept]")).to_have_count(1)
        judged(officer, "پ")
    officer.goto(DESK)
    expect(officer.locator(".clock-first")).to_contain_text("۸ از ۸ فرم بررسی شده")
    head.reload()
    press(head, "انتقال سوابق به هیأت رئیسه")
    expect(head.locator("main")).to_contain_text("سوابق به هیأت رئیسه انتقال یافت")
    assert [each.stage for each in house.items()].count("rejected") == 1


@pytest.fixture
def doubtful(world: tuple[Played, Pages]) -> tuple[Played, Pages]:
    """The same, with all checked and handed over."""
    house, pages = world
    played._check(house)
    set_clock(house, played.REFERRED)
    return house, pages


def sit_and_decide(page: Page, branch: str, relation: str, reason: str) -> None:
    """The roll is called, the quorum seen, each doubt of the docket decided alike, and the sitting closed."""
    docket = f"/committees/formations/13-opening/branches/{branch}/"
    page.goto(docket)
    page.get_by_role("link", name="گشودن جلسهٔ شعبه").click()
    open_sitting(page, "گشودن جلسهٔ شعبه")
    page.goto(docket)
    while page.get_by_role("link", name="ثبت تصمیم").count():
        page.get_by_role("link", name="ثبت تصمیم").first.click()
        page.locator(f"[name=relation][value={relation}]").check()
        page.locator("[name=reason]").fill(reason)
        page.get_by_role("button", name="بقیه موافق").click()
        press(page, "ثبت تصمیم شعبه")
        expect(page.get_by_role("heading", name=re.compile("^تصمیم:"))).to_be_visible()
        page.goto(docket)


def test_art15_given_a_field_that_no_table_knows_when_two_branches_differ_then_a_red_line_stands_before_publication(
    doubtful: tuple[Played, Pages],
):
    house, pages = doubtful
    board = pages("secretary")
    board.goto(DOUBTS)
    expect(board.locator("tbody tr")).to_have_count(4)
    board.get_by_role("button", name="ارجاع برگزیده‌ها به شعبه‌ها").click()
    expect(board.locator("main")).to_contain_text("ابهامی در انتظار ارجاع نیست")
    set_clock(house, played.REFERRED + HOUR)

    sit_and_decide(pages("branch_head"), "branch-01", "partly", "نیمی از درس‌ها با کار کمیسیون می‌خواند.")
    # The other branch sees how the first one decided, and is not bound by it.
    other = pages("other_head")
    other.goto("/committees/formations/13-opening/branches/branch-02/")
    expect(other.locator("main")).to_contain_text("شعبهٔ اول:")
    sit_and_decide(other, "branch-02", "related", "برنامهٔ درسی همان رشتهٔ مهندسی است.")

    # Every member reads the decision, with the votes by name.
    doubt = Ambiguity.objects.filter(branch__code="branch-01").order_by("pk").first()
    reader = pages(house.members[0])
    reader.goto(reverse("committees:ambiguity", args=[doubt.pk]))
    expect(reader.locator("main")).to_contain_text("نیمی از درس‌ها با کار کمیسیون می‌خواند.")
    expect(reader.locator("main")).to_contain_text("حد نصاب")

    set_clock(house, played.PUBLISHED)
    board.goto(reverse("committees:publish_scores", args=[house.formation.pk]))
    clash = board.locator(".note-error").filter(has_text=f"دو تصمیم ناهمسان دربارهٔ «{doubt.item.title}»")
    expect(clash.first).to_contain_text("شعبهٔ دوم")
    press(board, "انتشار امتیازها")
    expect(board.locator("main")).to_contain_text("امضای نخست ثبت شد")
    speaker = pages("speaker")
    speaker.goto(reverse("committees:publish_scores", args=[house.formation.pk]))
    press(speaker, "انتشار امتیازها")
    expect(speaker.locator("main")).to_contain_text("امتیازها و رتبه‌ها منتشر شد")

    sheet = ScoreSheet.objects.get(declaration__member=doubt.item.declaration.member, rank=1)
    reader.goto(reverse("committees:ledger", args=[sheet.pk]))
    line = reader.locator("tr").filter(has_text=re.compile(UNKNOWN))
    expect(line).to_contain_text("شعبهٔ اول")
    expect(line).to_contain_text("جلسهٔ ۱")
