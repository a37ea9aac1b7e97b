"""In the browser: a long list is asked for, made while its page lies open, and fetched; a list that comes in is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as house_settings
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from liaison.models import Matter
from majlis import exports
from majlis.demo.fixed import NOW
from majlis.demo.outside import set_clock
from majlis.models import Person, Term, User
from majlis.tests.personas import session
from majlis.tests.test_axe import ASK, AXE, GRAVE, NARROW

MATTERS = "/liaison/matters/"


@pytest.fixture
def open_page(served_house: str, browser: Browser, settings: Any, tmp_path: Path) -> Iterator[Any]:
    """A phone's window of one of the cast."""
    settings.MEDIA_ROOT = tmp_path
    set_clock(NOW)
    opened = []

    def window(who: str) -> Page:
        context = browser.new_context(base_url=served_house, viewport=NARROW, locale="fa-IR", reduced_motion="reduce")
        context.add_init_script(AXE)
        value = session(User.objects.get(username=who))
        name = house_settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": value, "domain": "localhost", "path": "/", "secure": True}])
        opened.append(context)
        return context.new_page()

    yield window
    for context in opened:
        context.close()


def in_the_way(page: Page) -> list[str]:
    return [each["id"] for each in page.evaluate(ASK) if each["impact"] in GRAVE]


def many_matters() -> None:
    one = Matter.objects.filter(kind="question").order_by("pk").first()
    fields = {each.attname: getattr(one, each.attname) for each in one._meta.concrete_fields if not each.primary_key}
    more = range(exports.AT_ONCE + 1 - Matter.objects.count())
    Matter.objects.bulk_create(
        Matter(**{**fields, "serial": 100_000 + place, "source_id": f"many-{place}"}) for place in more
    )


def test_a_long_list_is_made_while_its_page_lies_open_and_is_then_fetched(open_page):
    many_matters()
    page = open_page("liaison_officer")
    page.goto(MATTERS)
    page.locator(".menu-take > summary").click()
    page.get_by_role("link", name="CSV").click()
    button = page.get_by_role("button", name="ساختن پروندهٔ CSV")
    expect(button).to_be_visible()
    assert in_the_way(page) == []
    button.click()
    expect(page.get_by_text("در نوبت است")).to_be_visible()
    assert in_the_way(page) == []
    call_command("work", batch=True)
    # Nobody touches the page: it asks anew by itself.
    link = page.get_by_role("link", name="گرفتن پرونده")
    expect(link).to_be_visible(timeout=30_000)
    assert in_the_way(page) == []
    with page.expect_download() as taken:
        link.click()
    told = Path(taken.value.path()).read_text(encoding="utf-8-sig")
    assert told.count("\n") == 1 + Matter.objects.count()


def test_a_list_that_comes_in_is_looked_at_before_it_is_entered(open_page, tmp_path):
    term = Term.objects.order_by("-number").first()
    page = open_page("administrator")
    page.goto(reverse("import_roster", args=[term.number]))
    file = tmp_path / "list.csv"
    file.write_text("id,name,constituency,end_date,note\nq1,بهرام آزمون,شهر آزمون,,\n=1,رضا,شهر,,\n", encoding="utf-8")
    page.set_input_files("input[type=file]", str(file))
    page.get_by_role("button", name="خواندن و دیدن فهرست").click()
    enter = page.get_by_role("button", name="ثبت ۱ نماینده")
    expect(enter).to_be_visible()
    assert in_the_way(page) == []
    with page.expect_download() as taken:
        page.get_by_role("link", name="ردیف واردنشده با دلیل").click()
    assert "'=1" in Path(taken.value.path()).read_text(encoding="utf-8-sig")
    assert not Person.objects.filter(name="بهرام آزمون").exists()
    enter.click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("ورود فهرست نمایندگان، ")
    assert Person.objects.filter(name="بهرام آزمون").exists()
