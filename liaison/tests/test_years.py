"""Twenty invented years: they hold, every page opens on them, and they go into no house that has files of its own."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from liaison import tallies
from liaison.demo import years
from liaison.demo.years.cast import MINISTRIES, NETWORK, OFFICER
from liaison.models import (
    Consultation,
    DefenceRecord,
    Evaluation,
    EvaluationFigure,
    Evidence,
    Gathering,
    Mark,
    Matter,
    MeetingRequest,
    NoticePublication,
    Position,
    Presence,
    Task,
    Voice,
)
from liaison.queries.network import network
from majlis import clock
from majlis.models import User
from majlis.queries.checks import impossible_stages
from majlis.rules.deadlines import legal_day

TINY = 0.005
EVERY = (
    Matter, Gathering, Presence, DefenceRecord, MeetingRequest, Task, Evidence, Voice, Mark, Position, Consultation,
    Evaluation, EvaluationFigure, NoticePublication,
)  # fmt: skip
PAGES = (
    "home", "matters", "statistics", "room", "alike", "planner", "gatherings", "defences", "meetings", "fairness", "evaluations", "tasks",
    "promises", "voices", "consultations", "positions", "directory", "asked", "training", "publications", "published_notices", "brief",
)  # fmt: skip


@pytest.fixture
def grown(db) -> User:
    call_command("grow_liaison", share=TINY, verbosity=0)
    return User.objects.get(username=OFFICER)


def test_the_years_hold_rows_of_every_kind_and_every_page_opens_on_them(grown):
    assert all(model.objects.exists() for model in EVERY)
    assert impossible_stages().rows == []
    assert network(legal_day(clock.now())).count() == MINISTRIES * len(NETWORK)
    assert not any(tallies.differing(name) for name in tallies.KEPT)
    client = Client()
    client.force_login(grown, backend="allauth.account.auth_backends.AuthenticationBackend")
    for name in PAGES:
        assert client.get(reverse(f"liaison:{name}"), secure=True).status_code == 200, name


def test_more_years_add_to_what_is_open_nothing(db):
    history = years.Years(clock.now())
    history.grow(TINY)
    many, still = years.rows(), Matter.objects.exclude(stage__in=("closed", "in_force")).count()
    history.grow(2 * TINY)
    assert years.rows() > many
    assert Matter.objects.exclude(stage__in=("closed", "in_force")).count() == still


def test_they_go_into_an_empty_office_of_a_demonstration_alone(grown, settings):
    with pytest.raises(CommandError, match="files of its own"):
        call_command("grow_liaison", share=TINY)
    settings.MAJLIS_MODE = "production"
    with pytest.raises(CommandError, match="production"):
        call_command("grow_liaison", share=TINY)


@pytest.mark.parametrize("share", [0, -1, 1.5])
def test_a_share_that_is_none_is_refused(db, share):
    with pytest.raises(CommandError, match="share"):
        call_command("grow_liaison", share=share)
    assert not Matter.objects.exists()
