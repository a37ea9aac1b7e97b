"""Article 5's task: it stands in the presiding board's cartable by itself when a carrying membership ends, and goes when another is presented."""

from __future__ import annotations

from typing import Any

import pytest

from conduct.models import Candidacy, Election
from conduct.queries.hygiene import fallen_seats
from conduct.tests import making
from conduct.tests.playing import DAY, World
from conduct.tests.test_making import viewer
from conduct.tests.test_pages import Visitor
from majlis import clock
from majlis.models import Body, Membership, Person
from majlis.queries import waiting_count, waiting_for
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused
from majlis.tests.people import appointed

WORD = "present_replacement"


def tasks(world: World, person: Person) -> list[Any]:
    who = viewer(world, person)
    rows = waiting_for(who)
    assert sum(row.count for row in rows) == waiting_count(who)
    return [row for row in rows if row.step.word == WORD]


def ends(person: Person, code: str, day: Any) -> None:
    """His membership of a committee has this last day."""
    Membership.objects.filter(person=person, body__code=code).update(to_day=day)


def joined(world: World, person: Person, code: str, **more: Any) -> None:
    appointed(person, making.committee(world, code), "member", world.people.administrator, **more)


@pytest.fixture
def carried(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A board that the house elected here: Tiam sits for the judicial committee, Ramesh for Article 90."""
    making.elected(world)
    world.now += 3 * DAY
    monkeypatch.setattr(clock, "now", lambda: world.now)
    return world


def holder(seat: str) -> Person:
    return Candidacy.objects.get(seat=seat, elected=True).person


def test_art5_given_a_carrying_membership_when_its_last_day_is_over_then_the_task_is_there(carried):
    speaker, leaving = carried.people.speaker, holder("judiciary")
    last = legal_day(carried.now)
    ends(leaving, "judiciary", last)
    assert tasks(carried, speaker) == []
    carried.now += DAY
    row = tasks(carried, speaker)[0]
    assert (row.step.article.number, row.count, row.sealed) == ("5", 1, False)
    assert row.file == f"{leaving.name} دیگر عضو کمیسیون قضائی و حقوقی نیست" and "judiciary" in row.url
    for person in (carried.member, carried.people.stranger, leaving, carried.registrar):
        assert tasks(carried, person) == []


def test_art5_given_the_task_when_another_is_presented_then_it_is_gone_until_he_sits(carried):
    speaker, leaving = carried.people.speaker, holder("judiciary")
    ends(leaving, "judiciary", legal_day(carried.now) - DAY)
    assert tasks(carried, speaker)
    other = making.member_named(carried, "سروش نیک‌پی")
    joined(carried, other, "judiciary")
    told = {
        "leaving": str(leaving.pk),
        "candidate": str(other.pk),
        "seat": "judiciary",
        "reason": "از کمیسیون رفته است",
    }
    carried.do(WORD, Election(board=carried.board), speaker, **told)
    assert tasks(carried, speaker) == []
    carried.now += DAY
    election = Election.objects.get(replaces=leaving)
    day, votes = legal_day(carried.now).isoformat(), {str(election.candidacies.get().pk): 180}
    carried.do("record_board_election", election, speaker, session="جلسهٔ ساختگی", day=day, present=230, votes=votes)
    assert tasks(carried, speaker) == [] and fallen_seats(legal_day(carried.now)) == []
    # He who follows is bound to the same committee.
    ends(other, "judiciary", legal_day(carried.now))
    carried.now += DAY
    assert [each.person for each in fallen_seats(legal_day(carried.now))] == [other]


def test_art5_a_specialised_seat_beside_article_90_triggers_nothing(carried):
    speaker, person = carried.people.speaker, holder("article_90")
    joined(carried, person, "energy", from_day="2026-01-01")
    joined(carried, person, "judiciary", from_day="2026-01-01")
    for code in ("energy", "judiciary"):
        ends(person, code, legal_day(carried.now) - DAY)
    assert tasks(carried, speaker) == []
    told = {"leaving": str(person.pk), "candidate": str(carried.member.pk), "seat": "general", "reason": "دلیل"}
    with pytest.raises(Refused, match="جانشین برای عضوی"):
        carried.do(WORD, Election(board=carried.board), speaker, **told)
    ends(person, "article_90", legal_day(carried.now) - DAY)
    assert len(tasks(carried, speaker)) == 1


def test_art5_a_seat_of_the_house_at_large_is_carried_by_no_committee(carried):
    person = Candidacy.objects.filter(seat="general", elected=True).first().person
    joined(carried, person, "judiciary", from_day="2026-01-01", to_day=str(legal_day(carried.now) - DAY))
    assert tasks(carried, carried.people.speaker) == []


def test_art5_a_move_within_the_committee_leaves_the_seat(carried):
    """One membership ends and the next begins: he belongs to it all the while."""
    person, today = holder("judiciary"), legal_day(carried.now)
    ends(person, "judiciary", today - DAY)
    joined(carried, person, "judiciary", from_day=str(today))
    assert tasks(carried, carried.people.speaker) == []


def test_art5_of_a_board_that_was_seated_elsewhere_the_committee_of_its_first_day_counts(world):
    leaving, today = world.seats[8], legal_day(world.now)
    joined(world, leaving, "judiciary", from_day="2026-01-01", to_day=str(today - DAY))
    assert [row.file for row in tasks(world, world.people.speaker)]
    joined(world, world.seats[7], "energy", from_day="2026-01-01", to_day=str(today - DAY))
    assert len(tasks(world, world.people.speaker)) == 1


def test_the_task_leads_to_the_act_with_its_facts_filled_in(carried):
    speaker, leaving = Visitor(carried, carried.people.speaker), holder("judiciary")
    ends(leaving, "judiciary", legal_day(carried.now) - DAY)
    page = speaker.get("/")[1]
    assert leaving.name in page and "شناساندن جانشین" in page
    assert "جانشین لازم است" in speaker.get("/conduct/elections/")[1]
    form = speaker.get(fallen_seats(legal_day(carried.now))[0].get_absolute_url())[1]
    assert f'value="{leaving.pk}" selected' in form
    assert "جانشین لازم است" not in Visitor(carried, carried.member).get("/conduct/elections/")[1]


@pytest.mark.parametrize("who", ["speaker", "member", "chair"])
def test_who_makes_the_board_finds_its_page_from_the_first_one(carried, who):
    person = {"speaker": carried.people.speaker, "member": carried.member, "chair": making.chosen(carried)}[who]
    assert 'href="/conduct/elections/"' in Visitor(carried, person).get("/")[1]


def test_nobody_else_is_led_there(carried):
    assert Body.objects.filter(kind="presiding_board").exists()
    for person in (carried.people.stranger, carried.people.clerk, carried.registrar, carried.judges[1]):
        assert "/conduct/elections/" not in Visitor(carried, person).get("/")[1]
