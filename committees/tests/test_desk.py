"""The verification desk: what an officer sees of an item, his acts, and who else may look (Arts. 4-6, 10, 15)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from committees.models import Declaration, Flag, Item
from committees.queries import desk as desk_queries
from committees.queries import items as items_queries
from committees.rules.procedure import STEPS
from committees.tests import played
from committees.views import desk as desk_views
from majlis import queries
from majlis.models import Act
from majlis.models.base import CLOCKS_READ
from majlis.queries.standing import read_clocks
from majlis.register import _lock
from majlis.rules.deadlines import legal_day
from majlis.tests.databases import pointed_at

HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def desk_played(stock, empty, django_db_blocker):
    """Four members' forms on the desk, an hour after they were referred; played once for this file."""
    with played.database_of(stock, empty, django_db_blocker, "verifying", 4, played.AFTER_DAY_THREE + HOUR) as made:
        yield made


@pytest.fixture
def _at_desk(desk_played, django_db_setup):
    with pointed_at(desk_played[0]):
        yield


@pytest.fixture
def house(_at_desk, db, desk_played):
    desk_played[1].formation.refresh_from_db()
    return desk_played[1]


@pytest.fixture
def sit(client, house):
    """Sign a person of the played house in."""
    return lambda who: played.sign_in(client, house.people[who] if isinstance(who, str) else who)


def url(word, *args):
    return reverse(f"committees:{word}", args=args)


def post(client, word, item, **body):
    version = body.pop("version", item.version)
    return client.post(url(word, item.pk), {"key": body.pop("key", played.new_key()), "seen_version": version, **body})


def test_art5_given_an_item_when_it_is_accepted_then_the_next_one_of_the_same_form_opens(house, sit):
    first, second = [each for each in house.items() if each.declaration.member == house.members[1]]
    answer = post(sit("officer"), "accept_item", first)
    assert answer.status_code == 302
    assert answer["Location"] == url("desk_item", second.pk)
    first.refresh_from_db()
    assert (first.stage, first.checked_by) == ("accepted", house.people["officer"])
    assert Act.objects.filter(verb="accept_item", subject=first.reference).count() == 1


def test_art5_given_the_last_item_of_a_form_when_it_is_judged_then_the_oldest_form_is_next(house, sit):
    oldest = house.items()[0]
    alone = next(each for each in house.items() if each.declaration.member == house.members[2])
    assert post(sit("officer"), "accept_item", alone)["Location"] == url("desk_item", oldest.pk)


def test_given_a_key_pressed_twice_when_the_item_is_accepted_then_it_is_one_act(house, sit):
    item, key = house.items()[0], played.new_key()
    assert post(sit("officer"), "accept_item", item, key=key).status_code == 302
    assert post(sit("officer"), "accept_item", item, key=key).status_code == 302
    assert Act.objects.filter(verb="accept_item").count() == 1


def test_given_two_officers_on_one_item_when_the_second_comes_then_he_is_shown_the_first_ones_act(house, sit):
    item = house.items()[0]
    post(sit("officer"), "accept_item", item)
    answer = post(sit("officer_2"), "reject_item", item, reason="مهر ندارد")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert str(house.people["officer"]) in page
    assert "مهر ندارد" in page
    item.refresh_from_db()
    assert item.stage == "accepted"


def test_art5_given_no_reason_when_an_item_is_rejected_then_nothing_is_done_and_the_desk_says_so(house, sit):
    item = house.items()[0]
    answer = post(sit("officer"), "reject_item", item, reason="")
    assert answer.status_code == 422
    assert "data-reject open" in answer.content.decode()
    item.refresh_from_db()
    assert item.stage == "declared"


def test_art4_given_an_item_without_a_paper_when_it_is_shown_then_there_is_no_accepting_it(house, sit):
    item = house.items()[0]
    item.papers.all().delete()
    page = sit("officer").get(url("desk_item", item.pk)).content.decode()
    assert "data-accept" not in page
    assert "بی‌سند پذیرفته نمی‌شود" in page
    assert post(sit("officer"), "accept_item", item).status_code == 422


def test_art15_given_a_doubt_when_it_is_flagged_then_the_item_still_waits_and_the_board_sees_the_note(house, sit):
    item = next(each for each in house.items() if "آینده" in each.title)
    answer = post(sit("officer"), "flag_item", item, committee="energy", note="رشته در جدول نیست")
    assert answer["Location"] == url("desk_item", item.pk)
    assert Flag.objects.get().note == "رشته در جدول نیست"
    page = sit("secretary").get(url("doubts", house.formation.code)).content.decode()
    assert "رشته در جدول نیست" in page
    assert "سند هنوز پذیرفته نشده" in page


def test_art11_given_a_field_in_the_table_when_its_item_is_shown_then_the_row_is_named(house, sit):
    item = house.items()[0]
    page = sit("officer").get(url("desk_item", item.pk)).content.decode()
    assert "نسبت با «انرژی» در جدول رشته‌های مرتبط با هر کمیسیون هست: مرتبط، ردیف ۲۰" in page


def test_art11_given_a_field_in_no_table_when_its_item_is_shown_then_the_officer_may_only_flag_it(house, sit):
    item = next(each for each in house.items() if "آینده" in each.title)
    page = sit("officer").get(url("desk_item", item.pk)).content.decode()
    assert "در هیچ جدول مصوبی نیست" in page


