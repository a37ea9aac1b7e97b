"""What one request asks of the house in many places, such as the calendar, it reads once; whoever decides asks anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Told = TypeVar("Told")

_ASKED: ContextVar[dict[str, Any] | None] = ContextVar("asked", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Within it each question is put once: for a request, or one run of a job."""
    token = _ASKED.set({})
    try:
        yield
    finally:
        _ASKED.reset(token)


def once(question: str, ask: Callable[[], Told]) -> Told:
    """The answer as it was when it was first asked for within `asked_once`; outside of it, as it is now."""
    asked = _ASKED.get()
    if asked is None:
        return ask()
    if question not in asked:
        asked[question] = ask()
    return asked[question]


def ask_anew() -> None:
    """Whoever decides goes by what stands then, and not by what a page read before he held his locks."""
    asked = _ASKED.get()
    if asked is not None:
        asked.clear()
