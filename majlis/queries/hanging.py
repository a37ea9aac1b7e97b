"""All that hangs on one file, read in one query: a room shows a dozen kinds of rows, most of them few or none.

The caller has found the file for his viewer; what hangs on it is as visible as his page has it. Afterwards the file's own
names for those rows (`case.services.all()`, `case.invitation`) ask the database no more; who narrows them asks it anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field, Model, QuerySet

from majlis.db_backend.plans import Plan, planned

READ = {"UUIDField": UUID, "DateField": date.fromisoformat, "DateTimeField": datetime.fromisoformat}
AS_THEY_ARE = frozenset({
    "BooleanField", "CharField", "IntegerField", "PositiveIntegerField", "PositiveSmallIntegerField", "SmallIntegerField", "TextField",
})  # fmt: skip


class Hung(QuerySet):
    """Rows that were read with their file. Narrowed or ordered otherwise, they are the manager's own query."""

    own: Callable[[], QuerySet]

    def _chain(self) -> Any:
        return self.own()


@dataclass(frozen=True)
class Relation:
    """One name under which rows hang. `of` is the relation on whose rows these hang; None where it is the file itself."""

    name: str
    of: Relation | None
    model: type[Model]
    field: Any
    one: bool

    def words(self) -> str:
        """The query of its rows as one array, in which $1 is the file's key."""
        quote = connection.ops.quote_name
        table, columns = quote(self.model._meta.db_table), (quote(each.column) for each in fields_of(self.model))
        keys = "$1"
        if self.of is not None:
            above = quote(self.of.model._meta.db_table)
            keys = f"SELECT id FROM {above} WHERE {quote(self.of.field.column)} = $1"  # noqa: S608 - names of the models alone
        told = f"json_agg(json_build_array({', '.join(columns)}){_order(self.model, quote)})"
        return f"(SELECT {told} FROM {table} WHERE {quote(self.field.column)} IN ({keys}))"  # noqa: S608 - names of the models alone

    def rows(self, told: list[list[Any]] | None) -> list[Any]:
        database, names = connection.alias, [each.attname for each in fields_of(self.model)]
        readers = [_reader(each) for each in fields_of(self.model)]
        made = ([read(value) for read, value in zip(readers, row, strict=True)] for row in told or ())
        return [self.model.from_db(database, names, values) for values in made]


def hang(root: Model, *names: str) -> None:
    """Read what hangs on a file under these names, and what hangs on that (`rulings__sanctions`, after `rulings`)."""
    relations, plan = _prepared(type(root), names)
    with connection.cursor() as cursor:
        cursor.execute(planned(connection, plan), [root.pk])
        told = [json.loads(each) if isinstance(each, str) else each for each in cursor.fetchone()]
    found: dict[str, list[Any]] = {}
    for relation, rows in zip(relations, told, strict=True):
        found[_full(relation)] = rows_now = relation.rows(rows)
        for above in [root] if relation.of is None else found[_full(relation.of)]:
            mine = [row for row in rows_now if getattr(row, relation.field.attname) == above.pk]
            for row in mine:
                relation.field.set_cached_value(row, above)
            _keep(above, relation, mine)


def _keep(above: Model, relation: Relation, mine: list[Any]) -> None:
    if relation.one:
        relation.field.remote_field.set_cached_value(above, mine[0] if mine else None)
        return
    manager = getattr(above, relation.name)
    kept = Hung(relation.model)
    kept._result_cache, kept._prefetch_done = mine, True  # type: ignore[attr-defined]
    kept.own = lambda: manager._apply_rel_filters(QuerySet(relation.model))
    above.__dict__.setdefault("_prefetched_objects_cache", {})[relation.field.remote_field.cache_name] = kept


@cache
def _prepared(model: type[Model], names: Sequence[str]) -> tuple[list[Relation], Plan]:
    relations: dict[str, Relation] = {}
    for each in names:
        above, _, name = each.rpartition("__")
        of = relations[above] if above else None
        found = (of.model if of is not None else model)._meta.get_field(name)
        relations[each] = Relation(name, of, found.related_model, found.field, found.one_to_one)  # type: ignore[union-attr, arg-type]
    words = f"SELECT {', '.join(each.words() for each in relations.values())}"
    return list(relations.values()), Plan(model._meta.db_table, words, ("uuid",))


def _full(relation: Relation) -> str:
    return f"{_full(relation.of)}__{relation.name}" if relation.of is not None else relation.name


@cache
def fields_of(model: type[Model]) -> list[Field]:
    return list(model._meta.concrete_fields)


@cache
def _reader(field: Field) -> Callable[[Any], Any]:
    """How a value of this field is read out of JSON.  Raises: ValueError for a kind that none of these files has."""
    if hasattr(field, "from_db_value"):
        return lambda value: field.from_db_value(value, None, None)
    kind = getattr(field, "target_field", field).get_internal_type()
    if kind in AS_THEY_ARE:
        return _same
    if kind not in READ:
        raise ValueError(f"{field}: {kind} is not read so")
    read = READ[kind]
    return lambda value: None if value is None else read(value)


def _same(value: Any) -> Any:
    return value


def _order(model: type[Model], quote: Callable[[str], str]) -> str:
    names = [(each.lstrip("-"), " DESC" if each.startswith("-") else "") for each in model._meta.ordering]
    told = ", ".join(f"{quote(model._meta.get_field(name).column)}{way}" for name, way in names)  # type: ignore[union-attr]
    return f" ORDER BY {told}" if told else ""
