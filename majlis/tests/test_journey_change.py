"""The day the rules change: a closure moves limits and leaves hours, a ceiling changes by day, an auditor verifies the chain (house, Arts. 9, 13)."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect

from committees.models import Declaration, Lot
from committees.queries.lots import run_of
from committees.rules.seating import seat
from liaison.models import Matter
from liaison.queries.clocks import RUNS, running
from majlis import jobs, persian
from majlis.demo.fixed import NOW
from majlis.models import EnactedFigure, User
from majlis.rules.closures import STILL

PATIENCE = 30_000
CEILING = 21
DECREE = {"decree": "هیأت وزیران", "decree_number": "۴۴۱۲/ت", "decree_day": "1406/03/09", "source": "روزنامهٔ رسمی", "from_day": "1406/03/11",
          "to_day": "1406/03/22", "scope": "ادارات استان تهران"}  # fmt: skip
LAW = {"value": str(CEILING), "first_day": "1406/03/11", "decree": "قانون اصلاح سقف کمیسیون‌ها", "decree_number": "۷۷", "decided_on": "1406/03/01",
       "source": "روزنامهٔ رسمی"}  # fmt: skip


@pytest.fixture
def as_user(
    served_house: str, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Callable[[str], Page]]:
    """A browser for one of the cast, with a session that stands; for nobody, one without."""
    contexts = []

    def opened(username: str = "") -> Page:
        context = browser.new_context(base_url=served_house, **browser_context_args)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if username:
            client = Client()
            client.force_login(
                User.objects.get(username=username), backend="allauth.account.auth_backends.AuthenticationBackend"
            )
            cookie = client.cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies(
                [{"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/", "secure": True}]
            )
        return context.new_page()

    yield opened
    for each in contexts:
        each.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def fill(page: Page, answers: dict[str, str]) -> None:
    for name, text in answers.items():
        page.locator(f"[name={name}]").fill(text)


def figure_in(place: Locator) -> int:
    return int(re.sub(r"[^0-9]", "", persian.ascii_digits(place.inner_text())))


def ends() -> dict[Any, datetime]:
    """The end of every limit that runs on a matter, as the house counts it now."""
    kinds = {kind for _, kind, _, _ in RUNS}
    found = {each.pk: running(each, NOW) for each in Matter.objects.filter(kind__in=kinds)}
    return {key: pair[1].ends_at for key, pair in found.items() if pair is not None}


def by_hours() -> int:
    """Limits of members that run by the hour: objections to published scores, and to seats that were announced."""
    return Declaration.objects.filter(formation__stage="published", stage="scored").count()


def kept_head(page: Page) -> str:
    """The head of the committees' chain as somebody prints it: place and hash."""
    page.goto("/heads/")
    row = page.locator("tr", has=page.get_by_text("کمیسیون‌ها", exact=True)).first
    expect(row).to_be_visible()
    place, text = row.locator("td").nth(1).inner_text(), row.locator("code").inner_text()
    return f"{persian.ascii_digits(place).replace('٬', '')} {text}"


def close_the_offices(secretary: Page, administrator: Page) -> int:
    """Two officers close Tehran's offices; what the page says before is what has happened after."""
    before = ends()
    secretary.goto("/closures/")
    follow(secretary, "اعلام تعطیلی")
    fill(secretary, DECREE)
    press(secretary, "دیدن اثر بر مهلت‌ها")
    moved = secretary.get_by_role("heading", name="جابه‌جا می‌شود").locator(".tab-count")
    expect(moved).to_be_visible()
    promised = figure_in(moved)
    hours = secretary.locator("#still").locator("xpath=ancestor::section").locator("tr", has_text=STILL["hours"])
    assert by_hours() in [figure_in(row.locator("td").nth(1)) for row in hours.all()]
    assert ends() == before
    press(secretary, "امضای نخست: اعلام تعطیلی")
    expect(secretary.get_by_text("امضای نخست ثبت شد").first).to_be_visible()
    assert ends() == before

    # The second officer is told of it, and why; the link leads to what he is to sign.
    administrator.goto("/accounts/alerts/")
    told = fresh(administrator).locator("li", has_text="امضای دوم: اعلام تعطیلی")
    expect(told).to_contain_text("نوبت با شماست")
    told.get_by_role("link", name="امضای دوم: اعلام تعطیلی").click()
    expect(administrator.get_by_role("heading", name="جابه‌جا می‌شود").locator(".tab-count")).to_be_visible()
    press(administrator, "امضای دوم: اعلام تعطیلی")
    expect(administrator.get_by_role("heading", name="تعطیلی اعلام شد")).to_be_visible()
    after = ends()
    changed = [key for key in before if after[key] != before[key]]
    assert len(changed) == promised > 0
    assert all(after[key] > before[key] for key in changed)
    return promised


