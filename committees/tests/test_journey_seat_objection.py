"""The end of journey 6: a member contests his committee within a day, is heard, and the proof says where he sits (Arts. 19, 23)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from committees.models import Objection, Seat, SeatDecision
from committees.queries.seating import open_committees
from committees.tests.hall import Hall, open_sitting, press
from committees.tests.journeys import PHONE, Guests, downloaded, fits, verify
from committees.tests.seats import CODE, at_clock, formation, officer, placed
from majlis import clock, persian
from majlis.models import Act, Body, Membership
from majlis.tests.databases import served

__all__ = ["placed"]

ROSTER = f"/committees/rosters/{CODE}/"
HOUR = timedelta(hours=1)


@pytest.fixture
def guests(placed: None, browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Guests]:
    """The house in which everyone is placed and nothing is signed, served; the announcement was twenty hours ago."""
    at_clock(announced() + 20 * HOUR)
    with served() as address:
        found = Guests(address, browser, browser_context_args)
        yield found
        found.close()


def announced() -> Any:
    return Act.objects.get(verb="seat_members").happened_at


def who_sits_elsewhere(wanted: str) -> Seat:
    heads = Membership.objects.filter(role="head").values("person")
    rows = Seat.objects.filter(formation=formation()).exclude(committee__code=wanted)
    return rows.exclude(declaration__member__in=heads).order_by("declaration__number")[0]


def typed_instant(page: Page, name: str, at: Any) -> None:
    local = persian.in_tehran(at)
    page.locator(f"[name={name}_day]").fill(persian.jalali_numeric(local.date()))
    page.locator(f"[name={name}_time]").fill(f"{local:%H:%M}")


def test_art19_given_a_day_to_object_when_a_member_is_heard_and_upheld_then_the_signed_roster_and_its_proof_follow(
    guests: Guests, tmp_path: Path
):
    wanted = next(iter(open_committees(formation())))
    title = Body.objects.get(code=wanted).title
    seat = who_sits_elsewhere(wanted)

    member = guests.of(seat.declaration.member, **PHONE)
    member.goto(reverse("committees:object_to_seat", args=[seat.declaration_id]))
    expect(member.locator("main")).to_contain_text(seat.committee.title)
    member.locator("[name=committee]").select_option(wanted)
    member.locator("[name=claim]").fill("در این کمیسیون جای خالی هست و سابقهٔ من با آن می‌خواند.")
    fits(member)
    press(member, "اعتراض به کمیسیون")
    expect(member.locator("main")).to_contain_text("هنوز نشده است")
    fits(member)
    objection = Objection.objects.get(kind="seat")

    # Nothing is signed while it waits.
    board = guests.of(officer("secretary"))
    board.goto(f"/committees/formations/{CODE}/")
    expect(board.locator(".steps li").filter(has_text="امضای فهرست نهایی")).to_contain_text("اعتراض به کمیسیون")

    board.goto(reverse("committees:invite_objector", args=[objection.pk]))
    meeting = clock.now() + 2 * HOUR
    typed_instant(board, "invited_for", meeting)
    board.locator("[name=place]").fill("تالار مشروطه")
    press(board, "دعوت از معترض")
    expect(board.locator("main")).to_contain_text("تالار مشروطه")

    at_clock(meeting + HOUR / 2)
    speaker = guests.of(officer("speaker"))
    speaker.goto(reverse("committees:open_joint_sitting", args=[CODE]))
    open_sitting(speaker, "گشودن جلسهٔ مشترک")
    speaker.goto(reverse("committees:decide_seat_objection", args=[objection.pk]))
    speaker.locator("[name=heard][value=heard]").check()
    speaker.locator("[name=outcome][value=accepted]").check()
    speaker.locator("[name=reason]").fill("جای خالی هست و درخواست با سابقهٔ او می‌خواند.")
    speaker.get_by_role("button", name="بقیه موافق").click()
    press(speaker, "تصمیم دربارهٔ کمیسیون")
    expect(speaker.locator("main")).to_contain_text("اعتراض وارد است")
    assert SeatDecision.objects.get().to_committee.code == wanted

    # The time for objections is over, and with it nothing waits any more.
    at_clock(announced() + timedelta(days=4))
    cast = {role: officer(role) for role in ("secretary", "deputy_speaker")}
    hall = Hall(CODE, list, lambda name: guests.of(cast[name]))
    hall.sign("امضای فهرست نهایی", "فهرست نهایی اعضا امضا شد")
    hall.do(board, "گشودن سند برای همگان", "سند قرعه و نتیجه برای همگان گشوده شد")

    stranger = guests.house.stranger()
    stranger.goto(ROSTER)
    committee = stranger.locator("section").filter(has=stranger.get_by_role("heading", name=title, exact=True))
    expect(committee).to_contain_text(seat.declaration.member.name)
    stranger.goto(f"{ROSTER}proof/")
    button = stranger.get_by_role("link", name="گرفتن همهٔ سند (ZIP)")
    found = verify(downloaded(stranger, button.click), tmp_path)
    assert found.returncode == 0, found.stdout + found.stderr
    (decisions,) = tmp_path.rglob("decisions.json")
    assert Act.objects.get(verb="decide_seat_objection").hash in decisions.read_text()
