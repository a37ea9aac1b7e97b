"""The limits that run in cases, for who may see them; the house shows no word of what they are (Arts. 9, 10)."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from conduct.models import Case
from conduct.queries.scope import cases, own_cases
from conduct.queries.waiting import TURNS, WITH_CLOCK
from conduct.rules.procedure import ENDED, STEPS
from majlis.queries import Viewer
from majlis.queries.closures import Running

MATTERS = (*WITH_CLOCK, "file_appeal")


def running_limits(viewer: Viewer) -> Iterator[Running]:
    """One a case with a running limit, each under the right by which it is seen: his office's, or his own file's."""
    # While the board waits for a court its clocks stand, and no end can be told.
    for case in cases(viewer).filter(suspended_at=None).exclude(stage__in=ENDED).prefetch_related("suspensions"):
        yield from _running(case, case.get_absolute_url())
    for case in own_cases(viewer).exclude(stage__in=ENDED):
        yield from _running(case, reverse("conduct:own_case", args=[case.pk]))


def _running(case: Case, url: str) -> Iterator[Running]:
    word = "file_appeal" if case.stage == "served" else TURNS.get(case.stage, "")
    if word in MATTERS:
        yield Running(STEPS[word], "", 1, lambda: [case], url)
