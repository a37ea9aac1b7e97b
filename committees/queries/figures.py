"""The figures of this office as they stand by day: its law's, and those that the house has entered (house, Art. 13)."""

from __future__ import annotations

from majlis.queries.enacted import figures_open
from majlis.rules.law import Figures


def figures() -> Figures:
    """All dated rows; whoever needs a number asks for the one of his day."""
    return figures_open("committees")
