"""Uploading papers for a draft: one address, with JavaScript and without."""

from __future__ import annotations

import re
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from majlis import persian, personal, queries
from majlis.models import Document
from majlis.rules.law import Refused

FIELD = "file"
KIND = re.compile(r"[a-z_]{1,40}")
SUBJECT = re.compile(r"[a-z_]+\.[a-z_]+:[0-9a-z-]{1,60}")
AT_ONCE = 20


@require_POST
@login_required
def upload(request: HttpRequest) -> HttpResponse:
    """Keep the files of `file`, and lay them with the draft that `kind` and `subject` name.

    Answers a script with JSON ({"documents": [...], "refused": [...]}, 422 when nothing was kept), a browser with its
    page again.
    """
    person, realm = _person(request), _realm(request)
    draft = _draft_named(request)
    kept, refused = receive(request, realm)
    for document in kept:
        if draft is not None:
            personal.attach(person, *draft, document, request.at)  # type: ignore[attr-defined]
    if _scripted(request):
        answer = {"documents": [described(each) for each in kept], "refused": refused}
        return JsonResponse(answer, status=201 if kept else 422, json_dumps_params={"ensure_ascii": False})
    for row in refused:
        messages.error(request, _told(row))
    if kept:
        messages.success(request, f"{persian.digits(len(kept))} برگه رسید و نگه داشته شد.")
    return HttpResponseRedirect(_back(request))


def receive(request: HttpRequest, realm: str) -> tuple[list[Document], list[dict[str, str]]]:
    """Keep every file of a request, each on its own: the kept, and for each other its name and the sentence why not.

    Views whose own form holds a file field call this too.
    """
    kept: list[Document] = []
    refused: list[dict[str, str]] = []
    files = request.FILES.getlist(FIELD)
    for each in files[:AT_ONCE]:
        try:
            document = personal.keep_document(_person(request), each, realm, request.at)  # type: ignore[attr-defined]
        except Refused as no:
            refused.append({"name": each.name or "", "sentence": no.sentence})
        else:
            kept.append(document)
    if not files:
        refused.append({"name": "", "sentence": "پرونده‌ای برگزیده نشده است."})
    return kept, refused


@require_POST
@login_required
def detach(request: HttpRequest, key: Any) -> HttpResponse:
    """Take a paper away from one's draft."""
    person, draft = _person(request), _draft_named(request)
    found = queries.visible_documents(request.viewer).filter(pk=key, owner=person).first()  # type: ignore[attr-defined]
    if found is None or draft is None:
        raise Http404
    personal.detach(person, *draft, found)
    return JsonResponse({}) if _scripted(request) else HttpResponseRedirect(_back(request))


def described(document: Document) -> dict[str, Any]:
    """What a page needs to show a paper as a row, and a form to name it."""
    return {
        "id": str(document.pk),
        "name": document.title,
        "pages": document.pages,
        "size": document.size,
        "media_type": document.media_type,
        "sha256": document.proof,
        "url": reverse("document", args=[document.pk]),
    }


def _told(row: dict[str, str]) -> str:
    return f"«{row['name']}»: {row['sentence']}" if row["name"] else row["sentence"]


def _person(request: HttpRequest) -> Any:
    person = request.viewer.person  # type: ignore[attr-defined]
    if person is None:
        raise Http404
    return person


def _realm(request: HttpRequest) -> str:
    """The office for which a paper is meant. A sealed one takes papers at its own door."""
    wanted = request.POST.get("realm", "")
    for config in apps.get_app_configs():
        realm = getattr(config, "realm", None)
        if realm is not None and realm.code == wanted and not realm.sealed:
            return wanted
    raise Http404


def _draft_named(request: HttpRequest) -> tuple[str, str] | None:
    kind, subject = request.POST.get("kind", ""), request.POST.get("subject", "")
    if not kind and not subject:
        return None
    if not KIND.fullmatch(kind) or not SUBJECT.fullmatch(subject):
        raise Http404
    return kind, subject


def _scripted(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("back", "")
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if own else reverse("home")
