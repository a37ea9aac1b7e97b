"""Two hosts, a proxy, a replica, all real: whoever is killed, every act that was acknowledged is in the register, once."""

from __future__ import annotations

import contextlib
import http.client
import shutil
import tempfile
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from majlis.db_backend import places
from majlis.models import User
from majlis.tests.databases import Stock, pointed_at
from majlis.tests.personas import session
from majlis.tests.running import NOTICE, Running, Storm, Visitor

pytestmark = pytest.mark.long

OFFICERS = ("liaison_head", "liaison_officer", "liaison_officer")
EACH = 12
PUBLIC = ("/committees/rosters/", "/law/house/")
FILED = "SELECT title, count(*) FROM liaison_matter WHERE title LIKE %s GROUP BY title"
ACTS = "SELECT count(*) FROM majlis_act WHERE verb = 'file_notice' AND body LIKE %s"


@pytest.fixture(scope="module")
def running(stock: Stock, house: str, django_db_blocker: Any) -> Iterator[Running]:
    var = Path(tempfile.mkdtemp(prefix="majlis-cluster-"))
    var.chmod(0o755)
    with django_db_blocker.unblock():
        name = stock.copy(house)
        with pointed_at(name):
            sessions = [session(User.objects.get(username=each)) for each in OFFICERS]
            made = Running(var)
        stock.drop(name)
    made.sessions = sessions
    yield made
    made.stop()
    for home in (var / "postgres", var / "replica"):
        shutil.rmtree(places.cluster(home), ignore_errors=True)
    shutil.rmtree(var)


@dataclass
class Readers:
    """A stranger who reads public pages all the while."""

    port: int
    answers: list[int] = field(default_factory=list)

    def __enter__(self) -> Readers:
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._read)
        self.thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.done.set()
        self.thread.join()

    def _read(self) -> None:
        while not self.done.is_set():
            for path in PUBLIC:
                self.answers.append(Visitor(self.port).once("GET", path)[0])


def visitors(running: Running) -> list[Visitor]:
    return [Visitor(running.port, {settings.SESSION_COOKIE_NAME: each}) for each in running.sessions]


def filed(running: Running, words: str) -> dict[str, int]:
    return dict(running.ask(FILED, f"{words}%"))


@pytest.mark.parametrize("victim", ["kill_host", "kill_workers", "kill_replica", "kill_database"])
def test_whoever_is_killed_no_acknowledged_act_is_lost_and_none_is_doubled(running, victim):
    running.settle()
    with Readers(running.port) as readers, Storm(visitors(running), EACH) as storm:
        storm.wait_for(EACH)
        getattr(running, victim)()
    assert storm.failed == []
    assert len(storm.told) == EACH * len(OFFICERS)
    assert filed(running, storm.name) == dict.fromkeys(storm.told, 1)
    assert running.ask(ACTS, f"%{storm.name}%") == [(len(storm.told),)]
    running.run("verify_register")
    # A page that is only read is asked of the other host by the proxy itself; without a database there is none to ask.
    assert victim == "kill_database" or set(readers.answers) == {200}, readers.answers
    assert victim != "kill_database" or any(visitor.refusals for visitor in storm.visitors), "it fell in the middle"


def test_an_answer_that_was_lost_is_asked_for_again_with_the_same_leaf(running):
    running.settle()
    (visitor, *_) = visitors(running)
    title = f"{uuid.uuid4()}"
    leaf = visitor.notice(title)
    straight = Visitor(running.port + 1, dict(visitor.cookies))
    pressed = threading.Thread(target=_unheard, args=(straight, leaf))
    pressed.start()
    while filed(running, title) != {title: 1}:
        pass
    running.kill_host()
    pressed.join()
    assert visitor.until("POST", NOTICE, leaf)[0] == 302
    assert filed(running, title) == {title: 1}
    # With another key it would be another act: this is what the key is for.
    assert visitor.until("POST", NOTICE, {**leaf, "key": f"{uuid.uuid4()}"})[0] == 302
    assert filed(running, title) == {title: 2}


def _unheard(visitor: Visitor, leaf: dict[str, Any]) -> None:
    """Press, and hear nothing of it."""
    with contextlib.suppress(OSError, http.client.HTTPException):
        visitor.once("POST", NOTICE, leaf)


def test_an_act_done_through_one_host_is_seen_through_the_other_with_the_same_session(running):
    running.settle()
    (visitor, *_) = visitors(running)
    title = "".join(chr(ord("a") + int(each, 16)) for each in uuid.uuid4().hex)
    first, second = (Visitor(running.port + place, dict(visitor.cookies)) for place in (1, 2))
    status, leads, _ = first.until("POST", NOTICE, first.notice(title))
    assert status == 302
    status, _, page = second.once("GET", leads)
    assert (status, title in page) == (200, True)
