"""House, Arts. 9 and 12: whoever holds an office that a decree closes is told, as long as the closure lasts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from majlis.demo.fixed import NOW
from majlis.models import Body
from majlis.queries.alerts import alerts, open_alerts
from majlis.rules.alerts import CLOSED
from majlis.rules.deadlines import legal_day
from majlis.tests.closing import declared

TODAY = legal_day(NOW)
WEEK = timedelta(days=7)


def told(cast: Any, who: str, days: int = 0) -> list[str]:
    viewer = cast.viewer(who)
    later = replace(viewer, day=viewer.day + timedelta(days=days))
    return [each.title for each in open_alerts(later) if each.why == CLOSED]


def test_art12_given_a_closure_of_every_office_then_each_is_told_once_until_it_ends(cast):
    declared(cast, TODAY, TODAY + WEEK)
    for who in ("clerk", "laws_officer", "liaison_officer", "ministry_deputy", "member", "administrator"):
        assert len(told(cast, who)) == 1, who
    assert len(told(cast, "clerk", days=7)) == 1
    assert told(cast, "clerk", days=8) == []


@pytest.mark.parametrize(
    ("scope", "hears"),
    [({"desks": ["liaison"]}, {"liaison_officer", "ministry_deputy"}), ({"bodies": ["laws_deputy"]}, {"laws_officer"})],
    ids=["a desk", "a body"],
)
def test_art12_given_a_closure_of_some_then_the_others_are_not_told(cast, scope, hears):
    if "bodies" in scope:
        scope = {"bodies": [str(Body.objects.get(kind=scope["bodies"][0]).pk)]}
    declared(cast, TODAY, TODAY + WEEK, **scope)
    everyone = ("clerk", "laws_officer", "liaison_officer", "ministry_deputy", "branch_head")
    assert {who for who in everyone if told(cast, who)} == hears


def test_a_board_of_the_sealed_office_is_told_of_no_closure_by_its_seat(cast):
    declared(cast, TODAY, TODAY + WEEK, desks=["conduct"])
    for who in ("conduct_chair", "conduct_registrar", "appeal_chair", "administrator"):
        assert not [each for each in alerts(cast.viewer(who)) if each.why == CLOSED], who
