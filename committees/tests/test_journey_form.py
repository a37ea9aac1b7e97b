"""A member fills the form on a telephone, from the door to the receipt; what a broken line or a kill cannot take (Arts. 4, 9, 15, 18)."""

from __future__ import annotations

import re
from itertools import pairwise

from playwright.sync_api import Locator, Page, expect

from committees.tests.filling import (
    CHECK,
    CHOICES,
    DEGREES,
    FORM,
    POSTS,
    SERVICES,
    SUBMIT,
    TENURES,
    add,
    bachelor,
    choose,
    empty_section,
    open_section,
    row,
    save_choices,
    task,
    write,
)
from committees.tests.journeys import PHONE, House, busy, downloaded, fits, journey, scan
from majlis.models import Act
from majlis.persian import ascii_digits
from majlis.tests.papers import unbroken

__all__ = ["journey"]

USED = "مدیر کارگاه پل‌سازی"


def numbers(cells: Locator) -> list[int]:
    return [int(ascii_digits(each).replace("٬", "")) for each in cells.all_inner_texts()]


def two_degrees(page: Page) -> None:
    """Two of one level; one is in no list, and he names the other (Arts. 9, 15)."""
    empty_section(page, DEGREES)
    bachelor(page, "حقوق", "دانشگاه تبریز", "degree-one")
    bachelor(page, "مهندسی راه‌های کویری", "دانشگاه گیلان", "degree-two")
    expect(page.get_by_role("link", name="degree-two.pdf")).to_be_visible()
    expect(row(page, "مهندسی راه‌های کویری")).to_contain_text("مادهٔ ۱۵")
    page.goto(FORM)
    expect(task(page, DEGREES)).to_contain_text("یکی را برای امتیاز برگزینید")
    open_section(page, DEGREES)
    rivals = page.get_by_role("group", name=re.compile("کدام شمرده شود"))
    rivals.locator("label", has_text="حقوق").first.click()
    page.get_by_role("button", name="ذخیرهٔ مدرک برگزیده").click()
    expect(row(page, "دانشگاه تبریز")).to_contain_text("برگزیدهٔ مقطع")
    expect(row(page, "مهندسی راه‌های کویری")).to_contain_text("شمرده نمی‌شود")


def posts_terms_and_committees(page: Page) -> None:
    open_section(page, POSTS)
    add(page, "افزودن سابقه", "order", title="استاندار", post="governor_general", organisation="وزارت کشور",
        order_number="۱۲/۸۸", from_day="۱۳۸۸/۰۱/۰۱", to_day="۱۳۹۲/۰۱/۰۱")  # fmt: skip
    open_section(page, TENURES)
    add(page, "افزودن دوره", "letter", term="۱۱", from_day="۱۳۹۹/۰۳/۰۷", to_day="۱۴۰۳/۰۳/۰۶")
    open_section(page, SERVICES)
    add(page, "افزودن عضویت", "minutes", committee="energy", from_day="۱۴۰۰/۰۱/۰۱", to_day="۱۴۰۲/۰۱/۰۱")


def begin_a_post(page: Page) -> None:
    """A leaf with a paper kept and a line typed that nobody has saved by a button."""
    empty_section(page, POSTS)
    page.get_by_role("link", name="افزودن سابقه").click()
    write(page, title=USED)
    page.locator("[name=papers]").set_input_files(scan("half-a-post"))
    page.get_by_role("button", name="ذخیره و بارگذاری سند").click()
    expect(page.get_by_role("link", name="half-a-post.pdf")).to_be_visible()
    write(page, organisation="شرکت پل‌های زاگرس")


def choose_two(page: Page) -> None:
    """One alone is not enough, one twice is refused, two stand with their sums beside the demand (Arts. 4, 18)."""
    choose(page, "judiciary")
    save_choices(page)
    expect(task(page, CHOICES)).to_contain_text("۲ اولویت لازم است")
    expect(task(page, CHECK)).to_contain_text("هنوز بسته است")
    choose(page, "judiciary", "judiciary")
    save_choices(page)
    expect(page.locator("main")).to_contain_text("دو اولویت باید دو کمیسیون متفاوت باشد")
    expect(page.locator("[name=first]")).to_have_value("judiciary")

    page.locator("[name=second]").select_option("internal_affairs")
    expect(page.locator("#demand .row-own")).to_have_count(2)
    expect(page.locator("#own-lines table")).to_have_count(2)
    expect(page.locator("#own-lines table").first).to_contain_text("حقوق")
    for table, side in zip(page.locator("#own-lines table").all(), ("first", "second"), strict=True):
        *lines, whole = numbers(table.locator("tbody td[data-label=امتیاز], tbody td[data-label=جمع]"))
        assert whole == sum(lines) > 0
        assert numbers(page.locator(f"#own-{side} dd.total").first) == [whole]
    demand = numbers(page.locator("#demand td[data-label=اول]"))
    assert all(more >= less for more, less in pairwise(demand)), "examined from the most wanted on (Art. 18)"
    fits(page)
    save_choices(page)


