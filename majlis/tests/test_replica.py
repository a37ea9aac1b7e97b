"""The replica: declared public pages read it while it is proved to be fresh; a decision never does."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import psycopg2
import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection, connections, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver, path
from django.views.decorators.http import require_safe

from majlis import database, replica
from majlis.db_backend import places
from majlis.db_backend.standby import Standby
from majlis.models import Holiday, Person, User
from majlis.queries.prepared import Prepared
from majlis.register import official_act
from majlis.rules.procedure import STEPS
from majlis.tests.databases import Stock, copy_into, moved_to, pointed_at
from majlis.tests.people import call, founded
from majlis.tests.personas import session
from majlis.tests.sealed import house as addresses

# The router and the door


def test_what_is_read_follows_the_declaration_and_what_is_written_never_does(db):
    router = replica.Router()
    with transaction.atomic(), replica.reading():
        assert router.db_for_read(Person) == "default", "all that stands in a transaction is the primary's"
        assert router.db_for_write(Person) == "default"
    assert router.db_for_read(Person) == "default"


def test_outside_a_transaction_a_declared_page_asks_the_replica(own_database):
    router = replica.Router()
    with replica.reading():
        assert router.db_for_read(Person) == "replica"
        with transaction.atomic():
            assert router.db_for_read(Person) == "default"
    row = Person(name="x")
    row._state.db = "replica"
    assert router.db_for_read(Person, instance=row) == router.db_for_write(Person, instance=row) == "default"


def test_no_act_begins_while_the_replica_is_read(db):
    people = founded()
    step = STEPS["declare_holiday"]
    with replica.reading(), pytest.raises(AssertionError, match="replica"):
        with official_act(step, Holiday(), call(people.administrator)):
            pass


def test_only_public_safe_pages_are_declared():
    declared = {pattern.name for pattern in _patterns(get_resolver().url_patterns) if _view(pattern)}
    assert declared == {
        "law", "explain", "letter_proof", "public", "roster", "roster_csv", "roster_json", "roster_xlsx", "proof", "proof_file", "proof_zip",
        "roster_on", "roster_on_json", "roster_pdf", "roster_popolo", "seat", "publications",
    }  # fmt: skip


def _patterns(patterns: Any) -> Iterator[Any]:
    for each in patterns:
        if hasattr(each, "url_patterns"):
            yield from _patterns(each.url_patterns)
        else:
            yield each


def _view(pattern: Any) -> bool:
    return bool(getattr(pattern.callback, "from_replica", False))


# A real primary and a real replica


NAMED = Prepared(lambda: Person.objects.order_by("name"))


@replica.from_replica
@login_not_required
@require_safe
def names(request: HttpRequest) -> HttpResponse:
    """Which database was asked, and every person's name."""
    rows = list(Person.objects.order_by("name"))
    # What is prepared once is asked where the page is read, whichever database was asked when it was made.
    assert {each._state.db for each in NAMED()} == {each._state.db for each in rows}
    assert {each.name for each in NAMED()} == {each.name for each in rows}
    return HttpResponse(f"{rows[0]._state.db}: " + ", ".join(row.name for row in rows))


class Pair:
    """A primary, and the replica that follows it."""

    def __init__(self, home: Path):
        self.primary = database.server(home=str(home / "primary"), throwaway=True)
        self.standby = Standby(home / "standby", self.primary)

    def on_replica(self, statement: str) -> None:
        with closing(psycopg2.connect(dbname="majlis", **self.standby.address())) as opened:
            opened.autocommit = True
            opened.cursor().execute(statement)

    def kill_replica(self) -> None:
        (pid_file,) = places.cluster(self.standby.home).glob("data-*/postmaster.pid")
        os.kill(int(pid_file.read_text().split("\n", 1)[0]), signal.SIGKILL)

    def catch_up(self) -> None:
        """Wait until the replica has all that the primary has: it is asked, again and again."""
        wanted = replica._number("default", replica.WRITTEN)
        while replica._number("replica", replica.REPLAYED) < wanted:
            pass


