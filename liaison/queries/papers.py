"""Papers of answers, of evidence, of gatherings: who may open them. The permission stands in the one query."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from liaison.models import AnswerDocument, EvidenceDocument, Gathering, GatheringDocument
from liaison.queries.scope import MEMBER, has_a_door, office, referrals, tasks
from liaison.queries.work_scope import gatherings
from majlis import persian
from majlis.intake import PDF
from majlis.queries import Viewer

PICTURE = "تصویر"
KILO = 1024


def document_scope(viewer: Viewer) -> Q:
    """Papers: the office's all, a ministry's own and those of what it is called to, a member's of what he was promised."""
    if not (has_a_door(viewer) or viewer.holds(MEMBER)):
        return Q(pk__in=[])
    shown = EvidenceDocument.objects.filter(
        document=OuterRef("pk"), evidence__task__in=tasks(viewer).order_by().values("pk")
    )
    attached = AnswerDocument.objects.filter(document=OuterRef("pk"))
    if not office(viewer):
        attached = attached.filter(answer__referral__in=referrals(viewer).values("pk"))
    laid = gathering_papers(viewer).filter(document=OuterRef("pk")).order_by()
    return Q(realm="liaison") & (Exists(attached) | Exists(shown) | Exists(laid))


def gathering_papers(viewer: Viewer) -> QuerySet[GatheringDocument]:
    """Papers of the gatherings whose page he may open; the signed minutes are the office's, as the minutes themselves are."""
    rows = GatheringDocument.objects.all()
    if office(viewer):
        return rows
    if not has_a_door(viewer):
        return rows.none()
    return rows.filter(of_minutes=False, gathering__in=gatherings(viewer).order_by().values("pk"))


def papers_of(viewer: Viewer, gathering: Gathering) -> list[dict[str, Any]]:
    """One gathering's papers that he may open, in the order in which they came, as the list of papers shows them."""
    rows = gathering_papers(viewer).filter(gathering=gathering).select_related("document").order_by("place")
    return [_told(each) for each in rows]


def _told(row: GatheringDocument) -> dict[str, Any]:
    paper = row.document
    kind = "PDF" if paper.media_type == PDF else PICTURE
    # The Latin word last: a Persian number beside it would be drawn on its other side.
    words = [f"{persian.number(paper.pages)} صفحه", _size(paper.size), kind]
    if row.of_minutes:
        words.insert(0, "صورت‌جلسهٔ امضاشده")
    return {"title": paper.title, "url": reverse("document", args=[paper.pk]), "detail": "، ".join(words)}


def _size(size: int) -> str:
    """As a chosen file tells its size before it is sent."""
    kilobytes = max(1, round(size / KILO))
    if kilobytes < KILO:
        return f"{persian.number(kilobytes)} کیلوبایت"
    return f"{persian.digits(f'{kilobytes / KILO:.1f}').replace('.', '٫')} مگابایت"
