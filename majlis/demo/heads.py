"""Each evening the heads of all chains are published, so that a receipt of any day leads to a printed one."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from majlis import jobs
from majlis.demo.acting import Event, Story, apart
from majlis.demo.fixed import FOUNDED, NOW

EVENING = timedelta(hours=10)  # after the hour of the founding
A_DAY = timedelta(days=1)


def story() -> Story:
    """The publications from the founding to yesterday."""
    return apart("heads", _evenings())


def _evenings() -> Story:
    at = FOUNDED + EVENING
    while at < NOW:
        yield Event(at, partial(jobs.publish_heads, at))
        at += A_DAY
