"""Lists that are kept between two requests: an act of one officer is on the other's page at once (Arts. 3, 5)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from committees.tests import played
from majlis import clock
from majlis.tests.databases import pointed_at

AN_HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def desk_played(stock, empty, django_db_blocker):
    with played.database_of(stock, empty, django_db_blocker, "verifying", 4, played.AFTER_DAY_THREE + AN_HOUR) as made:
        yield made


@pytest.fixture
def house(stock, desk_played, django_db_blocker, monkeypatch):
    """A copy in which commits are real: inside a transaction nothing is kept."""
    with django_db_blocker.unblock():
        name = stock.copy(desk_played[0])
        at = desk_played[1].opened + played.AFTER_DAY_THREE + AN_HOUR
        monkeypatch.setattr(clock, "now", lambda: at)
        with pointed_at(name):
            caches["near"].clear()
            desk_played[1].formation.refresh_from_db()
            yield desk_played[1]
        stock.drop(name)


def browser(house, who):
    return played.sign_in(Client(), house.people[who] if isinstance(who, str) else who)


def desk(house):
    return reverse("committees:desk", args=[house.formation.code])


def asked(client, path):
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path)
    assert answer.status_code == 200
    return len(seen), answer.content.decode()


def test_art5_given_two_officers_when_one_accepts_an_item_then_the_others_desk_says_so_at_once(house):
    one, other = browser(house, "officer"), browser(house, "officer_2")
    before, same = asked(one, desk(house)), asked(one, desk(house))
    assert same[0] < before[0], "the second look has less to ask"
    item = house.items()[0]
    answer = other.post(
        reverse("committees:accept_item", args=[item.pk]), {"key": played.new_key(), "seen_version": item.version}
    )
    assert answer.status_code == 302
    queries, after = asked(one, desk(house))
    assert queries == before[0]
    assert rows_of(after) != rows_of(before[1])
    assert rows_of(same[1]) == rows_of(before[1])


def rows_of(page):
    return page.partition("<tbody>")[2].partition("</tbody>")[0]


def test_given_a_kept_desk_when_one_without_the_office_asks_for_it_then_it_is_not_there(house):
    asked(browser(house, "officer"), desk(house))
    assert browser(house, house.members[0]).get(desk(house)).status_code == 404


def test_given_a_page_of_another_tab_when_it_is_asked_for_then_it_is_its_own(house):
    client = browser(house, "officer")
    left = asked(client, desk(house))[1]
    checked = asked(client, f"{desk(house)}?state=checked")[1]
    assert rows_of(left)
    assert not rows_of(checked)


def test_art3_given_kept_records_when_an_officer_asks_for_them_then_they_are_not_there(house):
    """Members of parliament read them, and no one else."""
    path = reverse("committees:records", args=[house.formation.code])
    asked(browser(house, house.members[0]), path)
    assert browser(house, "officer").get(path).status_code == 404
