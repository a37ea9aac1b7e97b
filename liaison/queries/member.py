"""All that stands between one member and the government: his questions, notices, interpellations, bills, promises made to him."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from liaison.models import Matter, Signature, Task
from liaison.queries.listing import NEWEST, SHOWN
from liaison.queries.positions import told_to
from liaison.queries.scope import MEMBER, office, tasks
from liaison.queries.tasks import ALL, BY_DAY
from liaison.rules.kinds import KINDS
from liaison.rules.kinds import OPEN as OPEN_MATTERS
from liaison.rules.tasks import OPEN, PROMISE, TASK_KINDS
from majlis.models import Membership, Person
from majlis.queries import Viewer

SIGNED = tuple(kind for kind in KINDS.values() if kind.backer)


@dataclass(frozen=True)
class Section:
    """One kind of file of a member's: how many, of them open, the last ones, and the list of all for whom it has a door."""

    code: str
    title: str
    count: int = 0
    open: int = 0
    rows: list[Any] = field(default_factory=list)
    url: str = ""


def member_seen(viewer: Viewer, pk: UUID) -> Person | None:
    """A member of any term, for the office; for himself, his own page while he sits."""
    if viewer.person is None or not (office(viewer) or (viewer.holds(MEMBER) and viewer.person.pk == pk)):
        return None
    seats = Membership.objects.filter(person=OuterRef("pk"), body__kind="chamber", role="member")
    return Person.objects.filter(Exists(seats), pk=pk).first()


def matters_of(person: Person) -> QuerySet[Matter]:
    """Matters under which his name stands or stood. What ministries wrote on them is not told."""
    signed = Signature.objects.filter(matter=OuterRef("pk"), person=person)
    return Matter.objects.filter(Exists(signed)).select_related("addressee", "committee")


def promises_to(person: Person, viewer: Viewer) -> QuerySet[Task]:
    return tasks(viewer).filter(kind=PROMISE, asker=person)


def sections(person: Person, viewer: Viewer) -> list[Section]:
    """His files kind by kind, in the order of the law's table, promises last; for another eye than the office's without lists."""
    numbers = {row["kind"]: row for row in _counted(matters_of(person), OPEN_MATTERS).values("kind", "count", "open")}
    told, last = [], _last_of_each_kind(person)
    for kind in SIGNED:
        row = numbers.get(kind.code, {"count": 0, "open": 0})
        if not (kind.main or row["count"]):
            continue
        rows = last.get(kind.code, [])
        url = _list(viewer, "liaison:matters", kind=kind.code, member=person.pk)
        told.append(Section(kind.code, kind.plural, row["count"], row["open"], rows, url))
    return [*told, _promises(person, viewer), *_told(person, viewer)]


def _last_of_each_kind(person: Person) -> dict[str, list[Matter]]:
    """His newest matters of each kind, in one query however many kinds he has."""
    place = Window(RowNumber(), partition_by=F("kind"), order_by=[F("filed_at").desc(), F("id").desc()])
    found: dict[str, list[Matter]] = defaultdict(list)
    for each in matters_of(person).annotate(place=place).filter(place__lte=SHOWN).order_by(*NEWEST):
        found[each.kind].append(each)
    return found


def _counted(rows: QuerySet[Matter], stages: tuple[str, ...]) -> QuerySet[Any]:
    counts = {"count": Count("id"), "open": Count("id", filter=Q(stage__in=stages))}
    return rows.select_related(None).order_by().values("kind").annotate(**counts)


def _promises(person: Person, viewer: Viewer) -> Section:
    rows = promises_to(person, viewer)
    numbers = rows.order_by().aggregate(count=Count("id"), open=Count("id", filter=Q(stage__in=OPEN)))
    url = _list(viewer, "liaison:tasks", kind=PROMISE, asker=person.pk, stage=ALL)
    shown = list(rows.order_by(*BY_DAY)[:SHOWN])
    return Section(PROMISE, TASK_KINDS[PROMISE].plural, numbers["count"], numbers["open"], shown, url)


def _told(person: Person, viewer: Viewer) -> list[Section]:
    """The government's positions that he was told by name; nothing where there is none."""
    rows = told_to(person)
    count, shown = rows.order_by().count(), list(rows[:SHOWN])
    url = reverse("liaison:positions") if office(viewer) else ""
    return [Section("position", "نظر دولت که به او گفته شد", count, 0, shown, url)] if count else []


def _list(viewer: Viewer, name: str, **wanted: Any) -> str:
    return f"{reverse(name)}?{urlencode(wanted)}" if office(viewer) else ""


def everything(person: Person, viewer: Viewer) -> list[Matter | Task]:
    """His matters, newest first, then the promises made to him: what his list holds when it is taken away."""
    return [*matters_of(person).order_by(*NEWEST), *promises_to(person, viewer).order_by(*BY_DAY)]
