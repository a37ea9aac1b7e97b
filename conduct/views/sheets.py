"""What is printed of a case and of a sitting: a PDF made in the request, under its reader's name and hour, and noted (Art. 7 note 1)."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from conduct.queries import case_visible
from conduct.queries.case_room import case_room
from conduct.queries.papers import told_mark
from conduct.queries.printed import case_lines, minutes_lines
from conduct.queries.scope import sitting_visible
from conduct.views.door import enter, opened
from majlis.pdf.lines import drawn
from majlis.pdf.mark import marked

PDF = "application/pdf"


@login_required
@require_safe
def case_sheet(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A case as its reader may see it."""
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    found = case_visible(viewer, pk)
    if found is None:
        raise Http404
    enter(request)
    opened(request, found, "print")
    return _given(viewer, "پرونده", case_lines(case_room(viewer, found)), "case.pdf")


@login_required
@require_safe
def minutes(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The minutes of a sitting: who was there, what was asked, how it was decided; of a case that is not his to see, nothing."""
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    found = sitting_visible(viewer, pk)
    if found is None:
        raise Http404
    enter(request)
    opened(request, found, "print")
    lines, cases = minutes_lines(viewer, found)
    for case in cases:
        opened(request, case, "print")
    return _given(viewer, "صورت‌جلسه", lines, "minutes.pdf")


def _given(viewer: Any, title: str, lines: Any, name: str) -> HttpResponse:
    data = marked(drawn(title, lines, viewer.at), PDF, told_mark(viewer))
    response = HttpResponse(data, content_type=PDF, headers={"Content-Disposition": f'attachment; filename="{name}"'})
    response["Cache-Control"] = "no-store"
    return response
