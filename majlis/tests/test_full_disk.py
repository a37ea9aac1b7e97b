"""A disk that is full: an act is refused, nothing of it is half written, what is there can be read, and later all goes on."""

from __future__ import annotations

import resource
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection

from majlis import actions, database
from majlis.db_backend import places
from majlis.models import Act, Chain, FormKey, Holiday
from majlis.queries import register
from majlis.tests.databases import Stock, copy_into, moved_to, pointed_at
from majlis.tests.people import People, call, founded
from majlis.tests.test_register import HOLIDAY

pytestmark = pytest.mark.long

# More than a piece of the server's own log, less than the table that is filled.
A_FILE = 24 * 1024 * 1024
FILL = """
INSERT INTO majlis_formkey (key, actor_id, verb, body_hash)
SELECT gen_random_uuid(), (SELECT min(actor_id::text)::uuid FROM majlis_formkey), 'filling', repeat('x', 64)
FROM generate_series(1, %s)
"""


@contextmanager
def small_disk() -> Iterator[None]:
    """A limit on the size of files stands for the disk: the system says no in the middle of a write."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (A_FILE, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def apart(stock: Stock, empty: str, django_db_blocker: Any) -> Iterator[database.Server]:
    """An own server with a house founded on it."""
    home = Path(tempfile.mkdtemp(prefix="majlis-full-"))
    home.chmod(0o755)
    server = database.server(home=str(home), throwaway=True)
    server.start()
    with django_db_blocker.unblock():
        name = stock.copy(empty)
        with pointed_at(name):
            copy_into(server)
        stock.drop(name)
        with moved_to(server):
            yield server
    server.leave()
    shutil.rmtree(places.cluster(home), ignore_errors=True)
    shutil.rmtree(home)


def again(server: database.Server) -> None:
    """Stop the server, for want of other users, and start it as this process now may."""
    connection.close()
    server.leave()
    server.start()


def fill() -> None:
    for rows in (20_000, 1000, 50, 1):
        with pytest.raises(DatabaseError, match="could not extend"), connection.cursor() as cursor:
            while True:
                cursor.execute(FILL, [rows])


def written() -> tuple[Any, ...]:
    keys = FormKey.objects.exclude(verb="filling").count()
    return Act.objects.count(), Holiday.objects.count(), keys, list(Chain.objects.values_list("realm", "seq", "hash"))


def declared(people: People) -> Act:
    return actions.declare_holiday(call(people.administrator, HOLIDAY), Holiday())


def test_on_a_full_disk_an_act_is_refused_whole_and_done_when_there_is_room(apart):
    people = founded()
    with small_disk():
        again(apart)
    fill()
    before = written()
    with pytest.raises(DatabaseError, match="could not extend"):
        declared(people)
    assert written() == before
    assert register.fault("house") is None
    again(apart)
    act = declared(people)
    assert (act.seq, Holiday.objects.count()) == (before[3][0][1] + 1, before[1] + 1)
    assert register.fault("house") is None