def fresh(page: Page) -> Locator:
    return page.get_by_role("region", name="هشدارهای تازه")


def put_alerts_away(page: Page) -> None:
    """He has seen all that he is told."""
    page.goto("/accounts/alerts/")
    press(page, "همه را دیدم")
    expect(fresh(page)).to_contain_text("هشدار تازه‌ای نیست.")


def told_of_the_closure(page: Page) -> None:
    """Whose office is closed is told once, and why; of what he had put away only that which has another end."""
    page.goto("/accounts/alerts/")
    told = fresh(page).locator("li", has_text=f"تعطیلی {DECREE['scope']}")
    expect(told).to_have_count(1)
    expect(told).to_contain_text("پایان تازه")
    expect(page.locator(".site-bell .count")).to_have_text(persian.digits(fresh(page).locator("li").count()))


def change_the_ceiling(secretary: Page, administrator: Page) -> None:
    """A law dated tomorrow: today's number stands beside it."""
    secretary.goto("/figures/")
    follow(secretary, "ثبت عدد تازه")
    secretary.locator("[name=figure]").select_option("committees.first_ceiling")
    fill(secretary, LAW)
    press(secretary, "ثبت عدد تازهٔ قانون")
    expect(secretary.get_by_text("امضای نخست ثبت شد").first).to_be_visible()
    assert not EnactedFigure.objects.filter(key="first_ceiling").exists()
    administrator.goto("/")
    follow(administrator, "امضای دوم: ثبت عدد تازهٔ قانون")
    expect(administrator.locator("[name=value]")).to_have_value(persian.digits(CEILING))
    press(administrator, "ثبت عدد تازهٔ قانون")
    expect(administrator.get_by_text("برقرار از آن روز")).to_be_visible()
    rows = administrator.locator("tr", has_text="از آن روز")
    expect(rows.first).to_contain_text(persian.digits(CEILING))


def weigh(secretary: Page) -> None:
    """The old and the new ceiling over one list and one seed."""
    lot = Lot.objects.filter(round=1, formation__stage="final").exclude(result="").get()
    secretary.goto(reverse("committees:lot", args=[lot.pk]))
    follow(secretary, "اگر سقف دیگری بود")
    expect(secretary.get_by_text("هرگز منتشر نمی‌شود")).to_be_visible()
    shown = figure_in(secretary.get_by_role("heading", name="چه کسانی در جای دیگری می‌نشستند").locator(".tab-count"))
    snapshot, here = run_of(lot.snapshot, lot.seed)
    there = seat(snapshot.read_as(first_ceiling=CEILING), lot.seed)
    assert shown == sum(1 for each in snapshot.applicants if _place(here, each.id) != _place(there, each.id)) > 0
    expect(secretary.locator(".what-if-there").first).to_be_visible()


def _place(result: Any, key: str) -> str:
    won = result.seats.get(key)
    return won.committee if won else ""


def test_journey_15_the_day_the_rules_change(as_user: Callable[[str], Page], tmp_path: Path) -> None:
    jobs.publish_heads(NOW - timedelta(days=7))
    stranger, secretary, administrator = as_user(""), as_user("secretary"), as_user("administrator")
    printed = kept_head(stranger)

    desk = as_user("liaison_officer")
    put_alerts_away(desk)
    close_the_offices(secretary, administrator)
    told_of_the_closure(desk)
    matter = next(each for each in Matter.objects.filter(kind="question", stage="announced") if running(each, NOW))
    desk.goto(matter.get_absolute_url())
    expect(desk.get_by_text("تعطیلی به مصوبه (هیأت وزیران").first).to_be_attached()

    change_the_ceiling(secretary, administrator)
    weigh(secretary)

    # The auditor: the whole chain without the house, and the head that he kept on paper.
    export, heads = tmp_path / "register.jsonl", tmp_path / "heads.json"
    call_command("export_register", "committees", str(export))
    place, text = printed.split()
    heads.write_text(json.dumps({"committees": {place: text}}), encoding="utf-8")
    verify = [sys.executable, str(Path(settings.BASE_DIR, "bin", "verify")), "--heads", str(heads), str(export)]
    said = subprocess.run(verify, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout[:2]) == (0, "OK"), said.stdout
    stranger.goto("/heads/")
    fill(stranger, {"head": printed})
    press(stranger, "آزمودن سر")
    expect(stranger.get_by_text("زنجیره این سر را دارد")).to_be_visible()
    wrong = text.translate(str.maketrans("0123456789abcdef", "123456789abcdef0"))
    heads.write_text(json.dumps({"committees": {place: wrong}}), encoding="utf-8")
    said = subprocess.run(verify, capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert f"#{place}" in said.stdout
    fill(stranger, {"head": f"{place} {wrong}"})
    press(stranger, "آزمودن سر")
    expect(stranger.get_by_text("این سر شناخته نیست")).to_be_visible()
