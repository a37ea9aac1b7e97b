"""Queries whose words are made once: the same rows as the query itself, read anew each time, for whoever is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Count, Min, QuerySet

from majlis.db_backend.base import DatabaseWrapper
from majlis.db_backend.plans import Plan, planned
from majlis.models import Membership
from majlis.queries.authority import _held_with_lent, _with_lent
from majlis.queries.prepared import NAMES, Prepared
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


def test_columns_come_as_the_query_has_them_with_what_is_counted(people):
    def made(person: UUID) -> QuerySet:
        rows = Membership.objects.filter(person=person).order_by("role").values("role")
        return rows.annotate(n=Count("pk"), first=Min("from_day")).values_list("role", "n", "first")

    wanted = list(made(people.secretary.pk))
    assert Prepared(made, person=UUID)(person=people.secretary.pk) == wanted and wanted[0][2] is not None


def test_a_query_with_a_model_without_its_relation_has_none(people):
    held = Membership.objects.filter(person=people.secretary, term=None).count()
    found = _held_with_lent(person=people.secretary.pk, day=DAY)
    assert sum(each.term is None for each in found) == held == len(found)


@pytest.mark.parametrize(
    ("make", "asked"),
    [
        (lambda person: Membership.objects.all(), {"person": UUID}),
        (lambda person: Membership.objects.filter(person=person).values("role"), {"person": UUID}),
        (lambda person: Membership.objects.filter(person=person).values_list("role", "pk", named=True), {"person": UUID}),
        (lambda person: Membership.objects.filter(person=person).prefetch_related("body"), {"person": UUID}),
        (lambda day: Membership.objects.filter(from_day__year=day.year), {"day": date}),
        (lambda person: Membership.objects.filter(person=person).values("role").annotate(n=Count("pk")), {"person": UUID}),
    ],
    ids=["not asked", "dictionaries", "named columns", "a second query", "changed on the way", "counts"],
)  # fmt: skip
def test_what_cannot_be_prepared_is_refused_at_once(db, make, asked):
    with pytest.raises(ValueError, match=r"can be prepared|as it was given"):
        Prepared(make, **asked)(**dict.fromkeys(asked))


# --- the plan that the database keeps for a connection

NAMED = Prepared(lambda names: Membership.objects.filter(person__name__in=names).order_by("pk"), names=NAMES)
WITH_SIGNS = Prepared(
    lambda person: Membership.objects.filter(person=person).exclude(person__name__contains="%s $1 100%"), person=UUID
)


LONGEST_NAME = 63  # bytes, as the server cuts a name


def plans(of: DatabaseWrapper) -> list[str]:
    with of.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements")
        return [name for (name,) in cursor.fetchall()]


def test_its_words_are_planned_once_a_connection(people, django_assert_num_queries):
    anew = Prepared(OF_PERSON.make, **OF_PERSON.asked)
    before = None
    for person in (people.secretary, people.stranger, people.secretary):
        with django_assert_num_queries(1):
            anew(person=person.pk)
        assert before in (None, plans(connection))
        before = plans(connection)
    assert any(name.startswith("majlis_membership_") for name in before)


def test_several_names_are_asked_for_as_they_are_written(people):
    names = (people.secretary.name, people.stranger.name, "کسی با 'نام' دیگر")
    assert NAMED(names=names) == list(Membership.objects.filter(person__name__in=names).order_by("pk"))
    assert NAMED(names=()) == []


def test_signs_that_mean_something_in_a_query_stay_what_they_are(people):
    assert WITH_SIGNS(person=people.secretary.pk) == list(Membership.objects.filter(person=people.secretary))


@pytest.fixture
def another(db) -> Iterator[DatabaseWrapper]:
    """A connection of its own, which has no plan yet."""
    made = connection.copy()
    yield made
    made.close()


def told_by(connection: DatabaseWrapper, plan: Plan, *values: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(planned(connection, plan), values)
        return [each for (each,) in cursor.fetchall()]


ECHO, TWICE, NOTHING = (
    Plan("echo", words, kinds)
    for words, kinds in (("SELECT $1", ["text"]), ("SELECT $1 || $1", ["text"]), ("SELECT 'الف'", []))
)


def test_the_oldest_plan_makes_room_and_comes_back(another, monkeypatch):
    monkeypatch.setattr("majlis.db_backend.plans.MOST", 2)
    for _ in range(2):
        assert told_by(another, ECHO, "ب") == ["ب"]
        assert told_by(another, TWICE, "ب") == ["بب"]
        assert told_by(another, NOTHING) == ["الف"]
    assert set(plans(another)) == {TWICE.name, NOTHING.name}


def test_a_new_connection_has_its_plans_made_anew(another):
    assert told_by(another, ECHO, "ب") == ["ب"]
    another.close()
    assert told_by(another, ECHO, "پ") == ["پ"]


def test_a_plan_outlives_what_was_undone(another):
    with suppress(ZeroDivisionError), transaction_of(another):
        assert told_by(another, ECHO, "ب") == ["ب"]
        1 / 0  # noqa: B018
    assert told_by(another, ECHO, "پ") == ["پ"]


@contextmanager
def transaction_of(connection: DatabaseWrapper) -> Iterator[None]:
    connection.set_autocommit(False)
    try:
        yield
    finally:
        connection.rollback()
        connection.set_autocommit(True)


def test_a_plan_names_its_table_and_two_queries_never_share_one(people):
    first, second = (Plan("majlis_person", words, ("uuid",)) for words in ("SELECT $1", "SELECT $1 "))
    assert first.name.startswith("majlis_person_") and first.name != second.name
    assert len(Plan("x" * 200, "SELECT 1", ()).name) <= LONGEST_NAME
