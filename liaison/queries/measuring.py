"""What the deputies of a quarter are measured by, record by record, in one query a measure (house procedure, Art. 35)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from liaison.models import Opinion, Presence, Referral, Task
from liaison.rules.evaluation import MEASURES
from liaison.rules.gatherings import BEFORE_PARLIAMENT, MARKS, MUST, THERE
from liaison.rules.tasks import RESTRICTED
from majlis import persian
from majlis.models import Membership
from majlis.queries.authority import on_day
from majlis.rules.deadlines import legal_day, midnight

NEXT_DAY = timedelta(days=1)
Record = dict[str, Any]
Found = dict[Any, dict[str, list[Record]]]


def deputies_on(day: date) -> list[Membership]:
    """The parliamentary deputies of a day."""
    rows = Membership.objects.filter(on_day(day), body__kind="ministry", role="deputy")
    return list(rows.select_related("person", "body").order_by("body__order", "body__code", "person__sort_key", "pk"))


def measured(first: date, last: date, deputies: list[Membership]) -> Found:
    """Each deputy's records by measure. Args: first, last, the days of the quarter; deputies, of its last day."""
    span = midnight(first), midnight(last + NEXT_DAY)
    by_person = {each.person_id: each.pk for each in deputies}
    by_ministry: dict[Any, list[Any]] = defaultdict(list)
    for each in deputies:
        by_ministry[each.body_id].append(each.pk)
    found: Found = {each.pk: {code: [] for code in MEASURES} for each in deputies}
    _attendance(found, by_person, span)
    for code, records in (
        ("answers", _answers(span)),
        ("opinions", _opinions(first, last)),
        ("tasks", _tasks(first, last)),
    ):
        for ministry, record in records:
            for key in by_ministry.get(ministry, ()):
                found[key][code].append(record)
    return found


def _attendance(found: Found, by_person: dict[Any, Any], span: tuple[datetime, datetime]) -> None:
    """He himself, where he had to be: a substitute's coming is not his."""
    rows = Presence.objects.filter(
        call=MUST, office="deputy", person__in=by_person, stage__in=MARKS, gathering__kind__in=BEFORE_PARLIAMENT,
        gathering__starts_at__gte=span[0], gathering__starts_at__lt=span[1],
    )  # fmt: skip
    for each in rows.select_related("gathering").order_by("gathering__starts_at", "id"):
        own = found[by_person[each.person_id]]
        there = each.stage in THERE and each.delegate_id is None
        label = f"{each.gathering.title}، {_day(each.gathering.starts_at)}: {each.stage_label}"
        own["attendance"].append(_record(label, each.get_absolute_url(), there))
        if there:
            own["punctuality"].append(_record(label, each.get_absolute_url(), each.stage == "came"))


def _answers(span: tuple[datetime, datetime]) -> Iterable[tuple[Any, Record]]:
    rows = Referral.objects.filter(stage__in=("sent", "accepted", "answered"), due_at__gte=span[0], due_at__lt=span[1])
    for each in rows.select_related("matter").order_by("due_at", "id"):
        good = each.answered_at is not None and each.answered_at <= each.due_at
        yield each.ministry_id, _record(f"{each.matter}، مهلت {_day(each.due_at)}", each.get_absolute_url(), good)


def _opinions(first: date, last: date) -> Iterable[tuple[Any, Record]]:
    rows = Opinion.objects.filter(body__kind="ministry", voice__due_day__gte=first, voice__due_day__lte=last)
    for each in rows.select_related("voice__matter").order_by("voice__due_day", "id"):
        good = each.given_at is not None and legal_day(each.given_at) <= each.voice.due_day
        label = f"{each.voice.matter}، {each.voice.edition}"
        yield each.body_id, _record(label, each.get_absolute_url(), good)


def _tasks(first: date, last: date) -> Iterable[tuple[Any, Record]]:
    """What was owed in the quarter. A restricted task is nobody's figure."""
    rows = Task.objects.filter(ministry__isnull=False, due_day__gte=first, due_day__lte=last).exclude(
        kind__in=RESTRICTED
    )
    for each in rows.order_by("due_day", "id"):
        good = each.evidenced_at is not None and legal_day(each.evidenced_at) <= each.due_day
        yield each.ministry_id, _record(f"{each}: {each.title}", each.get_absolute_url(), good)


def _record(label: str, url: str, met: bool) -> Record:
    return {"label": label, "url": url, "met": met}


def _day(at: datetime) -> str:
    return persian.jalali(legal_day(at))
