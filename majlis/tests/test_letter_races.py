"""Signers at once: numbers are whole, in order and each once; and planted mutants show that the race can be lost."""

from __future__ import annotations

import threading

import pytest
from django.db import IntegrityError, connection
from django.db.models import Max

from majlis.actions import letters as acts
from majlis.models import Act, Letter, LetterYear
from majlis.persian import jalali_parts
from majlis.queries import register as audit
from majlis.queries.letters import ledgers
from majlis.rules.law import Refused
from majlis.tests.letters import Desk, desk
from majlis.tests.test_races import both

SIGNERS = 4


@pytest.fixture
def racing(own_database) -> Desk:
    return desk()


def sign_at_once(racing: Desk, drafts: list[Letter]) -> list[object]:
    def sign(key):
        def done():
            letter = Letter.objects.get(pk=key)
            racing.sign(letter)
            return letter.number

        return done

    return both(*(sign(each.pk) for each in drafts))


def test_signers_at_once_get_every_number_once(racing):
    drafts = [racing.draft() for _ in range(SIGNERS)]
    answers = sign_at_once(racing, drafts)
    assert sorted(answers) == [1, 2, 3, 4], answers
    assert [(each.last, each.missing) for each in ledgers()] == [(SIGNERS, ())]
    assert audit.fault("liaison") is None
    marks = [act.content["mark"] for act in Act.objects.filter(verb="sign_letter").order_by("seq")]
    assert len(set(marks)) == SIGNERS


def test_the_race_is_lost_by_counting_without_the_lock(racing, monkeypatch):
    """The planted mutant: the highest number and one more, with no row to queue on."""
    meeting = threading.Barrier(2, timeout=30)

    def one_more(day):
        year, _, _ = jalali_parts(day)
        highest = Letter.objects.filter(year=year).aggregate(most=Max("number"))["most"] or 0
        meeting.wait()
        return year, highest + 1

    monkeypatch.setattr(acts, "_next_number", one_more)
    answers = sign_at_once(racing, [racing.draft() for _ in range(2)])
    assert sorted(type(each).__name__ for each in answers) == ["IntegrityError", "int"], answers
    assert any(isinstance(each, IntegrityError) for each in answers)


def test_a_number_taken_outside_the_act_leaves_a_gap(racing, monkeypatch):
    """The other planted mutant: a counter that does not fall back with a refused act. The check of the ledger sees it."""

    def refused(printed):
        raise Refused(None, "جایی برای برگه نیست.")

    def counted_apart(day):
        year, _, _ = jalali_parts(day)
        numbers = []

        def take():
            LetterYear.objects.bulk_create([LetterYear(year=year)], ignore_conflicts=True)
            row = LetterYear.objects.get(year=year)
            row.last += 1
            row.save()
            numbers.append(row.last)
            connection.close()

        thread = threading.Thread(target=take)
        thread.start()
        thread.join()
        return year, numbers[0]

    honest, printing = acts._next_number, acts.letter_pdf
    draft = racing.draft()
    for counter, missing in ((honest, ()), (counted_apart, (1,))):
        monkeypatch.setattr(acts, "_next_number", counter)
        monkeypatch.setattr(acts, "letter_pdf", refused)
        with pytest.raises(Refused):
            racing.sign(Letter.objects.get(pk=draft.pk))
        assert not Letter.objects.filter(stage="signed").exists()
        assert [each.missing for each in ledgers()] == ([missing] if missing else [])
    monkeypatch.setattr(acts, "letter_pdf", printing)
    racing.sign(Letter.objects.get(pk=draft.pk))
    assert [each.missing for each in ledgers()] == [(1,)]
