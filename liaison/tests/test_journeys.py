"""Journeys through the played house: a question from desk to floor, an interpellation with its signatures, a promise that is kept
(Const. 88, 89; house procedure, Arts. 9, 10)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from liaison.models import Matter, Task, Voice
from majlis.models import User

PATIENCE = 30_000
TITLE = "علت خاموشی کارگاه‌های سفال"


@pytest.fixture
def as_user(
    served_house: str, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Callable[[str], Page]]:
    """A browser for one of the cast, with a session that stands."""
    contexts = []

    def opened(username: str) -> Page:
        client = Client()
        client.force_login(
            User.objects.get(username=username), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context = browser.new_context(base_url=served_house, **browser_context_args)
        context.set_default_timeout(PATIENCE)
        context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/", "secure": True}]
        )
        contexts.append(context)
        return context.new_page()

    yield opened
    for each in contexts:
        each.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def tick(page: Page, places: Iterable[int]) -> None:
    """Names in the list of members, by their places."""
    for place in places:
        page.locator("[name=askers]").nth(place).check()


def vote(page: Page, **counts: int) -> None:
    for name, count in counts.items():
        page.locator(f"[name={name}]").fill(str(count))


def counted(page: Page, ministry: str) -> str:
    page.goto("/liaison/statistics/?kind=question")
    return page.locator("tr", has_text=ministry).first.locator("td").last.inner_text()


def test_a_question_goes_from_the_desk_to_the_floor(as_user: Callable[[str], Page]) -> None:
    desk, ministry = as_user("liaison_officer"), as_user("ministry_deputy")
    before = counted(desk, "وزارت نیرو")
    desk.goto("/liaison/questions/new/")
    desk.locator("[name=title]").fill(TITLE)
    desk.locator("[name=addressee]").select_option(label="وزارت نیرو")
    desk.locator("[name=askers]").nth(3).check()
    press(desk, "ثبت سؤال")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("از وزیر نیرو")
    follow(desk, "فرستادن به کمیسیون")
    desk.locator("[name=committee]").select_option(index=1)
    press(desk, "فرستادن به کمیسیون")
    expect(desk.get_by_text("۱۵ روز: گزارش‌شده، تأییدنشده")).to_be_visible()

    follow(desk, "ارجاع به وزارتخانه")
    desk.locator("[name=request]").fill("علت و برنامهٔ جبران")
    desk.locator("[name=due_at_day]").fill("1406/03/14")
    desk.locator("[name=due_at_time]").fill("12:00")
    press(desk, "ارجاع به وزارتخانه")
    matter = desk.url

    ministry.goto("/liaison/referrals/")
    ministry.locator("tr", has_text=TITLE).get_by_role("link").click()
    follow(ministry, "پذیرفتن ارجاع")
    press(ministry, "پذیرفتن ارجاع")
    follow(ministry, "سپردن به کارشناس")
    press(ministry, "سپردن به کارشناس")
    follow(ministry, "فرستادن پاسخ")
    ministry.locator("[name=text]").fill("برنامهٔ خاموشی تا پایان ماه برداشته می‌شود.")
    ministry.locator("[name=letter]").fill("118/4402")
    press(ministry, "فرستادن پاسخ")
    expect(ministry.get_by_text("برنامهٔ خاموشی تا پایان ماه")).to_be_visible()

    desk.goto(matter)
    expect(desk.get_by_text("۱۱۸/۴۴۰۲")).to_be_visible()
    follow(desk, "ثبت جلسهٔ کمیسیون")
    desk.locator("[name=minister_came][value=yes]").check()
    desk.locator("[name=satisfied][value=no]").check()
    press(desk, "ثبت جلسهٔ کمیسیون")
    follow(desk, "ثبت قرائت و فرستادن به وزیر")
    press(desk, "ثبت قرائت و فرستادن به وزیر")
    follow(desk, "نهادن در دستور صحن")
    desk.locator("[name=floor_at_day]").fill("1406/03/17")
    desk.locator("[name=floor_at_time]").fill("8:00")
    press(desk, "نهادن در دستور صحن")
    follow(desk, "ثبت رأی صحن")
    desk.locator("[name=asker_convinced][value=no]").check()
    vote(desk, present=215, in_favour=88, against=120, abstained=7)
    press(desk, "ثبت رأی صحن")
    expect(desk.locator(".page-head .chip")).to_contain_text("مجلس قانع نشد")
    after = counted(desk, "وزارت نیرو")
    assert int(after) == int(before) + 1


def test_an_interpellation_stands_on_its_signatures(as_user: Callable[[str], Page]) -> None:
    desk = as_user("liaison_head")
    desk.goto("/liaison/interpellations/new/")
    desk.locator("[name=title]").fill("استیضاح برای راه‌های ناایمن")
    desk.locator("[name=addressee]").select_option(label="وزارت راه و شهرسازی")
    desk.locator("[name=committee]").select_option(index=2)
    tick(desk, range(9))
    press(desk, "ثبت استیضاح")
    expect(desk.get_by_text("۹ امضا هست، ۱۰ امضا لازم است")).to_have_count(2)
    tick(desk, range(12))
    press(desk, "ثبت استیضاح")
    expect(desk.get_by_text("۱۲ امضا مانده است")).to_be_visible()
    page = desk.url

    def withdraw() -> None:
        desk.goto(page)
        follow(desk, "ثبت پس گرفتن امضا")
        desk.locator("[name=person]").select_option(index=1)
        press(desk, "ثبت پس گرفتن امضا")

    for _ in range(3):
        withdraw()
    follow(desk, "ثبت نشست کمیسیون")
    press(desk, "ثبت نشست کمیسیون")
    expect(desk.get_by_text("۹ امضا مانده است، ۱۰ امضا لازم است؛ استیضاح پیش نمی‌رود.")).to_be_visible()
    follow(desk, "افزودن امضا")
    desk.locator("[name=person]").select_option(index=30)
    press(desk, "افزودن امضا")
    follow(desk, "ثبت پافشاری بر استیضاح")
    press(desk, "ثبت پافشاری بر استیضاح")
    follow(desk, "ثبت اعلام وصول استیضاح")
    press(desk, "ثبت اعلام وصول استیضاح")
    withdraw()
    expect(desk.get_by_role("note").or_(desk.locator(".note-attention")).first).to_contain_text("اثری ندارد")
    follow(desk, "ثبت جلسهٔ استیضاح")
    press(desk, "ثبت جلسهٔ استیضاح")
    follow(desk, "ثبت رأی اعتماد")
    vote(desk, present=240, in_favour=110, against=120, abstained=10)
    press(desk, "ثبت رأی اعتماد")
    expect(desk.locator(".page-head .chip")).to_contain_text("برکنار شد")
    assert Matter.objects.get(pk=page.rstrip("/").rsplit("/", 1)[1]).stage == "dismissed"


def test_a_signer_is_found_by_typing_a_part_of_his_name(as_user):
    desk = as_user("liaison_officer")
    desk.goto("/liaison/interpellations/new/")
    names = desk.locator("label.choice:has([name=askers])")
    everybody = names.count()
    wanted = names.nth(7).inner_text().strip()
    seek = desk.get_by_role("searchbox", name="جست‌وجوی نام یا حوزه")
    seek.fill(wanted.replace("ی", "\u064a").replace("ک", "\u0643"))
    expect(desk.locator("label.choice:has([name=askers]):visible")).to_have_count(1)
    seek.press("Enter")
    expect(names.nth(7).locator("input")).to_be_checked()
    expect(desk.locator("label.choice:has([name=askers]):visible")).to_have_count(everybody)
    expect(desk.locator(".seek-told")).to_contain_text("۱ نام برگزیده")


def test_research_is_found_by_its_number_and_cited_in_a_line(as_user: Callable[[str], Page]) -> None:
    desk = as_user("liaison_officer")
    desk.goto(f"{Voice.objects.get(stage='agreed').get_absolute_url()}line/")
    studies = desk.locator("label.choice:has([name=cited])")
    expect(studies.locator("input:checked")).to_have_count(2)
    new = Task.objects.get(kind="research", stage="accepted", citations=None)
    seek = desk.get_by_role("searchbox", name="جست‌وجوی عنوان یا شماره")
    seek.fill(f"{new.year}/{new.serial:03d}")  # as a keyboard without Persian digits types it
    # What is ticked stays in sight.
    expect(desk.locator("label.choice:has([name=cited]):visible")).to_have_count(3)
    seek.press("Enter")
    expect(desk.locator(".seek-told")).to_contain_text("۳ پژوهش برگزیده")
    press(desk, "بستن خط مشترک")
    card = desk.get_by_role("region", name="پژوهش‌هایی که به آن استناد شده است")
    expect(card.get_by_role("link", name=new.title)).to_be_visible()
    card.get_by_role("link", name=new.title).click()
    expect(desk.get_by_role("region", name="خط‌هایی که به آن استناد کرده‌اند").get_by_role("link")).to_have_count(1)


def test_a_promise_closes_on_evidence_alone(as_user: Callable[[str], Page]) -> None:
    desk, ministry = as_user("liaison_officer"), as_user("ministry_deputy")
    desk.goto("/liaison/tasks/new/?kind=promise")
    desk.locator("[name=title]").fill("روشنایی جادهٔ کارگاه‌ها")
    desk.locator("[name=ministry]").select_option(label="وزارت نیرو")
    desk.locator("[name=due_day]").fill("1406/06/31")
    press(desk, "سپردن کار")
    expect(desk.get_by_text("نماینده‌ای را که به او وعده داده شده است برگزینید").first).to_be_visible()
    desk.locator("[name=asker]").select_option(index=5)
    press(desk, "سپردن کار")
    expect(desk.locator(".page-head .chip")).to_contain_text("سپرده‌شده")
    task = desk.url

    def evidence(text: str) -> None:
        ministry.goto("/liaison/tasks/")
        ministry.locator("tr", has_text="روشنایی جادهٔ کارگاه‌ها").get_by_role("link").first.click()
        follow(ministry, "ثبت سند")
        ministry.locator("[name=text]").fill(text)
        press(ministry, "ثبت سند")
        expect(ministry.get_by_text(text)).to_be_visible()

    evidence("صورت‌جلسهٔ نصب بیست پایه")
    desk.goto(task)
    follow(desk, "برگرداندن کار")
    desk.locator("[name=reason]").fill("عکس ندارد")
    press(desk, "برگرداندن کار")
    expect(desk.locator(".page-head .chip")).to_contain_text("برگشت‌خورده")
    evidence("عکس بیست پایه")
    desk.goto(task)
    follow(desk, "پذیرفتن سند")
    desk.locator("[name=outcome]").fill("راه روشن شد")
    press(desk, "پذیرفتن سند")
    expect(desk.locator(".page-head .chip")).to_contain_text("پذیرفته‌شده")
    desk.goto("/liaison/promises/")
    expect(desk.locator("tr", has_text="وزارت نیرو").locator("td").nth(2)).to_have_text("۱")
