"""Queries that every page asks: their SQL is made once in a process, and afterwards they are only asked.

Making the SQL of such a query takes longer than the database takes to answer it. A filter by a list is as long as the
list, so its words are made once for each length. The database plans them once a connection: to read and plan the words of
a viewer's scope, too, takes longer than to answer them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable, get_related_populators
from psycopg2.extensions import AsIs

from majlis.db_backend.plans import Plan, planned
from majlis.replica import reading_alias, reading_connection

from .instances import maker

LIST, NAMES = tuple, list
Read = Callable[[list[tuple]], list[Any]]
# What a value is to the database.
SQL_TYPES = {UUID: "uuid", LIST: "uuid", date: "date", datetime: "timestamptz", str: "text", NAMES: "text"}


@dataclass(frozen=True)
class Words:
    """A query as it is asked: its words for the database, which asked value stands at which place, how rows are read."""

    plan: Plan
    places: list[tuple[str, int]]
    read: Read


class Prepared:
    """A query of fixed shape.

    Args: make, gives the query for what is asked: rows of a model, with what belongs to them, or columns of them.
        asked, the names and kinds of what is asked: UUID, date, datetime, str, or LIST for keys and NAMES for texts of which there
            may be several or none.
    """

    def __init__(self, make: Callable[..., QuerySet], **asked: type):
        self.make, self.asked = make, asked
        self.may_lack: frozenset[str] = frozenset()
        self._made: dict[tuple[int, ...], Words | None] = {}

    def __call__(self, **values: Any) -> list[Any]:
        """The rows. Args: values, by the names that were announced, each of its kind."""
        lengths = tuple(len(values[name]) for name, kind in self.asked.items() if kind in (LIST, NAMES))
        if lengths not in self._made:
            self._made[lengths] = self._make(lengths)
        made = self._made[lengths]
        if made is None:
            return []
        told = {name: values[name] if kind in (LIST, NAMES) else (values[name],) for name, kind in self.asked.items()}
        connection: Any = reading_connection()
        with connection.cursor() as cursor:
            cursor.execute(planned(connection, made.plan), [told[name][place] for name, place in made.places])
            return made.read(cursor.fetchall())

    def _make(self, lengths: Sequence[int]) -> Words | None:
        """The words; None where no row can be."""
        samples = self._samples(list(lengths))
        query, connection = self.make(**samples), reading_connection()
        compiler = query.query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        places: dict[Any, tuple[str, int]] = {}
        for name, kind in self.asked.items():
            places |= {
                each: (name, n) for n, each in enumerate(samples[name] if kind in (LIST, NAMES) else (samples[name],))
            }
        known = [places.get(each, ("", 0)) if isinstance(each, UUID | date | str) else ("", 0) for each in params]
        lacking = {name for name, _ in set(places.values()) - set(known)}
        changed = (each for each, (name, _) in zip(params, known, strict=True) if not name and isinstance(each, date))
        if lacking - self.may_lack or any(each.year == date.max.year for each in changed):
            raise ValueError("What is asked does not stand in the query as it was given.")
        asked = [place for place in dict.fromkeys(known) if place[0]]
        said = [
            AsIs(f"${asked.index(place) + 1}") if place[0] else each for place, each in zip(known, params, strict=True)
        ]
        kinds = tuple(SQL_TYPES[self.asked[name]] for name, _ in asked)
        plan = Plan(query.model._meta.db_table, connection.ops.compose_sql(sql, said), kinds)
        return Words(plan, asked, _reader(query, compiler))

    def _samples(self, lengths: list[int]) -> dict[str, Any]:
        """What stands in the words while they are made: nothing that a query of the house could contain by itself."""
        made: dict[str, Any] = {}
        for place, (name, kind) in enumerate(self.asked.items()):
            if kind is LIST:
                made[name] = tuple(uuid4() for _ in range(lengths.pop(0)))
            elif kind is NAMES:
                made[name] = tuple(str(uuid4()) for _ in range(lengths.pop(0)))
            elif kind is str:
                made[name] = str(uuid4())
            elif kind is datetime:
                made[name] = datetime(date.max.year, 7, 13, 5, 46, 31, tzinfo=UTC) + timedelta(days=place)
            else:
                made[name] = uuid4() if kind is UUID else date(date.max.year, 7, 13) + timedelta(days=place)
        return made


def _reader(query: QuerySet, compiler: Any) -> Read:
    converters = compiler.get_converters([expression for expression, _, _ in compiler.select])

    def converted(rows: list[tuple]) -> Any:
        return compiler.apply_converters(rows, converters) if converters else rows

    if issubclass(query._iterable_class, FlatValuesListIterable):
        return lambda rows: [row[0] for row in converted(rows)]
    if query._iterable_class is ValuesListIterable:
        return lambda rows: [tuple(row) for row in converted(rows)]
    if not issubclass(query._iterable_class, ModelIterable) or query._prefetch_related_lookups:
        raise ValueError("Rows of a model, or columns of them, are what can be prepared.")
    columns = compiler.klass_info["select_fields"]
    first, end = columns[0], columns[-1] + 1
    fields = [each[0].target.attname for each in compiler.select[first:end]]
    make, beside = maker(compiler.klass_info["model"], fields), tuple(compiler.annotation_col_map.items())

    def instances(rows: list[tuple]) -> list[Any]:
        found, database = [], reading_alias()
        populators = get_related_populators(compiler.klass_info, compiler.select, database)
        for row in converted(rows):
            instance = make(database, row[first:end])
            for populator in populators:
                populator.populate(row, instance)
            for name, column in beside:
                setattr(instance, name, row[column])
            found.append(instance)
        return found

    return instances
