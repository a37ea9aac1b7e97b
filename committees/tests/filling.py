"""A member's hand on the pages of the form, for journeys: sections, items with their papers, the two choices, the review."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from committees.tests.journeys import fits, scan

FORM = "/committees/formations/15-opening/form/"
SAVE = re.compile("^ذخیره و بازگشت")
SUBMIT = "تحویل فرم امتیازبندی"
DEGREES = "مدارک تحصیلی"
POSTS = "سوابق اجرایی"
TENURES = "سابقهٔ نمایندگی"
SERVICES = "عضویت در کمیسیون‌ها"
CHOICES = "دو کمیسیون، به ترتیب اولویت"
CHECK = "بازبینی پاسخ‌ها و ثبت فرم"


def task(page: Page, title: str) -> Locator:
    return page.locator(".tasklist li").filter(has=page.get_by_text(title, exact=True))


def open_section(page: Page, title: str, form: str = FORM) -> None:
    page.goto(form)
    page.get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


def row(page: Page, words: str) -> Locator:
    """An item of the section that lies open."""
    return page.locator(".rows > li").filter(has_text=words)


def empty_section(page: Page, title: str, form: str = FORM) -> None:
    """Take off the draft whatever its owner had begun there."""
    open_section(page, title, form)
    rows = page.locator(".rows > li")
    for left in reversed(range(rows.count())):
        rows.first.get_by_role("link", name=re.compile("^حذف")).click()
        page.get_by_role("button", name="حذف این ردیف").click()
        expect(rows).to_have_count(left)


def write(page: Page, **answers: str) -> None:
    """Fill the leaf that lies open."""
    for name, value in answers.items():
        field = page.locator(f"[name={name}]")
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def add(page: Page, button: str, paper: str = "", **answers: str) -> None:
    """One item on its own leaf, with its paper; then back to the section."""
    page.get_by_role("link", name=button).click()
    write(page, **answers)
    if paper:
        page.locator("[name=papers]").set_input_files(scan(paper))
    fits(page)
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_role("link", name=button)).to_be_visible()
    fits(page)


def bachelor(page: Page, title: str, institution: str, paper: str) -> None:
    facts = {"level": "bachelor", "field_title": title, "institution": institution, "authority": "science"}
    add(page, "افزودن مدرک", paper, **facts, day="۱۳۸۵/۰۶/۳۱")


def say_none(page: Page, title: str, words: str, form: str = FORM) -> None:
    open_section(page, title, form)
    page.get_by_role("button", name=words).click()
    expect(page.locator("main")).to_contain_text(f"گفته‌اید: {words}.")


def choose(page: Page, first: str = "", second: str = "", form: str = FORM) -> None:
    page.goto(form)
    page.get_by_role("link", name=CHOICES, exact=True).click()
    page.locator("[name=first]").select_option(first)
    page.locator("[name=second]").select_option(second)


def save_choices(page: Page) -> None:
    page.get_by_role("button", name="ذخیره و بازبینی پاسخ‌ها").click()


def make_ready(page: Page, first: str = "judiciary", second: str = "internal_affairs", form: str = FORM) -> None:
    """A small whole form, reviewed: one degree, and no more; only the last button is left."""
    empty_section(page, DEGREES, form)
    bachelor(page, "حقوق", "دانشگاه تبریز", "degree-one")
    empty_section(page, POSTS, form)
    say_none(page, POSTS, "سابقهٔ اجرایی ندارم", form)
    say_none(page, TENURES, "پیش از این نماینده نبوده‌ام", form)
    say_none(page, SERVICES, "عضو کمیسیونی نبوده‌ام", form)
    choose(page, first, second, form)
    save_choices(page)
    expect(page.get_by_role("button", name=SUBMIT)).to_be_visible()


def answers(page: Page) -> list[str]:
    """Every answer that the page shows, section by section."""
    return page.locator("section[aria-labelledby^=part-] .rows li .row-main").all_inner_texts()
