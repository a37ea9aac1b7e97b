"""The end of day three seen from a form that lies open: a second late, in time beside a busy register, closed (Arts. 4, 20)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from committees.models import Declaration
from committees.tests.filling import DEGREES, FORM, POSTS, SUBMIT, answers, make_ready, open_section, task, write
from committees.tests.journeys import House, busy, journey
from majlis.demo.outside import set_clock

__all__ = ["journey"]

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def limit(page: Page) -> datetime:
    """The end as the page tells it to its own clock."""
    return datetime.fromisoformat(str(page.locator("[data-deadline]").first.get_attribute("data-deadline")))


def own_form() -> Declaration:
    return Declaration.objects.get(formation__code="15-opening", member__user__username="member")


def test_art20_given_a_ready_form_when_it_arrives_a_second_late_then_the_sum_is_shown_and_nothing_typed_is_lost(
    journey: House,
):
    page = journey.page("member")
    make_ready(page)
    typed = answers(page)
    assert len(typed) >= 2
    # The limit passes while the page lies open; its button still stands there.
    set_clock(limit(page) + SECOND)
    page.get_by_role("button", name=SUBMIT).click()

    expect(page.get_by_role("alert")).to_contain_text(re.compile("[۰-۹]+ ثانیه دیر رسید"))
    expect(page.locator(".sum li, .sum dt, .sum p").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("چیزی از دست نرفت")
    expect(page.locator("main")).to_contain_text("مادهٔ ۲۰")
    assert own_form().submission == 0
    page.get_by_role("link", name="دیدن همهٔ پاسخ‌ها").click()
    expect(page.locator("main")).to_contain_text("فرمی از شما تا پایان مهلت نرسید")
    expect(page.locator("main")).to_contain_text("رسید و نگه داشته شد")
    assert answers(page) == typed


def test_art20_given_a_half_typed_leaf_when_the_limit_passes_then_what_was_typed_after_it_is_kept_too(journey: House):
    page = journey.page("member")
    page.goto(FORM)
    end = limit(page)
    open_section(page, POSTS)
    page.get_by_role("link", name="افزودن سابقه").click()
    set_clock(end + SECOND)
    write(page, title="مدیر کارگاه پل‌سازی")
    page.locator("[name=title]").blur()
    expect(page.locator("[data-autosave-status]")).to_contain_text("ذخیره شد؛")
    page.reload()
    expect(page.locator("[name=title]")).to_have_value("مدیر کارگاه پل‌سازی")
    expect(page.locator(".note-attention")).to_contain_text("تحویل فرم بسته است")


def test_art4_given_a_form_received_in_time_when_the_register_is_busy_until_after_the_limit_then_it_stands(
    journey: House,
):
    page = journey.page("member")
    make_ready(page)
    end = limit(page)
    set_clock(end - MINUTE)
    with busy("15-opening") as stand:
        page.get_by_role("button", name=SUBMIT).click(no_wait_after=True)
        stand(1)
        set_clock(end + MINUTE)

    expect(page.locator(".receipt-number")).to_contain_text("شمارهٔ ثبت")
    kept = own_form()
    assert (kept.stage, kept.submission) == ("submitted", 1)
    assert end - MINUTE <= kept.submitted_at < end
    page.goto(FORM)
    expect(page.get_by_role("heading", name="فرم شما رسیده است")).to_be_visible()


def test_art20_given_a_draft_when_the_time_is_over_then_the_page_says_why_it_is_closed_and_what_is_open(journey: House):
    page = journey.page("member")
    page.goto(FORM)
    assert "مدرک" in task(page, DEGREES).locator(".task-detail").inner_text()
    journey.later("دو روز جلوتر")

    page.goto(FORM)
    expect(page.locator(".page-lead")).to_contain_text("مادهٔ ۴")
    expect(page.get_by_role("region", name="اکنون چه می‌توانید بکنید")).to_contain_text("مادهٔ ۲۰")
    expect(page.get_by_role("region", name="اکنون چه می‌توانید بکنید")).to_contain_text("جلسهٔ مشترک")
    expect(page.get_by_role("region", name=DEGREES).locator("li")).not_to_have_count(0)
    expect(page.get_by_role("button", name=SUBMIT)).to_have_count(0)
