"""Queries whose words are made once: the same rows as the query itself, read anew each time, for whoever is asked about."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.db.models import Count

from majlis.models import Membership
from majlis.queries.authority import _held_with_lent, _with_lent
from majlis.queries.prepared import Prepared
from majlis.tests.people import MORNING, People, appointed, body_named, founded

DAY = MORNING.date()
OF_PERSON = Prepared(
    lambda person: Membership.objects.filter(person=person).values_list("role", flat=True), person=UUID
)


@pytest.fixture
def people(db: None) -> People:
    return founded()


def test_the_rows_are_those_of_the_query_with_what_belongs_to_them(people, django_assert_num_queries):
    for person in (people.secretary, people.administrator, people.stranger):
        wanted = list(_with_lent(person=person.pk, day=DAY))
        with django_assert_num_queries(1):
            found = _held_with_lent(person=person.pk, day=DAY)
            assert [(each, each.person, each.body, each.term) for each in found] == [
                (each, each.person, each.body, each.term) for each in wanted
            ]
    assert _held_with_lent(person=people.secretary.pk, day=DAY)


def test_nothing_of_an_answer_is_kept(people):
    before = OF_PERSON(person=people.stranger.pk)
    laws = body_named("laws_deputy", "laws_deputy", "معاونت قوانین", people.administrator)
    appointed(people.stranger, laws, "officer", people.administrator)
    assert OF_PERSON(person=people.stranger.pk) == [*before, "officer"]


def test_a_query_with_a_model_without_its_relation_has_none(people):
    held = Membership.objects.filter(person=people.secretary, term=None).count()
    found = _held_with_lent(person=people.secretary.pk, day=DAY)
    assert sum(each.term is None for each in found) == held == len(found)


@pytest.mark.parametrize(
    ("make", "asked"),
    [
        (lambda person: Membership.objects.all(), {"person": UUID}),
        (lambda person: Membership.objects.filter(person=person).values("role"), {"person": UUID}),
        (lambda person: Membership.objects.filter(person=person).values_list("role", "pk"), {"person": UUID}),
        (lambda person: Membership.objects.filter(person=person).prefetch_related("body"), {"person": UUID}),
        (lambda day: Membership.objects.filter(from_day__year=day.year), {"day": date}),
        (lambda person: Membership.objects.filter(person=person).values("role").annotate(n=Count("pk")), {"person": UUID}),
    ],
    ids=["not asked", "dictionaries", "two columns", "a second query", "changed on the way", "counts"],
)  # fmt: skip
def test_what_cannot_be_prepared_is_refused_at_once(db, make, asked):
    with pytest.raises(ValueError, match=r"can be prepared|as it was given"):
        Prepared(make, **asked)(**dict.fromkeys(asked))
