"""How reference data and accepted facts stood before each change: the rows behind the admin's history pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from simple_history.models import HistoricalRecords


@dataclass(frozen=True)
class Doer:
    """Whose act changes rows now, at which moment of the house's clock, and what it is called."""

    person: Any
    at: datetime
    label: str


_now: ContextVar[Doer | None] = ContextVar("doer", default=None)


@contextmanager
def done_by(person: Any, at: datetime, label: str) -> Iterator[None]:
    """Let every row that is kept meanwhile say so."""
    token = _now.set(Doer(person, at, label))
    try:
        yield
    finally:
        _now.reset(token)


class Trail(HistoricalRecords):
    """The library's history, which names the person and the moment of the act, not the account and the machine's clock."""

    def __init__(self, **more: Any):
        super().__init__(**{"user_model": "majlis.Person", **more})

    def create_historical_record(self, instance: Model, history_type: str, using: str | None = None) -> None:
        doer = _now.get()
        if doer is not None:
            instance._history_date = doer.at  # type: ignore[attr-defined]
        super().create_historical_record(instance, history_type, using)

    def get_history_user(self, instance: Model) -> Any:
        doer = _now.get()
        return doer.person if doer is not None else None

    def get_change_reason_for_object(self, instance: Model, history_type: str, using: str | None) -> str | None:
        doer = _now.get()
        return doer.label if doer is not None else None


def keep_many(rows: list[Model], batch: int) -> None:
    """Keep the first state of rows that were written many at once, past `save`."""
    doer = _now.get()
    if rows and doer is not None:
        history = type(rows[0]).history  # type: ignore[attr-defined]
        history.bulk_history_create(
            rows, batch_size=batch, default_user=doer.person, default_date=doer.at, default_change_reason=doer.label
        )
