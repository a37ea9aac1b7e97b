"""Journey 7: two come by a by-election and one seat is left; a tie, a lot, and the roster before and after (Art. 21)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from committees import actions
from committees.models import Declaration, Formation, Item, Seat
from committees.tests.filling import CHOICES, SUBMIT, make_ready
from committees.tests.hall import Hall, press
from committees.tests.journeys import PHONE, Guests, fits
from committees.tests.seats import DAY, at_clock, final, formation, officer
from committees.tests.worded import worded
from majlis import actions as house_actions
from majlis import clock, persian
from majlis.models import Body, EnactedFigure, Membership, Person
from majlis.register import FirstSigned
from majlis.rules.deadlines import legal_day
from majlis.tests.databases import served
from majlis.tests.people import call

__all__ = ["final"]

CODE = "13-by-election-1"
FORM = f"/committees/formations/{CODE}/form/"
CEILING = 3  # so a committee of two has one seat, and one of three has none
NAMES = ("شاهین درخشان", "لاله بهرامی‌نژاد")


@pytest.fixture
def guests(final: None, browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Guests]:
    """The house of a final list, served."""
    with served() as address:
        found = Guests(address, browser, browser_context_args)
        yield found
        found.close()


def today() -> Any:
    return legal_day(clock.now())


def ceiling_of_three() -> None:
    since = today() - 9 * DAY
    EnactedFigure.objects.create(
        desk="committees", key="ceiling", value=CEILING, first_day=since, decided_on=since, decree="آزمون", decree_number="۱", source="آزمون",
        stage="enacted", stage_since=clock.now(),
    )  # fmt: skip


def new_member(name: str, branch: Body) -> Person:
    """A person who was elected in a by-election and drawn into a branch."""
    admin, person = officer("administrator", "house"), Person()
    house_actions.register_person(call(admin, {"name": name}, at=clock.now()), person)
    chamber = Body.objects.get(kind="chamber")
    for body, more in ((chamber, {"constituency": "تبریز"}), (branch, {})):
        facts = {"person": str(person.pk), "body": str(body.pk), "role": "member", "from_day": str(today())}
        seat = {**facts, "term": str(formation().term_id), **more}
        house_actions.appoint(call(admin, seat, at=clock.now()), Membership())
    return person


def by_size() -> list[tuple[int, Body]]:
    """Committees by how many sit on them today."""
    rows = [
        (Membership.objects.filter(body=each, role="member").count(), each)
        for each in Body.objects.filter(kind="committee")
    ]
    return sorted(rows, key=lambda row: (row[0], row[1].code))


def ahead(**more: int) -> None:
    at_clock(clock.now() + timedelta(**more))


def checked_published_and_settled(made: Formation) -> None:
    """What journeys 2 to 4 show in browsers, by its acts alone."""
    board, head = officer("secretary"), officer("head", "laws_deputy")
    ahead(days=4)
    actions.refer_forms(call(board, at=clock.now()), made)
    for item in Item.objects.filter(declaration__formation=made):
        actions.accept_item(call(officer("officer", "laws_deputy"), at=clock.now()), item)
    actions.hand_over_records(call(head, at=clock.now()), made)
    made.refresh_from_db()
    try:
        actions.publish_scores(call(officer("speaker"), at=clock.now()), made)
    except FirstSigned:
        made.refresh_from_db()
    actions.publish_scores(call(board, at=clock.now()), made)
    ahead(days=2, minutes=1)
    actions.settle_scores(call(board, at=clock.now()), made)


def fill(page: Page, only: Body, full: Body, other: Body) -> None:
    """The form on a telephone: a committee that is full cannot be named, and the seats that are left are told."""
    page.goto(FORM)
    page.get_by_role("link", name=CHOICES, exact=True).click()
    expect(page.locator(f"[name=first] option[value={full.code}]")).to_have_count(0)
    expect(page.locator(f"[name=first] option[value={only.code}]")).to_contain_text("۱ جای خالی")
    expect(page.locator("#demand")).not_to_contain_text(full.title)
    expect(page.locator("#demand")).to_contain_text("۱ جای خالی")
    fits(page)
    make_ready(page, only.code, other.code, FORM)
    press(page, SUBMIT)
    expect(page.locator("main")).to_contain_text("فرم")
    fits(page)


def test_art21_given_two_new_members_and_one_seat_when_they_are_level_then_a_lot_decides_and_the_roster_has_a_before_and_an_after(
    guests: Guests,
):
    ceiling_of_three()
    branch = Body.objects.get(code="branch-01")
    people = [new_member(name, branch) for name in NAMES]
    sizes = by_size()
    only = next(body for held, body in sizes if held == CEILING - 1)
    other = next(body for held, body in sizes if held < CEILING and body != only)
    full = next(body for held, body in sizes if held == CEILING)

    speaker = guests.of(officer("speaker"))
    speaker.goto(reverse("committees:open_by_election", args=[formation().term_id]))
    expect(speaker.locator("main")).not_to_contain_text(full.title)
    press(speaker, "آغاز تشکیل میان‌دوره‌ای")
    expect(speaker).to_have_url(re.compile(f"/{CODE}/$"))
    made = Formation.objects.get(code=CODE)
    assert only.title in worded(officer("secretary"), "opened_by_election", made)

    head = guests.of(Membership.objects.get(body=branch, role="head").person)
    head.goto(reverse("committees:issue_form", args=[CODE, branch.code]))
    expect(head.locator("tbody tr")).to_have_count(len(people))
    head.get_by_role("button", name=re.compile("^دادن فرم به هر")).click()
    expect(head.locator("tbody .chip-waiting")).to_have_count(len(people))
    for person in people:
        fill(guests.of(person, **PHONE), only, full, other)

    checked_published_and_settled(made)
    board = guests.of(officer("secretary"))
    holders = [officer("deputy_speaker"), officer("head", "branch")]
    cast = {"secretary": officer("secretary"), "deputy_speaker": officer("deputy_speaker")}
    room = Hall(CODE, lambda: [each.name for each in holders], lambda name: guests.of(cast[name]))
    hall = room.draw(board, 1, "73105948826401957362", others_ceiling="۳", first_ceiling="۳")
    room.sign("تعیین و اعلام اعضا", "اعضای کمیسیون‌ها تعیین و اعلام شدند")
    board.goto(hall)
    tie = board.locator("section").filter(has=board.get_by_role("heading", name=re.compile(f"^{only.title}")))
    expect(tie.locator(".ticket")).to_have_count(2)
    expect(tie.locator(".ticket-won")).to_have_count(1)
    won = Seat.objects.get(formation=made, committee=only)
    lost = Declaration.objects.exclude(pk=won.declaration_id).get(formation=made)
    assert won.by_lot
    assert Seat.objects.get(formation=made, declaration=lost).committee == other

    ahead(days=1, minutes=1)
    before = today()
    room.sign("امضای فهرست نهایی", "فهرست نهایی اعضا امضا شد")
    for person in people:
        held_ = Membership.objects.get(person=person, body__kind="committee")
        assert held_.from_day >= before
    first = Membership.objects.get(person=won.declaration.member, body__kind="committee").from_day
    stranger = guests.house.stranger()
    shown = {}
    for day in (first - DAY, first):
        stranger.goto(f"{reverse('committees:roster_on', args=[formation().code])}?day={persian.jalali_numeric(day)}")
        shown[day] = stranger.locator("section").filter(has=stranger.locator(f"#{only.code}")).inner_text()
    assert [won.declaration.member.name in text for text in shown.values()] == [False, True]
    assert worded(officer("secretary"), "final_roster", made)
