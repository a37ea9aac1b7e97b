"""The network, training, what is public, what the rules ask of the government (house procedure, Art. 36)."""

from __future__ import annotations

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
from liaison.views.work import way
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
    context = {
        "courses": list(found_gatherings.courses(viewer)[: columns_work.SHOWN]), "of_office": of_office, "crumbs": way(request),
        "certificates": list(found_gatherings.certificates(viewer)[: columns_work.SHOWN]),
        "offered": list(found_gatherings.often_late(viewer)) if of_office else [],
    }  # fmt: skip
    return render(request, "liaison/training.html", context)


@from_replica
@login_not_required
@require_safe
def publications(request: HttpRequest) -> HttpResponse:
    """What the office has published for everybody."""
    rows = list(found_network.publications()[: columns_work.SHOWN])
    return render(request, "liaison/publications.html", {"rows": rows})
