"""The page that explains the house: made from the rules, open to anyone, true of the doors that it speaks of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from committees.rules.example import SEED, example
from committees.rules.laws import FIGURES
from committees.rules.seating import seat
from majlis import persian
from majlis.demo.fixed import NOW
from majlis.models import User
from majlis.queries import explained, viewer_of
from majlis.realm import EVERYONE
from majlis.rules.deadlines import RULE_NAMES
from majlis.tests.personas import CAST, EVERYBODY
from majlis.tests.test_access import WHO

DECLARED = [
    (config.label, sight)
    for config in apps.get_app_configs()
    if getattr(config, "sights", "")
    for sight in explained._declared(config, "sights")
]
PAGES = [(sight.what, page) for _, sight in DECLARED for page in sight.pages]


@pytest.fixture
def page(cast: Any) -> str:
    return Client().get(reverse("explain")).content.decode()


def asked(**told: str) -> str:
    return Client().get(reverse("explain"), told).content.decode()


# Who sees what


@pytest.mark.parametrize(("what", "page"), PAGES)
def test_a_declared_sight_is_what_the_doors_do(cast, what, page):
    """The offices that an office names are those to whom the access matrix opens the page."""
    sight = next(each for _, each in DECLARED if page in each.pages)
    if EVERYONE in sight.who:
        assert WHO[page] == set(EVERYBODY)
        return
    named = {office for audience in sight.who for office in audience.offices}
    holders = {name for name in CAST if viewer_of(User.objects.get(username=name), NOW).holds(*named)}
    assert WHO[page] <= holders
    assert WHO[page]


def test_every_office_declares_what_it_shows():
    offices = {config.label for config in apps.get_app_configs() if getattr(config, "realm", None) is not None}
    assert {label for label, _ in DECLARED} == offices - {"sealed"}


def test_of_a_sealed_realm_only_general_words_stand_there(page):
    sealed = [sight for label, sight in DECLARED if apps.get_app_config(label).realm.sealed]
    assert sealed
    assert all(not sight.pages and not any(each.offices for each in sight.who) for sight in sealed)
    assert all(sight.what in page for sight in sealed)


def test_whoever_asks_reads_the_same(cast):
    """The frame apart: header and footer know who is signed in."""

    def told(client: Client) -> str:
        text = client.get(reverse("explain")).content.decode()
        return re.search(r"<main.*</main>", text, re.DOTALL)[0]

    assert told(cast.client("conduct_chair")) == told(cast.client("member")) == told(Client())


# How seats are given


def test_the_example_is_seated_by_the_engine(page):
    round_ = example()
    assert seat(round_.snapshot, SEED).seats == round_.result.seats
    for step in round_.result.steps:
        assert all(row.ticket[:12] in page for row in step.ranking if row.ticket)
    assert {each.through for each in round_.result.seats.values()} == {"first", "second", "vacancy"}
    assert round_.result.ties()
    assert round_.result.left_out


def test_the_figures_are_the_ones_in_force(cast, monkeypatch):
    read = FIGURES.on
    changed = {"first_ceiling": {"value": 17}}
    monkeypatch.setattr(FIGURES, "on", lambda key, day: replace(read(key, day), **changed.get(key, {})))
    assert "تا ۱۷ نفر می‌گیرند" in asked()


# How a day is counted


def test_every_way_of_counting_is_told(page):
    assert all(name in page for name in RULE_NAMES.values())
    assert set(explained.UNITS) == set(explained.WHY) == set(RULE_NAMES)


def test_a_sum_is_counted_for_whoever_asks(cast):
    """Five free days from 24 Esfand 1404: the last day falls into Nowruz and rolls over its holidays."""
    text = asked(start="1404/12/24", time="", amount="۵", counting="free_days")
    end = explained.sum_of(explained.EVE_OF_NOWRUZ, 5, "free_days")
    assert end.last_minute_text in text
    assert all(persian.digits(line) in text for line in end.counted)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"start": "1404/13/01", "amount": "3", "counting": "art23"}, "error-summary"),
        ({"start": "1404/12/24", "amount": "99999999999999999999", "counting": "hours"}, "error-summary"),
        ({"start": "1404/12/24", "amount": "-1", "counting": "hours"}, "error-summary"),
        ({"start": "1404/12/24", "amount": "3", "counting": "moons"}, "error-summary"),
        ({"start": "1404/12/24", "time": "25:99", "amount": "3", "counting": "hours"}, "error-summary"),
        ({"start": "1409/12/24", "amount": "3", "counting": "free_days"}, "ثبت نشده است"),
        ({"start": "1500/12/29", "amount": "1000", "counting": "months_same_day"}, "error-summary"),
        ({"start": "\u202e<script>1", "amount": "\u0000", "counting": ""}, "error-summary"),
    ],
)
def test_what_cannot_be_counted_is_said_and_kept(cast, told, said):
    answer = Client().get(reverse("explain"), told)
    text = answer.content.decode()
    assert answer.status_code in (200, 400)
    if answer.status_code == 200:
        assert said in text
        assert "پایان مهلت</h4>" not in text
        assert "<script>1" not in text


def test_the_law_leads_to_what_it_does(cast):
    text = Client().get(reverse("law", args=["directive"])).content.decode()
    assert f"{reverse('explain')}#seats" in text
    assert f'href="{reverse("explain")}"' in text
