"""The one hand that writes the twenty years: many rows at once, past the acts, into a house that is for showing alone."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

BATCH = 2000


def write(rows: Iterable[Any]) -> list[Any]:
    """Write new rows of one model, in pieces. Returns: the rows."""
    left, written = iter(rows), []
    while piece := list(islice(left, BATCH)):
        piece[0]._meta.concrete_model._base_manager.bulk_create(piece)
        written += piece
    return written