def test_art4_given_a_member_with_a_telephone_when_he_fills_his_form_then_it_is_received_once_and_the_receipt_says_so(
    journey: House,
):
    page = journey.page("member", **PHONE)
    page.goto("/committees/")
    page.get_by_role("link", name="پر کردن فرم امتیازبندی").click()
    expect(page.locator(".clock-first")).to_contain_text("مانده")
    expect(task(page, CHECK)).to_contain_text("هنوز بسته است")
    fits(page)

    two_degrees(page)
    begin_a_post(page)
    expect(page.locator("[data-autosave-status]")).to_contain_text("ذخیره شد؛")
    journey.leave("member")

    page = journey.page("member", **PHONE)
    open_section(page, DEGREES)
    expect(row(page, "دانشگاه تبریز")).to_contain_text("برگزیدهٔ مقطع")
    open_section(page, POSTS)
    expect(row(page, USED)).to_contain_text("ناتمام")
    page.get_by_role("link", name=re.compile(USED)).first.click()
    expect(page.locator("[name=organisation]")).to_have_value("شرکت پل‌های زاگرس")
    expect(page.get_by_role("link", name="half-a-post.pdf")).to_be_visible()
    write(page, from_day="۱۳۸۰/۰۱/۰۱", to_day="۱۳۸۴/۰۱/۰۱", order_number="۷")
    page.get_by_role("button", name=re.compile("^ذخیره و بازگشت")).click()
    expect(row(page, USED)).not_to_contain_text("ناتمام")
    posts_terms_and_committees(page)
    choose_two(page)

    expect(page.get_by_role("heading", level=1)).to_have_text(CHECK)
    for word in ("حقوق", "استاندار", USED, "degree-one.pdf", "half-a-post.pdf", "قضائی"):
        expect(page.locator("main")).to_contain_text(word)
    fits(page)
    press_twice(page)
    expect(page.locator(".receipt-number")).to_contain_text("شمارهٔ ثبت")
    expect(page.locator("dl.facts div").filter(has_text="نوبت تحویل").locator("dd")).to_have_text("۱")
    assert Act.objects.filter(verb="submit_declaration", actor__user__username="member").count() == 1
    fits(page)
    read_the_receipt(page)


def press_twice(page: Page) -> None:
    """Nothing moves after the first press, so he presses again; both arrive."""
    button = page.get_by_role("button", name=SUBMIT)
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    with busy("15-opening") as stand:
        page.mouse.click(*middle)
        stand(1)
        page.mouse.click(*middle)
        stand(2)


def read_the_receipt(page: Page) -> None:
    """The paper says what the page says."""
    number = page.locator("dl.facts div").filter(has_text="شمارهٔ فرم").locator("dd").inner_text()
    mark = page.locator("dl.facts .hash").inner_text()
    assert re.fullmatch("[0-9a-f]{64}", mark)
    printed = downloaded(page, page.get_by_role("link", name="گرفتن رسید (PDF)").click)
    text = unbroken(printed)
    assert mark in text
    assert ascii_digits(number) in ascii_digits(text)
    page.goto(FORM)
    expect(page.locator(".note-done")).to_contain_text("رسید")


def test_art4_given_a_broken_line_when_a_member_types_on_then_the_page_says_so_and_keeps_it_once_the_line_is_back(
    journey: House,
):
    page = journey.page("member", **PHONE)
    open_section(page, POSTS)
    page.get_by_role("link", name="افزودن سابقه").click()
    status = page.locator("[data-autosave-status]")
    page.context.set_offline(True)
    write(page, title=USED)
    page.locator("[name=title]").blur()
    expect(status).to_contain_text("هنوز ذخیره نشده است")

    page.context.set_offline(False)
    page.locator("[name=organisation]").focus()
    page.locator("[name=organisation]").blur()
    # Nothing is pressed: the draft keeps itself.
    expect(status).to_contain_text("ذخیره شد؛")
    journey.leave("member")

    again = journey.page("member")
    open_section(again, POSTS)
    expect(row(again, USED)).to_contain_text("ناتمام")
    row(again, USED).get_by_role("link", name=USED, exact=True).click()
    expect(again.locator("[name=title]")).to_have_value(USED)
