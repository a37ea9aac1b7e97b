"""Every address of this office, by every method, for each who has no right: to the byte and to the query a random address (6.4).

And a word of its own in every secret field, looked for wherever it should not be. Each checker is shown a planted leak.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from conduct.models import Case, LateAppeal, Report, Ruling
from conduct.queries import scope
from conduct.tests import secrets
from conduct.tests.playing import World
from conduct.tests.secrets import HOMES, MARK, Secrets, word
from conduct.urls import urlpatterns
from majlis import clock, jobs
from majlis.models import Draft, User
from majlis.tests import words
from majlis.tests import worlds as twin
from majlis.tests.databases import Stock, pointed_at

# A big matrix: it runs with `bin/test --all`.
pytestmark = pytest.mark.long

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
NOBODIES = (
    "recused", "judge", "accused", "other_member", "former_member", "former_of_board", "clerk", "speaker", "stranger", "liaison_officer", "ministry_deputy",
    "administrator", "root", "anonymous",
)  # fmt: skip
# The making of a board is no secret, and a new rule has no case behind it.
OPEN_HEADS = ("elections", "staff", "rules", "bodies")
OWN = {"own_case", "receive_defence", "file_appeal"}
# Of a case that was served: what the registrar opens, who does not know how anybody voted.
REGISTRAR = {
    "case", "case_sheet", "register_report", "invite_member", "prove_service", "receive_defence", "serve_ruling", "file_appeal", "record_late_appeal",
    "record_security_council", "archive_case", "hand_keys_on", "release_identity",
}  # fmt: skip


@dataclass
class Kept:
    name: str
    secrets: Secrets
    sessions: dict[str, str]
    absent: dict[tuple[str, str, str], twin.Seen] = field(default_factory=dict)


@pytest.fixture(scope="module")
def kept(stock: Stock, board_house: tuple[str, World], django_db_blocker: Any) -> Iterator[Kept]:
    name, world = board_house
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        copied = stock.copy(name)
        with pointed_at(copied):
            found = secrets.played(world)
            noon = found.world.now + timedelta(hours=1)
            patch.setattr(clock, "now", lambda: noon)
            people: dict[str, Any] = {**found.people, **twin.of_government(world.people.administrator)}
            people |= {"administrator": world.people.administrator, "root": None}
            sessions = {who: twin._signed_in(who, person) for who, person in people.items()}
        yield Kept(copied, found, sessions)
        stock.drop(copied)


@pytest.fixture
def house(kept: Kept) -> Iterator[Kept]:
    """The house that keeps the secrets; whatever a look leaves behind is taken back."""
    with pointed_at(kept.name), transaction.atomic():
        yield kept
        transaction.set_rollback(True)


def routes(keys: dict[str, str]) -> dict[str, tuple[str, str]]:
    """By name, the address with the key of what is hidden, and the same with one that never was."""
    found = {}
    for each in urlpatterns:
        route = str(each.pattern)
        head = route.partition("/")[0]
        if "<uuid:pk>" in route and head in keys:
            found[each.name if "reports" not in route else f"{each.name}"] = tuple(
                "/conduct/" + route.replace("<uuid:pk>", key) for key in (keys[head], twin.RANDOM[0])
            )
    return found


def told_apart(house: Kept, keys: dict[str, str], who: str, methods: tuple[str, ...] = METHODS) -> set[str]:
    """The addresses at which somebody can tell what is there from what never was."""
    session = house.sessions.get(who, "")
    return {
        name
        for name, (hidden, absent) in routes(keys).items()
        for method in methods
        if _look(hidden, session, method) != _absent(house, absent, who, method)
    }


def _absent(house: Kept, path: str, who: str, method: str) -> twin.Seen:
    """What he sees where nothing ever was: the same whatever case is looked for, so that it is looked at once."""
    known = house.absent
    if (who, method, path) not in known:
        known[who, method, path] = _look(path, house.sessions.get(who, ""), method)
    return known[who, method, path]


def _look(path: str, session: str, method: str) -> twin.Seen:
    point = transaction.savepoint()
    try:
        return twin.look(path, session, method)
    finally:
        transaction.savepoint_rollback(point)


def everything(house: Kept) -> Iterator[dict[str, str]]:
    kept = house.secrets
    yield kept.keys(kept.hidden)
    yield {**kept.keys(kept.told), "sittings": secrets.sitting()}
    yield kept.keys(kept.sealed.case)


def test_every_address_with_a_key_is_in_the_matrix(house):
    walked = {name for keys in everything(house) for name in routes(keys)}
    known = {each.name for each in urlpatterns if "<uuid:pk>" in str(each.pattern)}
    open_ones = {each.name for each in urlpatterns if str(each.pattern).partition("/")[0] in OPEN_HEADS}
    assert known - open_ones - walked == set()
    assert len(walked) > 35


@pytest.mark.parametrize("who", NOBODIES)
def test_what_is_hidden_is_what_never_was_by_every_method(house, who):
    for keys in everything(house):
        # A sitting tells of no case by itself: the board's own member opens it, and finds what is his to see.
        keys = {name: key for name, key in keys.items() if name != "sittings" or who != "recused"}
        assert told_apart(house, keys, who) == set()


def test_a_member_is_told_of_his_own_case_and_of_that_alone(house):
    kept = house.secrets
    assert told_apart(house, kept.keys(kept.told), "invited") == OWN
    for case in (kept.hidden, kept.sealed.case):
        assert told_apart(house, kept.keys(case), "invited") == set()


def test_the_registrar_has_the_intake_and_no_vote(house):
    kept = house.secrets
    apart = told_apart(house, {**kept.keys(kept.told), "sittings": secrets.sitting()}, "registrar", ("GET",))
    assert apart == REGISTRAR
    assert told_apart(house, kept.keys(kept.sealed.case), "registrar", ("GET",)) == {
        "archived",
        "drop_opening",
        "open_archive",
    }


def test_a_member_of_the_board_finds_them(house):
    """Else all would be alike for want of anything to find."""
    kept = house.secrets
    for case in (kept.hidden, kept.told):
        assert {"case", "open_ballot", "cast_vote", "declare_recusal"} <= told_apart(
            house, kept.keys(case), "owner", ("GET",)
        )


@pytest.mark.parametrize("who", NOBODIES)
def test_the_database_is_asked_the_same_of_both(house, who):
    session = house.sessions.get(who, "")
    unlike = []
    for keys in everything(house):
        for name, paths in routes(keys).items():
            if name in ("sitting", "minutes", "record_attendance", "close_sitting") and who == "recused":
                continue
            # What the frame keeps for a minute may run out between two looks: who differs is looked at once more.
            if all(_asked_otherwise(paths, session) for _ in range(2)):
                unlike.append(name)
    assert unlike == []


def _asked_otherwise(paths: tuple[str, str], session: str) -> bool:
    hidden, absent = (_statements(path, session) for path in paths)
    return hidden != absent


def _statements(path: str, session: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        _look(path, session, "GET")
    return [re.sub(r"'[^']*'|\"s\d+_x\d+\"|_x\d+|s\d+_\w+", "?", query["sql"]) for query in captured.captured_queries]


# Words that stand in the secret fields


def tables() -> list[str]:
    with connection.cursor() as cursor:
        return [name for name in connection.introspection.table_names(cursor) if not name.startswith("pg_")]


def places(text: str) -> list[str]:
    """The tables in which a text stands, whatever the column: what a dump of the database would have of it."""
    found = []
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f'SELECT count(*) FROM "{table}" AS each WHERE each::text LIKE %s', [f"%{text}%"])
            escaped = json.dumps(text)[1:-1].replace("\\", "\\\\\\\\")
            plain = cursor.fetchone()[0]
            cursor.execute(f'SELECT count(*) FROM "{table}" AS each WHERE each::text LIKE %s', [f"%{escaped}%"])
            if plain or cursor.fetchone()[0]:
                found.append(table)
    return found


def astray(text: str, homes: tuple[str, ...]) -> list[str]:
    return [table for table in places(text) if not table.startswith(homes)]


def test_the_words_stand_where_they_belong(house):
    """Else they would be looked for in vain: what is sealed says them to whose keys open it, and lies without them."""
    assert places(MARK) == list(HOMES)
    assert all(MARK in report.text for report in Report.objects.filter(case=house.secrets.hidden))


def test_no_word_of_a_case_lies_in_another_table_of_the_house(house):
    """Search, alerts, drafts, sessions, cache, jobs, the trails of reference data: a dump of them has none."""
    assert astray(MARK, HOMES) == []
    for each in ("reporter", "contact", "paper"):
        assert places(word(each)) == []


def test_a_draft_and_a_search_row_with_a_word_are_found(house):
    owner = house.secrets.people["owner"]
    Draft.objects.create(person=owner, kind="x", subject="x", data={"text": word("planted")}, saved_at=clock.now())
    assert astray(MARK, HOMES) == ["majlis_draft"]


# Those who may look say nothing on


def walked(house: Kept, who: str) -> list[str]:
    """Every address of the office as one of those who may open it, and his own first pages."""
    paths = [
        "/",
        "/conduct/",
        "/letters/",
        "/accounts/alerts/",
        f"/search/?q={MARK}",
        "/conduct/?take=csv",
        "/conduct/readings/",
    ]
    paths += [hidden for keys in everything(house) for hidden, _ in routes(keys).values()]
    for path in paths:
        twin.look(path, house.sessions[who])
    return paths


@pytest.mark.parametrize("who", ["owner", "registrar", "invited"])
def test_no_word_reaches_log_mail_cache_or_session(house, who, caplog):
    caplog.set_level(logging.DEBUG)
    caplog.handler.setLevel(logging.DEBUG)
    paths = walked(house, who)
    for path in paths:
        twin.look(
            path,
            house.sessions[who],
            "POST",
            data=b"text=" + MARK.encode(),
            content_type="application/x-www-form-urlencoded",
        )
    heard = [vars(row) | {"told": row.getMessage()} for row in caplog.records if not row.name.startswith("django.db")]
    assert heard
    assert not [row for row in heard if leaks(house, str(row))]
    jobs.publish_heads(clock.now())
    assert not [letter for letter in mail.outbox if leaks(house, letter.message().as_string() + letter.body)]
    assert not [row for row in Session.objects.all() if leaks(house, str(row.get_decoded()))]
    assert not [key for key, value in cached() if leaks(house, key + value)]


def cached() -> list[tuple[str, str]]:
    """All that the cache of this process holds, as text."""
    held = [pair for each in caches.all() for pair in getattr(each, "_cache", {}).items()]
    return [
        (str(key), value.decode("utf-8", "ignore") if isinstance(value, bytes) else str(value)) for key, value in held
    ]


def test_what_is_kept_in_the_cache_would_be_found(house):
    caches["default"].set("planted", word("planted"))
    try:
        assert [key for key, value in cached() if leaks(house, value)]
    finally:
        caches["default"].delete("planted")


def leaks(house: Kept, text: str) -> bool:
    """Does a text hold a word, a key or the letters of a reference of one of the cases?"""
    kept = house.secrets
    cases = (kept.hidden, kept.told, kept.sealed.case)
    known = [part for case in cases for part in (str(case.pk), case.ref.partition("-")[2])]
    return any(each in text for each in (MARK, *known))


def test_the_log_would_be_heard(house, caplog):
    logging.getLogger("majlis").warning("a case: %s", house.secrets.hidden.pk)
    assert [row for row in caplog.records if leaks(house, row.getMessage())]


@pytest.mark.parametrize("who", [each for each in NOBODIES if each != "anonymous"])
def test_no_word_reaches_anybody_without_a_right(house, who):
    session = house.sessions[who]
    paths = [
        "/",
        "/conduct/",
        "/letters/",
        "/documents/",
        f"/search/?q={MARK}",
        "/conduct/counts/",
        "/conduct/radar/",
        "/conduct/board/",
        "/conduct/archive/",
    ]
    paths += [
        "/conduct/?take=csv",
        "/letters/?take=csv",
        "/?take=csv",
        f"/conduct/sittings/{secrets.sitting()}/",
        "/admin/",
        "/admin/conduct/boardrule/",
    ]
    shown = {path: _look(path, session, "GET") for path in paths}
    bodies = {path: seen.body.decode("utf-8", "ignore") for path, seen in shown.items()}
    assert not [
        path
        for path, text in bodies.items()
        if leaks(house, text.replace(f'value="{MARK}"', "").replace(f"«{MARK}»", "").replace(f"q={MARK}", ""))
        and "search" not in path
    ]
    assert not [path for path, text in bodies.items() if f"{MARK}-" in text]
    assert not [path for path, seen in shown.items() if seen.status >= 500]


# The matrix can fail


def planted(patch: pytest.MonkeyPatch, name: str, leak: Callable[..., Any]) -> None:
    patch.setattr(scope, name, leak)
    words.made_anew(patch)


@pytest.mark.parametrize(
    ("name", "leak", "found"),
    [
        # The recusal forgotten, the invitation not asked for; what is left out of the query of an act alone is refused by the act.
        ("ruling_visible", lambda viewer, pk: Ruling.objects.filter(pk=pk).first(), set()),
        ("cases_of_rooms", lambda person, board, appeal: Case.objects.filter(board__in=board), {"recused"}),
        ("own_of", lambda person: Case.objects.filter(member=person), {"accused", "other_member"}),
        ("late_appeal_visible", lambda viewer, pk: LateAppeal.objects.filter(pk=pk).first(), set()),
    ],
    ids=["a ruling, refused by its act", "a recusal", "an invitation", "what came late, refused by its act"],
)
def test_a_planted_leak_is_told_apart(house, monkeypatch, name, leak, found):
    planted(monkeypatch, name, leak)
    seen = {
        who
        for who in ("recused", "accused", "other_member")
        for keys in everything(house)
        if told_apart(house, {k: v for k, v in keys.items() if k != "sittings"}, who, ("GET",))
    }
    assert seen == found


def test_a_query_more_for_the_hidden_is_seen(house, monkeypatch):
    honest = scope.case_visible

    def looked_twice(viewer: Any, pk: Any) -> Any:
        row = Case.objects.filter(pk=pk).first()
        if row is not None:
            list(row.recusals.all())
        return honest(viewer, pk)

    monkeypatch.setattr(scope, "case_visible", looked_twice)
    kept = house.secrets
    paths = routes(kept.keys(kept.hidden))["invite_member"]
    asked = [_statements(path, house.sessions["accused"]) for path in paths]
    assert asked[0] != asked[1]


def test_everybody_of_the_matrix_has_an_account(house):
    assert set(house.sessions) == {*NOBODIES, "owner", "registrar", "invited"} - {"anonymous"}
    assert User.objects.filter(username="root", is_superuser=True).exists()
