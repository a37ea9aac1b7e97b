"""Queries that every page asks: their SQL is made once in a process, and afterwards they are only asked.

Making the SQL of such a query takes longer than the database takes to answer it. What may be prepared is what has the
same shape whatever is asked: a filter by a list has not, as its length is part of the words.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import FlatValuesListIterable, ModelIterable, get_related_populators

# What stands in the words until something is asked: nothing that a query of the house could contain by itself.
SAMPLES: dict[type, Callable[[int], Any]] = {
    UUID: lambda _: uuid4(),
    date: lambda place: date(date.max.year, 7, 13 + place),
}


class Prepared:
    """A query of fixed shape.

    Args: make, gives the query for what is asked: rows of a model, with what belongs to them, or one column of them.
        asked, the names and kinds of what is asked, UUID or date.
    """

    def __init__(self, make: Callable[..., QuerySet], **asked: type):
        self.make, self.asked = make, asked

    def __call__(self, **values: Any) -> list[Any]:
        """The rows. Args: values, by the names that were announced, each of its kind."""
        sql, params, read = self._made
        with connection.cursor() as cursor:
            cursor.execute(sql, [values[name] if name else constant for name, constant in params])
            return read(cursor.fetchall())

    @cached_property
    def _made(self) -> tuple[str, list[tuple[str, Any]], Callable[[list[tuple]], list[Any]]]:
        samples = {name: SAMPLES[kind](place) for place, (name, kind) in enumerate(self.asked.items())}
        query = self.make(**samples)
        compiler = query.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        names = {sample: name for name, sample in samples.items()}
        known = [(names.get(each, "") if isinstance(each, UUID | date) else "", each) for each in params]
        if {name for name, _ in known if name} != set(self.asked):
            raise ValueError("What is asked does not stand in the query as it was given.")
        return sql, known, _reader(query, compiler)


def _reader(query: QuerySet, compiler: Any) -> Callable[[list[tuple]], list[Any]]:
    converters = compiler.get_converters([expression for expression, _, _ in compiler.select])

    def converted(rows: list[tuple]) -> Any:
        return compiler.apply_converters(rows, converters) if converters else rows

    if issubclass(query._iterable_class, FlatValuesListIterable):
        return lambda rows: [row[0] for row in converted(rows)]
    if not issubclass(query._iterable_class, ModelIterable) or query._prefetch_related_lookups:
        raise ValueError("Rows of a model, or one column of them, are what can be prepared.")
    columns = compiler.klass_info["select_fields"]
    first, end = columns[0], columns[-1] + 1
    fields = [each[0].target.attname for each in compiler.select[first:end]]
    model, database = compiler.klass_info["model"], query.db
    populators = get_related_populators(compiler.klass_info, compiler.select, database)

    def instances(rows: list[tuple]) -> list[Any]:
        found = []
        for row in converted(rows):
            instance = model.from_db(database, fields, row[first:end])
            for populator in populators:
                populator.populate(row, instance)
            found.append(instance)
        return found

    return instances