@pytest.fixture(scope="module")
def pair(stock: Stock, empty: str, django_db_blocker: Any) -> Iterator[Pair]:
    """An own server with empty tables, as the tests' own has them, and its replica."""
    home = Path(tempfile.mkdtemp(prefix="majlis-pair-"))
    home.chmod(0o755)
    made = Pair(home)
    made.primary.start()
    with django_db_blocker.unblock():
        name = stock.copy(empty)
        with pointed_at(name):
            copy_into(made.primary)
        stock.drop(name)
    made.standby.start()
    yield made
    for server in (made.standby, made.primary):
        server.leave()
        shutil.rmtree(places.cluster(server.home), ignore_errors=True)
    shutil.rmtree(home)


@pytest.fixture
def two(pair: Pair, settings: Any, monkeypatch: pytest.MonkeyPatch, django_db_blocker: Any) -> Iterator[Pair]:
    """The house on the pair, with one person in it whom the replica knows."""
    connections.settings["replica"] = {**connection.settings_dict, **database.replica(pair.standby.url)}
    monkeypatch.setattr(replica, "lag", replica.Lag())
    settings.REPLICA_SECONDS = 60
    with django_db_blocker.unblock(), moved_to(pair.primary):
        # A test that failed may have left it waiting.
        pair.on_replica("SELECT pg_wal_replay_resume()")
        someone()
        pair.catch_up()
        yield pair
        connections["replica"].close()
    del connections["replica"], connections.settings["replica"]


@pytest.fixture
def lost(two: Pair) -> Iterator[Pair]:
    """For tests after which there is no replica: a new one follows."""
    yield two
    two.standby.start()


@pytest.fixture
def asked(two: Pair, settings: Any, client: Any) -> Any:
    module = ModuleType("addresses_with_names")
    vars(module).update({**vars(addresses), "urlpatterns": [path("names/", names), *addresses.urlpatterns]})
    settings.ROOT_URLCONF = module

    def ask() -> str:
        return client.get("/names/").content.decode()

    return ask


def someone() -> str:
    return Person.objects.create(name=f"کس {uuid.uuid4()}").name


def test_a_stranger_reads_the_replica_and_an_officer_the_primary(two, asked, client, settings):
    assert asked().startswith("replica: ")
    user = User.objects.create(username="reader", person=Person.objects.first())
    client.cookies[settings.SESSION_COOKIE_NAME] = session(user)
    assert asked().startswith("default: ")


def test_a_page_older_than_the_bound_is_never_shown(two, asked, settings):
    settings.REPLICA_SECONDS = 0
    assert asked().startswith("replica: "), "it has all that there is"
    two.on_replica("SELECT pg_wal_replay_pause()")
    name = someone()
    assert asked().startswith("default: ") and name in asked()
    two.on_replica("SELECT pg_wal_replay_resume()")
    two.catch_up()
    assert asked().startswith("replica: ") and name in asked()


def test_within_the_bound_a_page_may_be_a_little_older(two, asked):
    assert asked().startswith("replica: ")
    two.on_replica("SELECT pg_wal_replay_pause()")
    name = someone()
    assert asked().startswith("replica: ") and name not in asked()
    two.on_replica("SELECT pg_wal_replay_resume()")


def test_without_the_replica_public_pages_go_on_and_a_new_one_is_read_again(two, asked):
    assert asked().startswith("replica: ")
    two.kill_replica()
    name = someone()
    assert asked().startswith("default: ") and name in asked()
    two.standby.start()
    replica.lag.peace_until = 0
    two.catch_up()
    assert asked().startswith("replica: ") and name in asked()


def test_a_replica_lost_in_the_middle_of_a_page_is_no_error(lost, asked, monkeypatch):
    assert asked().startswith("replica: ")
    lost.kill_replica()
    monkeypatch.setattr(replica.lag, "fresh", lambda: True)
    name = someone()
    assert asked().startswith("default: ") and name in asked()


def test_a_server_that_is_no_replica_is_not_read(lost, asked):
    lost.on_replica("SELECT pg_promote()")
    assert asked().startswith("default: ")


def test_nothing_can_be_written_to_it(two):
    with pytest.raises(DatabaseError, match="read-only"):
        Person.objects.using("replica").create(name="x")
