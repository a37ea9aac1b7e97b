"""The papers of a case, as rows of the shared list and as choices."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from conduct.models import Case, CasePaper
from majlis import persian
from majlis.models import Document, Person
from majlis.queries import Viewer
from majlis.queries.prepared import Prepared
from majlis.rules.deadlines import legal_day

MOST_KEPT = 20  # papers that one leaf brings


def papers(case: Case) -> list[dict[str, Any]]:
    """Papers of a case as rows of the shared list."""
    rows = _of_case(case=case.pk)
    return [paper_row(row.get_kind_display(), row.document, row.entered_at) for row in rows]


_of_case = Prepared(lambda case: CasePaper.objects.filter(case=case).select_related("document"), case=UUID)


def paper_row(title: str, document: Any, at: datetime) -> dict[str, Any]:
    detail = f"{persian.jalali(legal_day(at))}، {persian.number(document.pages)} صفحه"
    return {"title": title, "url": reverse("document", args=[document.pk]), "detail": detail, "sealed": True}


def paper_choices(case: Case) -> list[tuple[str, str]]:
    """Papers of a case, to be chosen for release."""
    rows = CasePaper.objects.filter(case=case).select_related("document")
    return [(str(row.document_id), f"{row.get_kind_display()}: {row.document.title}") for row in rows]


def kept_paper(owner: Person, key: str) -> Document:
    """A paper that somebody has just kept for this office and that lies in no case yet."""
    return Document.objects.get(pk=key, owner=owner, realm="conduct")


def kept_papers(owner: Person, keys: list[str]) -> list[Document]:
    """His own papers among these keys, in the order in which they came; others are not there."""
    known = {str(each.pk): each for each in Document.objects.filter(owner=owner, realm="conduct", pk__in=_keys(keys))}
    return [known[key] for key in dict.fromkeys(keys) if key in known]


def _keys(typed: list[str]) -> list[UUID]:
    found = []
    for each in typed[:MOST_KEPT]:
        with suppress(ValueError):
            found.append(UUID(each))
    return found


def mark_of(viewer: Viewer, document: Document) -> str:
    """What is written across a paper of a case: who looks, and when. A signed letter is what leaves the house, as it was signed."""
    if viewer.person is None or not CasePaper.objects.filter(document=document).exists():
        return ""
    return told_mark(viewer)


def told_mark(viewer: Viewer) -> str:
    return f"{viewer.person.name}، {persian.jalali_datetime(viewer.at)}" if viewer.person is not None else ""
