"""The lot's pages: what the house must say, dice, shares, the hall screen, and the seats that follow (Arts. 16-18)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from committees.models import Declaration, Lot, Seat
from committees.queries.lots import lot_steps
from committees.queries.waiting import waiting_for
from committees.rules.seating import seat
from committees.rules.snapshot import parse_snapshot
from committees.tests.journeys import cookie_of
from committees.tests.seats import (
    CODE,
    DICE,
    TIED,
    announce,
    browser,
    draw,
    formation,
    lot,
    member,
    officer,
    open_shares,
    roll,
    settled,
    share,
    sign,
    sign_in,
)
from majlis.models import Act, User
from majlis.queries import Viewer
from majlis.queries.authority import offices_of
from majlis.rules.deadlines import legal_day
from majlis.tests.databases import served

__all__ = ["settled"]
pytestmark = pytest.mark.usefixtures("settled")
NEW = f"/committees/formations/{CODE}/lots/new/"


def viewer(person: Any) -> Viewer:
    at = formation().stage_since
    return Viewer(person, legal_day(at), at, offices_of(person, legal_day(at)))


def words(person: Any) -> list[str]:
    return [row.step.word for row in lot_steps(formation(), viewer(person)) if row.mine]


# --- the announcement -----------------------------------------------------------------------------------------------


def test_art16_given_no_source_for_the_other_ceiling_when_the_page_opens_then_it_stands_empty():
    form = browser(officer("secretary")).get(NEW).context["form"]
    assert form["first_count"].value() == 6
    assert form["first_ceiling"].value() == 23
    for name in ("others_ceiling", "source", "source_day", "second_choices", "vacancies"):
        assert form[name].value() in (None, ""), name


WRONG = [
    ({"others_ceiling": ""}, "others_ceiling"),
    ({"source": ""}, "source"),
    ({"source_day": "۱۴۰۵/۱۳/۰۱"}, "source_day"),
    ({"second_choices": ""}, "second_choices"),
    ({"first_count": "7"}, "first_count"),
    ({"first_ceiling": "۲۴"}, "first_ceiling"),
    ({"others_ceiling": "12345678901234567890"}, "others_ceiling"),
    ({"holder_2_person": ""}, "holder_2_person"),
    ({"holder_2_person": "کسی که نیست"}, "holder_2_person"),
    ({"holder_1_commit": "abc"}, "holder_1_commit"),
    ({"holder_1_code": "دارنده"}, "holder_1_code"),
    ({"holder_2_code": "holder-1"}, "__all__"),
    ({"rows": "999999"}, "rows"),
]


def test_art18_given_a_wrong_announcement_when_sent_then_its_field_says_so_and_no_lot_exists():
    for changed, field in WRONG:
        answer = announce(**changed)
        assert answer.status_code == 422, changed
        assert field in answer.context["form"].errors, changed
    assert not Lot.objects.exists()


def test_art18_given_one_person_twice_when_announced_then_refused():
    answer = announce(holder_2_person=officer("deputy_speaker").name)
    assert answer.status_code == 422
    assert not Lot.objects.exists()


def test_art18_given_a_right_announcement_then_the_list_is_frozen_with_its_reading_and_source():
    assert announce().status_code == 302
    kept = json.loads(lot().snapshot)
    assert kept["reading"] == {
        "first_count": 6,
        "first_ceiling": 3,
        "others_ceiling": 2,
        "second_choices": "equal",
        "vacancies": True,
    }
    assert len(kept["applicants"]) == Declaration.objects.filter(stage="scored").count() == 30
    said = Act.objects.get(verb="announce_lot").content
    assert (said["source"], said["source_day"]) == ("تصمیم ۱۲", "2026-06-08")
    assert [each.person for each in lot().holders.all()] == [officer("deputy_speaker"), officer("head", "branch")]


def test_art18_given_a_running_lot_when_another_is_announced_then_refused_and_closed_on_its_page():
    announce()
    page = browser(officer("secretary")).get(NEW)
    assert page.context["refused"] is not None
    assert announce().status_code == 422
    assert Lot.objects.count() == 1


# --- dice and shares ------------------------------------------------------------------------------------------------


def test_art18_given_dice_once_recorded_when_sent_again_then_the_first_stand():
    announce()
    assert roll().status_code == 302
    assert roll("0" * 20).status_code == 422
    assert lot().dice == DICE


def test_art18_given_a_share_that_is_not_the_announced_one_then_its_holder_is_named_and_nothing_opens():
    announce()
    roll()
    answer = open_shares(secret_2=share("another")["secret"])
    assert answer.status_code == 422
    assert officer("head", "branch").name in str(answer.context["form"].non_field_errors())
    assert (lot().stage, lot().seed) == ("rolled", "")
    assert not any(each.secret for each in lot().holders.all())


def test_art18_given_shares_before_the_dice_then_the_page_is_closed():
    announce()
    assert browser(officer("secretary")).get(reverse("committees:open_shares", args=[lot().pk])).context["refused"]


# --- the hall screen ------------------------------------------------------------------------------------------------


def test_art18_the_hall_tells_each_stage_and_no_winner_before_the_announcement_of_seats():
    client = browser(member())
    announce()
    url = reverse("committees:lot", args=[lot().pk])
    told = [client.get(url).context]
    roll()
    told.append(client.get(url).context)
    open_shares()
    told.append(client.get(url).context)
    assert [next(row["title"] for row in each["stages"] if row["now"]) for each in told] == [
        "بیست تاس",
        "گشودن سهم‌ها",
        "نتیجه",
    ]
    assert "".join(told[2]["seed"]) == lot().seed
    assert [each["ties"] for each in told] == [[], [], []]


def test_art18_given_a_tie_then_the_hall_shows_its_tickets_in_order_and_the_smallest_won():
    draw(**TIED)
    sign("seat_members", "secretary")
    assert not Seat.objects.exists()
    sign("seat_members", "deputy_speaker")
    page = browser(member()).get(reverse("committees:lot", args=[lot().pk]))
    result = seat(parse_snapshot(lot().snapshot.encode()), lot().seed)
    assert result.ties(), "the small formation must hold a tie"
    for tie, step in zip(page.context["ties"], result.ties(), strict=True):
        drawn = [row.ticket for row in tie.tickets]
        assert drawn == sorted(drawn) == [ticket for ticket, _ in step.tickets]
        won = [row.name for row in tie.tickets if row.seat]
        by_lot = Seat.objects.filter(committee__code=tie.committee, by_lot=True)
        assert sorted(won) == sorted(by_lot.values_list("declaration__member__name", flat=True))
        assert [row.seat for row in tie.tickets if row.seat][-1] == result.ceilings[tie.committee]
    assert page.context["agrees"] is True
    assert "ticket-won" in page.content.decode()


def test_art18_given_a_stored_result_that_the_seed_does_not_give_then_the_hall_says_so():
    draw()
    sign("seat_members", "secretary")
    sign("seat_members", "deputy_speaker")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE committees_lot SET result = replace(result, '\"first\"', '\"second\"')")
    page = browser(member()).get(reverse("committees:lot", args=[lot().pk]))
    assert page.context["agrees"] is False
    assert "is-red" in page.content.decode()


def test_art18_the_board_sees_before_signing_what_the_seed_gives_and_it_is_what_is_then_stored():
    draw()
    url = reverse("committees:seat_members", args=[formation().pk])
    run = browser(officer("secretary")).get(url).context["run"]
    sign("seat_members", "secretary")
    sign("seat_members", "deputy_speaker")
    stored = json.loads(lot().result)
    assert run["seated"] == len(stored["seats"]) == Seat.objects.count()
    assert sorted(form.number for form in run["left_out"]) == stored["left_out"]
    assert {row.title: row.now for row in run["committees"] if row.now} == {
        title: Seat.objects.filter(committee__title=title).count()
        for title in Seat.objects.values_list("committee__title", flat=True)
    }


def test_art18_other_readings_are_for_the_board_and_after_the_run_alone():
    draw(**TIED)
    url = reverse("committees:readings", args=[lot().pk])
    assert browser(officer("secretary")).get(url).status_code == 404
    sign("seat_members", "secretary")
    sign("seat_members", "deputy_speaker")
    page = browser(officer("secretary")).get(url)
    assert len(page.context["rows"]) == 5
    assert any(row["moved"] for row in page.context["rows"])
    assert browser(member()).get(url).status_code == 404


# --- whose turn, and who may look -----------------------------------------------------------------------------------


def test_art18_the_next_step_of_the_lot_stands_in_the_boards_cartable():
    secretary = officer("secretary")
    told = [words(secretary)]
    for act in (announce, roll, open_shares):
        assert act().status_code == 302
        told.append(words(secretary))
    assert told == [["announce_lot"], ["record_dice"], ["open_shares"], []]
    assert words(member()) == []
    assert "seat_members" in [row.step.word for row in waiting_for(viewer(secretary))]


def test_the_lot_waits_in_the_cartable():
    assert "announce_lot" in [row.step.word for row in waiting_for(viewer(officer("secretary")))]
    assert "announce_lot" not in [row.step.word for row in waiting_for(viewer(member()))]


def test_who_has_no_office_finds_nothing_and_a_stranger_is_sent_to_the_door():
    announce()
    key, form = lot().pk, formation().pk
    acts = [NEW, f"/committees/lots/{key}/dice/", f"/committees/lots/{key}/shares/", f"/committees/formations/{form}/seats/",
            f"/committees/formations/{form}/roster/", f"/committees/formations/{form}/proof/"]  # fmt: skip
    root = browser(None)
    sign_in(root, User.objects.create_superuser("root"))
    door = browser(None).get("/committees/nothing/here/")
    for url in [*acts, f"/committees/lots/{key}/"]:
        answer = browser(None).get(url)
        assert (answer.status_code, answer["Location"]) == (door.status_code, door["Location"]), url
        assert root.get(url).status_code == 404, url
    for url in acts:
        assert browser(member()).get(url).status_code == 404, url
        assert browser(officer("clerk")).get(url).status_code == 404, url


def test_the_hall_asks_as_much_of_the_database_for_two_holders_as_for_four():
    def queries() -> int:
        client = browser(member())
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("committees:lot", args=[lot().pk]))
        return len(seen)

    announce()
    two = queries()
    extra = lot().holders.get(place=2)
    for place, person in enumerate((officer("speaker"), officer("clerk")), start=3):
        extra.pk, extra.place, extra.code, extra.person = None, place, f"holder-{place}", person
        extra.save(force_insert=True)
    assert queries() == two


# --- a holder's own share -------------------------------------------------------------------------------------------


def test_art18_a_share_made_in_the_browser_is_the_one_that_bin_share_checks(page: Any, live: str):
    sent = []
    page.goto(f"{live}/committees/formations/{CODE}/lots/share/")
    page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    page.get_by_label("کد من در اعلام").fill("holder-1")
    page.get_by_role("button", name="ساختن سهم").click()
    page.locator("[data-share-made]").wait_for(state="visible")
    made = {part: page.locator(f"[data-share-{part}]").inner_text() for part in ("secret", "nonce", "commit")}
    command = [sys.executable, str(Path(settings.BASE_DIR, "bin", "share")), f"{CODE}/1/1", "holder-1", "--check"]
    assert subprocess.run([*command, made["secret"], made["nonce"], made["commit"]], check=False).returncode == 0
    assert subprocess.run([*command, made["nonce"], made["secret"], made["commit"]], check=False).returncode == 1
    page.get_by_role("button", name="ساختن سهم").click()
    # Made again, it is another one.
    page.wait_for_function(
        "was => document.querySelector('[data-share-secret]').textContent !== was", arg=made["secret"]
    )
    assert [url for url in sent if "/static/" not in url or made["secret"] in url] == [], (
        "a secret must not leave the page"
    )


@pytest.fixture
def live(settled: None, page: Any) -> Any:
    """The settled house, served to a browser in which a member is signed in."""
    browser(member())
    page.context.add_cookies([cookie_of(member().user)])
    with served() as address:
        yield address
