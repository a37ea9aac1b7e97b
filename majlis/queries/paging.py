"""Pages of a list by key: the place of the last row of the page before, never a count of rows to pass over."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet

PAGE_ROWS = 50
SALT = "majlis.paging"


@dataclass(frozen=True)
class Page:
    """One page of rows; `next` is the token of the one after it, empty on the last."""

    rows: list[Any]
    next: str
    first: bool


def page_of(rows: QuerySet, keys: Sequence[str], token: str, size: int = PAGE_ROWS) -> Page:
    """The rows after a token, in the order of their keys.

    Args: keys, field names in their order, "-" for a falling one, together unique; token, from an earlier page.
    """
    last = read_token(token, len(keys))
    ordered = rows.order_by(*keys)
    if last is not None:
        ordered = ordered.filter(_after(keys, last))
    return page_from(list(ordered[: size + 1]), keys, last is None, size)


def page_from(found: list[Any], keys: Sequence[str], first: bool, size: int = PAGE_ROWS) -> Page:
    """The page of rows that were read, with the one after them where there is one. Args: first, is it the first page?"""
    more = len(found) > size
    found = found[:size]
    return Page(found, write_token(_keys_of(found[-1], keys)) if more else "", first)


def _after(keys: Sequence[str], last: Sequence[Any]) -> Q:
    wanted, equal = Q(), Q()
    for key, value in zip(keys, last, strict=True):
        name, falling = key.lstrip("-"), key.startswith("-")
        wanted |= equal & Q(**{f"{name}__{'lt' if falling else 'gt'}": value})
        equal &= Q(**{name: value})
    return wanted


def _keys_of(row: Any, keys: Sequence[str]) -> list[Any]:
    found = []
    for key in keys:
        value = row
        for part in key.lstrip("-").split("__"):
            value = getattr(value, part)
        found.append(
            value if isinstance(value, int | str) else value.isoformat() if hasattr(value, "isoformat") else str(value)
        )
    return found


def write_token(values: Sequence[Any]) -> str:
    return signing.dumps(list(values), salt=SALT)


def read_token(token: str, length: int) -> list[Any] | None:
    """The keys in a token; None for none, and for one that this house did not write."""
    if not token or len(token) > 4000:
        return None
    try:
        values = signing.loads(token, salt=SALT)
    except (signing.BadSignature, json.JSONDecodeError, UnicodeDecodeError, ValueError):
        return None
    return values if isinstance(values, list) and len(values) == length else None
