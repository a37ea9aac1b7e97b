"""The dated figures of this office as a table: value, unit, article, source, certainty."""

from __future__ import annotations

from dataclasses import dataclass

from liaison.queries.dossier import CERTAINTY, amount
from liaison.queries.scope import office
from liaison.rules import laws
from liaison.rules.laws import FIGURES
from majlis.queries import Viewer
from majlis.rules.law import Article, Figure, Law

LAWS = {each.code: each for each in vars(laws).values() if isinstance(each, Law)}


@dataclass(frozen=True)
class Told:
    """One dated figure as it is read; `in_force` where it is the one of today."""

    figure: Figure
    article: Article
    amount: str
    certainty: str
    in_force: bool


def figures(viewer: Viewer) -> list[Told]:
    """Every figure with all its dated values, in the order of the law's table."""
    if not office(viewer):
        return []
    told = []
    for key in FIGURES.keys():  # noqa: SIM118 - it is no mapping
        for row in FIGURES.rows(key):
            code, number = row.article.split(" ", 1)
            now = row.first_day <= viewer.day and FIGURES.on(key, viewer.day) is row
            told.append(Told(row, LAWS[code].article(number), amount(row), CERTAINTY.get(row.certainty, "متن"), now))
    return told
