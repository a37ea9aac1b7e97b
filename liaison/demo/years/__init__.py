"""Twenty years of this office, invented and written past the acts: to measure its pages, and to see them, at full size.

The register knows nothing of these rows: they belong into a house that is for showing alone. The same few files are open
and near at any size, as history grows and the desk does not.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import NamedTuple

from django.apps import apps

from liaison.demo.years import files, judged, said, work
from liaison.demo.years.cast import Cast, enter
from liaison.models import Tally
from majlis.models import Membership

PIECE = 2000
EVERY = 20_000


class Part(NamedTuple):
    """One sort of file: how many there are in the full history, how few at any size, and what writes some of them."""

    title: str
    full: int
    least: int
    write: Callable[[Cast, range], None]


PARTS = (
    *(
        Part(kind, full, files.STILL_OPEN, partial(files.matters, kind))
        for kind, full in (("question", 120_000), ("notice", 100_000), ("correspondence", 400_000))
    ),
    Part("bill", 2_000, 2 * said.STILL_OPEN, said.bills),
    Part("gathering", 20_000, work.NEAR + work.RECENT, work.gatherings),
    Part("task", 40_000, work.NEAR, work.tasks),
    Part("evaluation round", judged.ROUNDS, 1, judged.rounds),
)


class Years:
    """The history as far as it has grown. Args: now, the house's instant."""

    def __init__(self, now: datetime) -> None:
        self.cast = enter(now)
        self.have = dict.fromkeys((part.title for part in PARTS), 0)

    def grow(self, share: float, tell: Callable[[str], None] = lambda text: None) -> None:
        """Add what is missing to a share of the full history. Args: tell, who hears how far it is."""
        for part in PARTS:
            wanted = max(int(part.full * share), part.least)
            for first in range(self.have[part.title], wanted, PIECE):
                part.write(self.cast, range(first, min(first + PIECE, wanted)))
                if first and first % EVERY == 0:
                    tell(f"{part.title}: {first:,} of {wanted:,}")
            self.have[part.title] = max(wanted, self.have[part.title])


def rows() -> int:
    """How many rows the office has, with who holds what in it; counts that are kept beside them are none."""
    models = [each for each in apps.get_app_config("liaison").get_models() if not each._meta.proxy]
    own = [each for each in models if not issubclass(each, Tally)]
    return sum(each._base_manager.count() for each in (*own, Membership))
