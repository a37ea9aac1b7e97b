"""Journeys through the played house: one voice on a bill until its by-law is late (13), a quarter followed and evaluated (of 14)."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import Page, expect

from liaison.models import Evaluation, GovernmentBill, Matter, Opinion, Task, Voice
from liaison.tests.conftest import at_clock
from liaison.tests.test_journeys import as_user, follow, press, vote
from majlis.demo.fixed import moment
from majlis.models import Body, Membership, Person, User

__all__ = ["as_user"]

TITLE = "لایحهٔ روشنایی راه‌های روستایی"
EDITION = "متن هیأت وزیران"
ARTICLES = (
    "مادهٔ ۱: راه‌ها روشن شود.\nمادهٔ ۲: دستگاه‌ها آمار بدهند.\nمادهٔ ۳: بودجه سالانه است.\nمادهٔ ۴: نگهداری با شهرداری است."
)
NINE = 9


def fill(page: Page, **typed: str) -> None:
    for name, value in typed.items():
        page.locator(f"[name={name}]").fill(value)


def account_of(ministry: Body) -> str:
    """The account of a ministry's deputy; who has none here gets one."""
    held = Membership.objects.filter(body=ministry, role="deputy").select_related("person").first()
    person = held.person if held else Person.objects.create(name=f"معاون {ministry.title}")
    if held is None:
        Membership.objects.create(person=person, body=ministry, role="deputy", from_day="2026-05-01")
    user, _ = User.objects.get_or_create(person=person, defaults={"username": f"j{person.pk.hex[:12]}"})
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
    return user.username


def filed_bill(desk: Page) -> GovernmentBill:
    desk.goto("/liaison/bills/government/new/")
    fill(desk, title=TITLE)
    desk.locator("[name=addressee]").select_option(label="وزارت راه و شهرسازی")
    press(desk, "ثبت لایحه")
    return GovernmentBill.objects.get(title=TITLE)


def marked(page: Page, opinion: Opinion, **said: str) -> None:
    """A ministry's leaf: agreement with every article, but for what is said otherwise."""
    page.goto(reverse("liaison:give_opinion", args=[opinion.pk]))
    for place in range(4):
        page.locator(f"[name=mark_{place}]").select_option("agree")
    for name, value in said.items():
        field = page.locator(f"[name={name}]")
        field.select_option(value) if name.startswith("mark") else field.fill(value)
    press(page, "نوشتن نظر وزارتخانه")
    expect(page.locator(".page-head .chip")).to_contain_text("نظر داده")


def planned(desk: Page, kind: str, title: str, day: str, start: str, end: str) -> str:
    desk.goto("/liaison/gatherings/new/")
    desk.locator("select[name=kind]").select_option(kind)
    fill(desk, title=title, starts_at_day=day, starts_at_time=start, ends_at_day=day, ends_at_time=end)
    if kind == "committee":
        desk.locator("[name=body_of]").select_option(index=3)
    press(desk, "نهادن نشست در برنامه")
    expect(desk.get_by_role("heading", level=1)).to_contain_text(title)
    return desk.url


def called(desk: Page, gathering: str, name: str, how: str) -> None:
    desk.goto(gathering)
    follow(desk, "خواندن کسی به این نشست")
    holder = desk.locator("[name=holder] option", has_text=name).first.get_attribute("value")
    desk.locator("[name=holder]").select_option(holder)
    desk.locator(f"[name=call][value={how}]").check()
    press(desk, "خواندن کسی به نشست")
    expect(desk.get_by_text(name).first).to_be_visible()


def on_its_road(desk: Page, bill: GovernmentBill) -> None:
    """Submitted, announced, referred, reported, voted twice: adopted."""
    desk.goto(bill.get_absolute_url())
    for label in ("ثبت تقدیم لایحه", "ثبت اعلام وصول"):
        follow(desk, label)
        press(desk, label)
    follow(desk, "ثبت ارجاع به کمیسیون")
    desk.locator("[name=committee]").select_option(index=1)
    press(desk, "ثبت ارجاع به کمیسیون")
    follow(desk, "ثبت گزارش کمیسیون")
    press(desk, "ثبت گزارش کمیسیون")
    for _ in range(2):
        follow(desk, "ثبت رأی صحن")
        vote(desk, present=220, in_favour=150, against=60, abstained=10)
        press(desk, "ثبت رأی صحن")
    expect(desk.locator(".page-head .chip")).to_contain_text("تصویب‌شده")


