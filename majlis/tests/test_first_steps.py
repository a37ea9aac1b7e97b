"""A young house is set up from one page: each row by its own act, once, and by its administrator alone (house, Arts. 5, 8)."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from majlis import clock
from majlis.models import Act, Body, Holiday, Person, Term, User
from majlis.queries import viewer_of
from majlis.queries.first_steps import first_steps, wanted_bodies
from majlis.rules.bodies import known_holidays
from majlis.tests.people import MORNING, People, appointed, founded
from majlis.views.house import ROLES

PAGE = reverse("set_up")


@pytest.fixture
def people(db: None, monkeypatch: pytest.MonkeyPatch) -> People:
    monkeypatch.setattr(clock, "now", lambda: MORNING)
    return founded()


def signed_in(person: Person) -> Client:
    user, _ = User.objects.get_or_create(person=person, defaults={"username": f"u{person.pk.hex[:8]}"})
    client = Client()
    client.force_login(user)
    session = client.session
    session["second_factor_missing"] = False
    session.save()
    return client


def pressed(client: Client, what: str, key: str = "") -> Any:
    return client.post(PAGE, {"what": what, "key": key or str(uuid.uuid4())}, follow=True)


def steps(people: People) -> Any:
    return first_steps(viewer_of(User.objects.get(username="administrator"), MORNING), tuple(ROLES))


def test_every_body_that_an_office_counts_on_is_entered_by_an_act_of_its_own(people: People) -> None:
    there = Body.objects.count()
    missing = [each for each in wanted_bodies() if not Body.objects.filter(code=each.code).exists()]
    pressed(signed_in(people.administrator), "bodies")
    assert {each.code for each in wanted_bodies()} <= set(Body.objects.values_list("code", flat=True))
    assert Body.objects.count() == there + len(missing)
    entered = Act.objects.filter(verb="establish_body", actor=people.administrator).order_by("-seq")[: len(missing)]
    assert {act.content["code"] for act in entered} == {each.code for each in missing}
    assert Body.objects.get(code="conduct_board").title == "هیأت نظارت بر رفتار نمایندگان"
    assert Body.objects.filter(kind="committee").count() == 13
    assert Body.objects.filter(kind="branch").count() == 15


def test_the_known_holidays_are_entered_and_a_second_press_enters_nothing(people: People) -> None:
    client, key = signed_in(people.administrator), str(uuid.uuid4())
    pressed(client, "calendar", key)
    assert Holiday.objects.count() == len(known_holidays())
    acts = Act.objects.count()
    pressed(client, "calendar", key)
    assert "چیزی نمانده بود" in pressed(client, "calendar").content.decode()
    assert Act.objects.count() == acts


def test_what_is_left_goes_down_as_the_house_fills(people: People) -> None:
    before = steps(people)
    assert before.missing
    assert before.holidays
    assert before.term is None
    client = signed_in(people.administrator)
    pressed(client, "bodies")
    assert "conduct_board.chair" in {each.name for each in steps(people).vacant}
    appointed(people.stranger, Body.objects.get(code="conduct_board"), "chair", people.administrator)
    after = steps(people)
    assert after.missing == ()
    assert "conduct_board.chair" not in {each.name for each in after.vacant}
    assert "presiding_board.clerk" not in {each.name for each in after.vacant}
    assert after.without_account == after.officers - 1


def test_the_first_page_of_a_house_without_a_term_leads_there(people: People) -> None:
    client = signed_in(people.administrator)
    assert PAGE in client.get("/").content.decode()
    Term.objects.create(number=13, opens_at=MORNING)
    assert PAGE not in client.get("/").content.decode()


@pytest.mark.parametrize("sent", [{}, {"what": "bodies"}, {"what": "bodies", "key": "x"}, {"what": "x", "key": "x"}])
def test_a_press_that_says_nothing_enters_nothing(people: People, sent: dict[str, str]) -> None:
    acts = Act.objects.count()
    answer = signed_in(people.administrator).post(PAGE, sent, follow=True)
    assert "خوانا نیست" in answer.content.decode()
    assert Act.objects.count() == acts


@pytest.mark.parametrize("name", ["secretary", "clerk", "member", "stranger"])
def test_for_everybody_else_there_is_no_such_page(people: People, name: str) -> None:
    client = signed_in(getattr(people, name))
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"what": "bodies", "key": str(uuid.uuid4())}).status_code == 404
    assert not Body.objects.filter(code="conduct_board").exists()
