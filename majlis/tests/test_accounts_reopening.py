"""A lost second factor, and the end of every session (house, Art. 7)."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from majlis import clock
from majlis.models import Act, Person
from majlis.register import FirstSigned
from majlis.rules.law import Refused
from majlis.second_factor import SHOWN
from majlis.tests.cast import Cast
from majlis.tests.people import call
from majlis.tests.test_accounts import entered, is_in, password

REASON = {"reason": "تلفن همراه گم شد"}


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests() -> None:
    cache.clear()


def reopen(cast: Cast, first: str, second: str, whose: str = "clerk") -> Act:
    from majlis.actions import reopen_second_factor

    user = cast.user(whose)
    with pytest.raises(FirstSigned):
        reopen_second_factor(call(cast.person(first), REASON, at=cast.now), user)
    return reopen_second_factor(call(cast.person(second), REASON, at=cast.now), user)


def officer(cast: Cast, name: str) -> Client:
    """In his browser, with a second factor that he has just shown."""
    client = cast.client(name)
    session = client.session
    session[SHOWN] = [cast.user(name).pk, clock.now().timestamp()]
    session.save()
    return client


def signed(cast: Cast, name: str, whose: str = "clerk") -> Any:
    return officer(cast, name).post(path(cast, whose), {"key": str(uuid.uuid4()), **REASON})


def path(cast: Cast, whose: str = "clerk") -> str:
    return reverse("reopen_second_factor", args=[cast.user(whose).pk])


def link_for(cast: Cast, whose: str = "clerk") -> str:
    """By the pages: two officers sign, the second is shown the address."""
    assert signed(cast, "secretary", whose).status_code == 200
    client = officer(cast, "administrator")
    answer = client.post(path(cast, whose), {"key": str(uuid.uuid4()), **REASON})
    page = client.get(answer["Location"]).content.decode()
    assert client.get(answer["Location"]).status_code == 404, "it is shown once"
    found = re.search(r'value="http://testserver([^"]+)"', page)
    assert found is not None
    return found[1]


def absent(link: str) -> bool:
    """Is it to a stranger as an address that never was?"""
    told, nothing = Client().get(link), Client().get("/nothing/like/this/")
    return (told.status_code, told["Location"] if told.has_header("Location") else "") == (
        nothing.status_code,
        nothing["Location"],
    )


# The act


def test_house7_two_officers_end_the_sessions_and_change_no_factor(cast):
    lost = entered(cast, "clerk")
    kept = set(Authenticator.objects.filter(user=cast.user("clerk")).values_list("pk", flat=True))
    act = reopen(cast, "secretary", "administrator")
    assert (act.actor, act.second) == (cast.person("secretary"), cast.person("administrator"))
    assert not is_in(lost)
    assert set(Authenticator.objects.filter(user=cast.user("clerk")).values_list("pk", flat=True)) == kept


@pytest.mark.parametrize(
    ("first", "second", "whose"),
    [
        ("secretary", "speaker", "clerk"),
        ("administrator", "secretary", "secretary"),
        ("secretary", "administrator", "secretary"),
    ],
)
def test_house7_one_of_the_two_is_the_administrator_and_neither_is_he_himself(cast, first, second, whose):
    with pytest.raises(Refused):
        reopen(cast, first, second, whose)
    assert not Act.objects.filter(verb="reopen_second_factor").exists()


def test_house7_one_officer_twice_is_one_signature(cast):
    for _ in range(2):
        assert signed(cast, "administrator").status_code == 200
    assert not Act.objects.filter(verb="reopen_second_factor").exists()


def test_house7_each_officer_shows_a_fresh_factor_of_his_own(cast):
    assert cast.client("administrator").post(path(cast), {"key": str(uuid.uuid4()), **REASON}).status_code == 422


# The address


def test_house7_the_address_and_the_password_open_the_way_to_a_new_factor(cast):
    link = link_for(cast)
    stranger = Client()
    assert stranger.get(link).status_code == 200
    assert stranger.post(link, {"password": cast.password})["Location"] == reverse("account_login")
    assert not Authenticator.objects.filter(user=cast.user("clerk")).exists()
    client = Client()
    password(client, "clerk", cast.password)
    assert client.get("/")["Location"] == reverse("mfa_activate_totp")


def test_house7_the_address_works_once(cast):
    link = link_for(cast)
    Client().post(link, {"password": cast.password})
    assert absent(link)


def test_house7_the_address_without_the_password_opens_nothing_and_ends_after_five_guesses(cast):
    link = link_for(cast)
    for _ in range(5):
        assert Client().post(link, {"password": "no-such-password"}).status_code == 422
    assert Client().post(link, {"password": cast.password}).status_code == 422
    assert Authenticator.objects.filter(user=cast.user("clerk")).exists()


def test_house7_the_address_lives_for_a_day(cast, monkeypatch):
    link = link_for(cast)
    at = Act.objects.get(verb="reopen_second_factor").recorded_at
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(days=1))
    assert Client().get(link).status_code == 200
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(days=1, seconds=1))
    assert absent(link)


def test_house7_a_sign_in_with_the_old_factor_makes_the_address_worthless(cast):
    link = link_for(cast)
    entered(cast, "clerk")
    assert absent(link)


def test_an_invented_address_is_not_there(cast):
    link = link_for(cast)
    other = Act.objects.filter(actor=cast.person("clerk")).first()
    for wrong in (
        link[:-2] + "x/",
        link.replace(link.split("/")[3], str(uuid.UUID(int=3))),
        link.replace(link.split("/")[3], str(other.pk)),
    ):
        assert absent(wrong)


def test_the_administrators_page_of_an_account_leads_there(cast):
    page = cast.client("administrator").get(reverse("admin:majlis_user_change", args=[cast.user("clerk").pk]))
    assert path(cast) in page.content.decode()


def test_a_person_without_an_office_is_let_in_as_well(cast):
    reopen(cast, "secretary", "administrator", "member")
    assert Person.objects.filter(user__username="member").exists()


# The end of a session


@pytest.mark.parametrize(("hours", "stays"), [(9.9, True), (10.1, False), (30, False)])
def test_house7_a_session_ends_ten_hours_after_it_began_however_busy(cast, monkeypatch, hours, stays):
    client, began = entered(cast, "clerk"), clock.machine()
    assert is_in(client)
    monkeypatch.setattr(clock, "machine", lambda: began + timedelta(hours=hours))
    assert is_in(client) is stays
    assert (client.session.get("began") is not None) is stays


def test_the_rehearsals_clock_makes_no_session_older(cast, monkeypatch):
    client = entered(cast, "clerk")
    assert is_in(client)
    later = clock.now() + timedelta(days=40)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert is_in(client)


def test_a_house_without_the_end_is_seen(cast, monkeypatch):
    """The planted mutant: with no absolute age the old session lives."""
    client, began = entered(cast, "clerk"), clock.machine()
    assert is_in(client)
    monkeypatch.setattr(settings, "SESSION_ABSOLUTE_AGE", 10**9)
    monkeypatch.setattr(clock, "machine", lambda: began + timedelta(hours=30))
    assert is_in(client)
