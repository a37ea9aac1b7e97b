"""Two officers at once: the last place of a course, a word against the closing of the line, and what is lost without the lock."""

from __future__ import annotations

import threading

import pytest

from liaison import actions
from liaison.actions import presences
from liaison.models import Criteria, EvaluationRound, Gathering, MeetingLot, Opinion, Presence, Voice
from liaison.tests import stage
from liaison.tests import work_stage as work
from majlis import register
from majlis.tests.people import call
from majlis.tests.test_races import both

MINUTE = stage.HOUR / 60


@pytest.fixture
def racing(own_database):
    stage.opened()
    return stage.found()


def enrol(office, course: Gathering, person):
    """One officer enrols a person; each on rows of his own."""

    def press():
        place = Presence(gathering=Gathering.objects.get(pk=course.pk))
        holder = str(person.memberships.get().pk)
        return actions.call_to_gathering(
            call(office.officer, {"holder": holder, "call": "must"}, at=office.at + MINUTE), place
        )

    return press


def test_the_last_place_of_a_course_goes_to_one(racing):
    course = work.gathering(racing, kind="training", title="دوره", body="", seats=1)
    both(*(enrol(racing, course, person) for person in (racing.deputy, racing.other_deputy)))
    assert sorted(Presence.objects.values_list("stage", flat=True)) == ["called", "waiting"]


def test_the_same_person_is_called_once(racing):
    course = work.gathering(racing, kind="training", title="دوره", body="", seats=5)
    answers = both(*(enrol(racing, course, racing.deputy) for _ in range(2)))
    assert sorted(type(each).__name__ for each in answers) == ["Act", "Refused"]


def test_two_seats_are_given_for_one_place_without_the_lock(racing, monkeypatch):
    """The planted mutant: with the gathering's lock gone, both find the place free."""
    course = work.gathering(racing, kind="training", title="دوره", body="", seats=1)
    meeting = threading.Barrier(2, timeout=30)
    honest = presences.full

    def both_look(gathering):
        told = honest(gathering)
        meeting.wait()
        return told

    monkeypatch.setattr(register, "_lock_row", lambda row: row.refresh_from_db())
    monkeypatch.setattr(presences, "full", both_look)
    both(*(enrol(racing, course, person) for person in (racing.deputy, racing.other_deputy)))
    assert list(Presence.objects.values_list("stage", flat=True)) == ["called", "called"]


def test_a_word_against_and_the_closing_of_the_line_come_one_after_the_other(racing):
    """Whoever is first, no contradiction stands without a line: either the word comes too late, or the line is refused."""
    row = work.voice(racing)
    mine, theirs = work.opinion(row, racing.energy), work.opinion(row, racing.roads)
    racing.do("give_opinion", mine, racing.deputy, **work.marks(row))
    against = work.marks(row, ("against", "گران"), ("agree", ""))
    at = racing.at + MINUTE

    def speak():
        return actions.give_opinion(call(racing.other_deputy, against, at=at), Opinion.objects.get(pk=theirs.pk))

    def close():
        return actions.agree_line(
            call(racing.officer, {"line": "یک", "lines": {}}, at=at), Voice.objects.get(pk=row.pk)
        )

    answers = both(speak, close)
    assert sorted(type(each).__name__ for each in answers) == ["Act", "Refused"]
    row.refresh_from_db(), theirs.refresh_from_db()
    assert (row.stage, theirs.stage) in (("asked", "given"), ("agreed", "asked"))


def test_a_quarter_is_evaluated_once_by_two_heads_at_once(racing):
    year, quarter = work.next_quarter(racing)
    at = racing.at + 100 * stage.DAY

    def evaluate():
        return actions.evaluate_deputies(
            call(racing.head, {"year": year, "quarter": quarter}, at=at), EvaluationRound()
        )

    def publish():
        body = {
            "title": "معیار",
            "source": "آزمون",
            "weights": work.WEIGHTS,
            "from_day": (at + stage.DAY).date().isoformat(),
        }
        return actions.publish_criteria(call(racing.head, body, at=at), Criteria())

    for press in (evaluate, publish):
        assert sorted(type(each).__name__ for each in both(press, press)) == ["Act", "Refused"]
    assert EvaluationRound.objects.count() == 1


def test_two_lots_do_not_bear_one_number(racing):
    work.assembly(racing, "یزد")
    work.assembly(racing, "قم", 4)
    at = racing.at + MINUTE

    def announce():
        body = {"draw": 1, "commits": work.commits("meetings/1405/1")}
        return actions.announce_meeting_lot(call(racing.officer, body, at=at), MeetingLot())

    answers = both(announce, announce)
    assert sorted(type(each).__name__ for each in answers) == ["Act", "Refused"]
    assert MeetingLot.objects.count() == 1
