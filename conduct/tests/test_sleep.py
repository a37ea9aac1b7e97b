"""A session that was in the sealed realm sleeps after fifteen idle minutes, whichever page of it was opened (B62)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import F

from conduct.models import CasePaper
from conduct.tests.playing import World
from conduct.tests.test_pages import Visitor
from majlis import clock, documents
from majlis.models import Act, Person
from majlis.tests.hostile import pdf

FEWER = apps.get_app_config("conduct").realm.idle_minutes * 60
A_SECOND = timedelta(seconds=1)


@pytest.fixture
def visit(world: World, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: world.now)
    return lambda person: Visitor(world, person)


def age(visitor: Visitor, path: str) -> int:
    """For how long the browser is told to keep the session after a page, in seconds."""
    answer = visitor.client.get(path, secure=True)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return int(answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"])


def idle(minutes: int) -> None:
    """Let the time pass in which nobody came."""
    Session.objects.update(expire_date=F("expire_date") - timedelta(minutes=minutes) - A_SECOND)


def test_fifteen_idle_minutes_end_what_was_in_the_sealed_realm(world, visit):
    chair, clerk = visit(world.chair), visit(world.people.clerk)
    assert age(chair, "/") == age(clerk, "/") == settings.SESSION_COOKIE_AGE > FEWER
    assert age(chair, "/conduct/") == FEWER
    assert age(chair, "/") == FEWER
    idle(15)
    assert clerk.get("/")[0] == 200
    assert chair.client.get("/", secure=True)["Location"].startswith("/accounts/login/")


def test_a_sealed_paper_and_a_sealed_receipt_are_in_the_realm_too(world, visit):
    case = world.given_case("reported")
    report = Act.objects.get(verb="register_report")
    paper = CasePaper.objects.get(case=case).document
    bytes_of = documents.stored_path(paper.sha256)
    bytes_of.parent.mkdir(parents=True, exist_ok=True)
    bytes_of.write_bytes(pdf())
    assert age(visit(world.registrar), f"/receipts/{report.pk}/") == FEWER
    assert age(visit(world.registrar), f"/documents/{paper.pk}/") == FEWER


def test_the_hidden_shortens_no_session(world, visit):
    """Else the browser's own cookie would tell what is there."""
    case = world.given_case("reported")
    act, paper = Act.objects.get(verb="register_report"), CasePaper.objects.get(case=case).document
    paths = (
        f"/receipts/{act.pk}/",
        f"/documents/{paper.pk}/",
        case.get_absolute_url(),
        "/conduct/",
        "/nothing/like/this/",
    )
    for person in (world.people.stranger, world.people.administrator, world.member):
        visitor = visit(person)
        assert {age(visitor, path) for path in paths} == {settings.SESSION_COOKIE_AGE}


def test_whoever_stood_in_no_sealed_room_keeps_the_half_hour(world, visit):
    officer: Person = world.people.secretary
    assert age(visit(officer), "/committees/") == settings.SESSION_COOKIE_AGE
