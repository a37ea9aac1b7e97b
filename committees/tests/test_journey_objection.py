"""Journey 6: a member contests a refused line on his telephone, is invited and heard, and his points change (Art. 17)."""

from __future__ import annotations

from playwright.sync_api import expect

from committees.models import Declaration, ScoreSheet
from committees.tests.journeys import PHONE, House, fits, journey
from committees.tests.test_journey_seats import CODE, FORMATION, press

__all__ = ["journey"]


def sheet() -> ScoreSheet:
    form = Declaration.objects.get(formation__code=CODE, member__user__username="member_2")
    return ScoreSheet.objects.get(declaration=form, rank=1, round=1)


def test_art17_given_a_refused_line_when_its_owner_objects_and_is_heard_then_his_points_change_and_the_rest_waits(
    journey: House,
):
    before = sheet()
    line = before.lines.get(item__stage="rejected")
    member = journey.page("member_2", **PHONE)
    member.goto(f"/committees/sheets/{before.pk}/")
    fits(member)
    row = member.locator("tr").filter(has_text="پذیرفته نشد")
    row.get_by_role("link", name="اعتراض به این سطر").click()
    expect(member.locator(f"[name=item][value='{line.item_id}']")).to_be_checked()
    member.locator("[name=claim]").fill("اصل حکم را همراه دارم و تاریخ آن با فرم یکی است.")
    fits(member)
    press(member, "اعتراض به امتیاز")
    expect(member.locator("main")).to_contain_text("هنوز نشده است")
    address = member.url
    fits(member)

    clerk = journey.page("clerk")
    clerk.goto(f"{FORMATION}objections/")
    clerk.locator(f"a[href='{address.removeprefix(journey.address)}']").click()
    clerk.get_by_role("link", name="دعوت به جلسه").click()
    clerk.locator("[name=invited_for_day]").fill("۱۴۰۶/۰۳/۱۲")
    clerk.locator("[name=invited_for_time]").fill("۹:۰۰")
    clerk.locator("[name=place]").fill("تالار مشروطه")
    press(clerk, "دعوت از معترض")
    expect(clerk.locator("main")).to_contain_text("تالار مشروطه")

    journey.later("دو روز جلوتر")
    speaker = journey.page("speaker")
    speaker.goto(f"{FORMATION}objections/")
    speaker.get_by_role("link", name="گشودن جلسهٔ مشترک").click()
    for box in speaker.locator("[name=present]").all():
        box.check()
    expect(speaker.locator("[data-meter-live]")).to_contain_text("حد نصاب هست")
    press(speaker, "گشودن جلسهٔ مشترک")
    speaker.goto(address)
    speaker.get_by_role("link", name="ثبت تصمیم جلسهٔ مشترک").click()
    speaker.locator("[name=heard][value=heard]").check()
    speaker.locator("[name=outcome][value=accepted]").check()
    speaker.locator("[name=relation][value=related]").check()
    speaker.locator("[name=reason]").fill("اصل حکم در جلسه دیده شد.")
    speaker.get_by_role("button", name="بقیه موافق").click()
    press(speaker, "تصمیم جلسهٔ مشترک")
    expect(speaker.locator("main")).to_contain_text("اعتراض وارد است")
    fits(speaker)
    assert sheet().units > before.units

    # The demonstration's own two objections still wait, and the scores with them.
    speaker.goto(FORMATION)
    expect(speaker.locator(".steps li").filter(has_text="قطعی کردن امتیازها")).to_contain_text(
        "۲ اعتراض رسیدگی نشده است"
    )
    member.goto(f"/committees/sheets/{before.pk}/")
    expect(member.locator("main")).to_contain_text("تصمیم جلسهٔ مشترک، نشست ۱")
    fits(member)
