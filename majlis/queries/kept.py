"""What pages say of the open offices, kept until an act is done or a minute passes. Of a sealed realm nothing is kept.

Every write passes the register, so the heads of the open chains, with the first signatures that wait for a second, name
the state of all that an open page can show; the minute stands for the clock. They are read first: what is kept under them
is never older than they are.
"""

from __future__ import annotations

import copyreg
from collections.abc import Callable
from datetime import UTC, timedelta
from typing import Any, TypeVar

from django.apps import apps
from django.core.cache import caches
from django.db import connection

from majlis.db_backend.plans import Plan, planned
from majlis.realm import Realm
from majlis.replica import reading_connection
from majlis.rules.chain import H
from majlis.rules.law import Refused

from .authority import Viewer

Made = TypeVar("Made")

A_MINUTE = 60
CLOCK = ""  # the place of the demonstration's moved clock among the heads
SIGNED_ONCE, DRAFTED = "+", "~"  # how many first signatures wait, how many drafts of letters
# $1: the sealed realms; $2: their offices' labels.
STATE = Plan(
    "majlis_chain",
    """
SELECT realm, seq, hash FROM majlis_chain WHERE realm <> ALL($1)
UNION ALL SELECT '', seconds, '' FROM majlis_clockoffset
UNION ALL SELECT '+', count(*), coalesce(max(signed_at)::text, '') FROM majlis_countersign
    WHERE act_id IS NULL AND withdrawn_at IS NULL AND split_part(subject, '.', 1) <> ALL($2)
UNION ALL SELECT '~', count(*), '' FROM majlis_letter WHERE stage = 'drafted' AND realm <> ALL($1)
ORDER BY realm
""",
    ("text[]", "text[]"),
)


def open_state(viewer: Viewer) -> tuple[tuple[str, int, str], ...]:
    """Realm, place and hash of each open chain's head, the first signatures, the moved clock. One query a request."""
    return viewer.once("open_state", _read_state)


def _read_state() -> tuple[tuple[str, int, str], ...]:
    sealed = _sealed()
    # Of the database that the page itself is read from: what is kept must not be older than its name.
    connection: Any = reading_connection()
    with connection.cursor() as cursor:
        cursor.execute(
            planned(connection, STATE), [[each.realm.code for each in sealed], [each.label for each in sealed]]
        )
        return tuple(cursor.fetchall())


def _sealed() -> list[Any]:
    offices = (config for config in apps.get_app_configs() if getattr(config, "realm", None) is not None)
    return [config for config in offices if config.realm.sealed]


def sealed_realms() -> list[str]:
    return [config.realm.code for config in _sealed()]


def any_waits(viewer: Viewer, what: str) -> bool:
    """Does anything of this sort wait in the open offices: is it worth a query? Args: what, SIGNED_ONCE or DRAFTED."""
    return any(count for place, count, _ in open_state(viewer) if place == what)


def clock_moved(viewer: Viewer) -> timedelta:
    """How far the demonstration's clock is moved; nothing in production."""
    return timedelta(seconds=sum(place for realm, place, _ in open_state(viewer) if realm == CLOCK))


def kept(viewer: Viewer, realm: Realm, name: tuple[str, ...], make: Callable[[], Made]) -> Made:
    """What `make` gives for this viewer, made anew when an open realm's chain has moved or a minute has passed.

    Args: realm, whose page it is; name, what it is and every word of the request that it depends on; make, which reads
        nothing but what acts have written. In a sealed realm, and inside a transaction that may yet be undone, nothing is
        kept and nothing kept is used.
    """
    if realm.sealed or connection.in_atomic_block:
        return make()
    near, key = caches["near"], H(viewer.once("kept_under", lambda: _state_of(viewer)), realm.code, *name)
    found = near.get(key)
    if found is None:
        found = make()
        near.set(key, found, A_MINUTE)
    return found


def _state_of(viewer: Viewer) -> str:
    """The database, the person with the offices that he holds now, the minute, the state of the open realms."""
    minute = viewer.at.astimezone(UTC).replace(second=0, microsecond=0)
    state = (f"{part}" for row in open_state(viewer) for part in row)
    return H("kept", *_whose(viewer), minute.isoformat(), *state)


def _refused(article: Any, sentence: str, deadline: Any, field: str) -> Refused:
    return Refused(article, sentence, deadline=deadline, field=field)


# An exception is written down by its one sentence; a refusal that is kept has its article too.
copyreg.pickle(Refused, lambda no: (_refused, (no.article, no.sentence, no.deadline, no.field)))  # type: ignore[arg-type]


def _whose(viewer: Viewer) -> tuple[Any, ...]:
    database = str(connection.settings_dict["NAME"])
    person = str(viewer.person.pk) if viewer.person is not None else ""
    return (database, person, *(f"{held.pk}" for held in (*viewer.offices, *viewer.itself.lent)), "")
