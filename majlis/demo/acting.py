"""Playing acts: one call at a fixed moment, two officers where the step wants them, many acts a commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from heapq import merge
from itertools import islice
from typing import Any

from django.db import transaction

from majlis.demo.fixed import drawn_apart
from majlis.models import Act, Person
from majlis.register import Call, FirstSigned

# One commit for many acts: each waits for the disk. Not for all of them: a row changed thousands of times in one
# transaction gets slow to find.
ACTS_A_COMMIT = 150


@dataclass(frozen=True)
class Event:
    """Something to be done at a moment of the demonstration."""

    at: datetime
    do: Callable[[], Any]


# A story tells its events one by one; the next is asked for when the one before is done, so it may look at its result.
Story = Iterator[Event]


def call(actor: Person | None, at: datetime, **body: Any) -> Call:
    """One person's call, as his page would have sent it."""
    return Call(actor=actor, at=at, body=body)


def signed(
    act: Callable[[Call, Any], Act], subject: Any, at: datetime, first: Person, second: Person, **body: Any
) -> Act:
    """An act of two officers: the first signature, and the second at the same text."""
    try:
        act(call(first, at, **body), subject)
    except FirstSigned:
        pass
    subject.refresh_from_db()
    return act(call(second, at, **body), subject)


def apart(name: str, story: Story) -> Story:
    """A story that was written later: it draws its keys by itself, and whatever was there before keeps its own.

    Args: name, a word of its own.
    """
    while True:
        with drawn_apart(name):
            event = next(story, None)
        if event is None:
            return
        yield Event(event.at, partial(_apart, name, event.do))


def _apart(name: str, do: Callable[[], Any]) -> None:
    with drawn_apart(name):
        do()


def play(stories: Iterable[Story], told: Callable[[datetime], None] = lambda at: None) -> int:
    """Play stories side by side in the order of their moments.

    Args: told, called after each commit with the last moment played.  Returns: how many events there were.
    """
    events = merge(*stories, key=lambda event: event.at)
    done = 0
    while True:
        with transaction.atomic():
            count, at = 0, None
            for event in islice(events, ACTS_A_COMMIT):
                event.do()
                count, at = count + 1, event.at
        if at is None:
            return done
        done += count
        told(at)
