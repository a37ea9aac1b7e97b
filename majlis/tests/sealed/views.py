"""The toy realm's pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from majlis.forms import ActForm
from majlis.queries import acts_of, first_signatures, next_steps
from majlis.register import log_reading
from majlis.tests.sealed import queries
from majlis.tests.sealed.rules.procedure import KEEPERS
from majlis.views.act import ActView


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    if not viewer.holds(*KEEPERS):
        raise Http404
    return render(request, "sealed/home.html", {"secrets": queries.secrets(viewer)})


@require_safe
def secret(request: HttpRequest, key: UUID) -> HttpResponse:
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    found = queries.secret_visible(viewer, key)
    if found is None:
        raise Http404
    log_reading(viewer.person, found, "open", request.at)  # type: ignore[attr-defined]
    shown = {
        "secret": found,
        "notes": found.notes.all(),
        "papers": found.papers.all(),
        "acts": acts_of(found, roots=True),
        "steps": next_steps(found, viewer),
        "signatures": first_signatures(found, ["close_secret"]),
    }
    return render(request, "sealed/secret.html", shown)


class NoteForm(ActForm):
    text = forms.CharField(max_length=400)


class NoteSecret(ActView):
    word = "note_secret"
    find = "majlis.tests.sealed.queries.note_on"
    form_class = NoteForm


class CloseSecret(ActView):
    word = "close_secret"
    find = "majlis.tests.sealed.queries.secret_visible"
