"""The government before the chamber on one page (Const. 133, 135, 136)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from liaison import columns_said
from liaison.queries import cabinet as found
from liaison.rules.laws import CONSTITUTION
from liaison.views.base import office_page
from liaison.views.work import way
from majlis.views.exports import taken_as


@office_page
@taken_as(columns_said.CABINET)
def cabinet(request: HttpRequest) -> HttpResponse:
    """When names are due, whom the first vote was about, who changed since, who leads a ministry for a while."""
    viewer = request.viewer  # type: ignore[attr-defined]
    period = found.cabinet_of(viewer.day)
    renewal = found.renewal_of(period.pk, viewer.at) if period is not None else None
    acting = found.acting(viewer.at)
    context = {
        "cabinet": period, "clock": found.naming_of(period, viewer.at) if period is not None else None, "renewal": renewal, "acting": acting,
        "left": found.left_of(renewal, acting, viewer.at) if renewal is not None else None,
        "half": CONSTITUTION.article("136"), "crumbs": way(request),
    }  # fmt: skip
    return render(request, "liaison/cabinet.html", context)
