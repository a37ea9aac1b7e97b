"""Twin worlds: with cases and without, whoever has no right sees the same house, to the byte (B01-B10, B20, B37)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conduct.models import (
    Ballot,
    BoardRule,
    BoardSitting,
    Case,
    CasePaper,
    Inquiry,
    LateAppeal,
    Report,
    Ruling,
    RulingSanction,
)
from conduct.queries import scope
from conduct.tests.playing import World
from majlis import clock
from majlis.models import Act, Body, Person
from majlis.tests import words
from majlis.tests import worlds as twin
from majlis.tests.databases import Stock, pointed_at
from majlis.tests.people import appointed, person_named

# A big matrix: it runs with `bin/test --all`.
pytestmark = pytest.mark.long

UNENTITLED = (
    "anonymous", "member", "secretary", "administrator", "root", "stranger", "judge", "liaison_officer", "ministry_deputy",
)  # fmt: skip
METHODS = ("HEAD", "POST", "PUT", "DELETE", "OPTIONS")


@dataclass
class Worlds:
    without: str
    with_cases: str
    sessions: dict[str, str]
    keys: list[str]
    refs: list[str]

    def both(self, do: Any) -> list[Any]:
        answers = []
        for name in (self.without, self.with_cases):
            with pointed_at(name):
                answers.append(do())
        return answers


@pytest.fixture(scope="module")
def worlds(stock: Stock, board_house: tuple[str, World], django_db_blocker: Any) -> Iterator[Worlds]:
    name, world = board_house
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        noon = world.now + timedelta(hours=8)
        patch.setattr(clock, "now", lambda: noon)
        without = stock.copy(name)
        with pointed_at(without):
            sessions, other = _sessions(world), _another_member(world)
        with_cases = stock.copy(without)
        with pointed_at(with_cases):
            keys, refs = _cases(world, other)
        yield Worlds(without, with_cases, sessions, keys, refs)
        for each in (without, with_cases):
            stock.drop(each)


def _sessions(world: World) -> dict[str, str]:
    people: dict[str, Person | None] = {
        "member": world.member, "secretary": world.people.secretary, "administrator": world.people.administrator, "root": None,
        "stranger": world.people.stranger, "judge": world.judges[2], "seat": world.seats[4],
        **twin.of_government(world.people.administrator),
    }  # fmt: skip
    return {
        name: twin._signed_in("administrator" if name == "administrator" else name, person)
        for name, person in people.items()
    }


def _another_member(world: World) -> Person:
    """A member of parliament who is nobody in the crawl: his cases go further than the invitation."""
    other, admin = person_named("یاسمن رودبار", world.people.administrator), world.people.administrator
    appointed(other, Body.objects.get(kind="chamber"), "member", admin)
    return other


def _beside(world: World, other: Person) -> list[str]:
    """What lies beside the way: a court waited for, the council asked, a late objection, a sanction carried out, a slip mended.

    Returns: the keys of these files.
    """
    waits = world.given_case("heard", member=other, kind="security")
    world.do("await_security_council", waits, world.secretary, number="۱", kept_at="دفتر")
    world.vote(waits, "suspend_for_court")
    suspended = {"court": "دادگاه", "reason": "دلیل", "papers": []}
    world.do("suspend_for_court", Case.objects.get(pk=waits.pk), world.secretary, **suspended)
    served = world.given_case(
        "served", member=other, sanctions=[{"letter": "ت", "months": 2}, {"letter": "پ", "months": None}]
    )
    ruling = Ruling.objects.get(case=served)
    world.do("execute_sanction", ruling.sanctions.get(letter="ت"), world.secretary, how="نامه", papers=[])
    slip = {"wrong": "ساختگی", "right": "ساخته", "reason": "سهو", "papers": [world.paper(world.secretary)]}
    world.do("correct_ruling", ruling, world.secretary, **slip)
    world.now = served.facts(world.now).appeal_end.ends_at + timedelta(days=1)
    came = {"received_at": world.now.isoformat(), "text": "دیر", "papers": [world.paper(world.registrar)]}
    world.do("record_late_appeal", Case.objects.get(pk=served.pk), world.registrar, **came)
    models = (LateAppeal, Ruling, RulingSanction)
    return [str(waits.pk), str(served.pk), *(str(model.objects.values_list("pk", flat=True)[0]) for model in models)]


def _cases(world: World, other: Person) -> tuple[list[str], list[str]]:
    """Cases on the way, none of the crawl's own members at the invitation; a vote, a recusal, a failed vote, and what lies beside.

    Returns: their keys and references.
    """
    before = world.now
    for stage in ("reported", "inquired", "found"):
        world.given_case(stage)
    case = Case.objects.filter(stage="reported").first()
    world.vote(case, "assign_inquiry", agree=2)
    world.do("declare_recusal", case, world.seats[6], reason="دوستی")
    beside = _beside(world, other)
    world.now = before
    models = (Case, Report, Inquiry, Ballot, BoardSitting, BoardRule)
    keys = [str(model.objects.values_list("pk", flat=True)[0]) for model in models]
    keys += [
        str(CasePaper.objects.values_list("document_id", flat=True)[0]),
        str(Act.objects.filter(realm="conduct").last().pk),
    ]
    return keys + beside, list(Case.objects.values_list("ref", flat=True))


@pytest.fixture(scope="module")
def paths(worlds: Worlds) -> list[str]:
    with pointed_at(worlds.without):
        known = twin.addresses(worlds.keys)
    near = re.compile(
        r"/(conduct|documents|receipts|accounts/email|admin/$|admin/conduct|liaison/[a-z]*/?$|letters/|\?take=|$)"
    )
    boards = [f"/conduct/bodies/{code}/sittings/" for code in ("conduct_board", "appeal_board")]
    return sorted({*(path for path in known if near.match(path)), *boards, "/law/conduct_directive/", "/committees/"})


def test_the_crawl_knows_every_page_of_this_office(worlds, paths):
    from conduct.urls import urlpatterns

    assert len([path for path in paths if path.startswith("/conduct/")]) > 2 * len(urlpatterns)


def test_a_board_member_sees_the_cases(worlds):
    """Else the worlds would be equal for want of a difference."""
    one, other = worlds.both(lambda: twin.look("/conduct/", worlds.sessions["seat"]))
    assert one != other
    assert all(ref.partition("-")[2].encode() in other.body for ref in worlds.refs)


@pytest.mark.parametrize("who", UNENTITLED)
def test_every_page_is_the_same_in_both_worlds(worlds, paths, who):
    session = worlds.sessions.get(who, "")
    one, other = worlds.both(lambda: twin.crawl(paths, session))
    assert twin.differences(one, other) == []
    assert not [
        path for path, seen in other.items() if any(ref.partition("-")[2].encode() in seen.body for ref in worlds.refs)
    ]
    assert not [path for path, seen in other.items() if seen.status >= 500]


@pytest.mark.parametrize("who", UNENTITLED)
def test_no_method_tells(worlds, paths, who):
    session = worlds.sessions.get(who, "")
    near = [path for path in paths if path.startswith("/conduct/") and any(key in path for key in worlds.keys[:4])]
    for method in METHODS:
        one, other = worlds.both(lambda method=method: twin.crawl(near, session, method))
        assert twin.differences(one, other) == []


@pytest.mark.parametrize("who", UNENTITLED)
def test_the_database_is_asked_the_same_of_the_hidden_and_the_absent(worlds, who):
    session = worlds.sessions.get(who, "")
    with pointed_at(worlds.with_cases):
        for template in (
            "/conduct/cases/{}/",
            "/conduct/own/{}/",
            "/conduct/cases/{}/defence/",
            "/conduct/cases/{}/votes/",
        ):
            asked = [_statements(template.format(key), session) for key in (twin.RANDOM[0], worlds.keys[0])]
            assert asked[0] == asked[1], template


def _statements(path: str, session: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        twin.look(path, session)
    return [re.sub(r"'[^']*'|\"s\d+_x\d+\"", "?", query["sql"]) for query in captured.captured_queries]


def test_the_boards_rules_in_the_admin_are_the_same_to_the_byte(worlds):
    """The administrator reads a rule, whatever lies in the sealed register; of its trail there is no page."""
    session = worlds.sessions["administrator"]
    with pointed_at(worlds.without):
        rule = BoardRule.objects.order_by("pk").first()
    page = f"/admin/conduct/boardrule/{rule.pk}/"
    paths = ["/admin/", "/admin/conduct/", "/admin/conduct/boardrule/", f"{page}change/", "/admin/reference/conduct/"]
    one, other = worlds.both(lambda: twin.crawl([*paths, f"{page}history/"], session))
    assert twin.differences(one, other) == []
    assert {other[path].status for path in paths} == {200}
    assert rule.source.encode() in other[f"{page}change/"].body
    assert other[f"{page}history/"].status == 404


def test_a_planted_leak_is_seen(worlds, paths, monkeypatch):
    monkeypatch.setattr(scope, "own_of", lambda person: Case.objects.filter(member=person))
    # Its words are made once; a leak would have been in them from the start.
    words.made_anew(monkeypatch)
    near = [path for path in paths if path == "/" or path.startswith("/conduct/")]
    one, other = worlds.both(lambda: twin.crawl(near, worlds.sessions["member"]))
    assert twin.differences(one, other)
