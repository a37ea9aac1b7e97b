"""The calendar feed: whose it is by its secret, and the deadlines that stand in it. Nothing of a sealed realm does."""

from __future__ import annotations

from datetime import datetime

from django.utils.module_loading import import_string

from majlis.models import Feed, Person
from majlis.rules.deadlines import legal_day

from .authority import Viewer, offices_of
from .waiting import Waiting, offices


def feed_of(person: Person) -> Feed | None:
    return Feed.objects.filter(person=person).first()


def viewer_by_token(token: str, at: datetime) -> Viewer | None:
    """The person behind a secret link, with his offices of this day; None for an unknown one, and for a closed account."""
    owner = Person.objects.filter(feed__token_hash=Feed.hash_of(token), user__is_active=True).first()
    if owner is None:
        return None
    day = legal_day(at)
    return Viewer(owner, day, at, offices_of(owner, day))


def open_deadlines(viewer: Viewer) -> list[Waiting]:
    """What waits for him until a known moment, outside sealed realms, the soonest first."""
    rows = [row for config in offices() if not config.realm.sealed for row in import_string(config.waiting)(viewer)]
    dated = [row for row in rows if row.deadline is not None and not row.sealed]
    return sorted(dated, key=lambda row: row.deadline.ends_at)  # type: ignore[union-attr]
