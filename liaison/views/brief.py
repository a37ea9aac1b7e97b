"""The morning's sheet as a page and on paper (house procedure, Art. 37)."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from liaison.queries.brief import Brief, brief_of
from liaison.queries.planner import day_of
from liaison.views.base import office_page
from liaison.views.brief_pdf import brief_bytes
from liaison.views.work import pdf, way
from majlis import persian
from majlis.register import log_taking

ONE_DAY = timedelta(days=1)


def _asked(request: HttpRequest) -> Brief:
    viewer = request.viewer  # type: ignore[attr-defined]
    return brief_of(viewer, day_of(request.GET.get("day", ""), viewer.day))


@office_page
def brief(request: HttpRequest) -> HttpResponse:
    """One day: the floor, the committees, who must be where, what falls due."""
    told = _asked(request)
    context = {
        "brief": told, "now": request.viewer.at, "day": persian.jalali_numeric(told.day), "crumbs": way(request),  # type: ignore[attr-defined]
        "before": persian.jalali_numeric(told.day - ONE_DAY), "after": persian.jalali_numeric(told.day + ONE_DAY),
    }  # fmt: skip
    return render(request, "liaison/brief.html", context)


@office_page
def brief_pdf(request: HttpRequest) -> HttpResponse:
    """The same on one sheet."""
    told, viewer = _asked(request), request.viewer  # type: ignore[attr-defined]
    log_taking(viewer.person, "liaison", "liaison.brief", persian.jalali_numeric(told.day), request.at)  # type: ignore[attr-defined]
    return pdf(brief_bytes(told, viewer.at), f"brief-{told.day.isoformat()}")
