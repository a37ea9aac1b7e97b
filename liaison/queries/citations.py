"""Research that a line of the government cites: what may be cited, what a line cites, in which lines research is cited
(house procedure, Art. 31)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef

from liaison.models import Citation, EvidenceDocument, Task, Voice
from liaison.queries.scope import office, tasks
from liaison.queries.work_scope import opinions, voices
from liaison.rules.tasks import DONE, RESEARCH
from majlis.models import Document
from majlis.queries import Viewer

# Research of some years, which one looks through by typing a word of it.
OFFERED = 300


def citable(viewer: Viewer, voice: Voice) -> list[Task]:
    """What a line may cite: the newest research that was accepted, and what it cites already, however old."""
    done = tasks(viewer).filter(kind=RESEARCH, stage=DONE).order_by("-accepted_at", "-id")
    newest = list(done[:OFFERED])
    known = {each.pk for each in newest}
    return newest + [each for each in done.filter(citations__voice=voice) if each.pk not in known]


def keys_cited(voice: Voice) -> list[str]:
    """The keys of what a line cites, in its order."""
    return [str(each) for each in voice.citations.values_list("task", flat=True)]


def tasks_named(viewer: Viewer, keys: Iterable[str]) -> dict[str, Task]:
    """The tasks of these keys that he may see, by key as it was given; what is no key names none."""
    wanted = {key: found for key in keys if (found := _key(key)) is not None}
    rows = {each.pk: each for each in tasks(viewer).filter(pk__in=wanted.values())} if wanted else {}
    return {key: rows[found] for key, found in wanted.items() if found in rows}


def _key(told: str) -> UUID | None:
    try:
        return UUID(str(told))
    except ValueError:
        return None


@dataclass(frozen=True)
class Cited:
    """Research as a line's reader finds it. url: empty where he may not open it; papers: of its evidence, where he may."""

    number: str
    title: str
    url: str = ""
    papers: list[Document] = field(default_factory=list)


def cited_by(voice: Voice, viewer: Viewer) -> list[Cited]:
    """What a line cites, in its order, in two questions: everyone who reads the line reads the titles, and opens what is his."""
    own = tasks(viewer).filter(pk=OuterRef("task")).order_by()
    rows = list(Citation.objects.filter(voice=voice).select_related("task").annotate(opens=Exists(own)))
    papers: dict[UUID, list[Document]] = {}
    shown = EvidenceDocument.objects.filter(evidence__task__in=[each.task_id for each in rows if each.opens])
    for paper in shown.select_related("evidence", "document").order_by("evidence__at", "document__name", "id"):
        papers.setdefault(paper.evidence.task_id, []).append(paper.document)
    return [
        Cited(
            each.task.number,
            each.task.title,
            each.task.get_absolute_url() if each.opens else "",
            papers.get(each.task_id, []),
        )
        for each in rows
    ]


@dataclass(frozen=True)
class CitedIn:
    """A line that rests on research: its bill, its edition, and the page of it that the reader may open."""

    matter: str
    edition: str
    url: str


def cited_in(task: Task, viewer: Viewer) -> list[CitedIn]:
    """The lines in which research is cited: for the office all, with the matrix; for a ministry those it was asked about."""
    if task.kind != RESEARCH:
        return []
    if office(viewer):
        return [
            CitedIn(str(each.matter), each.edition, each.get_absolute_url())
            for each in voices(viewer).filter(citations__task=task)
        ]
    rows = opinions(viewer).filter(voice__citations__task=task).order_by("-voice__asked_at", "-id")
    return [CitedIn(str(each.voice.matter), each.voice.edition, each.get_absolute_url()) for each in rows]
