"""How a row that the database tells becomes an instance of its model.

Django makes an instance of what was read as of what was typed: each value goes through its descriptor, and whoever wants to hear
of it is told. A page has hundreds of rows and none of that, so their values are laid down at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from inspect import getattr_static
from typing import Any

from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import post_init, pre_init

Make = Callable[[str, Sequence[Any]], Any]


def maker(model: type[Model], names: Sequence[str]) -> Make:
    """What makes an instance of a row, as `from_db` would: of the name of the database and the values.

    Args: names, the attributes in the order of the values.
    """
    if not _is_plain(model, names):
        return lambda database, values: model.from_db(database, names, values)

    def made(database: str, values: Sequence[Any]) -> Model:
        row = model.__new__(model)
        row.__dict__.update(zip(names, values, strict=True))
        state = row.__dict__["_state"] = ModelState()
        state.adding, state.db = False, database
        return row

    return made


def _is_plain(model: type[Model], names: Sequence[str]) -> bool:
    """Are its instances made as Django makes them, with nobody listening? A column that was not read is read when it is wanted."""
    as_django = model.__init__ is Model.__init__ and model.from_db.__func__ is Model.from_db.__func__  # type: ignore[misc,attr-defined]
    heard = any(signal.has_listeners(model) for signal in (pre_init, post_init))
    kept = all(isinstance(getattr_static(model, each), DeferredAttribute) for each in names)
    return as_django and kept and not heard
