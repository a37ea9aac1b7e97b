"""The page of the read log, for the chair alone (Art. 7 note 1)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from conduct.columns import READINGS
from conduct.queries import readings as queries
from conduct.rules.laws import CONDUCT_DIRECTIVE
from conduct.views.door import enter
from majlis.queries.paging import page_of
from majlis.views.exports import taken_as

ARTICLE = CONDUCT_DIRECTIVE.article("7 n. 1")


@login_required
@require_safe
@taken_as(READINGS)
def readings(request: HttpRequest) -> HttpResponse:
    """Every opening, print and export of what he may see, the newest first."""
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    if not queries.may_look(viewer):
        raise Http404
    enter(request)
    wish = queries.wish_of(request.GET)
    page = page_of(queries.readings(viewer, wish), queries.ORDER, request.GET.get("after", ""))
    return render(
        request,
        "conduct/readings.html",
        {
            "rows": queries.told(viewer, page.rows), "page": page, "wish": wish, "ways": queries.HOW, "article": ARTICLE,
            "next_url": f"?{urlencode({**wish.query, 'after': page.next})}" if page.next else "",
        },
    )  # fmt: skip
