"""Journey 4: a member contests a refused line on his telephone, is invited and heard, and his points change (Art. 17)."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from committees.models import Declaration, Objection, ScoreSheet
from committees.tests.hall import open_sitting, press
from committees.tests.journeys import PHONE, House, fits, journey
from committees.tests.test_journey_seats import CODE, FORMATION
from committees.tests.worded import worded
from majlis.models import Person

__all__ = ["journey"]


def sheet() -> ScoreSheet:
    form = Declaration.objects.get(formation__code=CODE, member__user__username="member_2")
    return ScoreSheet.objects.get(declaration=form, rank=1, round=1)


def another(journey: House) -> tuple[Page, ScoreSheet]:
    """The telephone of another member, on whose sheet a line is open to objection, and that sheet."""
    rows = ScoreSheet.objects.filter(declaration__formation__code=CODE, rank=1, round=1, lines__item__stage="rejected")
    own = rows.filter(declaration__member__user=None, declaration__objections=None).order_by("declaration__number")[0]
    return journey.member(own.declaration.member, **PHONE), own


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

    # The meeting sees beforehand whose rank would move; the member does not.
    clerk.goto(address)
    preview = clerk.locator("section").filter(has=clerk.get_by_role("heading", name=re.compile("^اگر وارد باشد"))).first
    expect(preview).to_contain_text("چیزی دگرگون نشده است")
    expect(preview).to_contain_text("از رتبهٔ")
    member.goto(address)
    expect(member.locator("main")).not_to_contain_text("اگر وارد باشد")

    # A line that lies open, and is sent when the forty-eight hours are over.
    late, own = another(journey)
    late.goto(f"/committees/sheets/{own.pk}/objection/")
    late.locator("[name=item]").first.check()
    late.locator("[name=claim]").fill("این سطر کمتر از سند من شمرده شده است.")

    journey.later("دو روز جلوتر")
    press(late, "اعتراض به امتیاز")
    expect(late.locator("main")).to_contain_text("۴۸ ساعت")
    expect(late.locator("main")).to_contain_text("این سطر کمتر از سند من شمرده شده است.")
    fits(late)
    speaker = journey.page("speaker")
    speaker.goto(f"{FORMATION}objections/")
    speaker.get_by_role("link", name="گشودن جلسهٔ مشترک").click()
    open_sitting(speaker, "گشودن جلسهٔ مشترک")
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
    # What changed stands there line by line, and in a letter.
    expect(speaker.locator("main")).to_contain_text("پیش از تصمیم")
    expect(speaker.locator("td[data-label='پیش']").first).to_contain_text("۰ امتیاز")
    objection = Objection.objects.get(declaration=before.declaration)
    secretary = Person.objects.get(user__username="secretary")
    assert "وارد" in worded(secretary, "decided_objection", objection)

    # The demonstration's own two objections still wait, and the scores with them.
    speaker.goto(FORMATION)
    expect(speaker.locator(".steps li").filter(has_text="قطعی کردن امتیازها")).to_contain_text(
        "۲ اعتراض رسیدگی نشده است"
    )
    member.goto(f"/committees/sheets/{before.pk}/")
    expect(member.locator("main")).to_contain_text("تصمیم جلسهٔ مشترک، نشست ۱")
    fits(member)
