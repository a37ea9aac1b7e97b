"""Journeys 12 and 14 in full: a question grouped, referred, chased, answered, adapted, voted on; an interpellation with its ledger,
the vote, a new minister with programme and promises, a quarter's follow-up (Const. 88, 89, 133; Arts. 202, 208; house procedure)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from liaison.models import Matter, Referral
from liaison.tests.conftest import at_clock
from liaison.tests.test_journeys import as_user, counted, follow, press, tick, vote  # noqa: F401 - a fixture among them
from majlis import persian
from majlis.demo.fixed import NOW
from majlis.rules.deadlines import legal_day

TITLES = ("نشت گاز در کوره‌های آجر", "نشت گاز کورهٔ آجر", "نشت گاز از کوره‌های آجری")
MORNING = timedelta(hours=8)


def ask(desk: Page, title: str, place: int) -> str:
    """A question as it is typed at the desk; its address."""
    desk.goto("/liaison/questions/new/")
    desk.locator("[name=title]").fill(title)
    desk.locator("[name=addressee]").select_option(label="وزارت نیرو")
    desk.locator("[name=askers]").nth(place).check()
    press(desk, "ثبت سؤال")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("از وزیر نیرو")
    return desk.url


def day_of(at: Any) -> str:
    return persian.ascii_digits("/".join(f"{part:02d}" for part in persian.jalali_parts(legal_day(at))))


def chase_at(at: Any) -> str:
    """The nightly command at a moment of the rehearsal's clock."""
    at_clock(at)
    out = StringIO()
    call_command("chase_referral", "--as", "liaison_officer", stdout=out)
    return out.getvalue().strip()


def key_of(address: str) -> str:
    return re.search(r"[0-9a-f-]{36}", address)[0]  # type: ignore[index]


