"""Taking a list away: small ones are answered at once, long ones run on by themselves and are fetched from their own page."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from majlis import exports, long_work
from majlis.exports import FORMATS, TAKE, Found, Listing
from majlis.models import Job
from majlis.register import log_reading, log_taking
from majlis.rules.law import Refused

SAFE = ("GET", "HEAD")
MOST_ASKED = 4_000
UNSIGNED = "این فهرست برای کاغذ بلند است؛ آن را به صورت XLSX یا CSV بگیرید."


def taken_as(listing: Listing) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Mark a page as that of a list: with `?take=xlsx`, `csv` or `pdf` it answers with the list, by the same filters."""

    def mark(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def shown(request: HttpRequest, **place: Any) -> HttpResponse:
            request.listing = listing  # type: ignore[attr-defined]
            how = request.GET.get(TAKE, "")
            if how in FORMATS and request.method in SAFE:
                return take(request, listing, how, place)
            return view(request, **place)

        return shown

    return mark


def take(request: HttpRequest, listing: Listing, how: str, place: dict[str, Any]) -> HttpResponse:
    """The list as a file; of a long one, the page that asks for it to be made."""
    viewer = request.viewer  # type: ignore[attr-defined]
    wanted = request.GET.dict()
    found = listing.find(viewer, wanted, **place)
    if found is None:
        raise Http404
    if listing.realm.sealed:
        request.realm = listing.realm  # type: ignore[attr-defined]
    elif (count := found.count()) > exports.at_once(how):
        try:
            exports.refuse_too_long(how, count)
        except Refused as no:
            return _refused(no)
        if viewer.person is not None:
            return offer(request, found, how)
        if how == exports.PDF:
            return _refused(Refused(None, UNSIGNED))
    asked = exports.asked_of(wanted)
    out = io.BytesIO()
    try:
        exports.write(out, how, listing, found, viewer, asked)
    except Refused as no:
        return _refused(no)
    if viewer.person is not None and request.method == "GET":
        log_taking(viewer.person, listing.realm.code, listing.key, asked, request.at)  # type: ignore[attr-defined]
        for each in found.files:
            log_reading(viewer.person, each, "export", request.at)  # type: ignore[attr-defined]
    return as_file(out.getvalue(), f"{found.file}.{how}", FORMATS[how])


def _refused(no: Refused) -> HttpResponse:
    return HttpResponse(no.sentence, status=422, content_type="text/plain; charset=utf-8")


def as_file(data: bytes, name: str, media_type: str) -> HttpResponse:
    named = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(data, content_type=media_type, headers=named)


def offer(request: HttpRequest, found: Found, how: str) -> HttpResponse:
    """How long the list is, and one button: nothing is begun by a look."""
    wanted = {name: value for name, value in request.GET.items() if name not in (TAKE, exports.AFTER)}
    asked = {"path": request.path, "how": how, "wanted": wanted}
    back = request.GET.copy()
    back.pop(TAKE, None)
    return render(
        request,
        "majlis/export_offer.html",
        {
            "found": found, "count": found.count(), "how": how.upper(), "asked": json.dumps(asked, ensure_ascii=False),
            "back_url": f"{request.path}?{back.urlencode()}" if back else request.path,
        },
    )  # fmt: skip


@require_POST
@login_required
def start_export(request: HttpRequest) -> HttpResponse:
    """Ask for a long list to be made; the same list again, while it is being made, is the same work."""
    viewer = request.viewer  # type: ignore[attr-defined]
    params = _asked(request.POST.get("asked", ""))
    pair = exports.found_for(viewer, params) if viewer.person is not None and params is not None else None
    if pair is None or params is None:
        raise Http404
    params |= {"asked": exports.asked_of(params["wanted"]), "listing": pair[0].key}
    try:
        job = long_work.ask(viewer.person, "export", exports.title_of(pair[1], params["how"]), params, viewer.at)
    except Refused as no:
        messages.error(request, no.sentence)
        return HttpResponseRedirect(reverse("jobs"))
    return HttpResponseRedirect(reverse("job", args=[job.pk]))


def _asked(text: str) -> dict[str, Any] | None:
    """What the form says, where it is one that this house could have written."""
    try:
        said = json.loads(text) if len(text) <= MOST_ASKED else None
    except ValueError:
        return None
    if not isinstance(said, dict) or said.get("how") not in FORMATS or not isinstance(said.get("path"), str):
        return None
    wanted = said.get("wanted")
    if not isinstance(wanted, dict) or not all(isinstance(each, str) for each in wanted.values()):
        return None
    return {"path": said["path"], "how": said["how"], "wanted": wanted}


def fetched(request: HttpRequest, job: Job, opened: Any) -> HttpResponse:
    """The file of a list that was made, noted as taken now."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if request.method == "GET":
        listing = exports.listings()[job.params["listing"]]
        log_taking(viewer.person, listing.realm.code, listing.key, job.params["asked"], request.at)  # type: ignore[attr-defined]
    return FileResponse(opened, as_attachment=True, filename=job.name, content_type=job.media_type)
