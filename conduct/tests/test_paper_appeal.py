"""An objection that came on paper: two of the board's office enter it in the member's name, by the hour at which it came (Art. 10)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conduct.models import Appeal, Case, Release, Service
from conduct.tests.playing import World
from conduct.tests.test_pages import Visitor
from majlis import clock, persian
from majlis.models import Act, Countersign, Document
from majlis.tests.hostile import pdf

TEN_DAYS_AND_MORE = timedelta(days=13)


@pytest.fixture
def visit(world: World, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: world.now)
    return lambda person: Visitor(world, person)


@pytest.fixture
def case(world: World) -> Case:
    return world.given_case("served")


def page(case: Case) -> str:
    return f"/conduct/cases/{case.pk}/appeal/"


def brought(world: World, minutes: int = 30) -> dict[str, Any]:
    """The paper and the moment when it came, as they are typed."""
    came = world.now - timedelta(minutes=minutes)
    return {
        "happened_at_day": _day(came), "happened_at_time": persian.clock_text(came), "file": SimpleUploadedFile("objection.pdf", pdf()),
    }  # fmt: skip


def _day(at: Any) -> str:
    from majlis.rules.deadlines import legal_day

    year, month, day = persian.jalali_parts(legal_day(at))
    return f"{year}/{month:02d}/{day:02d}"


def entered(world: World, visit: Any, case: Case) -> str:
    """Both signatures: the registrar brings the paper, the secretary signs what he brought. Returns: the second's page."""
    world.now += timedelta(hours=1)
    assert visit(world.registrar).post(page(case), **brought(world))[0] == 200
    assert not Appeal.objects.exists(), "one signature is none"
    world.now += timedelta(minutes=5)
    second = visit(world.secretary)
    assert second.get(page(case))[0] == 200
    return second.post(page(case))[1]


def test_art10_given_a_paper_when_two_of_the_office_sign_then_it_is_the_members_objection(world, visit, case):
    entered(world, visit, case)
    act, appeal = Act.objects.get(verb="file_appeal"), Appeal.objects.get(case=case)
    assert Case.objects.get(pk=case.pk).stage == "appealed"
    assert {act.actor, act.second} == {world.registrar, world.secretary}
    assert act.on_behalf_of == world.member
    assert appeal.on_paper
    assert appeal.received_at == act.happened_at < act.recorded_at
    served = Service.objects.get(case=case, of="ruling").served_at
    assert appeal.received_at > served


def test_art10_the_paper_lies_in_the_case_and_the_member_has_it(world, visit, case):
    entered(world, visit, case)
    paper = Document.objects.filter(realm="conduct", owner=world.registrar).latest("received_at")
    assert case.papers.filter(kind="appeal", document=paper).exists()
    assert Release.objects.filter(case=case, document=paper).exists()
    assert visit(world.member).get(f"/conduct/own/{case.pk}/")[0] == 200


def test_art10_the_first_of_two_corrects_what_he_brought_and_cannot_sign_twice(world, visit, case):
    world.now += timedelta(hours=1)
    for minutes in (30, 20):
        assert visit(world.registrar).post(page(case), **brought(world, minutes))[0] == 200
    assert not Appeal.objects.exists()
    [standing] = Countersign.objects.filter(verb="file_appeal", withdrawn_at=None)
    assert standing.first == world.registrar
    assert Countersign.objects.filter(verb="file_appeal").exclude(pk=standing.pk).count() == 1


def test_art10_given_a_paper_after_ten_days_then_the_right_is_lost(world, visit, case):
    world.now += TEN_DAYS_AND_MORE
    status, html = visit(world.registrar).post(page(case), **brought(world))
    assert status in (200, 422)
    assert re.search("مهلت", html)
    assert not Appeal.objects.exists()
    assert not Countersign.objects.filter(verb="file_appeal").exists()


def test_art10_without_the_paper_or_its_hour_nothing_is_entered(world, visit, case):
    world.now += timedelta(hours=1)
    for left_out in ("file", "happened_at_time"):
        typed = {name: value for name, value in brought(world).items() if name != left_out}
        visit(world.registrar).post(page(case), **typed)
    assert not Countersign.objects.filter(verb="file_appeal").exists()


def test_art10_a_board_member_without_the_office_finds_no_such_page(world, visit, case):
    assert visit(world.seats[5]).get(page(case))[0] == 404
    assert visit(world.people.administrator).get(page(case))[0] == 404
