"""Offices closed by decree: two signatures, and limits counted anew (house, Art. 9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from django.apps import apps

from liaison.models import Matter
from majlis import actions
from majlis.demo.fixed import NOW
from majlis.models import Act, Body, Closure
from majlis.register import FirstSigned, NotVisible
from majlis.rules.closures import ELSEWHERE, MOVES, NO_WHOLE_DAY, OUT_OF_SCOPE, STILL, Closing, closed_days, why
from majlis.rules.counting import COUNTING, STANDS
from majlis.rules.deadlines import RULES, legal_day
from majlis.rules.law import Refused
from majlis.tests.closing import body_of, declared, end_of
from majlis.tests.people import call


@pytest.fixture
def asked(cast: Any) -> Matter:
    """A question before its minister, whose ten days run."""
    return Matter.objects.filter(kind="question", stage__in=("announced", "scheduled")).order_by("pk")[0]


# The rule


def test_every_counting_rule_says_whether_it_yields():
    assert set(STILL) - {""} == set(RULES)
    assert {row.closure for row in COUNTING} - {STANDS} == set(MOVES)


@pytest.mark.parametrize(
    ("hours", "closed"),
    [
        ({}, [1, 2, 3]),
        ({"from_time": time(12)}, [2, 3]),
        ({"to_time": time(10)}, [1, 2]),
        ({"from_time": time(12), "to_time": time(10)}, [2]),
    ],
)
def test_only_whole_days_are_closed(hours, closed):
    days = Closing(date(2026, 6, 1), date(2026, 6, 3), told="مصوبه", **hours).days
    assert [day.day for day in days] == closed
    assert Closing(date(2026, 6, 1), date(2026, 6, 1), time(8), time(9)).days == ()


def test_the_first_decree_names_a_day_that_two_have_closed():
    one, other = (Closing(date(2026, 6, 1), date(2026, 6, 1), told=told) for told in ("یکم", "دوم"))
    assert closed_days([one, other]) == {date(2026, 6, 1): "یکم"}


@pytest.mark.parametrize(
    ("desks", "bodies", "seats", "reached"),
    [
        ((), (), {}, True),
        (("conduct",), (), {}, True),
        (("liaison",), (), {"conduct_board": "1"}, False),
        ((), (("conduct_board", "1"),), {"conduct_board": "1"}, True),
        ((), (("conduct_board", "2"),), {"conduct_board": "1"}, False),
        ((), (("conduct_board", "2"),), {"conduct_board": ""}, True),
        # Where another body may do it as well, the closing of one bars nothing.
        ((), (("laws_deputy", "3"),), {"laws_deputy": "3", "presiding_board": "4"}, False),
        ((), (("laws_deputy", "3"),), {}, False),
    ],
)
def test_whom_a_scope_reaches(desks, bodies, seats, reached):
    closing = Closing(date(2026, 6, 1), date(2026, 6, 1), desks=frozenset(desks), bodies=frozenset(bodies))
    assert closing.covers("conduct", seats) is reached


def test_each_reason_has_its_case():
    whole = Closing(date(2026, 6, 1), date(2026, 6, 1))
    hours = replace(whole, from_time=time(8), to_time=time(9))
    assert why("hours", None, None, whole, covered=True) == STILL["hours"]
    assert why("free_days", None, None, whole, covered=False) == OUT_OF_SCOPE
    assert why("free_days", None, None, hours, covered=True) == NO_WHOLE_DAY
    assert why("free_days", None, None, whole, covered=True) == ELSEWHERE


# The acts


def test_house9_given_one_signature_when_looked_at_then_nothing_has_moved(cast, asked):
    before = end_of(asked)
    with pytest.raises(FirstSigned):
        body = body_of(legal_day(before.last_minute))
        actions.declare_closure(call(cast.person("secretary"), body, at=NOW), Closure())
    assert end_of(asked) == before
    assert not Closure.objects.exists()


def test_house9_given_the_same_officer_twice_when_signed_then_it_is_not_done(cast):
    closure, body = Closure(), body_of(date(2026, 7, 1))
    for _ in range(2):
        with pytest.raises(FirstSigned):
            actions.declare_closure(call(cast.person("secretary"), body, at=NOW), closure)
    assert not Closure.objects.exists()


def test_house9_given_two_signatures_when_counted_then_the_last_day_is_the_next_open_one(cast, asked):
    before = end_of(asked)
    last = legal_day(before.last_minute)
    closure = declared(cast, last)
    after = end_of(asked)
    assert legal_day(after.last_minute) > last
    assert f"تعطیلی به مصوبه ({closure.told})" in " ".join(after.lines)
    act = Act.objects.get(verb="declare_closure")
    assert (act.actor, act.second) == (cast.person("secretary"), cast.person("administrator"))


def test_house9_given_a_closure_taken_back_when_counted_then_the_end_is_as_it_was(cast, asked):
    before = end_of(asked)
    closure = declared(cast, legal_day(before.last_minute))
    reason = {"reason": "مصوبه پس گرفته شد"}
    with pytest.raises(FirstSigned):
        actions.revoke_closure(call(cast.person("speaker"), reason, at=NOW), closure)
    assert end_of(asked) != before
    actions.revoke_closure(call(cast.person("administrator"), reason, at=NOW), closure)
    assert end_of(asked) == before
    closure.refresh_from_db()
    assert (closure.stage, closure.revoked_reason) == ("revoked", "مصوبه پس گرفته شد")
    with pytest.raises(Refused):
        actions.revoke_closure(call(cast.person("speaker"), {"reason": "بار دیگر"}, at=NOW), closure)


@pytest.mark.parametrize(
    "more", [{"from_time": "08:00", "to_time": "14:00"}, {"desks": ["committees"]}], ids=["some hours", "another desk"]
)
def test_house9_given_hours_or_another_desk_when_counted_then_nothing_moves(cast, asked, more):
    before = end_of(asked)
    declared(cast, legal_day(before.last_minute), **more)
    assert end_of(asked) == before


def test_house9_given_the_own_desk_or_its_body_when_counted_then_it_moves(cast, asked):
    before = end_of(asked)
    office = Body.objects.get(kind="liaison_office")
    declared(cast, legal_day(before.last_minute), bodies=[str(office.pk)])
    between = end_of(asked)
    assert between.ends_at > before.ends_at
    declared(cast, legal_day(between.last_minute), desks=["liaison"])
    assert end_of(asked).ends_at > between.ends_at


def test_days_that_end_before_they_begin_are_refused(cast):
    for more in ({"first": date(2026, 7, 2), "last": date(2026, 7, 1)},
                 {"first": date(2026, 7, 1), "from_time": "12:00", "to_time": "12:00"}):  # fmt: skip
        with pytest.raises(Refused, match="پایان تعطیلی"):
            declared(cast, **more)


def test_a_member_closes_nothing(cast):
    with pytest.raises(NotVisible):
        actions.declare_closure(call(cast.person("member"), body_of(date(2026, 7, 1)), at=NOW), Closure())


def test_every_limit_of_every_office_names_its_way_of_counting():
    for config in apps.get_app_configs():
        for step in getattr(config, "steps", {}).values():
            for limit in step.limits:
                for row in config.figures.rows(limit.figure):
                    assert row.counting in RULES, f"{config.label}.{step.word}: {limit.figure}"
