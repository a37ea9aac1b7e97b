"""Alerts: what a viewer is told and why, read from the files themselves. Of a sealed realm one line that says no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet
from django.urls import reverse

from majlis import persian
from majlis.models import Alert, Countersign, User
from majlis.rules import alerts as law
from majlis.rules.chain import H
from majlis.rules.deadlines import Deadline

from .authority import OWN_FILE, Viewer, in_whose_name, office_name, viewer_of
from .days_off import days_off_now
from .kept import SIGNED_ONCE, any_waits, kept
from .prepared import Prepared
from .sent import rows_named, sent
from .standing import act_url
from .waiting import Waiting, offices, open_rows, rows_of

SENT_WATCHED = 20
SECONDS_WATCHED = 50
SEALED_TITLE = "پیامی دارید"


@dataclass(frozen=True)
class Told:
    """One alert: what, of which file, why, until when. `key` is empty where nothing of it is kept, not even that it was seen."""

    key: str
    realm: str
    why: str
    title: str
    file: str
    url: str
    end: Deadline | None = None
    stands_for: str = ""
    seen: bool = False

    @property
    def reason(self) -> str:
        return law.REASONS[self.why]

    @property
    def sealed(self) -> bool:
        return self.why == law.SEALED


def alerts(viewer: Viewer) -> list[Told]:
    """All that he is told now, the most pressing first, those that he has seen after the others."""
    if viewer.person is None:
        return []
    seen = seen_keys(viewer)
    rows = [*_sealed_line(viewer), *(each for each in open_alerts(viewer))]
    marked = [Told(**{**vars(each), "seen": each.key in seen}) for each in rows]
    order = tuple(law.REASONS)
    return sorted(marked, key=lambda each: (each.seen, order.index(each.why), _end(each)))


def _end(each: Told) -> float:
    return each.end.ends_at.timestamp() if each.end is not None else float("inf")


def open_alerts(viewer: Viewer) -> list[Told]:
    """What is told of the open realms; a daily letter says no more than this."""
    return [*_waiting(viewer), *_seconds(viewer), *_closures(viewer), *_outcomes(viewer)]


def unseen_count(viewer: Viewer) -> int:
    """How many open alerts he has not seen: what the bell says. What is told is kept as the cartable's count is."""
    if viewer.person is None:
        return 0
    house = apps.get_app_config("majlis").realm
    keys = kept(viewer, house, ("alerts",), lambda: [each.key for each in open_alerts(viewer.itself)])
    return len(set(keys) - seen_keys(viewer)) if keys else 0


def seen_keys(viewer: Viewer) -> set[str]:
    person = viewer.person
    return viewer.itself.once("seen_keys", lambda: set(_seen(person=person.pk)) if person is not None else set())


_seen = Prepared(lambda person: Alert.objects.filter(person=person).values_list("key", flat=True), person=UUID)


def _waiting(viewer: Viewer) -> Iterator[Told]:
    for realm, row in open_rows(viewer):
        if not row.blocked:
            yield _of_waiting(viewer, realm, row)


def _of_waiting(viewer: Viewer, realm: str, row: Waiting) -> Told:
    why = law.why_waiting(row.deadline, viewer.at.astimezone(UTC), viewer.day)
    end = row.deadline.ends_at.isoformat() if row.deadline is not None else ""
    key = H("alert", why, row.step.word, row.url, row.stands_for, end)
    return Told(key, realm, why, row.title, row.file, row.url, row.deadline, row.stands_for)


