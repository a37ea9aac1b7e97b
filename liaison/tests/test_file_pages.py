"""The page of one file asks as often for a large file as for a small one (house procedure, Arts. 31 to 35)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liaison.models import (
    DefenceRecord,
    EvaluationFigure,
    Gathering,
    Guest,
    Mark,
    Opinion,
    VoiceArticle,
)
from liaison.tests import work_stage as work
from liaison.tests.test_work_pages import copies
from majlis.models import Body, Person

MANY = 25


def people(count: int) -> list[Person]:
    return [Person.objects.create(name=f"کس {word}") for word in map("الف".__mul__, range(1, count + 1))]


def ministries(count: int) -> list[Body]:
    return [
        Body.objects.create(kind="ministry", code=f"ministry-x{place}", title=f"وزارت {place}")
        for place in range(count)
    ]


def larger_voice(office: Any) -> tuple[str, Callable[[], None]]:
    row = work.voice(office)
    office.do("give_opinion", work.opinion(row, office.energy), office.deputy, **work.marks(row))

    def grow() -> None:
        bodies = ministries(MANY)
        asked = copies(Opinion.objects.filter(stage="given").first(), MANY, body_id=lambda place: bodies[place].pk)
        articles = copies(VoiceArticle.objects.first(), MANY, label=str, place=lambda place: place + 10)
        Mark.objects.bulk_create(
            Mark(opinion=opinion, article=article, stance="agree_if", text="شرط")
            for opinion in asked
            for article in articles
        )

    return row.get_absolute_url(), grow


def larger_gathering(office: Any) -> tuple[str, Callable[[], None]]:
    row = work.defence(office).gathering
    office.at -= 4 * work.HOUR
    Gathering.objects.filter(pk=row.pk).update(stage="planned")
    place = work.presence(office, row=Gathering.objects.get(pk=row.pk))
    task = office.task(gathering=str(row.pk))

    def grow() -> None:
        guests = people(MANY)
        copies(place, MANY, person_id=lambda each: guests[each].pk)
        copies(DefenceRecord.objects.first(), MANY)
        copies(task, MANY, serial=lambda each: 2000 + each)

    return row.get_absolute_url(), grow


def larger_ranking(office: Any) -> tuple[str, Callable[[], None]]:
    row = work.evaluation(office)

    def grow() -> None:
        others = people(MANY)
        rows = copies(row, MANY, person_id=lambda place: others[place].pk, score=lambda place: place)
        figure = EvaluationFigure.objects.filter(evaluation=row).first()
        copies(figure, MANY, evaluation_id=lambda place: rows[place].pk)

    return reverse("liaison:ranking", args=[row.round_id]), grow


def larger_evaluation(office: Any) -> tuple[str, Callable[[], None]]:
    row = work.evaluation(office)
    remedy = office.task(kind="remedy", evaluation=str(row.pk))
    return row.get_absolute_url(), lambda: copies(remedy, MANY, serial=lambda place: 3000 + place) and None


def larger_meeting(office: Any) -> tuple[str, Callable[[], None]]:
    row = work.meeting(office)

    def grow() -> None:
        Guest.objects.bulk_create(Guest(request=row, person=each) for each in people(MANY))

    return row.get_absolute_url(), grow


def larger_bill(office: Any) -> tuple[str, Callable[[], None]]:
    row = work.voice(office)
    return row.matter.get_absolute_url(), lambda: copies(row, MANY, edition=str) and None


FILES = {
    "voice": larger_voice, "gathering": larger_gathering, "ranking": larger_ranking, "evaluation": larger_evaluation,
    "meeting": larger_meeting, "bill": larger_bill,
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_large_file_is_asked_for_as_often_as_a_small_one(office, signed_in, name):
    url, grow = FILES[name](office)
    client = signed_in(office.officer)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        assert client.get(url).status_code == 200
    grow()
    with CaptureQueriesContext(connection) as many:
        assert client.get(url).status_code == 200
    assert len(many) <= len(few)


@pytest.mark.parametrize("name", ["voice", "ranking"])
def test_a_large_file_is_taken_in_as_few_questions(office, signed_in, name):
    url, grow = FILES[name](office)
    client = signed_in(office.officer)
    client.get(url, {"take": "csv"})
    with CaptureQueriesContext(connection) as few:
        assert client.get(url, {"take": "csv"}).status_code == 200
    grow()
    with CaptureQueriesContext(connection) as many:
        assert client.get(url, {"take": "csv"}).status_code == 200
    assert len(many) <= len(few)
