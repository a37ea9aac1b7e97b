"""From settled scores to a roster that a stranger checks: lot, seats, those left over, signatures, proof (Arts. 16-19, 23)."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from committees import actions
from committees.facts import branch_roll
from committees.models import Ambiguity, BranchSitting, Declaration, Formation
from committees.queries.doubts import unreferred_doubts
from committees.tests.hall import Hall, press
from committees.tests.hearing import hear_all
from committees.tests.journeys import PHONE, VERIFY, House, downloaded, fits, journey, verify, verify_folder
from majlis import clock
from majlis.models import Body, Membership, Person
from majlis.persian import ascii_digits
from majlis.rules.deadlines import legal_day
from majlis.tests.people import call

__all__ = ["journey"]

CODE = "14-opening"
FORMATION = f"/committees/formations/{CODE}/"
ROSTER = f"/committees/rosters/{CODE}/"
HOLDERS = ("deputy_speaker", "speaker")
DICE = ("73105948826401957362", "20461937750182649335")
MEMBERS = 290


def hall_of(journey: House) -> Hall:
    """The formation's lots, worked by the cast."""
    return Hall(CODE, lambda: [Person.objects.get(user__username=each).name for each in HOLDERS], journey.page)


def settle(journey: House) -> Page:
    """The objections' two days pass, the joint meeting hears those that were filed, and the scores stand."""
    board = journey.page("secretary")
    journey.later("دو روز جلوتر")
    hear_all(CODE)
    hall_of(journey).do(board, "قطعی کردن امتیازها", "امتیازها قطعی شد")
    return board


def draw_and_seat(journey: House) -> str:
    board = settle(journey)
    room = hall_of(journey)
    hall = room.draw(board, 1, DICE[0])
    room.sign("تعیین و اعلام اعضا", "اعضای کمیسیون‌ها تعیین و اعلام شدند")
    return hall


def test_art18_given_settled_scores_when_the_lot_is_drawn_in_the_hall_then_the_seats_follow_and_can_be_proved(
    journey: House, tmp_path: Path
):
    board = settle(journey)
    room = hall_of(journey)
    hall = room.announce(board, 1)
    # The large screen is opened once, and tells what happens by itself.
    screen = journey.page("member_2")
    screen.goto(hall)
    expect(screen.locator("main")).to_contain_text("هیچ‌یک گشوده نشده است")
    expect(screen.get_by_text("مهرشده", exact=True)).to_have_count(len(HOLDERS))

    # A second draw beside the first is refused.
    board.goto(f"{FORMATION}lots/new/")
    expect(board.get_by_role("heading", name="اکنون بسته است")).to_be_visible()

    room.roll(board, hall, DICE[0])
    expect(screen.locator(".die-empty")).to_have_count(0)
    room.open_shares(board, hall, 1)
    expect(screen.get_by_text("گشوده شد، با تعهد برابر است")).to_have_count(len(HOLDERS))
    seed = "".join(screen.locator(".seed span").all_inner_texts())
    assert re.fullmatch("[0-9a-f]{64}", seed)
    board.goto(f"{FORMATION}lots/new/")
    expect(board.get_by_role("heading", name="اکنون بسته است")).to_be_visible()

    room.sign("تعیین و اعلام اعضا", "اعضای کمیسیون‌ها تعیین و اعلام شدند")
    screen.goto(hall)
    expect(screen.locator(".hall-foot")).to_contain_text("با نتیجهٔ ثبت‌شده برابر است")

    board.goto(f"{ROSTER}proof/")
    button = board.get_by_role("link", name="گرفتن همهٔ سند (ZIP)")
    found = verify(downloaded(board, button.click), tmp_path)
    assert found.returncode == 0, found.stdout + found.stderr
    assert DICE[0] in found.stdout


def test_art18_given_three_level_at_the_last_seat_then_the_hall_shows_their_tickets_and_the_smallest_won(
    journey: House,
):
    page = journey.page("member_3")
    page.goto("/committees/rosters/13-opening/proof/")
    page.get_by_role("link", name="صفحهٔ تالار").first.click()
    tie = page.locator("section").filter(has=page.get_by_role("heading", name=re.compile("^انرژی")))
    expect(tie.locator(".ticket")).to_have_count(3)
    tickets = tie.locator(".ticket .hash").all_inner_texts()
    assert tickets == sorted(tickets)
    expect(tie.locator(".ticket-won")).to_have_count(1)
    expect(tie.locator(".ticket").first).to_contain_text("صاحب جای ۲۳")


def name_two(page: Page) -> None:
    """From the cartable: first the committee in which most seats are not yet named first by others, then another."""
    page.goto("/")
    page.get_by_role("link", name="نام بردن دو کمیسیون دیگر").first.click()
    rows = page.get_by_role("region", name="کمیسیون‌هایی که جای خالی دارند").locator("tbody tr")
    expect(rows.first).to_be_visible()
    free = []
    for row in rows.all():
        title = row.locator(".cell-main").inner_text()
        left, named = (int(ascii_digits(each)) for each in row.locator("td.num").all_inner_texts()[:2])
        free.append((named - left, title))
    for name, (_, title) in zip(("first", "second"), sorted(free), strict=False):
        option = page.locator(f"[name={name}] option").filter(has_text=title)
        page.locator(f"[name={name}]").select_option(option.get_attribute("value"))
    fits(page)
    press(page, "نام بردن دو کمیسیون دیگر")
    expect(page.locator("main")).to_contain_text("دو کمیسیون دیگر را نام برد")


