"""A house with both boards, founded once and copied for each test."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from conduct.tests.desk import Desk
from conduct.tests.playing import World
from majlis import clock
from majlis.models import Person
from majlis.tests.databases import Stock, pointed_at


@pytest.fixture(scope="session")
def board_house(stock: Stock, empty: str, django_db_blocker: Any) -> tuple[str, World]:
    """A database in which the boards were founded by acts, and the world that knows it."""
    with django_db_blocker.unblock():
        name = stock.copy(empty)
        with pointed_at(name):
            return name, World()


@pytest.fixture
def _at_board_house(board_house: tuple[str, World], django_db_setup: None) -> Iterator[None]:
    assert not connection.in_atomic_block, "world is a database of its own: leave db and django_db away"
    with pointed_at(board_house[0]):
        yield


@pytest.fixture
def world(_at_board_house: None, db: None, board_house: tuple[str, World]) -> World:
    """The founded boards; whatever the test does is rolled back."""
    return copy.copy(board_house[1])


@pytest.fixture
def decided() -> bool:
    """Has the house decided what the amendment left open?"""
    return True


@pytest.fixture
def played(served_database: str, decided: bool, monkeypatch: pytest.MonkeyPatch) -> tuple[str, World]:
    """A founded board, served; the house's clock is the world's."""
    world = World(rules=decided)
    monkeypatch.setattr(clock, "now", lambda: world.now)
    return served_database, world


@pytest.fixture
def desk(played: tuple[str, World], browser: Any) -> Callable[[Person], Desk]:
    address, world = played
    return lambda person: Desk(browser, address, world, person)


@pytest.fixture
def boards(played: tuple[str, World]) -> World:
    return played[1]
