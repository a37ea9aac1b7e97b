"""Journeys 10 and 11, in a browser: from the appeal to the archive, and a case that waits for a court and for the council."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from conduct.models import Archive
from conduct.tests import making
from conduct.tests.desk import Desk, fresh, room
from conduct.tests.playing import DAY, World
from majlis import persian
from majlis.models import Act, Person
from majlis.rules import chain
from majlis.rules.deadlines import legal_day

pytestmark = pytest.mark.long


def next_month(day: date) -> tuple[int, int, int]:
    """The same day of the next Jalali month."""
    year, month, of_month = persian.jalali_parts(day)
    return (year, month + 1, of_month) if month < 12 else (year + 1, 1, of_month)


def test_journey_10_from_the_appeal_to_the_end(desk: Callable[[Person], Desk], boards: World):
    case = boards.given_case("served", sanctions=[{"letter": "ت", "months": 3}, {"letter": "ث", "months": None}])
    member, secretary, judge = desk(boards.member), desk(boards.secretary), desk(boards.judges[0])
    assert judge.page.goto(judge.address + room(case)).status == 404

    # On the ninth day he objects, and has a receipt with its hash.
    boards.now += 9 * DAY
    member.open("/conduct/")
    member.follow("اعتراض به رأی")
    member.page.locator("#id_text").fill("به رأی معترضم")
    member.press("اعتراض به رأی")
    expect(member.page.get_by_role("heading", name="به رأی اعتراض شد")).to_be_visible()
    expect(member.page.get_by_text(Act.objects.get(verb="file_appeal").hash)).to_be_visible()

    # Forwarded, it is before the appeal board alone: the first board only reads.
    secretary.open(room(case))
    secretary.follow("فرستادن پرونده به هیأت تجدیدنظر")
    secretary.press("فرستادن پرونده به هیأت تجدیدنظر")
    expect(secretary.page.get_by_text("نوبت: هیأت تجدیدنظر")).to_be_visible()
    expect(secretary.page.get_by_role("link", name="گذاشتن به رأی")).to_have_count(0)
    expect(secretary.page.locator(".clock-first .deadline-until")).to_contain_text("برای رأی تجدیدنظر")
    month = persian.from_jalali(*next_month(legal_day(boards.now)))
    expect(secretary.page.locator(".clock-first .deadline-until")).to_contain_text(persian.jalali(month))

    # He is invited in writing, and reads it in his room.
    judge.open(room(case))
    judge.follow("دعوت به جلسهٔ تجدیدنظر")
    judge.type_moment("hearing_at", boards.now + timedelta(minutes=5))
    judge.page.locator("#id_place").fill("تالار کوچک")
    judge.page.locator("#id_text").fill("برای شنیدن اعتراض خود دعوت می‌شوید.")
    judge.press("دعوت به جلسهٔ تجدیدنظر")
    member.open("/conduct/")
    expect(member.page.get_by_text("برای شنیدن اعتراض خود دعوت می‌شوید.")).to_be_visible()

    # Three of six are not two thirds; four are. Two of four are no majority of those present; three are.
    judge.sit("appeal_board", *boards.judges[:3])
    expect(judge.page.get_by_text("۳ نفر از ۶ نفر حاضرند، ۴ نفر لازم است").first).to_be_visible()
    judge.sit("appeal_board", *boards.judges[:4])
    expect(judge.page.get_by_text("۴ نفر از ۶ نفر حاضرند، ۴ نفر لازم است").first).to_be_visible()
    for agree, told in ((2, "۲ از ۴ موافق، ۳ لازم: تصویب نشد."), (3, "۳ از ۴ موافق، ۳ لازم: تصویب شد.")):
        judge.open(f"{room(case)}votes/")
        judge.page.get_by_label("تأیید رأی").check()
        judge.page.locator("#id_reasons").fill("رأی درست بود")
        judge.press("گذاشتن این متن به رأی")
        judge.take_votes(agree, *boards.judges[:4])
        expect(judge.page.get_by_text(told)).to_be_visible()
    judge.open(f"{room(case)}appeal/ruling/")
    judge.show_factor()
    judge.press("رأی تجدیدنظر")
    expect(judge.page.get_by_role("heading", name="روند کارها")).to_be_visible()

    # It is final within its month, and the member reads it.
    member.open("/conduct/")
    expect(member.page.get_by_text("رأی هیأت تجدیدنظر")).to_be_visible()
    expect(member.page.locator(".clock-first")).to_contain_text("قطعی است")
    final = fresh(case)
    assert final.stage == "final" and legal_day(final.final_at) < month

    # Half a salary is deducted, the bar has its end, and payroll is written to under a signature.
    until = legal_day(boards.now) + 200 * DAY
    for letter in ("ت", "ث"):
        secretary.open(
            f"/conduct/sanctions/{final.rulings.get(instance='first').sanctions.get(letter=letter).pk}/execution/"
        )
        secretary.page.locator("#id_how").fill("نامه داده شد")
        if letter == "ث":
            secretary.page.locator("#id_bar_until").fill(persian.jalali_numeric(until))
        secretary.press("اجرای تنبیه")
        expect(secretary.page.get_by_role("heading", name="تنبیه‌ها و اجرای آن‌ها")).to_be_visible()
    expect(secretary.page.get_by_text(f"محرومیت تا پایان {persian.jalali(until)}")).to_be_visible()
    secretary.page.get_by_role("link", name="نامهٔ اجرای تنبیه").first.click()
    expect(secretary.page.locator("#id_addressee")).to_have_value(re.compile("امور مالی"))
    secretary.press("نوشتن نامه")
    chair = desk(boards.chair)
    chair.open(secretary.page.url.removeprefix(secretary.address))
    chair.follow("امضای نامه")
    chair.press("امضای نامه")
    expect(chair.page.get_by_text("امضاشده").first).to_be_visible()

    # Two put it into the archive; its inventory has a hash for each paper, and the case is opened by nobody any more.
    making.stored()
    registrar = desk(boards.registrar)
    for officer in (registrar, secretary):
        officer.open(f"{room(case)}archiving/")
        officer.page.locator("#id_shelf").fill("گاوصندوق، ردیف ۲")
        officer.press("بایگانی پرونده")
    expect(secretary.page.get_by_role("heading", name="سیاههٔ پرونده")).to_be_visible()
    archive = Archive.objects.get()
    hashes = secretary.page.locator("tbody .hash").all_inner_texts()
    assert hashes == list(archive.papers.values_list("sha256", flat=True)) and len(hashes) > 4
    expect(secretary.page.get_by_text(archive.inventory)).to_be_visible()
    assert secretary.page.goto(secretary.address + room(case)).status == 404

    # The chain verifies, from the first act to the sealing.
    acts = list(Act.objects.filter(realm="conduct").order_by("seq"))
    assert acts[-1].verb == "archive_case"
    assert chain.first_fault("conduct", [act.entry() for act in acts], {}) is None


def test_journey_11_courts_and_the_security_council(desk: Callable[[Person], Desk], boards: World):
    case = boards.given_case("closed_for_ruling", kind="security")
    making.end_term(boards, legal_day(boards.now) + 150 * DAY)
    secretary, chair, registrar = desk(boards.secretary), desk(boards.chair), desk(boards.registrar)
    closed = legal_day(case.hearing_closed_at)
    state = chair.open("/conduct/radar/").locator("tbody tr .chip")
    expect(state).to_have_text("می‌رسد")

    # It is suspended for a court's file: the week stands still, and the term may run out meanwhile.
    secretary.put(case, about="suspend_for_court")
    secretary.take_votes(5, *boards.seats[:6])
    secretary.open(room(case))
    secretary.follow("نگه داشتن تا رأی دادگاه")
    secretary.page.locator("#id_court").fill("شعبهٔ ساختگی، پروندهٔ ۱۲")
    secretary.page.locator("#id_reason").fill("تصمیم به رأی دادگاه بسته است")
    secretary.press("نگه داشتن تا رأی دادگاه")
    expect(secretary.page.get_by_text("نگه داشته تا رأی دادگاه").first).to_be_visible()
    expect(secretary.page.locator(".clock-first").first).to_contain_text("یادآوری دفتر برای پرسیدن از دادگاه")
    expect(secretary.page.locator("li", has_text="صدور رأی").first).to_contain_text("نخست از سر گرفته شود")
    expect(chair.open("/conduct/radar/").locator("tbody tr .chip")).to_have_text("تنگ است")

    # For thirty days nobody is asked for anything; then the desk is reminded, by a message that says nothing.
    boards.now += 30 * DAY
    message = "یک پیام محرمانه دارید"
    expect(secretary.open("/").get_by_text(message)).to_have_count(0)
    boards.now += 1 * DAY
    expect(secretary.open("/").get_by_text(message)).to_have_count(1)
    expect(secretary.page.get_by_text("دادگاه")).to_have_count(0)
    expect(registrar.open("/").get_by_text(message)).to_have_count(0)
    secretary.follow(message)
    expect(secretary.page.get_by_role("heading", name="روند کارها")).to_be_visible()

    # The verdict comes: the clock goes on with the days that were held, and says so as a sum.
    secretary.follow("از سر گرفتن رسیدگی")
    secretary.page.locator("#id_judgment").fill("دادنامهٔ ساختگی ۴۵")
    secretary.press("از سر گرفتن رسیدگی")
    held = (legal_day(boards.now) - closed).days
    end = closed + (7 + held) * DAY
    told = f"{persian.jalali(closed)} + {persian.number(7)} + {persian.number(held)} روز = {persian.jalali(end)}"
    expect(secretary.page.get_by_text(told)).to_be_visible()
    expect(secretary.page.get_by_text("نگه داشته برای دادگاه")).to_be_visible()
    expect(chair.open("/conduct/radar/").locator("tbody tr .chip")).to_have_text("می‌رسد")

    # The count against national security stays locked until the council's answer is registered.
    secretary.open(room(case))
    secretary.follow("پرسش از شورای عالی امنیت ملی")
    secretary.page.locator("#id_number").fill("۱۲/۳")
    secretary.page.locator("#id_kept_at").fill("گاوصندوق دفتر")
    secretary.press("پرسش از شورای عالی امنیت ملی")
    expect(secretary.page.get_by_text("پرسیده شد، ").first).to_be_visible()

    def compose() -> None:
        secretary.open(f"{room(case)}votes/")
        secretary.page.locator("[name=result][value=sanctions]").check()
        secretary.page.locator("[name=count][value=security]").check()
        secretary.page.locator("[name=letters][value='پ']").check()
        secretary.page.locator("#id_reasons").fill("متن ساختگی رأی")
        secretary.press("گذاشتن این متن به رأی")

    compose()
    expect(secretary.page.get_by_text("این عنوان را هنوز تأیید نکرده است").first).to_be_visible()
    expect(secretary.page.locator("#id_reasons")).to_have_value("متن ساختگی رأی")
    registrar.open(f"{room(case)}council/answer/")
    registrar.page.get_by_label("کار ضد امنیت ملی بوده است").check()
    registrar.page.locator("#id_number").fill("۹/۸")
    registrar.page.locator("#id_kept_at").fill("گاوصندوق دفتر")
    registrar.press("ثبت پاسخ شورا")
    expect(registrar.page.get_by_role("heading", name="روند کارها")).to_be_visible()
    compose()
    secretary.take_votes(5, *boards.seats[:6])
    voted = secretary.page.locator(".card-body", has_text="رأی به همین متن صادر شود تصویب شد")
    expect(voted).to_contain_text("۵ از ۶ موافق، ۴ لازم: تصویب شد.")
    expect(chair.open("/conduct/radar/").locator("tbody tr .chip")).to_have_text("می‌رسد")
    assert fresh(case).ruling_until == end
