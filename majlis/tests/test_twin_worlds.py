"""Two worlds, one with a secret: whoever has no right to it sees the same house, to the byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.db.models import Q, Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext

from majlis import clock, jobs, queries
from majlis.models import User
from majlis.queries import alerts, viewer_of, waiting
from majlis.tests import worlds as twin
from majlis.tests.databases import Stock, pointed_at
from majlis.tests.people import MORNING
from majlis.tests.sealed import queries as sealed_queries
from majlis.tests.sealed.models import Secret
from majlis.tests.sealed.rules.procedure import STEPS

# A big matrix: it runs with `bin/test --all`.
pytestmark = pytest.mark.long

METHODS = ("HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
NOT_SESSIONS = r"session|reading|cache|django_admin_log"


@dataclass
class Worlds:
    without: str
    with_secret: str
    cast: twin.Cast
    keys: list[str]
    published: list[str]

    def both(self, do: Any) -> list[Any]:
        """Do the same in each world."""
        answers = []
        for name in (self.without, self.with_secret):
            with pointed_at(name):
                answers.append(do())
        return answers


@pytest.fixture(scope="module")
def worlds(stock: Stock, empty: str, django_db_blocker: Any) -> Iterator[Worlds]:
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: MORNING)
        without = stock.copy(empty)
        with pointed_at(without):
            cast = twin.base_world()
        with_secret = stock.copy(without)
        with pointed_at(with_secret):
            keys = twin.keep_secret(cast)
        found = Worlds(without, with_secret, cast, keys, [])
        found.published = found.both(twin.publish)
        yield found
        for name in (without, with_secret):
            stock.drop(name)


@pytest.fixture(scope="module")
def paths(worlds: Worlds) -> list[str]:
    with pointed_at(worlds.without):
        return twin.addresses(worlds.keys)


def test_the_crawl_knows_every_room(worlds, paths):
    key = worlds.keys[0]
    secret = worlds.keys[2]
    assert {
        "/",
        "/admin/",
        f"/documents/{key}/",
        f"/receipts/{key}/",
        f"/sealed/{secret}/",
        f"/sealed/{secret}/note/",
    } <= set(paths)


def test_the_keeper_sees_the_secret(worlds):
    """Else the worlds would be equal for want of a difference."""
    session = worlds.cast.sessions["keeper"]
    with pointed_at(worlds.with_secret):
        seen = [twin.look(path, session) for path in ("/", "/sealed/", f"/sealed/{worlds.keys[2]}/")]
    assert all(twin.CANARY.encode() in each.body for each in seen)
    without = worlds.both(lambda: twin.look("/", session))[0]
    assert twin.CANARY.encode() not in without.body


@pytest.mark.parametrize("who", twin.UNENTITLED)
def test_every_page_is_the_same_in_both_worlds(worlds, paths, who):
    session = worlds.cast.sessions.get(who, "")
    one, other = worlds.both(lambda: twin.crawl(paths, session))
    assert twin.differences(one, other) == []
    # What he typed himself stands in his own field.
    typed = set(twin.searches(worlds.keys))
    assert not [path for path, seen in other.items() if twin.CANARY.encode() in seen.body and path not in typed]
    assert not [path for path, seen in other.items() if seen.status >= 500]


@pytest.mark.parametrize("who", [*twin.UNENTITLED, "keeper"])
def test_search_finds_nothing_of_the_secret_even_for_its_keeper(worlds, who):
    """A sealed realm is not searched: the same page for the secret's own words as for nonsense, but for the words."""
    session = worlds.cast.sessions.get(who, "")
    paths = list(twin.searches(worlds.keys))
    one, other = worlds.both(lambda: twin.crawl(paths, session))
    bodies = {
        path: re.sub(rb'(<input [^>]*value=")[^"]*|(<title>)[^<]*', b"", seen.body) for path, seen in other.items()
    }
    assert not [path for path, body in bodies.items() if b"data-hit" in body]
    if who != "keeper":
        assert twin.differences(one, other) == []


@pytest.mark.parametrize("who", twin.UNENTITLED)
def test_no_method_tells(worlds, paths, who):
    session = worlds.cast.sessions.get(who, "")
    few = (worlds.keys[0], worlds.keys[2], twin.RANDOM[0])
    near = [path for path in paths if twin.NEAR.match(path) and any(key in path for key in few)]
    for method in METHODS:
        one, other = worlds.both(lambda method=method: twin.crawl(near, session, method))
        assert twin.differences(one, other) == []


@pytest.mark.parametrize("who", twin.UNENTITLED)
def test_the_hidden_is_answered_like_the_absent(worlds, who):
    session = worlds.cast.sessions.get(who, "")
    for template in ("/sealed/{}/", "/sealed/{}/note/", "/sealed/{}/closing/", "/documents/{}/", "/receipts/{}/"):
        with pointed_at(worlds.with_secret):
            absent = twin.look(template.format(twin.RANDOM[0]), session)
            for key in worlds.keys[:-2]:
                if re.fullmatch(r"[0-9a-f-]{36}", key):
                    assert twin.look(template.format(key), session) == absent