def named(desk: Page, bill: GovernmentBill) -> None:
    """The last vote by name, as the chamber published it: a list that is short is refused, the whole one stands."""
    held = bill.votes.order_by("-at").first()
    seats = Membership.objects.filter(body__kind="chamber", role="member", to_day=None).select_related("person")
    lines = [f"{each.person.name}، {each.constituency}" for each in seats.order_by("person_id")]
    desk.locator(f"a[href='{held.get_absolute_url()}']").click()
    follow(desk, "ثبت رأی‌ها به نام")
    fill(desk, agree="\n".join(lines[:149]), against="\n".join(lines[150:210]), abstain="؛ ".join(lines[210:220]))
    press(desk, "ثبت رأی‌ها به نام")
    expect(desk.locator("[name=agree]")).to_have_attribute("aria-invalid", "true")
    expect(desk.locator("main")).to_contain_text("۱۴۹ نام آمده و ۱۵۰ رأی شمرده شده")
    fill(desk, agree="\n".join(lines[:150]))
    press(desk, "ثبت رأی‌ها به نام")
    expect(desk.locator("section", has=desk.get_by_role("heading", name="مخالف")).locator("li")).to_have_count(60)
    desk.locator("section", has=desk.get_by_role("heading", name="موافق")).locator("li a").first.click()
    expect(desk.locator("section", has=desk.get_by_role("heading", name="رأی‌های او به نام"))).to_contain_text(TITLE)


def test_one_voice_on_a_bill_until_its_by_law_is_late(as_user: Callable[[str], Page]) -> None:
    desk = as_user("liaison_officer")
    bill = filed_bill(desk)
    ministries = list(Body.objects.filter(kind="ministry").order_by("order")[:NINE])
    accounts = {each: account_of(each) for each in ministries}

    # The edition goes to nine ministries; the fourth article divides them.
    desk.goto(bill.get_absolute_url())
    follow(desk, "نظرخواهی دربارهٔ یک نسخه")
    fill(desk, edition=EDITION, articles=ARTICLES, due_day="1406/03/20")
    for each in ministries:
        desk.locator(f"[name=bodies][value='{each.pk}']").check()
    press(desk, "نظرخواهی از وزارتخانه‌ها")
    voice = Voice.objects.get(matter=bill)
    for place, each in enumerate(ministries):
        said = {"mark_3": "against", "said_3": "شهرداری توان آن را ندارد."} if not place else {}
        marked(as_user(accounts[each]), Opinion.objects.get(voice=voice, body=each), **said)
    desk.goto(voice.get_absolute_url())
    expect(desk.get_by_text("وزارتخانه‌ها در ۱ ماده یک‌سخن نیستند")).to_be_visible()
    expect(desk.locator("#article-4")).to_contain_text("ناهم‌خوان")

    # They meet, and agree on a line.
    planned(desk, "joint", "نشست یک‌سخنی", "1406/03/09", "8:00", "9:00")
    follow(desk, "ثبت صورت‌جلسه")
    fill(desk, minutes="نگهداری دو سال با دولت است.")
    press(desk, "ثبت صورت‌جلسه")
    desk.goto(voice.get_absolute_url())
    follow(desk, "بستن خط مشترک")
    fill(desk, line="دولت با لایحه موافق است.")
    press(desk, "بستن خط مشترک")
    expect(desk.locator("[name=line_3]")).to_have_attribute("aria-invalid", "true")
    fill(desk, line_3="نگهداری دو سال با دولت است.")
    desk.locator("[name=floor_speaker]").select_option(index=2)
    press(desk, "بستن خط مشترک")
    expect(desk.locator(".page-head .chip")).to_contain_text("خط مشترک بسته شد")
    with desk.expect_response(lambda answer: "sheet" in answer.url) as sheet:
        desk.evaluate(f"fetch('{reverse('liaison:voice_pdf', args=[voice.pk])}')")
    assert sheet.value.headers["content-type"] == "application/pdf"

    # A minister is booked twice, a deputy sends another.
    floor = planned(desk, "floor", "صحن، لایحهٔ روشنایی", "1406/03/12", "8:00", "10:00")
    committee = planned(desk, "committee", "کمیسیون، لایحهٔ روشنایی", "1406/03/12", "9:00", "11:00")
    for gathering in (floor, committee):
        called(desk, gathering, "منوچهر آبادان‌خواه", "invited")
    called(desk, committee, "کاوه چشمه‌سار", "must")
    desk.goto("/liaison/planner/?day=1406/03/12")
    expect(desk.locator(".plan-seat.is-clash", has_text="منوچهر آبادان‌خواه").first).to_contain_text("دو جا هم‌زمان")
    deputy = as_user("ministry_deputy")
    deputy.goto(committee)
    follow(deputy, "کاوه چشمه‌سار")
    follow(deputy, "فرستادن جانشین")
    deputy.locator("[name=delegate]").select_option(label="پویا موج‌شکن، وزارت نیرو")
    fill(deputy, reason="در صحن است")
    press(deputy, "فرستادن جانشین")
    expect(deputy.locator(".page-head .chip")).to_contain_text("جانشین")

    # Adopted, by name; its law is registered with two by-laws, and the one that is late stands on the morning's sheet.
    on_its_road(desk, bill)
    named(desk, bill)
    desk.goto(reverse("liaison:file_law"))
    fill(desk, title=TITLE, text="متن قانون، ساختهٔ این آزمون.")
    press(desk, "ثبت قانون")
    law = Matter.objects.get(kind="law", title=TITLE)
    for title, due in (("آیین‌نامهٔ نگهداری راه", "1406/03/11"), ("آیین‌نامهٔ آمار روشنایی", "1406/06/31")):
        desk.goto(reverse("liaison:require_by_law", args=[law.pk]))
        fill(desk, title=title, origin="مادهٔ ۴", due_day=due)
        desk.locator("[name=ministry]").select_option(label="وزارت راه و شهرسازی")
        press(desk, "ثبت آیین‌نامهٔ اجرایی")
        expect(desk.locator("main")).to_contain_text(title)
    at_clock(moment(1406, 3, 13, 7))
    morning = as_user("liaison_head")
    morning.goto("/liaison/brief/")
    late = morning.locator("section", has=morning.get_by_role("heading", name="از مهلت گذشته"))
    expect(late).to_contain_text("آیین‌نامهٔ نگهداری راه")
    expect(morning.get_by_text("آیین‌نامهٔ آمار روشنایی")).to_have_count(0)


