"""Twenty years of the office's own work: gatherings, who attended and what was defended there, meetings, tasks and promises."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import chain

from liaison.demo.years.cast import DAY, Cast
from liaison.demo.years.hand import write
from liaison.models import DefenceRecord, Evidence, Gathering, Guest, MeetingRequest, Presence, Task
from majlis import persian
from majlis.rules.deadlines import legal_day

NEAR, RECENT = 60, 60  # gatherings of these two weeks, and of the last thirty days; tasks that are not accepted yet
WAITING = 30  # requests to be received that nobody has answered
CALLED, DEFENDED = 5, 4
HELD_KINDS = ("floor", "committee", "cabinet", "joint", "expert", "deputies", "meeting", "training")
TASK_KINDS = ("promise", "decision", "mission", "sitting_report", "policy", "research", "publication", "by_law")
MARKS = ("came", "came", "late", "absent")
HOUR = timedelta(hours=1)


def gatherings(cast: Cast, places: range) -> None:
    """Write so many gatherings with who was called, the meetings that were asked for, and what was defended."""
    dice = random.Random(f"gathering {places.start}")
    made = write(_gathering(cast, place, dice) for place in places)
    write(chain.from_iterable(_called(cast, each, dice) for each in made))
    asked = write(
        MeetingRequest(
            asked_of="president", shape="single", subject="دیدار", asked_at=each.starts_at - 20 * DAY, gathering=each,
            stage="arranged", stage_since=each.starts_at - 10 * DAY,
        )
        for each in made if each.kind == "meeting"
    )  # fmt: skip
    if places.start == 0:
        asked += write(
            MeetingRequest(
                asked_of="president", shape="single", subject="دیدار", asked_at=cast.now - n * DAY, stage="requested",
                stage_since=cast.now - n * DAY,
            )
            for n in range(WAITING)
        )  # fmt: skip
    write(Guest(request=each, person=dice.choice(cast.members)) for each in asked)
    held = [each for each in made if each.stage == "held" and each.kind in ("floor", "committee")]
    write(
        DefenceRecord(
            gathering=each, line="دولت موافق است", speaker=cast.deputy(dice.randrange(len(cast.ministries)), each.starts_at),
            outcome="پذیرفته شد", at=each.ends_at, stage="recorded", stage_since=each.ends_at,
        )
        for each in held
    )  # fmt: skip


def _gathering(cast: Cast, place: int, dice: random.Random) -> Gathering:
    near = place < NEAR
    begins = cast.now + 14 * DAY * dice.random() if near else cast.once(dice)
    if NEAR <= place < NEAR + RECENT:
        begins = cast.now - HOUR - 30 * DAY * dice.random() - 2 * HOUR
    return Gathering(
        kind=HELD_KINDS[place % len(HELD_KINDS)], title=f"نشست {place + 1}", starts_at=begins, ends_at=begins + 2 * HOUR,
        stage="planned" if near else "held", stage_since=begins - 9 * DAY, held_at=None if near else begins + 2 * HOUR,
    )  # fmt: skip


def _called(cast: Cast, gathering: Gathering, dice: random.Random) -> Iterator[Presence]:
    """The deputies of five ministries as they then were; who was called to a course stands there as well."""
    planned, called = gathering.stage == "planned", gathering.starts_at - 8 * DAY
    for place in dice.sample(range(len(cast.ministries)), CALLED):
        yield Presence(
            gathering=gathering, person=cast.deputy(place, gathering.starts_at), ministry=cast.ministries[place], office="deputy",
            call="must", called_at=called, stage="called" if planned else dice.choice(MARKS), stage_since=called,
            marked_at=None if planned else gathering.ends_at,
        )  # fmt: skip


def tasks(cast: Cast, places: range) -> None:
    """Write so many tasks, with what showed that they were done."""
    dice = random.Random(f"task {places.start}")
    made = write(_task(cast, place, dice) for place in places)
    order = {each.pk: place for place, each in enumerate(cast.ministries)}
    write(
        Evidence(
            task=each, text="صورت‌جلسهٔ تحویل", at=each.evidenced_at, author=cast.deputy(order[each.ministry_id], each.evidenced_at)
        )
        for each in made if each.evidenced_at
    )  # fmt: skip


def _task(cast: Cast, place: int, dice: random.Random) -> Task:
    still = place < NEAR
    given = cast.now - 40 * DAY * dice.random() if still else cast.once(dice)
    kind = TASK_KINDS[place % len(TASK_KINDS)]
    title = f"کار {place + 1}"
    audience = dice.choice(("public", "managers"))
    return Task(
        kind=kind, year=persian.jalali_parts(legal_day(given))[0], serial=place + 1, title=title, search=persian.fold(title)[1],
        ministry=dice.choice(cast.ministries), asker=dice.choice(cast.members) if kind == "promise" else None, given_at=given,
        due_day=legal_day(given + 30 * DAY), stage="assigned" if still else "accepted", stage_since=given,
        details={"audience": audience, "medium": "پایگاه"} if kind == "publication" else {},
        evidenced_at=None if still else given + 20 * DAY, accepted_at=None if still else given + 25 * DAY,
    )  # fmt: skip