def statements(path: str, session: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        twin.look(path, session)
    return [re.sub(r"'[^']*'|\"s\d+_x\d+\"", "?", query["sql"]) for query in captured.captured_queries]


@pytest.mark.parametrize("who", twin.UNENTITLED)
@pytest.mark.parametrize(
    "template", ["/sealed/{}/", "/sealed/{}/note/", "/sealed/{}/closing/", "/documents/{}/", "/receipts/{}/"]
)
def test_the_database_is_asked_the_same_of_the_hidden_and_the_absent(worlds, who, template):
    session = worlds.cast.sessions.get(who, "")
    with pointed_at(worlds.with_secret):
        asked = [statements(template.format(key), session) for key in (twin.RANDOM[0], worlds.keys[0], worlds.keys[2])]
    assert asked[0] == asked[1] == asked[2]


def counted(who: str) -> tuple:
    user = User.objects.get(username=who)
    viewer = viewer_of(user, MORNING)
    papers = list(queries.visible_documents(viewer).values_list("pk", flat=True))
    sent = [act.pk for act in queries.sent_by(viewer, 99)]
    return queries.waiting_count(viewer), papers, sent


@pytest.mark.parametrize("who", twin.UNENTITLED[1:])
def test_counts_papers_and_what_was_sent_are_the_same(worlds, who):
    one, other = worlds.both(lambda: counted(who))
    assert one == other


def test_published_heads_tell_nothing(worlds):
    one, other = worlds.published
    assert one == other
    assert "<commitment>" in one
    assert not [line for line in one.splitlines() if line.startswith("sealed") and "<commitment>" not in line]
    assert "house" in one


def test_no_message_was_sent(worlds):
    assert mail.outbox == []


def posted() -> list[tuple[str, bytes]]:
    """Every daily letter of the world, to the byte: for whoever has no right, and for the keeper as well."""
    User.objects.filter(person__isnull=False).update(email=Concat("username", Value("@majlis.example")))
    mail.outbox.clear()
    sent, failed = jobs.send_digests(MORNING)
    assert sent == len(mail.outbox) and not failed
    letters = [(each.to[0], each.message().as_bytes()) for each in mail.outbox]
    mail.outbox.clear()
    return letters


def unposted(worlds: Worlds) -> list[list[tuple[str, bytes]]]:
    """What each world would post; nothing of it stays."""

    def once() -> list[tuple[str, bytes]]:
        with transaction.atomic():
            found = posted()
            transaction.set_rollback(True)
        return found

    return worlds.both(once)


def test_the_mailbox_is_the_same_in_both_worlds_the_keepers_too(worlds):
    one, other = unposted(worlds)
    assert one == other
    assert {to.partition("@")[0] for to, _ in one} >= {"keeper", "secretary", "member", "administrator"}
    assert not [to for to, letter in other if twin.CANARY.encode() in letter]


def test_a_letter_that_counts_the_sealed_is_seen(worlds, monkeypatch):
    """The planted leak: what waits in every realm goes into the letter."""

    def of_all(viewer: Any) -> list[Any]:
        return [(config.realm.code, row) for config in waiting.offices() for row in waiting.rows_of(config, viewer)]

    monkeypatch.setattr(alerts, "open_rows", of_all)
    one, other = unposted(worlds)
    assert one != other


@pytest.mark.parametrize("who", [*twin.UNENTITLED[1:], "keeper"])
def test_the_bell_counts_nothing_sealed(worlds, who):
    def bell() -> int:
        return alerts.unseen_count(viewer_of(User.objects.get(username=who), MORNING))

    one, other = worlds.both(bell)
    assert one == other


def test_reading_changes_nothing(worlds, paths):
    """A GET is no act: every table but sessions and the readings stays as it was."""

    def digest() -> dict[str, str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name !~ %s",
                [NOT_SESSIONS],
            )
            tables = sorted(name for (name,) in cursor)
            found = {}
            for table in tables:
                cursor.execute(
                    f"SELECT md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) FROM \"{table}\" t"
                )
                found[table] = cursor.fetchone()[0]
        return found

    with pointed_at(worlds.with_secret):
        before = digest()
        for who in ("keeper", "administrator", "member", "anonymous"):
            twin.crawl(paths, worlds.cast.sessions.get(who, ""))
        assert digest() == before


# The crawl can fail


def waiting_without_scope(viewer: Any) -> list[queries.Waiting]:
    return [queries.Waiting(STEPS["close_secret"], "یک کار", "", "", "/sealed/", None) for _ in Secret.objects.all()]


LEAKS = {
    "a count without scope": [(sealed_queries, "waiting_for", waiting_without_scope)],
    "papers without scope": [(sealed_queries, "document_scope", lambda viewer: Q(realm="sealed"))],
    "a file without scope": [
        (sealed_queries, "secret_visible", lambda viewer, key: Secret.objects.filter(pk=key).first())
    ],
}


@pytest.mark.parametrize("leak", LEAKS)
def test_a_planted_leak_is_seen(worlds, paths, leak, monkeypatch):
    for where, name, instead in LEAKS[leak]:
        monkeypatch.setattr(where, name, instead)
    near = [path for path in paths if path == "/" or any(key in path for key in (worlds.keys[0], worlds.keys[2]))]
    one, other = worlds.both(lambda: twin.crawl(near, worlds.cast.sessions["member"]))
    assert twin.differences(one, other)


def test_a_planted_second_look_is_seen(worlds, monkeypatch):
    """First fetching the file, then asking whether one may see it, is told by the number of questions."""

    def in_two_steps(viewer: Any, key: Any) -> Secret | None:
        found = Secret.objects.filter(pk=key).first()
        return found if found is not None and sealed_queries.secrets(viewer).filter(pk=key).exists() else None

    monkeypatch.setattr(sealed_queries, "secret_visible", in_two_steps)
    session = worlds.cast.sessions["member"]
    with pointed_at(worlds.with_secret):
        hidden, absent = (statements(f"/sealed/{key}/", session) for key in (worlds.keys[2], twin.RANDOM[0]))
    assert hidden != absent
