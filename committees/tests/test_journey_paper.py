"""A member's form on paper, from the clerk's desk to the second officer's signature (Art. 4)."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from committees.models import Declaration
from committees.tests.filling import SAVE, write
from committees.tests.journeys import PHONE, House, fits, journey, scan
from majlis import clock, persian
from majlis.models import Act
from majlis.rules.deadlines import legal_day

__all__ = ["journey"]

PAPERS = "/committees/formations/15-opening/papers/"
DOOR = "ثبت اقدامی که روی کاغذ انجام شده"


def enter_sections(page: Page) -> None:
    """What stands on the paper: one degree, and nothing else."""
    page.get_by_role("link", name="مدارک تحصیلی", exact=True).click()
    page.get_by_role("link", name="افزودن مدرک").click()
    write(
        page, level="bachelor", field_title="حقوق", institution="دانشگاه تبریز", authority="science", day="۱۳۸۵/۰۶/۳۱"
    )
    page.locator("[name=papers]").set_input_files(scan("degree-on-paper"))
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_role("link", name="degree-on-paper.pdf")).to_be_visible()
    page.get_by_role("link", name="بازگشت به فهرست بخش‌ها").click()
    empty = {
        "سوابق اجرایی": "سابقهٔ اجرایی ندارم", "سابقهٔ نمایندگی": "پیش از این نماینده نبوده‌ام",
        "عضویت در کمیسیون‌ها": "عضو کمیسیونی نبوده‌ام",
    }  # fmt: skip
    for title, words in empty.items():
        page.get_by_role("link", name=title, exact=True).click()
        page.get_by_role("button", name=words).click()
        expect(page.locator("main")).to_contain_text(f"گفته‌اید: {words}.")
        page.get_by_role("link", name="بازگشت به فهرست بخش‌ها").click()
        expect(page.get_by_role("heading", name="نوشته‌های برگه")).to_be_visible()


def test_art4_given_a_form_on_paper_when_two_officers_enter_and_sign_it_then_it_is_the_members_with_the_hour_of_the_paper(
    journey: House,
):
    form = Declaration.objects.get(formation__code="15-opening", member__user__username="member")
    came = (clock.now() - timedelta(hours=2)).replace(second=0, microsecond=0)
    clerk = journey.page("clerk")
    clerk.goto("/committees/formations/15-opening/")
    clerk.get_by_role("link", name=DOOR).click()
    clerk.get_by_role("searchbox", name="نام نماینده").fill(form.member.name)
    clerk.get_by_role("button", name="جست‌وجو").click()
    expect(clerk.locator("tbody tr")).to_have_count(1)
    clerk.get_by_role("link", name=re.compile("^ثبت برگه: تحویل فرم")).click()
    expect(clerk.locator("main")).to_contain_text(form.member.name)
    enter_sections(clerk)
    year, month, day = persian.jalali_parts(legal_day(came))
    write(
        clerk, first="judiciary", second="energy", registry_number="۱۲/ک/۴۵", happened_at_day=f"{year}/{month}/{day}",
        happened_at_time=persian.clock_text(came),
    )  # fmt: skip
    clerk.locator("[name=scan]").set_input_files(scan("whole-form"))
    fits(clerk)
    clerk.get_by_role("button", name="ثبت برگه و امضای نخست").click()
    expect(clerk.get_by_role("heading", name="امضای نخست ثبت شد")).to_be_visible()
    assert Declaration.objects.get(pk=form.pk).submission == form.submission

    second = journey.page("secretary", **PHONE)
    second.goto("/")
    second.get_by_role("link", name=re.compile("امضای دوم بر برگهٔ کاغذی")).first.click()
    expect(second.locator("main")).to_contain_text("۱۲/ک/۴۵")
    expect(second.get_by_role("link", name="whole-form.pdf")).to_be_visible()
    expect(second.get_by_role("link", name="degree-on-paper.pdf")).to_be_visible()
    fits(second)
    second.get_by_role("button", name="امضای دوم و ثبت").click()
    expect(second.locator(".receipt-number")).to_contain_text("شمارهٔ ثبت")
    act = Act.objects.filter(subject=form.reference, verb="submit_declaration").latest("seq")
    assert (act.on_behalf_of, act.happened_at) == (form.member, came)
    assert {act.actor.user.username, act.second.user.username} == {"clerk", "secretary"}
    member = journey.page("member")
    member.goto(f"/committees/declarations/{form.pk}/receipt/")
    expect(member.locator(".receipt-number")).to_contain_text("شمارهٔ ثبت")
