"""An act while another holds the register: it waits its turn, and when none comes, nothing is lost and nothing doubled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import psycopg2
import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from liaison.models import Referral
from majlis.demo.fixed import NOW
from majlis.demo.outside import set_clock
from majlis.models import Act
from majlis.tests.cast import Cast
from majlis.views import act

HIDDEN = re.compile(r'name="(key|seen_version)" value="([^"]*)"')


@pytest.fixture
def referral(own_house: str) -> Referral:
    set_clock(NOW)
    return Referral.objects.filter(stage="accepted").order_by("pk")[0]


@pytest.fixture
def officer(referral: Referral) -> Client:
    return Cast().client("liaison_officer")


@pytest.fixture
def held(referral: Referral, officer: Client) -> Iterator[Any]:
    """The register's head in another's hand; an act waits a tenth of a second for it."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '100ms'")
    params = {key: value for key, value in connection.get_connection_params().items() if key != "cursor_factory"}
    other = psycopg2.connect(**params)
    other.cursor().execute("SELECT 1 FROM majlis_chain WHERE realm = 'liaison' FOR UPDATE")
    yield other
    other.close()


def hidden(answer: Any) -> dict[str, str]:
    return dict(HIDDEN.findall(answer.content.decode()))


def withdrawn() -> int:
    return Act.objects.filter(verb="withdraw_referral", actor__user__username="liaison_officer").count()


def test_given_a_register_in_anothers_hand_when_it_is_let_go_then_the_act_that_waited_is_done(referral, officer, held):
    url, refusals = reverse("liaison:withdraw_referral", args=[referral.pk]), []

    def let_go_after_the_second_wait(execute, sql, params, many, context):
        try:
            return execute(sql, params, many, context)
        except OperationalError:
            refusals.append(sql)
            if len(refusals) == 2:
                held.rollback()
            raise

    before, leaf = withdrawn(), {**hidden(officer.get(url)), "reason": "اشتباه در گیرنده"}
    with connection.execute_wrapper(let_go_after_the_second_wait):
        answer = officer.post(url, leaf)
    assert (answer.status_code, len(refusals), withdrawn() - before) == (302, 2, 1)


def test_given_a_register_held_all_the_while_then_the_leaf_comes_back_and_one_more_press_is_one_act(
    referral, officer, held, monkeypatch
):
    monkeypatch.setattr(act, "TURNS", 2)
    url = reverse("liaison:withdraw_referral", args=[referral.pk])
    before, leaf = withdrawn(), {**hidden(officer.get(url)), "reason": "اشتباه در گیرنده"}
    answer = officer.post(url, leaf)
    assert answer.status_code == 503
    assert act.BUSY in answer.content.decode()
    assert "اشتباه در گیرنده" in answer.content.decode()
    assert hidden(answer).items() <= leaf.items()
    assert withdrawn() == before
    held.rollback()
    assert officer.post(url, leaf).status_code == 302
    assert officer.post(url, leaf).status_code == 302
    assert withdrawn() == before + 1


def test_given_another_failure_of_the_database_then_it_is_not_tried_again(referral, officer, held):
    url, told = reverse("liaison:withdraw_referral", args=[referral.pk]), []

    def broken(execute, sql, params, many, context):
        if 'UPDATE "majlis_chain"' in sql or "FOR UPDATE" in sql:
            told.append(sql)
            raise OperationalError("the disk is full")
        return execute(sql, params, many, context)

    leaf = {**hidden(officer.get(url)), "reason": "اشتباه در گیرنده"}
    with connection.execute_wrapper(broken), pytest.raises(OperationalError, match="disk"):
        officer.post(url, leaf)
    assert len(told) == 1
