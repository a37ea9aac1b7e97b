"""What the house itself asks of a viewer: closures, figures, letters and papers to be signed (house, Arts. 9, 10, 13)."""

from __future__ import annotations

from . import closures, enacted, letters, paper, signatures
from .authority import Viewer
from .kept import SIGNED_ONCE, any_waits
from .waiting import Waiting


def waiting_for(viewer: Viewer) -> list[Waiting]:
    """The rows of the house's own acts. Letters of a sealed office wait on its files alone."""
    return [*_second_signatures(viewer), *letters.waiting_for(viewer), *paper.waiting_for(viewer)]


def _second_signatures(viewer: Viewer) -> list[Waiting]:
    """One query for both kinds of file on which two officers of the house sign, and none where nothing waits."""
    if not any_waits(viewer, SIGNED_ONCE) or not closures.may_close(viewer):
        return []
    rows = signatures.unsigned("majlis.", (*closures.WORDS, enacted.WORD))
    return signatures.waiting(viewer, rows, "تقویم و عددهای خانه")