def test_a_quarter_is_followed_and_evaluated_and_one_objects(as_user: Callable[[str], Page]) -> None:
    at_clock(moment(1406, 4, 2, 8))
    desk, head, deputy = as_user("liaison_officer"), as_user("liaison_head"), as_user("ministry_deputy")

    # A promise is followed and closed on its evidence.
    promise = Task.objects.filter(kind="promise", stage="assigned", ministry__code="ministry-energy").first()
    desk.goto(promise.get_absolute_url())
    follow(desk, "ثبت پیگیری وعده")
    fill(desk, note="در این فصل نیمی از آن انجام شد.")
    press(desk, "ثبت پیگیری وعده")
    expect(desk.get_by_text("در این فصل نیمی از آن انجام شد.").first).to_be_visible()
    deputy.goto(promise.get_absolute_url())
    follow(deputy, "ثبت سند")
    fill(deputy, text="صورت‌جلسهٔ پایان کار")
    press(deputy, "ثبت سند")
    desk.goto(promise.get_absolute_url())
    follow(desk, "پذیرفتن سند")
    fill(desk, outcome="انجام شد")
    press(desk, "پذیرفتن سند")
    expect(desk.locator(".page-head .chip")).to_contain_text("پذیرفته‌شده")

    # The quarter that is over is evaluated; each figure opens to its records.
    head.goto("/liaison/evaluations/")
    follow(head, "ارزیابی یک فصل")
    head.locator("[name=which]").select_option("1406-1")
    press(head, "ارزیابی یک فصل")
    expect(head.get_by_role("heading", level=1)).to_contain_text("ارزیابی بهار ۱۴۰۶")
    ranking = head.url
    own = Evaluation.objects.get(round__year=1406, round__quarter=1, person__user__username="ministry_deputy")
    deputy.goto("/liaison/evaluations/")
    follow(deputy, "ارزیابی بهار ۱۴۰۶")
    follow(deputy, "حضور در مجلس")
    expect(deputy.get_by_text("رکوردها همان‌اند که روز ارزیابی شمرده شدند.")).to_be_visible()

    # He objects, and is answered.
    deputy.goto(own.get_absolute_url())
    follow(deputy, "اعتراض به ارزیابی")
    fill(deputy, text="پاسخ‌ها در روز تعطیل مهلت داشت.")
    press(deputy, "اعتراض به ارزیابی")
    expect(deputy.locator(".page-head .chip")).to_contain_text("اعتراض شده")
    head.goto(own.get_absolute_url())
    follow(head, "پاسخ به اعتراض")
    head.locator("[name=upheld][value=no]").check()
    fill(head, answer="مهلت را دفتر گذاشته بود و تعطیل نبود.")
    press(head, "پاسخ به اعتراض")
    expect(head.locator(".page-head .chip")).to_contain_text("پاسخ داده شد")

    # The ranking as a table and as paper.
    head.goto(ranking)
    for path, kind in (("?take=xlsx", "spreadsheet"), ("sheet/", "pdf")):
        with head.expect_response(lambda answer, path=path: answer.url.endswith(path)) as taken:
            head.evaluate(f"fetch('{path}')")
        assert kind in taken.value.headers["content-type"]
