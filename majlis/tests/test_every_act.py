"""Every act that is built answers the same questions. They are asked while a formation is played from its first act to its roster."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

import committees.actions
import majlis.actions
from committees.tests import rest
from committees.tests.given import given_formation
from majlis.demo import letters
from majlis.models import Act, Body, Closure, EnactedFigure, Holiday, Membership, Person, Substitution, User
from majlis.register import Call, FirstSigned, NotVisible, Replayed, Stale
from majlis.rules.law import Refused
from majlis.rules.procedure import EMPTY_HOUSE
from majlis.tests.asking import Answers, Questioner
from majlis.tests.databases import Stock, pointed_at
from majlis.tests.people import call, founded

OFFICES = (majlis.actions, committees.actions)
BUILT = sorted(f"{actions.__name__.partition('.')[0]}.{word}" for actions in OFFICES for word in actions.__all__)
STEPS = {f"{name}.{word}": step for name in ("majlis", "committees") for word, step in __import__(
    f"{name}.rules.procedure", fromlist=["STEPS"]).STEPS.items()}  # fmt: skip
OFFICIAL = [word for word in BUILT if STEPS[word].by != (EMPTY_HOUSE,)]
BRANCH = {"branch.head", "branch.deputy", "branch.secretary"}
HOLIDAY = {"day": "2030-06-04", "title": "تعطیلی", "kind": "decree", "source": "مصوبه", "certainty": "A"}
CLOSURE = {
    "from_day": "2030-06-08", "to_day": "2030-06-09", "from_time": None, "to_time": None, "decree_day": "2030-06-01", "scope": "تهران",
    "desks": [], "bodies": [], "decree": "هیأت وزیران", "decree_number": "۷", "source": "روزنامهٔ رسمی",
}  # fmt: skip
FIGURE = {
    "figure": "committees.ceiling", "value": 25, "first_day": "2030-06-20", "decree": "مجلس", "decree_number": "۱۱", "decided_on": "2026-01-01",
    "source": "روزنامهٔ رسمی",
}  # fmt: skip


def play_the_rest(administrator: Person) -> None:
    """The acts on people, bodies and days that no formation needs."""
    at = Act.objects.order_by("-recorded_at").first().recorded_at + timedelta(hours=1)

    def do(word: str, subject: Any, **body: Any) -> None:
        getattr(majlis.actions, word)(call(administrator, body, at=at), subject)

    person, holiday, user = Person.objects.order_by("name").last(), Holiday(), User(username="guest")
    letters.play(at + timedelta(hours=4))
    do("declare_holiday", holiday, **HOLIDAY)
    do("correct_holiday", holiday, **{**HOLIDAY, "title": "تعطیلی دیگر"})
    second = Membership.objects.get(body__code="presiding_board", role="secretary", to_day=None).person
    closure = Closure()
    for word, body in (("declare_closure", CLOSURE), ("revoke_closure", {"reason": "پس گرفته شد"})):
        with suppress(FirstSigned):
            getattr(majlis.actions, word)(call(second, body, at=at), closure)
        do(word, closure, **body)
    given, clerk = Substitution(person=second), Membership.objects.filter(role="clerk", to_day=None).first().person
    User.objects.get_or_create(username="clerk", defaults={"person": clerk})
    do(
        "appoint_substitute",
        given,
        substitute=str(clerk.pk),
        from_day="2090-01-01",
        to_day="2090-01-02",
        reason="مأموریت",
    )
    do("end_substitution", given, reason="برگشت")
    figure = EnactedFigure()
    with suppress(FirstSigned):
        majlis.actions.enact_figure(call(second, FIGURE, at=at), figure)
    do("enact_figure", figure, **FIGURE)
    do("correct_person", person, name="نام درست")
    do("rename_body", Body.objects.get(code="presiding_board"), title="هیأت رئیسهٔ مجلس", from_day="2026-01-01")
    do("invite_user", user, username="guest", person=str(person.pk))
    with suppress(FirstSigned):
        majlis.actions.reopen_second_factor(call(second, {"reason": "گم شد"}, at=at), user)
    do("reopen_second_factor", user, reason="گم شد")
    do("end_sessions", user, reason="دستگاه گم شد")
    do("disable_user", user)
    ending = Membership.objects.exclude(person=administrator).filter(to_day=None).order_by("from_day").first()
    do("end_membership", ending, to_day="2090-01-01", reason="پایان")


@pytest.fixture(scope="module")
def answers(stock: Stock, empty: str, django_db_blocker: Any) -> Iterator[dict[str, Answers]]:
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        name = stock.copy(empty)
        with pointed_at(name), transaction.atomic():
            questioner = {each: Questioner(Person.objects.create(name="رهگذر")) for each in OFFICES}
            for actions, each in questioner.items():
                each.stand_before(patch, actions)
            play = given_formation("final")
            rest.play_the_rest(play, Act.objects.order_by("-recorded_at").first().recorded_at)
            play_the_rest(play.house.administrator)
            yield {
                f"{actions.__name__.partition('.')[0]}.{word}": found
                for actions, each in questioner.items()
                for word, found in each.answers.items()
            }
            transaction.set_rollback(True)
        stock.drop(name)


def test_every_built_act_was_asked(answers):
    assert sorted(answers) == BUILT


@pytest.mark.parametrize("word", BUILT)
def test_it_is_recorded(answers, word):
    """Fact, stage and history line."""
    found = answers[word]
    act, facts = found.act, found.facts
    assert (act.verb, act.subject, act.root) == (found.step.word, facts["subject"], facts["root"])
    assert act.article == str(found.step.article)
    assert facts["newest"] == act
    assert (act.second is not None) == (found.step.officers > 1)
    assert act.second != act.actor
    if found.step.to:
        assert facts["stage"] == found.step.to
        assert facts["since"] == act.happened_at
    if found.step.root_to:
        assert facts["root_stage"] == found.step.root_to


@pytest.mark.parametrize("word", OFFICIAL)
def test_without_the_office_it_is_not_there(answers, word):
    assert isinstance(answers[word].stranger, NotVisible)
    assert not answers[word].changed_by_refusals


BOUND = [word for word in BUILT if "member" in STEPS[word].by or BRANCH & set(STEPS[word].by)]


@pytest.mark.parametrize("word", BOUND)
def test_on_anothers_file_it_is_not_there(answers, word):
    assert isinstance(answers[word].anothers, NotVisible)


STAGED = [word for word in BUILT if STEPS[word].root_in or (STEPS[word].after and not STEPS[word].creates)]


@pytest.mark.parametrize("word", STAGED)
def test_at_a_wrong_stage_it_is_refused_with_its_article(answers, word):
    refused = answers[word].wrong_stage
    assert isinstance(refused, Refused)
    assert refused.article == STEPS[word].article
    assert STEPS[word].label in refused.sentence


def test_a_founded_house_is_not_founded_again(answers):
    again, more = answers["majlis.found_house"].twice
    assert isinstance(again, NotVisible)
    assert more == 0


@pytest.mark.parametrize("word", OFFICIAL)
def test_pressed_twice_it_is_one_act(answers, word):
    again, more = answers[word].twice
    assert isinstance(again, Replayed)
    assert again.act == answers[word].act
    assert more == 0


MOVED = [word for word in BUILT if not STEPS[word].creates and word.startswith("committees.")]


@pytest.mark.parametrize("word", MOVED)
def test_who_comes_second_is_shown_the_first(answers, word):
    stale = answers[word].stale
    assert isinstance(stale, Stale)
    assert stale.act == answers[word].act


def test_an_act_that_forgets_to_ask_is_seen(db):
    """A planted act that works for whoever presses, twice if he likes."""
    people = founded()

    def correct_person(call: Call, person: Person) -> Act:
        return majlis.actions.correct_person(replace(call, actor=people.administrator, key=uuid.uuid4()), person)

    questioner = Questioner(people.stranger)
    questioner._asking(correct_person)(call(people.administrator, {"name": "نام دیگر"}), people.member)
    found = questioner.answers["correct_person"]
    assert isinstance(found.stranger, Act)
    assert isinstance(found.twice[0], Act)
