"""Addresses of the house that one page after another writes: each looked up once in a process."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.urls import reverse


@cache
def address(name: str) -> str:
    """The address of a page that has neither key nor number in it. Args: name, as the house knows it ("conduct:home")."""
    return reverse(name)


def address_of(name: str, *args: Any) -> Callable[[Any], str]:
    """The address of each row of a list, looked up once for all of them.

    Args: name and args, of one row's address; the last is the key (a slug or a UUID) by which the rows differ.
    """
    before, mark, after = reverse(name, args=args).rpartition(f"/{args[-1]}/")
    assert mark, f"{name} does not end with its key"
    return lambda key: f"{before}/{key}/{after}"
