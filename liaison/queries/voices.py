"""The one-voice matrix: articles by ministries, where they contradict each other, and what one body is shown (house procedure, Art. 31)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from liaison.models import Mark, Opinion, Voice, VoiceArticle
from liaison.queries.scope import DEPUTY, office
from liaison.queries.work_scope import opinions, voices
from liaison.rules.voices import BILLS, CONFLICT, quarrel
from majlis.models import Body
from majlis.queries import Viewer
from majlis.queries.paging import Page, page_of

NEWEST = ("-asked_at", "-id")


@dataclass(frozen=True)
class Row:
    """One article with each body's mark in the order of the opinions; None where a body has said nothing to it."""

    article: VoiceArticle
    marks: list[Mark | None]
    quarrel: str

    @property
    def conflict(self) -> bool:
        return self.quarrel == CONFLICT


@dataclass(frozen=True)
class Matrix:
    """Opinions, and the rows under them."""

    opinions: list[Opinion]
    rows: list[Row]

    @property
    def conflicts(self) -> list[Row]:
        return [row for row in self.rows if row.conflict]

    @property
    def silent(self) -> list[Opinion]:
        return [each for each in self.opinions if each.stage != "given"]


def matrix_of(voice: Voice) -> Matrix:
    """All that was said of an edition, in three queries."""
    heard = list(voice.opinions.select_related("body").order_by("-body__kind", "body__order", "body__code"))
    said = {
        (mark.opinion_id, mark.article_id): mark
        for mark in Mark.objects.filter(opinion__voice=voice, opinion__stage="given")
    }
    rows = []
    for article in voice.articles.all():
        marks = [said.get((each.pk, article.pk)) for each in heard]
        of_ministries = [
            mark.stance for mark, each in zip(marks, heard, strict=True) if mark is not None and not each.of_parliament
        ]
        rows.append(Row(article, marks, quarrel(of_ministries)))
    return Matrix(heard, rows)


def shown(opinion: Opinion, viewer: Viewer) -> bool:
    """Drafts stay inside their ministry."""
    return opinion.stage != "drafted" or not office(viewer)


@dataclass(frozen=True)
class Own:
    """One article with one body's own mark."""

    article: VoiceArticle
    mark: Mark | None


def own_marks(opinion: Opinion, viewer: Viewer) -> list[Own]:
    """What one body said, article by article; what its expert drafts is the ministry's alone."""
    said = {mark.article_id: mark for mark in opinion.marks.all()} if shown(opinion, viewer) else {}
    return [Own(article, said.get(article.pk)) for article in opinion.voice.articles.all()]


def counted(viewer: Viewer) -> QuerySet[Voice]:
    """Editions with how many were asked and how many have spoken."""
    return voices(viewer).annotate(
        asked=Count("opinions", distinct=True),
        given=Count("opinions", filter=Q(opinions__stage="given"), distinct=True),
    )


def page_of_voices(viewer: Viewer, token: str) -> Page:
    return page_of(counted(viewer), NEWEST, token)


def page_of_opinions(viewer: Viewer, token: str) -> Page:
    """What a ministry was asked, the newest first."""
    return page_of(opinions(viewer), ("-voice__asked_at", "-id"), token)


def opinions_waiting(viewer: Viewer) -> QuerySet[Opinion]:
    """What his ministry has still to say: its deputy what nobody gave, its expert what nobody drafted."""
    stages = ("asked", "drafted") if viewer.holds(DEPUTY) else ("asked",)
    rows = opinions(viewer).filter(stage__in=stages, voice__stage="asked", body__kind="ministry")
    return rows.order_by("voice__due_day", "id")


def askable() -> QuerySet[Body]:
    """Whose word may be asked: ministries; committees and the presiding board, as the office records it."""
    kinds = ("ministry", "committee", "presiding_board")
    return Body.objects.filter(kind__in=kinds).order_by("-kind", "order", "code")


def editions_of(viewer: Viewer, matter: object) -> list[Voice]:
    """The editions of one bill."""
    return list(voices(viewer).filter(matter=matter)) if getattr(matter, "kind", "") in BILLS else []
