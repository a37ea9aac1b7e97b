"""What everybody may read of notices: published, and not classified (Art. 206; house procedure, Art. 40)."""

from __future__ import annotations

from django.db.models import QuerySet

from liaison.models import Answer, Matter, NoticePublication
from majlis.queries.paging import Page, page_of

NEWEST = ("-published_at", "-id")


def published_notices() -> QuerySet[NoticePublication]:
    """A notice that is classified afterwards is not there at the next request."""
    return NoticePublication.objects.filter(matter__classified=False).select_related(
        "matter__addressee", "matter__lead"
    )


def page_of_notices(token: str) -> Page:
    return page_of(published_notices(), NEWEST, token)


def last_answer(notice: Matter) -> str:
    """The last answer's words, offered to the office to be read over before they go out."""
    row = Answer.objects.filter(matter=notice).order_by("-at").first()
    return row.text if row is not None else ""
