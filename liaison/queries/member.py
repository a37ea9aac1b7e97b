"""All that stands between one member and the government: his questions, notices, interpellations, bills, promises made to him,
how he was received, what he was told, how he voted where it is told by name, the letters to him."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from liaison.models import Guest, Matter, Referral, Signature, Task
from liaison.queries.floor import votes_by
from liaison.queries.listing import NEWEST, SHOWN
from liaison.queries.positions import told_to
from liaison.queries.scope import MEMBER, office, tasks
from liaison.queries.tasks import ALL, BY_DAY
from liaison.rules.kinds import KINDS
from liaison.rules.kinds import OPEN as OPEN_MATTERS
from liaison.rules.tasks import OPEN, PROMISE, TASK_KINDS
from majlis.models import Letter, Membership, Person
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
    """What is no file of his but has to do with him: meetings, positions told, votes by name, letters; nothing where there is none."""
    told = (
        ("meeting", "دیدارها", visits_of(person), "liaison:meetings"),
        ("position", "نظر دولت که به او گفته شد", told_to(person), "liaison:positions"),
        ("vote", "رأی‌های او به نام", votes_by(person), ""),
        ("letter", "نامه‌ها به او", letters_to(person), ""),
    )
    found = []
    for code, title, rows, name in told:
        if count := rows.order_by().count():
            url = reverse(name) if name and office(viewer) else ""
            found.append(Section(code, title, count, 0, list(rows[:SHOWN]), url))
    return found


def visits_of(person: Person) -> QuerySet[Guest]:
    """The meetings for which he asked, or was named; newest first."""
    rows = Guest.objects.filter(person=person).select_related(
        "request__minister", "request__committee", "request__gathering"
    )
    return rows.prefetch_related("request__guests__person").order_by("-request__asked_at", "-id")


def letters_to(person: Person) -> QuerySet[Letter]:
    """Signed letters on his files that are written to him by name; newest first.

    The name is a whole line of the addressee's, as the house words it: one that is part of another's is not taken for it. A
    line says all that the letter says of its reader, whoever of several it is written to and however its draft was changed.
    """
    # Of two of the very same name under one file, the house writes to the first signer.
    namesakes = Q(lead__name=person.name) & ~Q(lead=person)
    files = matters_of(person).exclude(namesakes).order_by().values("pk")
    of_files = Q(file_key__in=files) | Q(file_key__in=Referral.objects.filter(matter__in=files).values("pk"))
    rows = Letter.objects.filter(of_files, realm="liaison", stage="signed", addressee__regex=_line(person.name))
    return rows.order_by("-signed_at", "-id")


def _line(name: str) -> str:
    """A line that is this name and nothing else, as the database looks for it."""
    words = "[[:blank:]]+".join(re.escape(word) for word in name.split())
    return f"(^|\\n)[[:blank:]]*{words}[[:blank:]]*(\\n|$)"


def _list(viewer: Viewer, name: str, **wanted: Any) -> str:
    return f"{reverse(name)}?{urlencode(wanted)}" if office(viewer) else ""


@dataclass(frozen=True)
class Line:
    """One row of all that is a member's, in the words of its section."""

    section: str
    number: str = ""
    subject: str = ""
    other: Any = None
    state: str = ""
    at: Any = None
    floor_at: Any = None
    due_day: Any = None
    detail: str = ""


def everything(person: Person, viewer: Viewer) -> list[Line]:
    """Every section of his page, whole, in the page's order: what his list holds when it is taken away."""
    return [
        *(_matter_line(each) for each in matters_of(person).order_by(*NEWEST)),
        *(
            Line(each.kind_label, each.number, each.title, each.ministry, each.stage_label, each.given_at, None, each.due_day)
            for each in promises_to(person, viewer).order_by(*BY_DAY)
        ),
        *(
            Line("دیدار", "", each.request.subject, each.request.host, each.request.stage_label, each.request.asked_at)
            for each in visits_of(person)
        ),
        *(
            Line("نظر دولت", each.position.matter.number, each.position.matter.title, None, each.position.get_stance_display(),
                 each.at, detail="؛ ".join(filter(None, (each.medium, each.position.text))))
            for each in told_to(person)
        ),
        *(
            Line("رأی به نام", each.floor_vote.matter.number, each.floor_vote.matter.title, None, each.get_vote_display(),
                 each.floor_vote.at, detail=each.get_question_display())
            for each in votes_by(person)
        ),
        *(
            Line("نامه", each.mark, each.title, None, each.stage_label, each.signed_at) for each in letters_to(person)
        ),
    ]  # fmt: skip


def _matter_line(row: Matter) -> Line:
    return Line(row.kind_label, row.number, row.title, row.addressee, row.stage_label, row.filed_at, row.floor_at)
