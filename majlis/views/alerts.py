"""Alerts: what I am told and why, what I put away, and where my daily letter goes (house, Art. 12)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from majlis import personal
from majlis.forms import DigestForm
from majlis.queries import alerts as told
from majlis.rules.alerts import ARTICLE, OVERDUE, TODAY

PRESSING = (OVERDUE, TODAY)
ALL = "all"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def own_alerts(request: HttpRequest) -> HttpResponse:
    """The list. POST `seen`: the key of one alert, or "all" of those that are told now."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if viewer.person is None:
        raise Http404
    rows = told.alerts(viewer)
    if request.method == "POST":
        wanted = request.POST.get("seen", "")
        chosen = [each for each in rows if each.key and wanted in (ALL, each.key)]
        personal.put_away(viewer.person, [(each.key, each.realm, each.why) for each in chosen], request.at)  # type: ignore[attr-defined]
        return redirect("alerts")
    return render(request, "majlis/alerts.html", _context(request, rows, DigestForm(initial=_address(request))))


@require_POST
@login_required
def own_digest(request: HttpRequest) -> HttpResponse:
    """Name the address of the daily letter; an empty one ends it."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if viewer.person is None:
        raise Http404
    form = DigestForm(request.POST)
    if not form.is_valid():
        return render(request, "majlis/alerts.html", _context(request, told.alerts(viewer), form), status=422)
    personal.set_address(request.user, form.cleaned_data["address"])  # type: ignore[arg-type]
    stays = (
        "نامهٔ روزانه به این نشانی فرستاده می‌شود."
        if form.cleaned_data["address"]
        else "نامهٔ روزانه دیگر فرستاده نمی‌شود."
    )
    messages.success(request, stays)
    return redirect("alerts")


def _address(request: HttpRequest) -> dict[str, str]:
    return {"address": request.user.email}  # type: ignore[union-attr]


def _context(request: HttpRequest, rows: list[told.Told], form: DigestForm) -> dict[str, Any]:
    return {
        "fresh": [each for each in rows if not each.seen], "seen": [each for each in rows if each.seen], "form": form,
        "article": ARTICLE, "pressing": PRESSING, "address": request.user.email,  # type: ignore[union-attr]
    }  # fmt: skip
