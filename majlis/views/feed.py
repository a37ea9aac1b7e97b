"""A person's own calendar feed: the page where its secret link is made and taken back, and the calendar behind the link."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from django.contrib.auth.decorators import login_not_required, login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from majlis import icalendar, persian, personal
from majlis.queries import Waiting
from majlis.queries.feed import feed_of, open_deadlines, viewer_by_token
from majlis.rules.chain import H

REVOKE = "revoke"
READS = ("GET", "HEAD")
TITLE = "مهلت‌های دبیرخانه"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def own_feed(request: HttpRequest) -> HttpResponse:
    """Make a link, make another in its place, or take it back. The link is shown once: the house keeps only its hash."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if viewer.person is None:
        raise Http404
    link = ""
    if request.method == "POST":
        if REVOKE in request.POST:
            personal.revoke_feed(viewer.person)
            return redirect("own_feed")
        token = personal.make_feed(viewer.person, request.at)  # type: ignore[attr-defined]
        link = request.build_absolute_uri(reverse("calendar_feed", args=[token]))
    return render(request, "majlis/own_feed.html", {"feed": feed_of(viewer.person), "link": link})


@login_not_required
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The open deadlines of whom the link belongs to. An unknown link is an address that never was."""
    at = request.at.astimezone(UTC)  # type: ignore[attr-defined]
    # Another method is no other answer: who guesses must not learn that something stands here.
    viewer = viewer_by_token(token, at) if request.method in READS else None
    if viewer is None:
        raise Http404
    events = [_event(row, request) for row in open_deadlines(viewer)]
    response = HttpResponse(icalendar.calendar(TITLE, events, at), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="deadlines.ics"'
    return response


def _event(row: Waiting, request: HttpRequest) -> icalendar.Event:
    end: Any = row.deadline
    article = getattr(row.step.article, "label", "")
    told = [row.detail, row.file, article, *end.counted, f"آخرین دقیقه: {end.last_minute_text}"]
    summary = f"پایان مهلت: {row.title}"
    return icalendar.Event(
        uid=f"{H('event', row.step.word, row.url)}@majlis",
        starts_at=end.last_minute,
        ends_at=end.ends_at,
        summary=f"{summary}، {row.file}" if row.file else summary,
        description="\n".join(persian.digits(line) for line in told if line),
        url=request.build_absolute_uri(row.url),
    )
