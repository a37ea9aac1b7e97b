"""Queries that stand in a viewer's scope and that many pages ask: their SQL is made once for each set of offices.

The permission stays in the words of the query; who asks is put in anew each time, and nothing of an answer is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from majlis.models import Body, Membership, Person

from .authority import Viewer
from .prepared import LIST, Prepared

# An office as the words of a query know it: kind and role, and its places among the persons, bodies and terms of the viewer.
Shape = tuple[tuple[str, str, int, int, int | None], ...]


class PreparedFor:
    """A query of fixed shape in the scope of a viewer.

    Args: make, gives the query for a viewer and what is asked. It goes by the viewer's person and offices alone, asks the
        database nothing itself, and makes no other day of his day; asked, as `Prepared` has it.
    """

    def __init__(self, make: Callable[..., QuerySet], **asked: type):
        self.make, self.asked = make, asked
        self.may_lack: frozenset[str] = frozenset()
        self._made: dict[Shape, Prepared] = {}

    def __call__(self, viewer: Viewer, **values: Any) -> list[Any]:
        """The rows as this viewer may see them; none for a stranger."""
        if viewer.person is None:
            return []
        persons = tuple(dict.fromkeys((viewer.person.pk, *(each.person_id for each in viewer.offices))))
        bodies = tuple(dict.fromkeys(each.body_id for each in viewer.offices))
        terms = tuple(dict.fromkeys(each.term_id for each in viewer.offices if each.term_id is not None))
        shape = tuple(
            (
                each.body.kind, each.role, persons.index(each.person_id), bodies.index(each.body_id),
                None if each.term_id is None else terms.index(each.term_id),
            )
            for each in viewer.offices
        )  # fmt: skip
        if shape not in self._made:
            self._made[shape] = self._prepared(shape)
        return self._made[shape](
            persons=persons, bodies=bodies, terms=terms, day=viewer.day, at=viewer.at, **values
        )  # fmt: skip

    def _prepared(self, shape: Shape) -> Prepared:
        def make(
            persons: tuple[UUID, ...],
            bodies: tuple[UUID, ...],
            terms: tuple[UUID, ...],
            day: date,
            at: datetime,
            **values: Any,
        ) -> QuerySet:
            offices = tuple(
                Membership(
                    person_id=persons[person], body=Body(pk=bodies[body], kind=kind), role=role,
                    term_id=None if term is None else terms[term],
                )
                for kind, role, person, body, term in shape
            )  # fmt: skip
            return self.make(Viewer(Person(pk=persons[0]), day, at, offices), **values)

        made = Prepared(make, persons=LIST, bodies=LIST, terms=LIST, day=date, at=datetime, **self.asked)
        # A query need not go by all that is known of a viewer.
        made.may_lack = self.may_lack | {"persons", "bodies", "terms", "day", "at"}
        return made
