"""The demonstration shows a case at every stage, so that every page of the board has something to show."""

from __future__ import annotations

import pytest
from django.test import Client

from conduct.models import Case
from majlis.models import User


def test_a_case_rests_at_every_stage(in_house):
    assert set(Case.objects.values_list("stage", flat=True)) == set(Case.STAGES)


@pytest.mark.parametrize("stage", Case.STAGES)
def test_the_chair_opens_the_room_of_each(in_house, stage):
    client = Client()
    client.force_login(User.objects.get(username="conduct_chair"))
    case = Case.objects.filter(stage=stage).first()
    answer = client.get(case.get_absolute_url(), secure=True)
    assert answer.status_code == 200
    assert case.stage_label in answer.content.decode()
