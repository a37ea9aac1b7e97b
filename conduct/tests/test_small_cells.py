"""Counts of a sealed realm: nothing hidden can be worked out from what is shown and the whole."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest

from conduct.queries.statistics import tables
from conduct.rules.small_cells import SMALL, shown
from conduct.tests import making
from conduct.tests.test_letters import viewer


@pytest.mark.parametrize("counts", [(7, 9, 12), (5, 5), ()])
def test_where_every_cell_is_large_all_are_shown(counts):
    assert shown(counts) == list(counts)


def test_a_small_cell_takes_the_next_ones_with_it():
    assert shown((2, 16, 19)) == [None, None, 19]
    assert shown((4, 6, 6, 30)) == [None, None, None, 30]
    assert shown((4, 4)) == [None, None]


@pytest.mark.parametrize(("cells", "top"), [(2, 14), (3, 14), (4, 11)])
def test_the_whole_and_the_rule_give_no_hidden_cell_away(cells, top):
    """Who knows the sum of all, the cells that are shown and this very rule still has two numbers for each hidden cell."""
    alike = defaultdict(list)
    for counts in product(range(top), repeat=cells):
        told = tuple(shown(counts))
        assert all(cell is None or cell >= SMALL for cell in told)
        alike[told, sum(counts)].append(counts)
    for (told, _), possible in alike.items():
        if set(told) == {None}:
            continue
        for place, cell in enumerate(told):
            assert cell is not None or len({counts[place] for counts in possible}) > 1


def counted(world, person) -> dict[str, dict[str, int | None]]:
    told = tables(viewer(world, person))
    return {table.code: {cell.code: cell.count for cell in table.cells} for table in told}


def test_what_cases_were_about_and_how_they_ended_is_counted_without_people(world, monkeypatch):
    """With the caution put away, the counts themselves: of every case that the board may see, those in the archive among them."""
    sealed = world.given_case("served", clears=True)
    world.do("make_final", sealed, world.secretary)
    making.sealed(world, sealed)
    world.given_case("final", sanctions=[{"letter": "ت", "months": 2}, {"letter": "ح", "months": None}])
    aside = world.given_case("reported", kind="wealth")
    monkeypatch.setattr("conduct.queries.statistics.shown", list)
    told = counted(world, world.chair)
    assert told["phases"] == {
        "report": 1,
        "hearing": 0,
        "ruling": 0,
        "appeal": 0,
        "dropped": 0,
        "final": 1,
        "archived": 1,
    }
    assert told["kinds"] == {"wealth": 1, "dignity": 2, "security": 0, "order": 0}
    assert told["results"] == {"sanctions": 1, "clears": 1}
    assert {letter for letter, count in told["sanctions"].items() if count} == {"ت", "ح"}
    assert told["appeals"] == {"upheld": 1, "changed": 0, "quashed": 0}
    world.do("declare_recusal", aside, world.seats[5], reason="دوستی")
    assert counted(world, world.seats[5])["kinds"]["wealth"] == 0
    assert counted(world, world.registrar) == counted(world, world.people.administrator) == {}


def test_a_small_house_shows_no_number_at_all(world):
    world.given_case("final")
    assert {count for table in counted(world, world.chair).values() for count in table.values()} == {None}
