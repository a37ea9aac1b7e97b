"""Journeys 8 and 9, in a browser: a report becomes a case, and the case a ruling, by the people whose turn it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from conduct.models import Case, Inquiry
from conduct.tests.desk import Desk, day, fresh, paper, room
from conduct.tests.playing import DAY, World
from majlis import persian
from majlis.models import Person
from majlis.rules.deadlines import legal_day


def fill_report(page: Page, world: World, text: str) -> None:
    page.get_by_label("نمایندهٔ موضوع گزارش").select_option(str(world.member.pk))
    page.get_by_label("رفتار خلاف شأن نمایندگی").check()
    page.locator("#id_alleged_day").fill(day(world.now, -20))
    page.locator("#id_received_on").fill(day(world.now))
    page.get_by_label("خلاصهٔ گزارش").fill(text)
    page.locator("#id_reporter_name").fill("گزارشگر ناپیدا")
    page.locator("#id_file").set_input_files(paper())


def decide(page: Page, world: World) -> None:
    """The house's decision on the board's quorum, with its source."""
    page.get_by_label("حد نصاب رسمیت جلسهٔ هیأت").check()
    page.locator("#id_value").fill("5")
    page.locator("#id_source").fill("تصمیم ساختگی مجلس")
    page.locator("#id_number").fill("۱۲/۴")
    for name in ("decided_on", "first_day"):
        page.locator(f"#id_{name}").fill(day(world.now, -1))


@pytest.mark.parametrize("decided", [False])
def test_journey_8_a_report_becomes_a_case(desk: Callable[[Person], Desk], boards: World, caplog):
    registrar, secretary, chair = desk(boards.registrar), desk(boards.secretary), desk(boards.chair)
    member, outsider, aside = desk(boards.member), desk(boards.people.administrator), desk(boards.seats[5])

    # Until the house has decided on the board's quorum no sitting opens. The decision is entered with its source, by two.
    boards.adopt("board_decision", 4)
    secretary.sit("conduct_board", *boards.seats[:6])
    expect(secretary.page.get_by_text("نخست تصمیم مجلس با منبع و شماره ثبت شود").first).to_be_visible()
    chair.open("/conduct/rules/")
    chair.follow("ثبت تصمیم مجلس")
    decide(chair.page, boards)
    chair.press("ثبت تصمیم مجلس دربارهٔ هیأت")
    expect(chair.page.get_by_text("امضای دوم").first).to_be_visible()
    secretary.open("/conduct/rules/")
    secretary.follow("دیدن متن")
    secretary.press("ثبت تصمیم مجلس دربارهٔ هیأت")
    expect(secretary.page.get_by_text("تصمیم ساختگی مجلس")).to_be_visible()

    # A sealed paper is registered, and a like one joined.
    fill_report(registrar.open("/conduct/reports/"), boards, "گزارش ساختگی")
    registrar.press("ثبت گزارش")
    expect(registrar.page.get_by_role("heading", name="روند کارها")).to_be_visible()
    case = Case.objects.get()
    registrar.follow("پیوستن گزارش همانند")
    fill_report(registrar.page, boards, "گزارش همانند")
    registrar.press("ثبت گزارش")
    expect(registrar.page.get_by_text("۲ گزارش به هم پیوست")).to_be_visible()

    # Whoever has no right, the member concerned among them, gets the page of an address that leads nowhere.
    for nobody in (member, outsider):
        nowhere = nobody.open(room(Case(ref="")))
        expect(nowhere.get_by_role("heading", level=1)).to_be_visible()
        told = nowhere.locator("main").inner_text()
        with nobody.page.expect_response(lambda answer: answer.url.endswith(room(case))) as answered:
            nobody.open(room(case))
        assert answered.value.status == 404
        expect(nobody.page.locator("main")).to_have_text(told, use_inner_text=True)
    # Each attempt stands in the house's own log, as that at the empty address does; neither case nor person stands there.
    tried = [row for row in caplog.records if getattr(row, "facts", {}).get("status") == 404]
    assert len([row for row in tried if row.facts["route"].startswith("conduct/cases/")]) == 4
    assert not any(str(case.pk) in str(vars(row)) or case.ref in str(vars(row)) for row in tried)

    # Six present, one of them stands aside: five are left, and the quorum holds.
    secretary.sit("conduct_board", *boards.seats[:6])
    expect(secretary.page.get_by_text("۶ نفر از ۹ نفر حاضرند، ۵ نفر لازم است").first).to_be_visible()
    aside.open(f"{room(case)}recusal/")
    aside.press("خودداری از رسیدگی")
    expect(aside.page.get_by_role("heading", name="فهرست پرونده‌ها")).to_be_visible()
    assert aside.page.goto(aside.address + room(case)).status == 404

    # Three agree: nothing is decided, and the chair may not refer it. In the next sitting four do.
    for agree, told in ((3, "۳ از ۵ موافق، ۴ لازم: تصویب نشد."), (4, "۴ از ۵ موافق، ۴ لازم: تصویب شد.")):
        secretary.put(case, "برای تحقیق مقدماتی ارجاع شود")
        secretary.take_votes(agree, *boards.seats[:5])
        expect(secretary.page.get_by_text(told)).to_be_visible()
        if agree == 3:
            expect(chair.open(f"{room(case)}inquiry/").get_by_text("۳ از ۵ موافق")).to_be_visible()
            expect(chair.page.get_by_role("button", name="ارجاع برای تحقیق مقدماتی")).to_have_count(0)
            secretary.follow("پایان جلسه")
            secretary.press("پایان جلسه")
            secretary.sit("conduct_board", *boards.seats[:6])
            expect(secretary.page.get_by_role("heading", name="جلسهٔ ۲")).to_be_visible()
    expect(secretary.page.get_by_text("۱ نفر از رسیدگی خودداری کرد و شمرده نمی‌شود").first).to_be_visible()

    chair.open(f"{room(case)}inquiry/")
    expect(chair.page.get_by_label("عضو تحقیق‌کننده").get_by_text(boards.seats[5].name)).to_have_count(0)
    chair.page.get_by_label("عضو تحقیق‌کننده").select_option(str(boards.seats[4].pk))
    chair.page.locator("#id_due_on").fill(day(boards.now, 9))
    chair.press("ارجاع برای تحقیق مقدماتی")
    expect(chair.page.get_by_text("نوبت: عضو تحقیق‌کننده")).to_be_visible()
    expect(chair.page.locator(".clock-first .deadline-until")).to_contain_text(
        persian.jalali(legal_day(boards.now) + 9 * DAY)
    )


def test_journey_9_from_the_inquiry_to_the_ruling(desk: Callable[[Person], Desk], boards: World):
    case = boards.given_case("under_inquiry")
    secretary, chair, member = desk(boards.secretary), desk(boards.chair), desk(boards.member)
    registrar, inquirer = desk(boards.registrar), desk(Inquiry.objects.get().inquirer)

    inquirer.open(room(case))
    inquirer.follow("گزارش تحقیق مقدماتی")
    inquirer.page.locator("#id_text").fill("شرح تحقیق ساختگی")
    inquirer.page.get_by_label("تخلف را محرز می‌دانم").check()
    inquirer.press("گزارش تحقیق مقدماتی")
    expect(inquirer.page.get_by_text("نوبت: هیأت نظارت بر رفتار نمایندگان")).to_be_visible()
    secretary.put(case, "تخلف محرز است و نماینده دعوت شود")
    secretary.take_votes(4, *boards.seats[:6])
    expect(secretary.page.get_by_text("۴ از ۶ موافق، ۴ لازم: تصویب شد.")).to_be_visible()
    secretary.open(room(case))
    secretary.follow("احراز تخلف")
    secretary.page.locator("#id_reason").fill("دلیل ساختگی")
    secretary.press("احراز تخلف")
    expect(secretary.page.get_by_text("نوبت: دبیر هیأت یا دفتردار")).to_be_visible()

    # He sees nothing before the invitation; then his own room, and writes his defence in it.
    assert member.page.goto(f"{member.address}/conduct/").status == 404
    hearing = boards.now + 3 * DAY
    secretary.follow("دعوت نماینده")
    secretary.type_moment("hearing_at", hearing)
    secretary.page.locator("#id_defence_until").fill(day(boards.now, 2))
    secretary.page.locator("#id_text").fill("برای سخنی که گفته‌اید دعوت می‌شوید.")
    secretary.press("دعوت نماینده")
    expect(secretary.page.get_by_text("نوبت: نماینده و هیأت نظارت")).to_be_visible()
    registrar.open(f"{room(case)}invitation/service/")
    registrar.type_moment("served_at", boards.now)
    registrar.page.get_by_label("رسید پست یا دفتر مجلس").check()
    registrar.attach()
    registrar.press("ثبت سند ابلاغ دعوت")
    expect(registrar.page.get_by_role("heading", name="روند کارها")).to_be_visible()
    member.open("/conduct/")
    expect(member.page.get_by_role("heading", name="اتاق شما")).to_be_visible()
    expect(member.page.get_by_text("گزارشگر ناپیدا")).to_have_count(0)
    expect(member.page.get_by_text("شرح تحقیق ساختگی")).to_have_count(0)
    member.follow("دادن دفاعیهٔ کتبی")
    member.page.locator("#id_text").fill("دفاع من")
    member.press("دفاعیهٔ کتبی")
    expect(member.page.get_by_role("heading", name="دفاعیهٔ کتبی رسید")).to_be_visible()

    # He stays away; the board judges that his absence had no excuse, and the chair closes: the week is shown.
    boards.now = hearing + timedelta(hours=1)
    secretary.put(case)
    secretary.take_votes(5, *boards.seats[:6])
    secretary.open(f"{room(case)}absence/")
    secretary.page.locator("#id_reason").fill("عذری نرسید")
    secretary.press("ثبت غیبت ناموجه")
    expect(secretary.page.get_by_text("نوبت: رئیس هیأت", exact=True)).to_be_visible()
    chair.open(room(case))
    chair.follow("اعلام ختم رسیدگی")
    chair.press("اعلام ختم رسیدگی")
    closed = legal_day(boards.now)
    expect(
        chair.page.get_by_text(f"{persian.jalali(closed)} + ۷ روز = {persian.jalali(closed + 7 * DAY)}")
    ).to_be_visible()
    expect(chair.page.get_by_text("صدور رأی: ۱ مورد مانده")).to_be_visible()

    # The ruling is composed, half a salary for more than a year is refused, and what is voted is issued.
    secretary.open(f"{room(case)}votes/")
    secretary.page.locator("[name=result][value=sanctions]").check()
    secretary.page.get_by_label("پ) تعهد کتبی").check()
    secretary.page.locator("[name=letters][value='ت']").check()
    secretary.page.locator("#id_months").fill("13")
    secretary.page.locator("#id_reasons").fill("متن ساختگی رأی")
    secretary.press("گذاشتن این متن به رأی")
    expect(secretary.page.get_by_text("از ۱ ماه تا ۱۲ ماه است").first).to_be_visible()
    expect(secretary.page.locator("#id_reasons")).to_have_value("متن ساختگی رأی")
    secretary.page.locator("#id_months").fill("3")
    secretary.press("گذاشتن این متن به رأی")
    secretary.take_votes(5, *boards.seats[:6])
    voted = secretary.page.locator(".card-body", has_text="رأی به همین متن صادر شود تصویب شد")
    expect(voted).to_contain_text("۵ از ۶ موافق، ۴ لازم: تصویب شد.")
    secretary.open(f"{room(case)}ruling/")
    expect(secretary.page.get_by_text(f"{boards.seats[5].name}: مخالف")).to_be_visible()
    secretary.page.locator("#id_dissent").fill("نظر اقلیت")
    secretary.show_factor()
    secretary.press("صدور رأی")
    expect(secretary.page.get_by_text("نوبت: دبیر هیأت یا دفتردار")).to_be_visible()
    registrar.open(f"{room(case)}ruling/service/")
    registrar.type_moment("served_at", boards.now)
    registrar.page.get_by_label("رسید پست یا دفتر مجلس").check()
    registrar.attach()
    registrar.press("ابلاغ رأی")
    expect(registrar.page.get_by_role("heading", name="روند کارها")).to_be_visible()

    # The member sees the ruling, what of it is final, his right and its last minute.
    member.open("/conduct/")
    expect(member.page.get_by_text("متن ساختگی رأی")).to_be_visible()
    expect(member.page.locator("li", has_text="ت) ").locator(".chip")).to_contain_text("قطعی")
    expect(member.page.locator("li", has_text="پ) ").locator(".chip")).to_contain_text("اعتراض‌پذیر")
    end = fresh(case).facts(boards.now).appeal_end
    expect(member.page.locator(".clock-first .deadline-until")).to_have_text(f"تا {end.last_minute_text}")
    expect(member.page.get_by_text("پس از این، حق اعتراض از دست می‌رود.")).to_be_visible()
