"""Public pages may read the streaming replica: by one declaration at the view, never for a decision, never older than a bound.

A view marked `@from_replica` is answered from the replica where its reader is not signed in, the method is safe and the
replica is proved to be at most REPLICA_SECONDS behind. The router sends everything else to the primary: every write, all that
stands in a transaction, and so every official act; the register refuses to begin one while a page is being read.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS as PRIMARY
from django.db import InterfaceError, OperationalError, connections

View = TypeVar("View", bound=Callable[..., Any])

REPLICA = "replica"
LOST = (OperationalError, InterfaceError)
# How often in one bound the primary is asked how far it has come, and for how long a lost replica is left in peace.
MARKS_A_BOUND = 4
LEFT_IN_PEACE = 2.0
WRITTEN = "SELECT pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')"
REPLAYED = "SELECT CASE WHEN pg_is_in_recovery() THEN pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0') END"

logger = logging.getLogger(__name__)
_reading: ContextVar[bool] = ContextVar("reading_from_replica", default=False)


def from_replica(view: View) -> View:
    """Declare that a public page may be read from the replica."""
    view.from_replica = True  # type: ignore[attr-defined]
    return view


def declared(view: Any) -> bool:
    return bool(getattr(view, "from_replica", False)) and REPLICA in connections.settings


@contextmanager
def reading() -> Iterator[None]:
    """What is asked inside is asked of the replica."""
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


def refuse() -> None:
    """A decision never reads the replica: no act begins where a page is being read from it."""
    if _reading.get():
        raise AssertionError("an official act was begun while a page was being read from the replica")


def reading_alias() -> str:
    """The database of which a question is asked at this moment."""
    return REPLICA if _reading.get() and not connections[PRIMARY].in_atomic_block else PRIMARY


def reading_connection() -> Any:
    """For those few questions that are written in SQL."""
    return connections[reading_alias()]


class Router:
    """Reading follows `reading()` alone, and not where a row once came from; writing is the primary's."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return reading_alias()

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return PRIMARY

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == PRIMARY


# How old the replica is


class Lag:
    """How far behind the replica is, proved without comparing two clocks.

    Now and then the primary says how far it has written. Once the replica has replayed up to there, all that it shows is at
    least as young as that moment.
    """

    def __init__(self) -> None:
        self.marks: deque[tuple[float, int]] = deque(maxlen=2 * MARKS_A_BOUND)
        self.peace_until = 0.0

    def fresh(self) -> bool:
        """Is the replica there, and at most REPLICA_SECONDS old?"""
        bound, now = settings.REPLICA_SECONDS, time.monotonic()
        if now < self.peace_until:
            return False
        if not self.marks or now - self.marks[-1][0] >= bound / MARKS_A_BOUND:
            self.marks.append((now, _number(PRIMARY, WRITTEN)))
        try:
            replayed = self._replayed()
        except LOST:
            self.lost()
            return False
        reached = [at for at, written in self.marks if replayed is not None and written <= replayed]
        return bool(reached) and now - reached[-1] <= bound

    def lost(self) -> None:
        """The replica did not answer: for a while nobody asks it."""
        logger.warning("the replica does not answer")
        connections[REPLICA].close()
        self.peace_until = time.monotonic() + LEFT_IN_PEACE

    def _replayed(self) -> int | None:
        """How far it has replayed; None where it is no replica. A connection that broke since the last page is made anew."""
        try:
            return _number(REPLICA, REPLAYED)
        except LOST:
            connections[REPLICA].close()
            return _number(REPLICA, REPLAYED)


lag = Lag()


def _number(alias: str, statement: str) -> Any:
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]
