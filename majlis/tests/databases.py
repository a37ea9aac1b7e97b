"""Databases for tests: one migrated template, one in which the demonstration was played, and copies of both.

Triggers refuse TRUNCATE, so no test can wipe a database; it gets a copy instead, which takes tens of milliseconds.
Templates outlive a run and are named after what went into them.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test.testcases import LiveServerThread, _StaticFilesHandler

from majlis.database import Server, client_program
from majlis.db_backend.server import NAME

PREFIX = "majlis_test"
OFFICES = ("majlis", "committees", "conduct", "liaison")
FILLING = (".py", ".toml", ".json", ".csv", ".sql", ".xlsx", ".pdf", ".png", ".jpg")
SHOWN = {"tests", "views", "urls", "forms", "admin", "templatetags", "middleware", "headers", "journal", "settings"}
PATIENT = "-c statement_timeout=0 -c lock_timeout=0"


class Stock:
    """The databases of one run of the tests.

    While the run lives it holds an advisory lock on the name of each template and on its own; what nobody holds is
    dropped by the next run.
    """

    def __init__(self) -> None:
        connection.ensure_connection()
        params = {**connection.get_connection_params(), "dbname": "postgres", "options": PATIENT}
        connection.close()
        self.control = psycopg2.connect(**params)
        self.control.autocommit = True
        self.run = f"{PREFIX}_run_{os.getpid()}"
        self.numbers = itertools.count()
        self._sql("SELECT pg_advisory_lock_shared(hashtext(%s))", self.run)
        self._sweep()

    def close(self) -> None:
        for name in self._names(f"{self.run}_"):
            self.drop(name)
        self.control.close()

    def template(self, kind: str, fingerprint: str, fill: Callable[[], None], base: str | None = None) -> str:
        """Return the name of a template that `fill` has filled once, now or in an earlier run."""
        name = f"{PREFIX}_{kind}_{fingerprint}"
        self._sql("SELECT pg_advisory_lock_shared(hashtext(%s))", name)
        making = f"{name}_new"
        self._sql("SELECT pg_advisory_lock(hashtext(%s))", making)
        try:
            if not self._names(name, exactly=True):
                self.drop(making)
                self._create(making, base)
                with pointed_at(making):
                    fill()
                self._sql(f'ALTER DATABASE "{making}" RENAME TO "{name}"')
                self._sql(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false')
        finally:
            self._sql("SELECT pg_advisory_unlock(hashtext(%s))", making)
        return name

    def copy(self, template: str) -> str:
        name = f"{self.run}_{next(self.numbers)}"
        self._create(name, template)
        return name

    def drop(self, name: str) -> None:
        self._sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _create(self, name: str, template: str | None) -> None:
        self._sql(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))

    def _sweep(self) -> None:
        """Drop what earlier runs left and no living run holds."""
        wanted = (fingerprint_of_migrations(), fingerprint_of_house())
        for name in self._names(f"{PREFIX}_"):
            holder = name.rsplit("_", 1)[0] if name.startswith(f"{PREFIX}_run_") else name.removesuffix("_new")
            if holder.endswith(wanted) or not self._sql("SELECT pg_try_advisory_lock(hashtext(%s))", holder):
                continue
            self.drop(name)
            self._sql("SELECT pg_advisory_unlock(hashtext(%s))", holder)

    def _names(self, name: str, *, exactly: bool = False) -> list[str]:
        with self.control.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database")
            return [each for (each,) in cursor if (each == name if exactly else each.startswith(name))]

    def _sql(self, statement: str, *params: Any) -> Any:
        with self.control.cursor() as cursor:
            cursor.execute(statement, params)
            return cursor.fetchone()[0] if cursor.description else None


def fingerprint_of_migrations() -> str:
    return _fingerprint(lambda path: path.parent.name in ("migrations", "data"))


def fingerprint_of_house() -> str:
    """All that an act may depend on, and the day: the demonstration is played up to today.

    Whoever works on pages may name a house and keep it while the code changes: MAJLIS_TEST_HOUSE=mine bin/test ...
    """
    kept = os.environ.get("MAJLIS_TEST_HOUSE")
    if kept:
        return kept
    return _fingerprint(lambda path: SHOWN.isdisjoint({*path.parts, path.stem})) + f"_{datetime.now(UTC):%Y%m%d}"


def _fingerprint(counts: Callable[[Path], bool]) -> str:
    digest = hashlib.sha256((settings.BASE_DIR / "requirements.lock").read_bytes())
    for office in OFFICES:
        for path in sorted((settings.BASE_DIR / office).rglob("*")):
            if path.suffix in FILLING and counts(path.relative_to(settings.BASE_DIR)):
                digest.update(str(path.relative_to(settings.BASE_DIR)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


# What the default connection meant first, and what it was pointed at since. Fixtures of different scopes do not always end
# in the order of their beginning; who ends takes back his own word, and the newest that still stands holds.
_POINTED: list[list[str]] = []


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """Let the default connection of every thread mean the named database."""
    connection.close()
    if not _POINTED:
        _POINTED.append([connection.settings_dict["NAME"]])
    own = [name]
    _POINTED.append(own)
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        place = next(place for place, each in enumerate(_POINTED) if each is own)
        del _POINTED[place]
        connection.settings_dict["NAME"] = _POINTED[-1][0]


def copy_into(server: Server) -> None:
    """Copy the database that is now pointed at, whole, into the empty one of another embedded server."""
    program, env = client_program("pg_dump")
    dumped = subprocess.run([program, "--no-owner"], env=env, capture_output=True, check=True).stdout
    program, _ = client_program("psql")
    where = server.address()
    command = [program, "-q", "-h", where["host"], "-p", where["port"], "-U", where["user"], "-d", NAME]
    subprocess.run(command, input=dumped, capture_output=True, check=True)


@contextmanager
def moved_to(server: Server) -> Iterator[None]:
    """Let the default connection mean the house on another embedded server."""
    connection.close()
    before = {**connection.settings_dict}
    connection.settings_dict.update(NAME=NAME, EMBEDDED={"home": str(server.home), "throwaway": server.throwaway})
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.clear()
        connection.settings_dict.update(before)
        if _POINTED:
            connection.settings_dict["NAME"] = _POINTED[-1][0]


# Fixtures


@pytest.fixture(scope="session")
def _stock(django_test_environment: None, django_db_blocker: Any) -> Iterator[Stock]:
    with django_db_blocker.unblock():
        stock = Stock()
    yield stock
    with django_db_blocker.unblock():
        connections.close_all()
        stock.close()


@pytest.fixture(scope="session")
def empty(_stock: Stock, django_db_blocker: Any) -> str:
    """The template that is migrated and holds nothing."""
    with django_db_blocker.unblock():
        return _stock.template("empty", fingerprint_of_migrations(), lambda: call_command("migrate", verbosity=0))


@pytest.fixture(scope="session")
def house(stock: Stock, empty: str, django_db_blocker: Any) -> str:
    """The template in which the demonstration was played."""
    with django_db_blocker.unblock():
        return stock.template("house", fingerprint_of_house(), lambda: call_command("demo", verbosity=0), empty)


@pytest.fixture(scope="session")
def django_db_setup(_stock: Stock, empty: str, django_db_blocker: Any) -> Iterator[None]:
    """`db` and `django_db`: a copy of the empty template, rolled back after each test."""
    with django_db_blocker.unblock():
        name = _stock.copy(empty)
    with pointed_at(name):
        yield


@pytest.fixture(scope="session")
def stock(_stock: Stock, django_db_setup: None) -> Stock:
    """The databases of this run. Whoever takes one of them takes it after the common one: so each comes back to that."""
    return _stock


@pytest.fixture(scope="session")
def shared_house(stock: Stock, house: str, django_db_blocker: Any) -> str:
    with django_db_blocker.unblock():
        return stock.copy(house)


@pytest.fixture
def _at_shared_house(shared_house: str, django_db_setup: None) -> Iterator[None]:
    assert not connection.in_atomic_block, "in_house is a database of its own: leave db and django_db away"
    with pointed_at(shared_house):
        yield


@pytest.fixture
def in_house(_at_shared_house: None, db: None) -> None:
    """The played house; whatever the test does is rolled back."""


@pytest.fixture
def own_house(stock: Stock, house: str, django_db_blocker: Any) -> Iterator[str]:
    """A played house of the test's own, in which commits are real: threads, browsers, kills."""
    yield from _own(stock, house, django_db_blocker)


@pytest.fixture
def own_database(stock: Stock, empty: str, django_db_blocker: Any) -> Iterator[str]:
    """An empty house of the test's own, in which commits are real."""
    yield from _own(stock, empty, django_db_blocker)


def _own(stock: Stock, template: str, blocker: Any) -> Iterator[str]:
    with blocker.unblock():
        assert not connection.in_atomic_block, "a database of its own: leave db and django_db away"
        name = stock.copy(template)
        with pointed_at(name):
            yield name
        stock.drop(name)


@pytest.fixture
def served_house(own_house: str) -> Iterator[str]:
    """The address at which an own house is served to a browser."""
    with served() as address:
        yield address


@pytest.fixture
def served_database(own_database: str) -> Iterator[str]:
    """The address at which an own empty house is served to a browser."""
    with served() as address:
        yield address


@contextmanager
def served() -> Iterator[str]:
    """Serve what the default connection means now, for as long as the block lasts. Yields: the address."""
    thread = LiveServerThread("localhost", _StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield f"http://localhost:{thread.port}"
    finally:
        thread.terminate()
