"""Counts of a sealed realm: nothing hidden can be worked out from what is shown and the whole."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest

from conduct.rules.small_cells import SMALL, shown


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
