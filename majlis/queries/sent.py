"""What a viewer sent, and where it stands: the file of each act as it is now, and whose turn it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model

from majlis.models import Act, Governed
from majlis.rules.law import Step

from .authority import OWN_FILE, Viewer, offices_for
from .register import step_of
from .standing import due, steps_on
from .waiting import sent_by

SHOWN = 8


@dataclass(frozen=True)
class Sent:
    """One act of his with its file: `stage` in words, `moved` where another act has come since, `turn`, whose offices are next."""

    act: Act
    step: Step | None
    file: Model | None = None
    stage: str = ""
    moved: bool = False
    turn: tuple[str, ...] = ()


def sent(viewer: Viewer, limit: int = SHOWN) -> list[Sent]:
    """His last acts outside sealed realms, newest first. One query for the acts, and one for each kind of file among them."""
    if viewer.person is None:
        return []
    acts = sent_by(viewer, limit)
    files = rows_named(act.subject for act in acts)
    return [_told(act, files.get(act.subject)) for act in acts]


def rows_named(references: Iterable[str]) -> dict[str, Model]:
    """The rows that the register names so, with what they belong to; one query for each kind of them."""
    keys: dict[str, set[str]] = defaultdict(set)
    for each in references:
        name, _, key = each.partition(":")
        keys[name].add(key)
    found: dict[str, Model] = {}
    for name, wanted in keys.items():
        model: Any = apps.get_model(name)
        # What it names in words is its root and its own persons: they come along.
        for row in model._base_manager.select_related().filter(pk__in=wanted):
            found[f"{name}:{row.pk}"] = row
    return found


def _told(act: Act, file: Model | None) -> Sent:
    step = step_of(act)
    if not isinstance(file, Governed):
        return Sent(act, step)
    # The moment of an act stands in the file that it moved; a later one says that another moved it since.
    moved = file.stage_since > act.happened_at
    return Sent(act, step, file, file.stage_label, moved, _turn(file))


def _turn(file: Governed) -> tuple[str, ...]:
    """The offices of the first step that can follow; nothing where the file rests."""
    if file.stage in file.RESTS:
        return ()
    for step in steps_on(file):
        if not step.creates and step.after and due(step, file):
            return tuple(name for name in offices_for(step, file) if name != OWN_FILE) or (OWN_FILE,)
    return ()
