"""Plans that the database keeps for a connection: a query of fixed words is read and planned once, then only run.

PostgreSQL itself weighs, after some runs, whether one plan for all values is as good as one for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

# A plan takes some hundred kilobytes of the server's memory.
MOST = 200
NAME_LETTERS = 40


@dataclass(frozen=True)
class Plan:
    """A query of fixed words. table: of its rows, for whoever reads the server's log; words: with $1, $2 for what is asked;
    kinds: what each of these is to the database."""

    table: str
    words: str
    kinds: Sequence[str]
    name: str = field(init=False)

    def __post_init__(self) -> None:
        told = sha256("\n".join((self.words, *self.kinds)).encode()).hexdigest()
        object.__setattr__(self, "name", f"{self.table[:NAME_LETTERS]}_{told[:16]}")

    @property
    def kept(self) -> str:
        """The words that have the server keep it."""
        return f'PREPARE "{self.name}"{_listed(self.kinds)} AS {self.words}'

    @property
    def run(self) -> str:
        """The words that run it, with a place for each value."""
        return f'EXECUTE "{self.name}"{_listed(["%s"] * len(self.kinds))}'


def _listed(words: Sequence[str]) -> str:
    return f" ({', '.join(words)})" if words else ""


class Plans:
    """What one connection has had the server keep: so many at most, the oldest makes room."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._one_at_a_time = Lock()

    def words(self, plan: Plan, connection: Any) -> str:
        """How this connection runs a plan. Args: connection, psycopg2's own."""
        with self._one_at_a_time:
            return self._words(plan, connection)

    def _words(self, plan: Plan, connection: Any) -> str:
        if plan.name not in self._known:
            # Not through Django's cursor: that a plan is made is no query of the page.
            with connection.cursor() as cursor:
                while len(self._known) >= MOST:
                    oldest = next(iter(self._known))
                    cursor.execute(f'DEALLOCATE "{oldest}"')
                    del self._known[oldest]
                cursor.execute(plan.kept)
            self._known[plan.name] = plan.run
        return self._known[plan.name]


# By the driver's own connection: several of Django's may speak through one, as the tests' server does, and from several threads.
_plans: WeakKeyDictionary[Any, Plans] = WeakKeyDictionary()
_counting = Lock()


def planned(connection: Any, plan: Plan) -> str:
    """The words that ask a query by the plan that the server keeps for a connection. Args: connection, Django's, of any backend."""
    connection.ensure_connection()
    with _counting:
        own = _plans.setdefault(connection.connection, Plans())
    with connection.wrap_database_errors:
        return own.words(plan, connection.connection)
