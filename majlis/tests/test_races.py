"""Two officers, one act: real threads on real connections, and a planted mutant that shows the race can be lost."""

from __future__ import annotations

import threading
import uuid

import pytest
from django.db import connection

from committees.actions import approve_score_table
from committees.models import ScoreTable
from majlis import actions, register
from majlis.models import Act, Holiday
from majlis.queries import register as audit
from majlis.register import Replayed
from majlis.tests.people import call, founded
from majlis.tests.test_register import HOLIDAY, declared, drafted


@pytest.fixture
def racing(own_database):
    return founded()


def both(*calls) -> list[object]:
    """Run the calls at once, each on its own connection; what each returned or raised."""
    answers: list[object] = [None] * len(calls)
    gate = threading.Barrier(len(calls))

    def run(place: int) -> None:
        try:
            gate.wait()
            answers[place] = calls[place]()
        except Exception as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_the_same_key_at_once_is_one_act(racing):
    key = uuid.uuid4()
    answers = both(*(lambda: declared(racing, key=key) for _ in range(4)))
    assert Holiday.objects.count() == 1
    assert sum(isinstance(each, Replayed) for each in answers) == 3


def test_two_officers_at_once_one_wins_and_the_chain_holds(racing):
    table = drafted(racing)
    body = {"decision": "۱۲", "decision_day": "2026-05-01", "reason": "امتیازی ندارد"}

    def approve(actor):
        own = ScoreTable.objects.get(pk=table.pk)
        return approve_score_table(call(actor, body, seen_version=table.version), own)

    answers = both(lambda: approve(racing.speaker), lambda: approve(racing.secretary))
    assert sorted(type(each).__name__ for each in answers) == ["Act", "Stale"]
    assert audit.fault("house") is None
    assert audit.fault("committees") is None


def test_the_race_can_be_lost_without_the_lock(racing, monkeypatch):
    """The planted mutant: with the row lock gone, both win."""
    table = drafted(racing)
    body = {"decision": "۱۲", "decision_day": "2026-05-01", "reason": "امتیازی ندارد"}
    meeting = threading.Barrier(2, timeout=30)
    honest_check = register._check_version

    def unlocked(step, subject):
        subject.refresh_from_db()

    def meet_after_check(step, subject, call_):
        honest_check(step, subject, call_)
        meeting.wait()

    monkeypatch.setattr(register, "_lock", unlocked)
    monkeypatch.setattr(register, "_check_version", meet_after_check)

    def approve(actor):
        own = ScoreTable.objects.get(pk=table.pk)
        return approve_score_table(call(actor, body, seen_version=table.version), own)

    answers = both(lambda: approve(racing.speaker), lambda: approve(racing.secretary))
    assert all(type(each).__name__ == "Act" for each in answers), answers


def test_many_acts_at_once_leave_an_unbroken_chain(racing):
    def declare(n):
        return lambda: actions.declare_holiday(call(racing.administrator, {**HOLIDAY, "title": f"روز {n}"}), Holiday())

    answers = both(*(declare(n) for n in range(8)))
    assert all(isinstance(each, Act) for each in answers), answers
    assert audit.fault("house") is None
