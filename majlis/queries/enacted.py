"""Figures as they stand by day: those of an office's law, and those that the house has entered since (house, Art. 13)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from majlis.models import EnactedFigure
from majlis.rules.enacting import enacted
from majlis.rules.law import Figure, Figures
from majlis.rules.procedure import CLOSERS

from .asked import once
from .authority import Viewer

WORD = "enact_figure"
REFERENCE = "majlis.enactedfigure:"
LONGEST = 120  # letters of a figure's name, as an address may bear it


def offices() -> list[Any]:
    """The open offices that let the house enter some of their figures."""
    return [config for config in apps.get_app_configs() if getattr(config, "enacted", {}) and not config.realm.sealed]


def holds_figure(desk: str, key: str) -> bool:
    return any(config.realm.code == desk and key in config.enacted for config in offices())


def figures_open(desk: str) -> Figures:
    """The figures of one open office, all dated rows of its law and of the house."""
    config = next(config for config in offices() if config.realm.code == desk)
    rows = once("enacted", lambda: list(EnactedFigure.objects.all()))
    return config.figures.joined_by(
        enacted(config.figures, row.key, row.value, row.first_day, f"{row.told}؛ {row.source}")
        for row in rows
        if row.desk == desk
    )


def figures_of(config: Any) -> Figures:
    """The figures of an office with all that the house has entered; those of an office that enters none are its law's."""
    return figures_open(config.realm.code) if config in offices() else config.figures


def may_enact(viewer: Viewer) -> bool:
    return viewer.holds(*CLOSERS)


def enacted_figures(viewer: Viewer) -> QuerySet[EnactedFigure]:
    return EnactedFigure.objects.all() if may_enact(viewer) else EnactedFigure.objects.none()


def new_figure(viewer: Viewer, pk: UUID) -> EnactedFigure | None:
    """A figure not yet entered; its key is chosen before the first signature, so that the second finds it."""
    return EnactedFigure(pk=pk) if may_enact(viewer) and not EnactedFigure.objects.filter(pk=pk).exists() else None


@dataclass(frozen=True)
class Dated:
    """One figure that the house may enter: its office, its rows from the oldest, the one in force today."""

    name: str
    title: str
    desk: str
    rows: tuple[Figure, ...]
    now: Figure | None


def dated_figures(viewer: Viewer) -> list[Dated]:
    """Every figure that may be entered, with all its days, for who may sign."""
    if not may_enact(viewer):
        return []
    found = []
    for config in offices():
        figures = figures_open(config.realm.code)
        for key, title in config.enacted.items():
            rows = figures.rows(key)
            now = max((row for row in rows if row.first_day <= viewer.day), key=lambda row: row.first_day, default=None)
            found.append(Dated(f"{config.realm.code}.{key}", title, config.realm.title, rows, now))
    return found


def value_of(desk: str, key: str, day: Any) -> int | None:
    """The number in force on a day; None while nobody has said it."""
    return figures_open(desk).on(key, day).value
