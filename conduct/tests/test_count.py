"""The frame of every page says how much waits: the cartable's own number, without the cartable's work (Arts. 4, 8-10)."""

from __future__ import annotations

from itertools import pairwise

import pytest

from conduct.models import Case
from conduct.queries.scope import own_stages
from conduct.queries.waiting import _counted, count_waiting, own_standing, waiting_for
from conduct.tests.playing import World
from majlis.queries import Viewer
from majlis.queries.authority import offices_of
from majlis.tests.people import appointed
from majlis.views.house import counted_text

STAGES = ("under_inquiry", "inquired", "found", "invited", "heard", "closed_for_ruling", "ruled", "served", "forwarded")


def numbers(world: World) -> dict[str, int]:
    """What the frame would say to each of the house, each held against his cartable."""
    everyone = [*world.seats, *world.judges, world.registrar, world.member]
    found = {}
    for person in everyone:
        day = world.now.date()
        viewer = Viewer(person, day, world.now, offices_of(person, day))
        found[person.name] = count_waiting(viewer)
        assert found[person.name] == sum(row.count for row in waiting_for(viewer)), person
    return found


def test_the_number_is_that_of_the_cartable_at_every_stage_and_for_everyone(world: World):
    assert set(numbers(world).values()) == {0}
    for stage in STAGES:
        world.given_case(stage)
    told = numbers(world)
    assert told[world.chair.name] > told[world.seats[4].name] > 0
    assert told[world.judges[0].name] and told[world.registrar.name] and told[world.member.name]


def test_an_open_vote_counts_until_the_vote_is_cast(world: World):
    case = world.given_case("inquired")
    before = numbers(world)
    ballot = world.put(case, "find_violation")
    during = numbers(world)
    assert during[world.chair.name] == before[world.chair.name] + 1
    world.do("cast_vote", ballot, world.chair, vote="agree")
    assert numbers(world)[world.chair.name] == before[world.chair.name]


def test_who_stands_aside_is_told_of_nothing_more(world: World):
    case = world.given_case("closed_for_ruling")
    before = numbers(world)[world.deputy.name]
    world.sitting()
    world.do("declare_recusal", Case.objects.get(pk=case.pk), world.deputy, reason="")
    assert numbers(world)[world.deputy.name] == before - 1


def test_a_case_of_his_own_counts_for_one_of_the_board_where_it_waits_for_him(world: World):
    concerned, told = world.seats[5], []
    chamber = world.member.memberships.get(role="member").body
    appointed(concerned, chamber, "member", world.people.administrator)
    for stage in ("reported", "invited", "ruled", "served"):
        world.given_case(stage, member=concerned)
        told.append(numbers(world)[concerned.name])
        looker = Viewer(concerned, world.now.date(), world.now, offices_of(concerned, world.now.date()))
        # Of all that is on its way he knows what he was invited to, and nothing of the report.
        assert sorted(own_standing(looker)) == sorted(own_stages(looker)) != ["reported"]
    assert [more - before for before, more in pairwise(told)] == [1, 0, 1]


def test_nobody_counts_further_than_a_badge_says(world: World, monkeypatch: pytest.MonkeyPatch):
    for stage in ("reported", "inquired", "heard"):
        world.given_case(stage)
    assert numbers(world)[world.chair.name] == 3
    monkeypatch.setattr("conduct.queries.waiting.MOST_COUNTED", 2)
    monkeypatch.setattr(_counted, "_made", {})
    viewer = Viewer(world.chair, world.now.date(), world.now, offices_of(world.chair, world.now.date()))
    assert count_waiting(viewer) == 2


@pytest.mark.parametrize(("count", "told"), [(0, ""), (1, "۱"), (99, "۹۹"), (100, "۹۹+"), (29_000, "۹۹+")])
def test_a_badge_says_so_much_and_no_more(count: int, told: str):
    assert counted_text(count) == told
