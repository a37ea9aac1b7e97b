"""Two officers at once: a bill gets one law, a nominee one vote, a referral one chase; a planted mutant shows that the race can be lost."""

from __future__ import annotations

import threading

import pytest

from liaison import actions
from liaison.actions import letters as acts
from liaison.models import KIND_MODELS, Chase, FloorVote, Matter, Referral
from liaison.tests import stage
from liaison.tests.roads import along
from liaison.tests.stage import COUNTS, DAY, Office
from majlis.rules.law import Refused
from majlis.tests.people import call
from majlis.tests.test_races import both


@pytest.fixture
def racing(own_database) -> Office:
    stage.opened()
    return stage.found()


def told(answers: list[object]) -> list[str]:
    return sorted(type(each).__name__ for each in answers)


def enter_the_law_at_once(office: Office, bill: Matter) -> list[object]:
    def enter(who):
        def done():
            facts = {"title": "قانون", "text": "", "origin": str(bill.pk), "number": "۱"}
            return actions.file_law(call(who, facts, at=office.at), KIND_MODELS["law"]())

        return done

    return both(enter(office.head), enter(office.officer))


def test_two_who_enter_the_law_of_a_bill_enter_one(racing):
    bill = along(racing, "government_bill", "published")
    assert told(enter_the_law_at_once(racing, bill)) == ["Act", "Refused"]
    assert Matter.objects.filter(kind="law", origin=bill).count() == 1


def test_the_race_is_lost_where_nobody_queues_on_the_bill(racing, monkeypatch):
    """The planted mutant: the bill is read without its lock."""
    bill = along(racing, "government_bill", "published")
    meeting = threading.Barrier(2, timeout=30)
    number = acts.enter

    def unlocked(key):
        return Matter.objects.get(pk=key)

    def late(row, act, askers):
        meeting.wait()
        number(row, act, askers)

    monkeypatch.setattr(acts, "_queued_on", unlocked)
    monkeypatch.setattr(acts, "enter", late)
    assert told(enter_the_law_at_once(racing, bill)) == ["Act", "Act"]
    assert Matter.objects.filter(kind="law", origin=bill).count() == 2


def test_two_who_record_a_nominees_vote_record_one(racing):
    row = along(racing, "confidence_vote", "heard")

    def record(who):
        typed = {"ministry": str(racing.energy.pk), **COUNTS}
        return lambda: actions.vote_on_nominee(call(who, typed, at=racing.at), Matter.objects.get(pk=row.pk))

    assert told(both(record(racing.head), record(racing.officer))) == ["Act", "Refused"]
    assert FloorVote.objects.filter(question="nominee").count() == 1


def test_two_nightly_runs_chase_once(racing):
    row = racing.referral(stage="accepted")
    at = row.due_at.replace(hour=8, minute=0) - DAY

    def run(who):
        return lambda: actions.chase_referral(call(who, {}, at=at), Referral.objects.get(pk=row.pk))

    answers = both(run(racing.head), run(racing.officer))
    assert told(answers) == ["Act", "Refused"] and any(isinstance(each, Refused) for each in answers)
    assert Chase.objects.count() == 1
