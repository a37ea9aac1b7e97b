"""A list asks the database as often for thirty cases as for three: the docket, the board's cartable, the member's own."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conduct.models import Ballot, Case, Defence, Inquiry, Invitation, Ruling, RulingSanction, Service
from conduct.queries.keys import readers
from conduct.tests.playing import World
from majlis import clock
from majlis.models import Person, User
from majlis.rules.deadlines import legal_day
from majlis.safes import open_safe

WAITING = ("under_inquiry", "invited", "closed_for_ruling", "served", "forwarded")
TIMES = 9


@pytest.fixture
def counted(world: World, monkeypatch) -> Callable[[Person, str], int]:
    """How many queries a page takes its reader, once everything is warm."""
    monkeypatch.setattr(clock, "now", lambda: world.now)

    def count(person: Person, path: str) -> int:
        user, _ = User.objects.get_or_create(person=person, defaults={"username": f"u{person.pk.hex[:8]}"})
        Authenticator.objects.get_or_create(user=user, type="totp", defaults={"data": {"secret": "JBSWY3DPEHPK3PXP"}})
        client = Client()
        client.force_login(user)
        assert client.get(path, secure=True).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            client.get(path, secure=True)
        return len(queries)

    return count


def again(row: Model, **changed: Any) -> Any:
    """A row as it is, under a key of its own."""
    fields = {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}
    return type(row).objects.bulk_create([type(row)(**{**fields, "id": uuid.uuid4(), **changed})])[0]


def copied(case: Case) -> Case:
    """A case like one that was reached by acts, with all that says whose turn it is."""
    twin = again(case, ref=uuid.uuid4().hex[:12])
    open_safe(twin.sealed_in, readers(twin, legal_day(twin.stage_since)))
    for model in (Inquiry, Invitation, Service, Defence):
        for row in model.objects.filter(case=case):
            again(row, case_id=twin.pk)
    for ruling in Ruling.objects.filter(case=case):
        ballot = again(ruling.ballot, case_id=twin.pk)
        made = again(ruling, case_id=twin.pk, ballot_id=ballot.pk)
        for sanction in RulingSanction.objects.filter(ruling=ruling):
            again(sanction, ruling_id=made.pk)
    return twin


def test_the_docket_and_the_cartable_take_no_more_queries_for_more_cases(world, counted):
    for stage in WAITING:
        world.given_case(stage)
    readers = {"docket": (world.chair, "/conduct/"), "cartable": (world.chair, "/"), "judges": (world.judges[0], "/")}
    few = {name: counted(*reader) for name, reader in readers.items()}
    for case in list(Case.objects.all()):
        for _ in range(TIMES):
            copied(case)
    assert Case.objects.count() == len(WAITING) * (TIMES + 1)
    assert {name: counted(*reader) for name, reader in readers.items()} == few


def test_the_members_cartable_takes_no_more_queries_for_more_cases_of_his(world, counted):
    case = world.given_case("served")
    few = counted(world.member, "/")
    for _ in range(TIMES):
        copied(case)
    assert counted(world.member, "/") == few


def test_a_copy_is_as_its_case_was(world, monkeypatch):
    """Else a count would be taken over cases that nobody's turn is."""
    from conduct.queries.turns import turn

    for stage in WAITING:
        case = world.given_case(stage)
        one, other = turn(case, world.now), turn(copied(case), world.now)
        assert one is not None and other is not None
        assert (one.who, one.deadline) == (other.who, other.deadline)
    assert Ballot.objects.exists()


def test_counts_hide_small_numbers_and_open_to_their_list(world, counted, monkeypatch):
    """Small numbers are hidden, and the smallest large one with them; what is left is shown and opens to its cases."""
    case = world.given_case("served")
    other = world.given_case("under_inquiry")
    few = counted(world.chair, "/conduct/counts/")
    reader = Client()
    reader.force_login(User.objects.get(person=world.chair))
    told = reader.get("/conduct/counts/", secure=True).content.decode()
    assert "<table" not in told
    for _ in range(TIMES * 2):
        copied(case)
    hearing = world.given_case("invited")
    for _ in range(TIMES * 3):
        copied(hearing)
    whole = reader.get("/conduct/counts/", secure=True).content.decode()
    text = whole.partition('id="kinds"')[0]
    assert text.count("پنهان</td>") == 6
    # Every case is about the same, and every ruling alike: one large cell stands beside empty ones, and all are hidden with it.
    assert "<table" not in whole.partition('id="kinds"')[2].partition('id="results"')[0]
    assert "/conduct/?phase=" in text
    assert "جمع</th>" not in text
    assert counted(world.chair, "/conduct/counts/") == few
    assert other.stage_label not in text
    shown = reader.get("/conduct/?phase=report", secure=True).content.decode()
    assert shown.count('data-label="مرحله"') == 1