def test_journey_12_a_question_from_desk_to_floor(as_user: Callable[[str], Page]) -> None:  # noqa: F811
    desk, ministry = as_user("liaison_officer"), as_user("ministry_deputy")
    before = counted(desk, "وزارت نیرو")
    first, second, _ = (ask(desk, title, place) for place, title in enumerate(TITLES))

    # Grouped with two alike.
    desk.goto("/liaison/alike/")
    group = desk.locator("section", has_text=TITLES[0]).filter(has=desk.locator("table")).last
    for title in TITLES:
        expect(group.get_by_text(title, exact=True)).to_be_visible()
    expect(group).to_contain_text("۳ سؤال، ۳ بی‌پاسخ")

    # Referred, accepted, handed on.
    desk.goto(first)
    follow(desk, "فرستادن به کمیسیون")
    desk.locator("[name=committee]").select_option(index=1)
    press(desk, "فرستادن به کمیسیون")
    follow(desk, "ارجاع به وزارتخانه")
    due = NOW + timedelta(days=4)
    desk.locator("[name=request]").fill("علت و برنامهٔ رفع")
    desk.locator("[name=due_at_day]").fill(day_of(due))
    desk.locator("[name=due_at_time]").fill("12:00")
    press(desk, "ارجاع به وزارتخانه")
    ministry.goto("/liaison/referrals/")
    ministry.locator("tr", has_text=TITLES[0]).get_by_role("link").click()
    follow(ministry, "پذیرفتن ارجاع")
    press(ministry, "پذیرفتن ارجاع")
    follow(ministry, "سپردن به کارشناس")
    press(ministry, "سپردن به کارشناس")
    room = ministry.url

    # Chased the day before, and the day after; then it is before the minister, once.
    row = Referral.objects.get(matter=key_of(first))
    noon = row.due_at.replace(hour=8, minute=0)
    chase_at(noon - timedelta(days=1))
    ministry.goto("/")
    expect(ministry.get_by_text("پیگیری دوم").first).to_be_visible()
    chase_at(noon + timedelta(days=1))
    chase_at(noon + timedelta(days=2))
    chase_at(noon + timedelta(days=2))
    row.refresh_from_db()
    assert list(row.chases.order_by("at").values_list("point", flat=True)) == ["second", "after"]
    assert row.escalated_at is not None
    desk.goto(first)
    expect(desk.get_by_text("بی‌پاسخ ماندن به مقام وزارتخانه رسید").first).to_be_attached()

    # Answered with a letter, and adapted for one that asks the same.
    ministry.goto(room)
    follow(ministry, "فرستادن پاسخ")
    ministry.locator("[name=text]").fill("شیرهای ایمنی تا پایان تابستان گذاشته می‌شود.")
    ministry.locator("[name=letter]").fill("118/4402")
    press(ministry, "فرستادن پاسخ")
    desk.goto("/liaison/alike/")
    desk.locator("tr", has_text=TITLES[1]).get_by_role("link", name=re.compile("به کار بردن پاسخ")).click()
    expect(desk.locator("[name=text]")).to_have_value("شیرهای ایمنی تا پایان تابستان گذاشته می‌شود.")
    press(desk, "پاسخ دادن با پاسخ همانند")
    expect(desk.get_by_text("شیرهای ایمنی تا پایان تابستان").first).to_be_visible()
    assert desk.url == second
    desk.goto("/liaison/alike/")
    expect(desk.locator("tr", has_text=TITLES[1])).to_contain_text("با پاسخ همانند")

    # Committee: not satisfied; floor, copies, vote, result; the statistics move.
    desk.goto(first)
    follow(desk, "ثبت جلسهٔ کمیسیون")
    desk.locator("[name=minister_came][value=yes]").check()
    desk.locator("[name=satisfied][value=no]").check()
    press(desk, "ثبت جلسهٔ کمیسیون")
    follow(desk, "ثبت قرائت و فرستادن به وزیر")
    press(desk, "ثبت قرائت و فرستادن به وزیر")
    follow(desk, "رساندن رونوشت به نمایندگان")
    press(desk, "رساندن رونوشت به نمایندگان")
    follow(desk, "نهادن در دستور صحن")
    desk.locator("[name=floor_at_day]").fill(day_of(noon + timedelta(days=6)))
    desk.locator("[name=floor_at_time]").fill("8:00")
    press(desk, "نهادن در دستور صحن")
    follow(desk, "ثبت رأی صحن")
    desk.locator("[name=asker_convinced][value=no]").check()
    vote(desk, present=215, in_favour=88, against=120, abstained=7)
    press(desk, "ثبت رأی صحن")
    expect(desk.locator(".page-head .chip")).to_contain_text("مجلس قانع نشد")
    assert int(counted(desk, "وزارت نیرو")) == int(before) + len(TITLES)


