"""The network, training, what is public, what the rules ask of the government (house procedure, Art. 36)."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from liaison import columns_work
from liaison.forms.gatherings import DayForm
from liaison.queries import gatherings as found_gatherings
from liaison.queries import network as found_network
from liaison.queries.asked import duties
from liaison.queries.planner import day_of
from liaison.queries.scope import office
from liaison.views.base import office_page, page
from liaison.views.work import paged, way
from majlis.replica import from_replica
from majlis.views.exports import taken_as


@page
@taken_as(columns_work.DIRECTORY)
def directory(request: HttpRequest) -> HttpResponse:
    """Who holds what in each ministry's parliamentary network on a day, with substitutes."""
    viewer = request.viewer  # type: ignore[attr-defined]
    day = day_of(request.GET.get("day", ""), viewer.day)
    rows = found_network.contacts(list(found_network.network(day)[: columns_work.SHOWN]), day)
    form = DayForm(request.GET or {"day": day})
    return render(request, "liaison/directory.html", {"rows": rows, "day": day, "form": form, "crumbs": way(request)})


@office_page
def asked(request: HttpRequest) -> HttpResponse:
    """What the rules ask of the government, article by article, each with its open files."""
    return render(request, "liaison/asked.html", {"rows": duties(request.viewer), "crumbs": way(request)})  # type: ignore[attr-defined]


@page
@taken_as(columns_work.TRAINING)
def training(request: HttpRequest) -> HttpResponse:
    """Courses with their places, certificates, and to whom a course is offered."""
    viewer = request.viewer  # type: ignore[attr-defined]
    of_office = office(viewer)
    turned = {name: request.GET.get(name, "") for name in ("courses", "certificates")}
    courses = found_gatherings.page_of_courses(viewer, turned["courses"])
    certificates = found_gatherings.page_of_certificates(viewer, turned["certificates"])
    context = {
        "courses": courses.rows, "certificates": certificates.rows, "of_office": of_office, "crumbs": way(request), "request": request,
        "courses_next": _turned(turned, courses=courses.next), "certificates_next": _turned(turned, certificates=certificates.next),
        "first": courses.first and certificates.first,
        "offered": found_gatherings.often_late(viewer) if of_office else [],
    }  # fmt: skip
    return render(request, "liaison/training.html", context)


def _turned(turned: Mapping[str, str], **on: str) -> str:
    """Where one of two lists of a page is turned on, and the other stays where it is; empty on its last page."""
    return f"?{urlencode({**turned, **on})}" if all(on.values()) else ""


@from_replica
@login_not_required
@require_safe
def publications(request: HttpRequest) -> HttpResponse:
    """What the office has published for everybody."""
    shown = found_network.page_of_publications(request.GET.get("after", ""))
    return render(request, "liaison/publications.html", paged(request, shown, {}))
