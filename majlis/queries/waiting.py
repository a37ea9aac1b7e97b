"""The cartable: what waits for a viewer, read from the steps and his offices. There is no queue to fall out of step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import Any
from uuid import UUID

from django.apps import AppConfig, apps
from django.db.models import Model, QuerySet
from django.utils.module_loading import import_string

from majlis.models import Act
from majlis.rules.deadlines import Deadline
from majlis.rules.law import Step

from .authority import OWN_FILE, Viewer
from .kept import kept, sealed_realms
from .prepared import Prepared

ROWS_A_STEP = 50
# Nobody counts further: from here on the frame says that it is more.
MOST_COUNTED = 100


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: an act, its file, its deadline. Of a sealed file, `article` and `when` say only that it waits.

    stands_for: in whose name it waits for a substitute; empty where it is his own.
    """

    step: Step
    title: str
    detail: str
    file: str
    url: str
    deadline: Deadline | None
    count: int = 1
    blocked: str = ""
    sealed: bool = False
    article: str = ""
    when: str = ""
    when_detail: str = ""
    stands_for: str = ""


def waiting_for(viewer: Viewer) -> list[Waiting]:
    """What waits for this viewer in every office, overdue first, then by deadline, then what has none."""
    if viewer.person is None:
        return []
    rows = [row for _, row in rows_by_realm(viewer)]
    return sorted(rows, key=lambda row: (row.deadline is None, row.deadline.ends_at if row.deadline else viewer.at))


def waiting_count(viewer: Viewer) -> int:
    """How many things wait for him: what every page's frame says.

    Counted anew when an act has been done or a minute has passed. What a sealed office says is never kept: that an act
    was done there must not be told by the work that a page needs.
    """
    if viewer.person is None:
        return 0
    house = apps.get_app_config("majlis").realm
    known = kept(viewer, house, ("waiting",), lambda: sum(row.count for _, row in open_rows(viewer)))
    sealed = (config for config in offices() if config.realm.sealed)
    return known + sum(_counted(config, viewer) for config in sealed)


def _counted(config: Any, viewer: Viewer) -> int:
    if config.counted and not config.realm.substitutes:
        return import_string(config.counted)(viewer.itself)
    return sum(row.count for row in rows_of(config, viewer))


def open_rows(viewer: Viewer) -> list[tuple[str, Waiting]]:
    """What waits for him outside sealed realms, each row with the code of its realm; read once a request."""
    chosen = [config for config in offices() if not config.realm.sealed]
    return viewer.itself.once(
        "open_rows", lambda: [(config.realm.code, row) for config in chosen for row in rows_of(config, viewer)]
    )


def rows_by_realm(viewer: Viewer) -> list[tuple[str, Waiting]]:
    """All that waits for him, each row with the code of its realm."""
    if viewer.person is None:
        return []
    sealed = [config for config in offices() if config.realm.sealed]
    return [*open_rows(viewer), *((config.realm.code, row) for config in sealed for row in rows_of(config, viewer))]


def rows_of(config: AppConfig, viewer: Viewer) -> list[Waiting]:
    """What waits in one office: his own rows, then those of each whose substitute he is and that a substitute may do."""
    ask, own = import_string(config.waiting), viewer.itself
    rows = ask(own)
    if not config.realm.substitutes:
        return rows
    known = {(row.step.word, row.url) for row in rows}
    for _, held in groupby(own.lent, key=lambda each: each.person_id):
        offices = tuple(held)
        for row in ask(replace(own, offices=offices, lent=())):
            # What waits for him as a person waits already among his own.
            if row.step.delegable and OWN_FILE not in row.step.by and (row.step.word, row.url) not in known:
                known.add((row.step.word, row.url))
                rows.append(replace(row, stands_for=offices[0].person.name))
    return rows


def offices() -> list[AppConfig]:
    return [config for config in apps.get_app_configs() if getattr(config, "waiting", "")]


def sent_by(viewer: Viewer, limit: int) -> list[Act]:
    """The viewer's last acts outside sealed realms."""
    return _last_acts(limit)(person=viewer.person.pk) if viewer.person is not None else []


@cache
def _last_acts(limit: int) -> Prepared:
    def made(person: UUID) -> QuerySet[Act]:
        acts = Act.objects.filter(actor=person).exclude(realm__in=sealed_realms())
        return acts.order_by("-recorded_at", "-seq")[:limit]

    return Prepared(made, person=UUID)


def file_label(row: Model) -> str:
    return str(row)
