"""What waits among the tasks: the office's to judge, follow and do, a ministry's to do, a member's to close (Arts. 9, 10)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from liaison.models import Task
from liaison.queries.counted import counted
from liaison.queries.scope import MEMBER, of_a_ministry, office
from liaison.queries.tasks import BY_DAY, due_of, in_hand
from liaison.rules.procedure import STEPS
from liaison.rules.tasks import IN_HAND, PROMISE
from majlis import persian
from majlis.queries import Viewer, Waiting
from majlis.queries.prepared import Prepared
from majlis.queries.prepared_for import PreparedFor
from majlis.queries.waiting import ROWS_A_STEP


def tasks_waiting(viewer: Viewer) -> list[Waiting]:
    """Rows for the cartable."""
    told = _of_office(viewer) if office(viewer) else _in_hand_of(viewer) if of_a_ministry(viewer) else []
    return [*told, *_of_asker(viewer)] if viewer.holds(MEMBER) else told


def _of_office(viewer: Viewer) -> list[Waiting]:
    rows, told = [], counted(viewer)
    if come := told.get("evidenced"):
        rows.append(_counted("accept_task", come, "کار با سند رسیده", f"{_list()}?stage=evidenced"))
    if due := told.get("promised"):
        rows.append(_counted("follow_up_promise", due, "وعده", reverse("liaison:promises")))
    return rows + _in_hand_of(viewer)


def _in_hand_of(viewer: Viewer) -> list[Waiting]:
    return [_row("give_evidence", each) for each in _in_hand(viewer)]


_in_hand = PreparedFor(lambda viewer: in_hand(viewer)[:ROWS_A_STEP])


def _of_asker(viewer: Viewer) -> list[Waiting]:
    """Promises made to him for which evidence has come."""
    return [_row("accept_promise", each) for each in _evidenced(asker=viewer.person.pk)]  # type: ignore[union-attr]


def _evidenced_for(asker: UUID) -> QuerySet[Task]:
    rows = Task.objects.filter(kind=PROMISE, asker=asker, stage="evidenced").select_related("ministry")
    return rows.order_by(*BY_DAY)[:ROWS_A_STEP]


_evidenced = Prepared(_evidenced_for, asker=UUID)


def _row(word: str, task: Task) -> Waiting:
    step, end = STEPS[word], due_of(task) if task.stage in IN_HAND else None
    return Waiting(step, step.label, task.title, str(task), task.get_absolute_url(), end)


def _counted(word: str, count: int, what: str, url: str) -> Waiting:
    step = STEPS[word]
    return Waiting(step, step.label, f"{persian.number(count)} {what}", "کارهای سپرده", url, None)


def _list() -> str:
    return reverse("liaison:tasks")