@pytest.mark.parametrize("who", ["branch_head", "clerk", "secretary", "administrator"])
@pytest.mark.parametrize("word", ["accept_item", "reject_item", "flag_item"])
def test_given_another_office_when_it_judges_an_item_then_there_is_no_such_page(house, sit, who, word):
    item = house.items()[0]
    assert post(sit(who), word, item, reason="x", committee="energy", note="x").status_code == 404
    assert not Act.objects.filter(verb=word).exists()


@pytest.mark.parametrize("who", ["branch_head", "administrator", "member"])
def test_given_no_right_to_the_forms_when_the_desk_is_asked_for_then_it_is_as_if_it_were_not(house, sit, who):
    client = sit(house.members[0] if who == "member" else who)
    lost = client.get("/committees/items/6f6f6f6f-0000-4000-8000-000000000000/")
    for path in (url("desk", house.formation.code), url("desk_item", house.items()[0].pk)):
        answer = client.get(path)
        assert (answer.status_code, answer.content) == (lost.status_code, lost.content) == (404, lost.content)


def test_given_nobody_signed_in_when_the_desk_is_asked_for_then_he_is_sent_to_sign_in_like_everyone(client, house):
    lost = client.get("/committees/nothing-of-the-kind/")
    answer = client.get(url("desk_item", house.items()[0].pk))
    assert (answer.status_code, answer["Location"]) == (lost.status_code, lost["Location"])


def test_art6_given_an_unchecked_item_when_the_records_are_handed_over_then_the_count_stops_it(house, sit):
    items = house.items()
    for item in items[:-1]:
        post(sit("officer"), "accept_item", item)
    answer = sit("laws_head").post(url("hand_over_records", house.formation.pk), {"key": played.new_key()})
    assert answer.status_code == 422
    assert "۱ فرم هنوز موردی دارد" in answer.content.decode()
    post(sit("officer"), "reject_item", items[-1], reason="مهر ندارد")
    answer = sit("laws_head").post(url("hand_over_records", house.formation.pk), {"key": played.new_key()})
    assert answer.status_code == 302
    house.formation.refresh_from_db()
    assert house.formation.stage == "clarifying"


def queries_of(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_given_more_forms_when_the_desk_is_shown_then_it_asks_the_database_no_more(house, sit):
    client, counts = sit("officer"), []
    for keep in ("13-001", "13-004"):
        Item.objects.filter(declaration__number__gt=keep).update(stage="accepted")
        Item.objects.filter(declaration__number__lte=keep).update(stage="declared")
        counts.append(queries_of(client, url("desk", house.formation.code)))
    assert counts[0] == counts[1]


def test_given_a_foreign_page_number_or_token_when_a_page_is_asked_for_then_it_is_the_first(house, sit):
    client = sit("officer")
    item = house.items()[0]
    for wanted in ("9" * 20, "-1", "x", "۲"):
        assert client.get(url("desk_item", item.pk), {"page": wanted}).status_code == 200
    for token in ("x", "9" * 20, "WyJ4Il0:bad"):
        assert client.get(url("desk", house.formation.code), {"after": token}).status_code == 200


def test_given_more_forms_than_are_counted_when_the_desk_is_shown_then_it_says_so(house, sit, monkeypatch):
    assert "۰ از ۴ فرم بررسی شده" in sit("officer").get(url("desk", house.formation.code)).content.decode()
    monkeypatch.setattr(items_queries, "COUNTED_MOST", 2)
    monkeypatch.setattr(desk_views, "COUNTED_MOST", 2)
    page = sit("officer").get(url("desk", house.formation.code)).content.decode()
    assert "کمتر از ۲ از ۴ فرم بررسی شده" in page
    assert "بیش از ۲ فرم هنوز موردی دارد" in page


def test_given_the_list_when_leafed_through_then_each_form_stands_once_in_the_order_of_arrival(house, monkeypatch):
    monkeypatch.setattr(desk_queries, "PAGE_ROWS", 3)
    at, officer = house.formation.stage_since, house.people["officer"]
    viewer = queries.Viewer(officer, legal_day(at), at, queries.authority.offices_of(officer, legal_day(at)))
    first = desk_queries.desk_page(house.formation, viewer, "left", "")
    rest = desk_queries.desk_page(house.formation, viewer, "left", first.next)
    forms = Declaration.objects.filter(submission__gt=0).order_by("submitted_at", "number")
    assert [each.number for each in (*first.rows, *rest.rows)] == [each.number for each in forms]
    assert [(each.total, each.left) for each in first.rows] == [(each.items.count(),) * 2 for each in forms[:3]]
    assert not desk_queries.desk_page(house.formation, viewer, "checked", "").rows


def test_given_an_act_in_between_when_a_clock_is_asked_for_again_then_the_act_itself_is_not_judged_by_what_was_read(
    house,
):
    """What a page has read of clocks is forgotten under the lock of an act."""
    formation = house.formation
    read_clocks([formation], ("refer_forms",))
    assert CLOCKS_READ in formation.__dict__
    _lock(STEPS["hand_over_records"], formation)
    assert CLOCKS_READ not in formation.__dict__
