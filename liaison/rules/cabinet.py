"""The government before the chamber: names within two weeks, half the cabinet changed (Const. 133, 136)."""

from __future__ import annotations

from datetime import date

from liaison.rules.laws import FIGURES
from majlis.rules.deadlines import Calendar, Deadline, deadline, midnight
from majlis.rules.law import Figure

NAMING = "confidence_programme_weeks"
RENEWAL = ("cabinet_renewal_numerator", "cabinet_renewal_denominator")


def naming_figure(day: date) -> Figure:
    """Const. 133: the figure by which names are due, as it stood on a day."""
    return FIGURES.on(NAMING, day)


def naming_ends(from_day: date, calendar: Calendar) -> Deadline | None:
    """Const. 133: until when the President names the ministers; None while the figure is unset.

    Args: from_day, the first day of the government.
    """
    # ASK (Const. 133): the text counts from the oath or the government's fall; its first day here is the one entered for it.
    figure = naming_figure(from_day)
    return deadline(midnight(from_day), figure, calendar) if figure.value is not None else None


def renewal_most(ministries: int, day: date) -> int:
    """Const. 136: so many ministers at most may change before the whole government asks for confidence again.

    Args: ministries, how many the first vote was about, in persons.
    """
    part, whole = (FIGURES.value(key, day) for key in RENEWAL)
    return ministries * part // whole
