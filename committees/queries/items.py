"""The items that are judged: those of each form's last submission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet

from committees.models import Formation, Item
from committees.rules.procedure import STEPS
from majlis import persian
from majlis.queries import Viewer
from majlis.queries.prepared import Prepared
from majlis.queries.standing import read_clocks


def current_items(formation: Formation) -> QuerySet[Item]:
    """Items of the submissions that stand, of every form in a formation."""
    return Item.objects.filter(declaration__formation=formation, submission=F("declaration__submission"))


# Every page's frame asks how many forms are left, so beyond this they are not counted. The house has a third as many members.
COUNTED_MOST = 400
LEFT = """
SELECT formation.id, (
    SELECT count(*) FROM (
        SELECT 1 FROM committees_declaration AS form
        WHERE form.formation_id = formation.id AND form.submission > 0 AND EXISTS (
            SELECT 1 FROM committees_item AS item
            WHERE item.declaration_id = form.id AND item.submission = form.submission AND item.stage = 'declared'
        ) ORDER BY form.submitted_at, form.number LIMIT %s  -- in the order of an index: it stops where it has enough
    ) AS waiting
) FROM committees_formation AS formation WHERE formation.id = ANY(%s)
"""


@dataclass(frozen=True)
class Left:
    """The submitted forms with an item that nobody has held against its papers yet, counted up to COUNTED_MOST."""

    forms: int = 0

    @property
    def many(self) -> bool:
        """Are there more than are counted?"""
        return self.forms > COUNTED_MOST

    @property
    def text(self) -> str:
        return f"بیش از {persian.number(COUNTED_MOST)} فرم" if self.many else f"{persian.number(self.forms)} فرم"


CLOCKS = tuple({step.clock_from for step in STEPS.values() if step.clock_from and ":" not in step.clock_from})


def running(viewer: Viewer) -> list[Formation]:
    """The formations that are not final, with what their clocks and gates ask about; three queries, once a request."""
    return viewer.once("committees.running", lambda: _running(viewer))


_not_final = Prepared(lambda: Formation.objects.exclude(stage="final").select_related("term"))


def _running(viewer: Viewer) -> list[Formation]:
    found = _not_final()
    if found:
        read_clocks(found, CLOCKS)
    checking = [each for each in found if each.stage in STEPS["accept_item"].root_in]
    if checking and viewer.holds(*STEPS["accept_item"].by):
        left = _left([each.pk for each in checking])
        for each in checking:
            each.left = left[each.pk]
    return found


def with_left(formation: Formation, viewer: Viewer) -> Formation:
    """The formation with what is left of it: as the frame has read it, where it did, so that nothing is read twice."""
    if formation.stage in STEPS["accept_item"].root_in:
        for each in running(viewer):
            if each.pk == formation.pk and each.left is not None:
                return each
    formation.left = left_of(formation)
    return formation


def left_of(formation: Formation) -> Left:
    """What is left of one formation now."""
    return _left([formation.pk])[formation.pk]


def _left(formations: list[UUID]) -> Mapping[UUID, Left]:
    with connection.cursor() as cursor:
        cursor.execute(LEFT, [COUNTED_MOST + 1, formations])
        return {formation: Left(forms) for formation, forms in cursor.fetchall()}