def _seconds(viewer: Viewer) -> Iterator[Told]:
    """First signatures of others, where he may give the second, outside sealed realms."""
    if viewer.person is None or not any_waits(viewer, SIGNED_ONCE):
        return
    rows = _signed_by_others(person=viewer.person.pk)
    files = rows_named(each.subject for each in rows)
    for each in rows:
        file: Any = files.get(each.subject)
        config: Any = file._meta.app_config if file is not None else None
        step = config.steps.get(each.verb) if config is not None else None
        if step is None or in_whose_name(step, file, viewer.person, viewer.itself.offices) is None:  # type: ignore[arg-type]
            continue
        key = H("alert", law.SECOND, str(each.pk))
        url = act_url(step, file) or getattr(file, "get_absolute_url", lambda: reverse("home"))()
        yield Told(key, config.realm.code, law.SECOND, f"امضای دوم: {step.label}", str(file), url)


def _closures(viewer: Viewer) -> Iterator[Told]:
    """Closures that stand and have not ended, for whoever holds an office that they close."""
    known = days_off_now()
    for closure, closing in zip(known.closures, known.closings, strict=True):
        if closure.to_day < viewer.day:
            continue
        desk = next((realm for realm, seats in _desks(viewer) if closing.covers(realm, seats)), "")
        if desk:
            key = H("alert", law.CLOSED, str(closure.pk), closure.stage)
            days = f"{persian.jalali(closure.from_day)} تا {persian.jalali(closure.to_day)}"
            yield Told(key, desk, law.CLOSED, f"تعطیلی {closure.scope}، {days}", str(closure), reverse("explain"))


def _desks(viewer: Viewer) -> Iterator[tuple[str, dict[str, str]]]:
    """The open registers in which he holds an office, each with that office's body as a limit knows it; a member's limits
    are those of the desk."""
    for config in apps.get_app_configs():
        realm = getattr(config, "realm", None)
        if realm is None or realm.sealed:
            continue
        named = {name for step in config.steps.values() for name in step.by}
        if viewer.itself.is_member and any(OWN_FILE in step.by and step.limits for step in config.steps.values()):
            yield realm.code, {}
        for held in viewer.itself.offices:
            if office_name(held) in named:
                yield realm.code, {held.body.kind: str(held.body_id)}


def _unsigned() -> QuerySet[Countersign]:
    """What one has signed and nobody else, of the open realms; closures stand in the cartable already."""
    found = Countersign.objects.filter(act=None, withdrawn_at=None).exclude(subject__startswith="majlis.")
    for config in apps.get_app_configs():
        if getattr(getattr(config, "realm", None), "sealed", False):
            found = found.exclude(subject__startswith=f"{config.label}.")
    return found


_signed_by_others = Prepared(
    lambda person: _unsigned().exclude(first=person).order_by("-signed_at")[:SECONDS_WATCHED], person=UUID
)


def _outcomes(viewer: Viewer) -> Iterator[Told]:
    """Files in which he did something and that have moved since, each once."""
    told: set[str] = set()
    for each in sent(viewer, SENT_WATCHED):
        if each.act.subject in told or each.file is None:
            continue
        told.add(each.act.subject)
        if each.moved:
            file: Any = each.file
            key = H("alert", law.OUTCOME, each.act.subject, file.stage, file.stage_since.isoformat())
            done = each.step.done if each.step is not None else each.act.verb
            url = reverse("receipt", args=[each.act.pk])
            yield Told(key, each.act.realm, law.OUTCOME, f"{each.stage}؛ پس از «{done}»", str(file), url)


def _sealed_line(viewer: Viewer) -> list[Told]:
    """One line, however much waits there and of whatever kind."""
    for config in offices():
        if config.realm.sealed and rows_of(config, viewer):
            return [Told("", "", law.SEALED, SEALED_TITLE, "", reverse("home"))]
    return []


# The daily letter


def recipients(at: datetime) -> list[tuple[User, Viewer]]:
    """Who gets a daily letter: whoever holds an office on that day, has an open account and has named an address."""
    users = User.objects.filter(is_active=True, person__isnull=False).exclude(email="").select_related("person")
    viewers = ((user, viewer_of(user, at)) for user in users.order_by("pk"))
    return [(user, viewer) for user, viewer in viewers if viewer.offices]
