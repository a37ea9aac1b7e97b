"""The nightly checks as the administrator sees them, looked for anew each time the page is opened."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from majlis.columns import CHECKS
from majlis.queries.acts_by_day import acts_by_day
from majlis.queries.checks import ADMINISTRATOR, checks_for
from majlis.views.exports import taken_as


@require_safe
@login_required
@taken_as(CHECKS)
def house_checks(request: HttpRequest) -> HttpResponse:
    """What each check looked for and what it found; those that found something first."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.holds(ADMINISTRATOR):
        raise Http404
    found = sorted(checks_for(viewer), key=lambda check: not check.rows)
    wrong = sum(1 for check in found if check.rows)
    context = {"checks": found, "wrong": wrong, "chart": acts_by_day(viewer)}
    return render(request, "majlis/checks.html", context)