def left_over() -> list[Person]:
    forms = Declaration.objects.filter(formation__code=CODE, stage="left_out").select_related("member")
    return [each.member for each in forms.order_by("number")]


def settle_new_doubts() -> None:
    """What the further choices left open goes to the branches, and each settles its own in one sitting (Art. 15)."""
    formation, at = Formation.objects.get(code=CODE), clock.now()
    secretary = Membership.objects.get(body__kind="presiding_board", role="secretary", to_day=None).person
    committees = {each.code: each for each in Body.objects.filter(kind="committee")}
    for doubt in unreferred_doubts(formation):
        referred = Ambiguity(formation=formation, item_id=doubt.item, committee=committees[doubt.committee])
        actions.refer_ambiguity(call(secretary, {"question": doubt.question}, at=at), referred)
    open_ones = Ambiguity.objects.filter(formation=formation, stage="referred").order_by("branch__code")
    for branch in {each.branch for each in open_ones.select_related("branch")}:
        roll = branch_roll(branch, legal_day(at), formation.term)
        present = [str(each.person_id) for each in roll]
        head = Membership.objects.get(body=branch, role="head", term=formation.term).person
        sitting = BranchSitting(formation=formation, body=branch)
        actions.open_sitting(call(head, {"present": present}, at=at), sitting)
        for each in open_ones.filter(branch=branch):
            voters = [key for key in present if key != str(each.item.declaration.member_id)]
            found = {"sitting": str(sitting.pk), "relation": "none", "reason": "با کار این کمیسیون پیوندی ندارد."}
            actions.decide_ambiguity(call(head, {**found, "votes": dict.fromkeys(voters, "agree")}, at=at), each)
        actions.close_sitting(call(head, at=at), sitting)


@pytest.mark.long
def test_art18_given_members_left_over_when_they_name_two_more_then_the_signed_roster_is_proved_by_a_stranger(
    journey: House, tmp_path: Path
):
    draw_and_seat(journey)
    people = left_over()
    assert people, "the demonstration must leave somebody over"
    for person in people:
        page = journey.member(person, **PHONE)
        name_two(page)
        fits(page)
        page.context.close()

    settle_new_doubts()
    board = journey.page("secretary")
    room = hall_of(journey)
    room.draw(board, 2, DICE[1], first=False)
    room.do(board, "تعیین کمیسیون بازماندگان", "کمیسیون بازماندگان تعیین شد")
    assert left_over() == []

    # Art. 19: a day for objections first.
    board.goto(FORMATION)
    waiting = board.locator(".steps li").filter(has_text="امضای فهرست نهایی")
    expect(waiting).to_contain_text("هنوز بسته است")
    expect(waiting.get_by_role("link", name="امضای فهرست نهایی")).to_have_count(0)
    journey.later("یک روز جلوتر")
    room.sign("امضای فهرست نهایی", "فهرست نهایی اعضا امضا شد")
    room.do(board, "گشودن سند برای همگان", "سند قرعه و نتیجه برای همگان گشوده شد")

    stranger = journey.stranger()
    stranger.goto("/committees/rosters/")
    stranger.locator(f"a[href='{ROSTER}']").first.click()
    expect(stranger.locator("main")).to_contain_text("فهرست نهایی")
    stranger.locator(".menu-take summary").click()
    taken = downloaded(stranger, stranger.get_by_role("link", name="CSV").click)
    rows = list(csv.reader(io.StringIO(taken.decode("utf-8-sig"))))
    # Under them stands that names and points are invented.
    assert [len(rows), rows[-1][0].startswith("# دورهٔ نمایشی")] == [1 + MEMBERS + 1, True]

    stranger.get_by_role("link", name="آزمودن این فهرست").click()
    expect(stranger.locator(".files li").first).to_be_visible()
    for row in stranger.locator(".files li").all():
        file = downloaded(stranger, row.get_by_role("link").click)
        assert hashlib.sha256(file).hexdigest() == row.locator(".hash").inner_text()
    assert downloaded(stranger, stranger.get_by_role("link", name="برنامهٔ آزمون").click) == VERIFY.read_bytes()
    found = verify(downloaded(stranger, stranger.get_by_role("link", name="گرفتن همهٔ سند (ZIP)").click), tmp_path)
    assert found.returncode == 0, found.stdout + found.stderr
    assert [dice in found.stdout for dice in DICE] == [True, True]
    for file in sorted(tmp_path.glob("*/round-*/*.json")):
        change_a_byte(file, tmp_path)


def change_a_byte(file: Path, folder: Path) -> None:
    """One digit of a file is another one: the verifier says no, in a sentence; then it stands as before."""
    whole = file.read_bytes()
    (place,) = [each.start() for each in re.finditer(rb"[1-8]", whole)][-1:]
    file.write_bytes(whole[:place] + bytes([whole[place] + 1]) + whole[place + 1 :])
    found = verify_folder(folder)
    assert found.returncode == 1, (file.name, found.stdout)
    assert "Traceback" not in found.stderr
    file.write_bytes(whole)