def test_journey_14_interpellation_confidence_promises(as_user: Callable[[str], Page]) -> None:  # noqa: F811
    desk = as_user("liaison_head")
    desk.goto("/liaison/interpellations/new/")
    desk.locator("[name=title]").fill("استیضاح برای پل‌های ناایمن")
    desk.locator("[name=addressee]").select_option(label="وزارت راه و شهرسازی")
    desk.locator("[name=committee]").select_option(index=2)
    tick(desk, range(12))
    press(desk, "ثبت استیضاح")
    page = desk.url

    def withdraw() -> None:
        desk.goto(page)
        follow(desk, "ثبت پس گرفتن امضا")
        desk.locator("[name=person]").select_option(index=1)
        press(desk, "ثبت پس گرفتن امضا")

    # Three withdrawn: nine do not suffice by the rule of the day, a tenth opens it.
    for _ in range(3):
        withdraw()
    desk.goto(page)
    follow(desk, "ثبت نشست کمیسیون")
    press(desk, "ثبت نشست کمیسیون")
    expect(desk.get_by_text("۹ امضا مانده است، ۱۰ امضا لازم است؛ استیضاح پیش نمی‌رود.")).to_be_visible()
    follow(desk, "افزودن امضا")
    desk.locator("[name=person]").select_option(index=30)
    press(desk, "افزودن امضا")
    for act in ("ثبت پافشاری بر استیضاح", "ثبت اعلام وصول استیضاح"):
        follow(desk, act)
        press(desk, act)
    withdraw()
    expect(desk.locator(".note-attention").first).to_contain_text("اثری ندارد")
    follow(desk, "ثبت جلسهٔ استیضاح")
    press(desk, "ثبت جلسهٔ استیضاح")
    follow(desk, "ثبت رأی اعتماد")
    vote(desk, present=240, in_favour=110, against=120, abstained=10)
    press(desk, "ثبت رأی اعتماد")
    expect(desk.locator(".page-head .chip")).to_contain_text("برکنار شد")

    # A new minister: programme, the committees' week, the vote in counts.
    desk.goto("/liaison/confidence/new/")
    desk.locator("[name=title]").fill("معرفی وزیر راه و شهرسازی")
    press(desk, "ثبت معرفی وزیران")
    vote_page = desk.url
    follow(desk, "افزودن نام و برنامهٔ وزیر")
    desk.locator("[name=ministry]").select_option(label="وزارت راه و شهرسازی")
    desk.locator("[name=name]").fill("نامزد آزمایشی")
    desk.locator("[name=programme]").fill("بازرسی همهٔ پل‌ها در سال نخست")
    press(desk, "افزودن نام و برنامهٔ وزیر")
    for act in ("ثبت اعلام وصول معرفی‌ها", "ثبت پایان بررسی کمیسیون‌ها"):
        follow(desk, act)
        press(desk, act)
    follow(desk, "ثبت رأی به یک وزیر")
    desk.locator("[name=ministry]").select_option(index=1)
    vote(desk, present=250, in_favour=180, against=60, abstained=10)
    press(desk, "ثبت رأی به یک وزیر")
    expect(desk.locator("tr", has_text="نامزد آزمایشی")).to_contain_text("رأی آورد")
    assert Matter.objects.get(pk=key_of(vote_page)).stage == "voted"

    # Eleven promises, and a quarter's follow-up with evidence.
    def promise(place: int) -> str:
        desk.goto("/liaison/tasks/new/?kind=promise")
        desk.locator("[name=title]").fill(f"وعدهٔ {persian.digits(place)}: بازرسی پل")
        desk.locator("[name=ministry]").select_option(label="وزارت راه و شهرسازی")
        desk.locator("[name=due_day]").fill("1406/12/20")
        desk.locator("[name=asker]").select_option(index=place)
        press(desk, "سپردن کار")
        expect(desk.locator(".page-head .chip")).to_contain_text("سپرده‌شده")
        return desk.url

    desk.goto("/liaison/promises/")
    row = desk.locator("tr", has_text="وزارت راه و شهرسازی").first
    before = int(persian.ascii_digits(row.locator("td").nth(1).inner_text()))
    made = [promise(place) for place in range(1, 12)]
    desk.goto("/liaison/promises/")
    assert int(persian.ascii_digits(row.locator("td").nth(1).inner_text())) == before + len(made)
    desk.goto(made[0])
    follow(desk, "ثبت پیگیری وعده")
    desk.locator("[name=note]").fill("در دست پیمانکار است")
    press(desk, "ثبت پیگیری وعده")
    expect(desk.get_by_text("در دست پیمانکار است").first).to_be_visible()
    ministry = as_user("ministry_deputy_2")
    ministry.goto(made[0])
    follow(ministry, "ثبت سند")
    ministry.locator("[name=text]").fill("گزارش بازرسی سی پل")
    press(ministry, "ثبت سند")
    desk.goto(made[0])
    expect(desk.get_by_text("گزارش بازرسی سی پل")).to_be_visible()
    follow(desk, "پذیرفتن سند")
    desk.locator("[name=outcome]").fill("بازرسی شد")
    press(desk, "پذیرفتن سند")
    expect(desk.locator(".page-head .chip")).to_contain_text("پذیرفته‌شده")

    # The bank as XLSX, and the year-book as PDF.
    for address, kind in (("/liaison/statistics/?take=xlsx", "spreadsheet"), ("/liaison/yearbooks/1406/", "pdf")):
        answer = desk.request.get(address)
        assert answer.ok and kind in answer.headers["content-type"]


@pytest.fixture(autouse=True)
def _as_played(served_house: str) -> None:
    """The rehearsal's clock begins where the demonstration ends."""
    at_clock(NOW)
