"""The house's own pages: the law, papers."""

from __future__ import annotations

import io
import logging
import uuid
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.apps import apps
from django.contrib.auth.decorators import login_not_required, login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe
from pikepdf import PdfError

from majlis import documents, lawbook, queries
from majlis.pdf.mark import marked
from majlis.queries.explained import explained_articles
from majlis.queries.papers_opened import PaperClosed, paper_bytes, paper_page
from majlis.register import log_reading
from majlis.replica import from_replica

log = logging.getLogger(__name__)

# Turning the pages of one paper is one reading.
READ_ONCE_IN = timedelta(hours=1)


@from_replica
@login_not_required
@require_safe
def law(request: HttpRequest, code: str) -> HttpResponse:
    """A law as retold by its office, one heading an article."""
    book = lawbook.find(code)
    if book is None:
        raise Http404
    explained = explained_articles()
    articles = [(each, explained.get(f"{book.code} {each.number}", "")) for each in book.articles]
    return render(request, "majlis/law.html", {"book": book, "books": lawbook.titles(), "articles": articles})


@require_safe
@login_required
def document(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A paper, as a download, for those whom one query shows it."""
    found = _visible_document(request, key)
    try:
        data = paper_bytes(found)
    except FileNotFoundError as error:
        raise _not_in_store(found) from error
    except PaperClosed:
        return _closed(request)
    log_reading(request.viewer.person, found, "open", request.at)  # type: ignore[attr-defined]
    if mark := _mark_on(request, found):
        data = _marked(found, data, found.media_type, mark)
    response = FileResponse(io.BytesIO(data), content_type=found.media_type, as_attachment=True, filename=found.title)
    return _sealed_off(response)


def _marked(found: Any, data: bytes, media_type: str, mark: str) -> bytes:
    """The paper with its mark; one that cannot be marked does not leave the house without it."""
    try:
        return marked(data, media_type, mark)
    except (PdfError, OSError) as error:
        log.exception("document %s cannot be marked", found.pk)
        raise Http404 from error


def _mark_on(request: HttpRequest, found: Any) -> str:
    """What is written across a paper of an office that marks what it gives away; empty where it does not."""
    for config in apps.get_app_configs():
        if getattr(config, "marks", "") and config.realm.code == found.realm:
            return import_string(config.marks)(request.viewer, found)  # type: ignore[attr-defined]
    return ""


@require_safe
@login_required
def document_page(request: HttpRequest, key: uuid.UUID, number: int) -> HttpResponse:
    """One page of a paper as a picture, for those whom the same query shows it."""
    found = _visible_document(request, key)
    if not 1 <= number <= found.pages:
        raise Http404
    try:
        picture = paper_page(found, number)
    except FileNotFoundError as error:
        raise _not_in_store(found) from error
    except PaperClosed:
        return _closed(request)
    except documents.FileRefused as error:
        log.exception("page %s of %s cannot be drawn", number, found.pk)
        raise Http404 from error
    viewer = request.viewer  # type: ignore[attr-defined]
    if not queries.has_read(viewer, found, "view", READ_ONCE_IN):
        log_reading(viewer.person, found, "view", viewer.at)
    if mark := _mark_on(request, found):
        picture = _marked(found, picture, "image/png", mark)
    return _sealed_off(HttpResponse(picture, content_type="image/png"))


def _visible_document(request: HttpRequest, key: uuid.UUID) -> Any:
    found = queries.visible_documents(request.viewer).filter(pk=key).first()  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    request.realm = _realm_named(found.realm)  # type: ignore[attr-defined]
    return found


def _realm_named(code: str) -> Any:
    """The realm of a paper, in which whoever opens the paper then is."""
    realms = (getattr(config, "realm", None) for config in apps.get_app_configs())
    return next((realm for realm in realms if realm is not None and realm.code == code), None)


def _not_in_store(found: Any) -> Http404:
    log.error("document %s is not in the store: %s", found.pk, found.sha256)
    return Http404()


def _closed(request: HttpRequest) -> HttpResponse:
    """He may see it, and his keys do not open it: none are at hand, or nobody has handed him this one's yet."""
    return render(request, "majlis/paper_closed.html", status=HTTPStatus.FORBIDDEN)


def _sealed_off(response: Any) -> HttpResponse:
    """Even what slipped through may load nothing, run nothing and stay nowhere."""
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "no-store"
    return response
