"""Rows become instances as Django would make them, where nobody could tell the difference; else Django makes them."""

from __future__ import annotations

import pytest
from django.db.models.signals import post_init

from liaison.models import Matter
from majlis.models import Body, Person
from majlis.queries.instances import maker
from majlis.tests.people import People, founded

NAMES = [each.attname for each in Body._meta.concrete_fields]


@pytest.fixture
def people(db: None) -> People:
    return founded()


def made(model: type, row: object, names: list[str]) -> object:
    return maker(model, names)("default", [getattr(row, name) for name in names])


def test_an_instance_is_what_django_would_have_read(people):
    row = Body.objects.first()
    found = made(Body, row, NAMES)
    theirs = Body.from_db("default", NAMES, [getattr(row, name) for name in NAMES])
    assert {**found.__dict__, "_state": None} == {**theirs.__dict__, "_state": None}
    assert (found._state.adding, found._state.db) == (False, "default") == (theirs._state.adding, theirs._state.db)


def test_it_is_saved_as_a_row_that_was_read_and_not_as_a_new_one(people):
    row = Person.objects.create(name="نسرین کوشا")
    found = made(Person, row, [each.attname for each in Person._meta.concrete_fields])
    found.name = "نسرین کوشان"
    found.save()
    assert Person.objects.get(pk=row.pk).name == found.name


def test_no_two_share_what_was_fetched_for_one(people):
    one, other = (made(Body, row, NAMES) for row in Body.objects.all()[:2])
    one._state.fields_cache["sits"] = people.secretary
    assert "sits" not in other._state.fields_cache


def test_a_row_that_lacks_a_column_reads_it_when_it_is_wanted(people, django_assert_num_queries):
    row = Body.objects.first()
    found = made(Body, row, ["id", "kind"])
    with django_assert_num_queries(1):
        assert found.title == row.title


def test_whoever_wants_to_hear_of_it_does(people):
    heard: list[object] = []

    def listener(instance: object, **more: object) -> None:
        heard.append(instance)

    post_init.connect(listener, sender=Body)
    try:
        found = made(Body, Body.objects.first(), NAMES)
    finally:
        post_init.disconnect(listener, sender=Body)
    assert heard[-1] is found


def test_a_model_that_makes_its_own_instances_goes_on_making_them(monkeypatch):
    names = [each.attname for each in Matter._meta.concrete_fields]
    asked: list[object] = []
    monkeypatch.setattr(Matter, "from_db", classmethod(lambda cls, *row: asked.append(cls) or cls()))
    maker(Matter, names)("default", [None] * len(names))
    assert asked == [Matter]
