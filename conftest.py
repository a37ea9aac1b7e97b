"""What every test may ask for."""

import os
from typing import Any

import pytest

from majlis.tests.browser import browser_context_args, browser_type_launch_args
from majlis.tests.databases import (
    _at_shared_house,
    _stock,
    django_db_setup,
    empty,
    house,
    in_house,
    own_database,
    own_house,
    served_database,
    served_house,
    shared_house,
    stock,
)
from majlis.tests.keys import everybody_has_keys, no_standing_keys

__all__ = [
    "_at_shared_house",
    "_stock",
    "browser_context_args",
    "browser_type_launch_args",
    "cast",
    "django_db_setup",
    "empty",
    "everybody_has_keys",
    "house",
    "in_house",
    "no_standing_keys",
    "own_database",
    "own_house",
    "served_database",
    "served_house",
    "shared_house",
    "stock",
]

# The browser's driver runs an event loop in the thread in which tests speak to the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--redraw", action="store_true", help="keep the pictures of letters as they are drawn now")


@pytest.fixture
def cast(in_house: None) -> Any:
    """The demonstration's people, in the played house, at its own fixed moment; what the test does is rolled back."""
    from majlis.demo.fixed import NOW
    from majlis.demo.outside import set_clock
    from majlis.tests.cast import Cast

    set_clock(NOW)
    return Cast()
