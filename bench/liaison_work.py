"""Twenty years of the office's own work for bench/liaison.py: gatherings and who attended, meetings, tasks and promises.

The same few are open and near at either size: history grows, and the desk does not. The rows are invented and go past the acts.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

FULL = {"gathering": 20_000, "task": 40_000}
NEAR = 60  # gatherings of this week and next, and tasks not yet accepted
CALLED = 5
HELD_KINDS = ("floor", "committee", "cabinet", "joint", "expert", "deputies", "meeting", "training")
TASK_KINDS = ("promise", "decision", "mission", "sitting_report", "policy", "research", "publication", "by_law")
MARKS = ("came", "came", "late", "absent")
BATCH = 2000
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Work:
    """What the office does itself. Args: began, now, the span of the history; ministries, members, whom it concerns."""

    def __init__(self, began: datetime, now: datetime, ministries: Sequence[Any], members: Sequence[Any]) -> None:
        self.began, self.now, self.ministries, self.members = began, now, ministries, members
        self.have = dict.fromkeys(FULL, 0)

    def grow(self, share: float) -> None:
        """Add what is missing to a share of the full history."""
        for kind, write in (("gathering", self._gatherings), ("task", self._tasks)):
            wanted = max(int(FULL[kind] * share), NEAR)
            for first in range(self.have[kind], wanted, BATCH):
                write(range(first, min(first + BATCH, wanted)))
            self.have[kind] = wanted

    def rows(self) -> int:
        from liaison.models import Gathering, Guest, MeetingRequest, Presence, Task

        return sum(model.objects.count() for model in (Gathering, Presence, MeetingRequest, Guest, Task))

    def _gatherings(self, places: range) -> None:
        from liaison.models import Gathering, Guest, MeetingRequest, Presence

        dice = random.Random(f"gathering {places.start}")
        made = Gathering.objects.bulk_create(self._gathering(place, dice) for place in places)
        Presence.objects.bulk_create(called for each in made for called in self._called(each, dice))
        asked = MeetingRequest.objects.bulk_create(
            MeetingRequest(
                asked_of="president", shape="single", subject="دیدار", asked_at=each.starts_at - 20 * DAY, gathering=each,
                stage="arranged", stage_since=each.starts_at - 10 * DAY,
            )
            for each in made if each.kind == "meeting"
        )  # fmt: skip
        Guest.objects.bulk_create(Guest(request=each, person=dice.choice(self.members)) for each in asked)

    def _gathering(self, place: int, dice: random.Random) -> Any:
        from liaison.models import Gathering

        near = place < NEAR
        begins = self.now + 14 * DAY * dice.random() if near else self._once(dice)
        return Gathering(
            kind=HELD_KINDS[place % len(HELD_KINDS)], title=f"نشست {place + 1}", starts_at=begins, ends_at=begins + 2 * HOUR,
            stage="planned" if near else "held", stage_since=begins - 9 * DAY, held_at=None if near else begins + 2 * HOUR,
        )  # fmt: skip

    def _called(self, gathering: Any, dice: random.Random) -> Iterator[Any]:
        from liaison.models import Presence

        planned = gathering.stage == "planned"
        for person in dice.sample(self.members, CALLED):
            yield Presence(
                gathering=gathering, person=person, ministry=dice.choice(self.ministries), office="deputy", call="must",
                called_at=gathering.starts_at - 8 * DAY, stage="called" if planned else dice.choice(MARKS),
                stage_since=gathering.starts_at - 8 * DAY, marked_at=None if planned else gathering.ends_at,
            )  # fmt: skip

    def _tasks(self, places: range) -> None:
        from liaison.models import Task

        dice = random.Random(f"task {places.start}")
        Task.objects.bulk_create(self._task(place, dice) for place in places)

    def _task(self, place: int, dice: random.Random) -> Any:
        from liaison.models import Task
        from majlis import persian

        still = place < NEAR
        given = self.now - 40 * DAY * dice.random() if still else self._once(dice)
        kind = TASK_KINDS[place % len(TASK_KINDS)]
        title = f"کار {place + 1}"
        return Task(
            kind=kind, year=1385 + (given - self.began).days // 365, serial=place + 1, title=title, search=persian.fold(title)[1],
            ministry=dice.choice(self.ministries), asker=dice.choice(self.members) if kind == "promise" else None, given_at=given,
            due_day=(given + 30 * DAY).date(), stage="assigned" if still else "accepted", stage_since=given,
            evidenced_at=None if still else given + 20 * DAY, accepted_at=None if still else given + 25 * DAY,
        )  # fmt: skip

    def _once(self, dice: random.Random) -> datetime:
        """Some moment of the twenty years, not of the last month."""
        return self.began + (self.now - 60 * DAY - self.began) * dice.random()
