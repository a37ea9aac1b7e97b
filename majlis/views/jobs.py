"""A person's long work: what he has asked for, how far it has come, and what came of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from majlis import documents, long_work
from majlis.exports import found_for
from majlis.models import Job
from majlis.queries.jobs import broken_off, job_visible, jobs_of
from majlis.queries.paging import page_of
from majlis.rules.law import Refused
from majlis.views.exports import fetched

ORDER = ("-made_at", "pk")
EXPORT = "export"


def _own(request: HttpRequest, pk: uuid.UUID) -> Job:
    found = job_visible(request.viewer, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


@require_safe
@login_required
def all_jobs(request: HttpRequest) -> HttpResponse:
    """What he has asked for, newest first."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if viewer.person is None:
        raise Http404
    page = page_of(jobs_of(viewer), ORDER, request.GET.get("after", ""))
    next_url = f"?after={page.next}" if page.next else ""
    return render(request, "majlis/jobs.html", {"rows": page.rows, "next_url": next_url, "kept": long_work.KEPT.days})


@require_safe
@login_required
def job(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One work. The page asks anew by itself where it can, and has a link where it cannot."""
    found = _own(request, pk)
    broken = broken_off(found)
    context: dict[str, Any] = {
        "job": found, "broken": broken, "going": not found.over and not broken, "kept": long_work.KEPT.days,
        "file": bool(found.sha256),
    }  # fmt: skip
    return render(request, "majlis/job.html", context)


@require_safe
@login_required
def job_file(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What a work made, while its owner is still shown what it was made from."""
    found = _own(request, pk)
    shown = found.kind != EXPORT or found_for(request.viewer, found.params) is not None  # type: ignore[attr-defined]
    if not found.sha256 or not shown:
        raise Http404
    try:
        return fetched(request, found, documents.open_stored(found.sha256))
    except FileNotFoundError as gone:
        raise Http404 from gone


@require_POST
@login_required
def job_again(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take up a work that was broken off; ask anew for one that failed. One that goes on stays the same."""
    found = _own(request, pk)
    try:
        found = long_work.ask_again(found, request.at)  # type: ignore[attr-defined]
    except Refused as no:
        messages.error(request, no.sentence)
    return HttpResponseRedirect(found.get_absolute_url())
