"""The small formation that tests set up by playing acts."""

from __future__ import annotations

import pytest
from django.db import transaction

from committees.models import ScoreSheet, Seat
from committees.tests.given import given_formation
from majlis.demo.fixed import fixed_keys
from majlis.models import Chain
from majlis.queries import register as audit

pytestmark = pytest.mark.django_db


def test_it_reaches_the_final_roster_through_its_acts():
    play = given_formation("final")
    assert play.formation.stage == "final"
    assert Seat.objects.filter(formation=play.formation).count() == play.plan.members
    assert {realm: audit.fault(realm) for realm in audit.realms()} == {"committees": None, "house": None}


def test_played_twice_it_is_the_same_to_the_last_hash():
    heads = []
    for _ in range(2):
        point = transaction.savepoint()
        with fixed_keys():
            given_formation("published")
        assert ScoreSheet.objects.exists()
        # The kernel's chain names accounts by number, and a number once given is not given again.
        heads.append(Chain.objects.get(realm="committees").hash)
        transaction.savepoint_rollback(point)
    assert heads[0] == heads[1]
