"""Receipts of acts: as a page, and as a file that is checked without the house (house, Art. 18)."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.decorators import login_not_required, login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from majlis.queries import receipts
from majlis.queries.register import step_of
from majlis.rules import chain

CHECKER = Path(settings.BASE_DIR, "bin", "receipt")


def act_sentence(act: Any) -> str:
    """What an act did, in the words of its step."""
    step = step_of(act)
    return step.done if step is not None else act.verb


def offline_url(act: Any) -> str:
    """Where the file of an act lies; nothing for a sealed realm, whose places in the chain are told to nobody."""
    return reverse("receipt_json", args=[act.pk]) if receipts.in_open_realm(act) else ""


@require_safe
@login_required
def receipt(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What was done, when it was received, by which article, and the hash that proves it."""
    act = _own_act(request, key)
    return render(request, "majlis/outcome_done.html", {
        "act": act, "step": step_of(act), "back_url": "", "offline_url": offline_url(act),
    })  # fmt: skip


@require_safe
@login_required
def receipt_json(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The act as it was hashed, and the road from it to a head, for whoever did it: it needs no house to be checked."""
    act = _own_act(request, key)
    if not receipts.in_open_realm(act):
        raise Http404
    text = chain.canonical(receipts.receipt_file(act)) + "\n"
    return _attached(text.encode(), "application/json", f"receipt-{act.realm}-{act.seq}.json")


@require_safe
@login_not_required
def receipt_checker_file(request: HttpRequest) -> HttpResponse:
    """The program that checks such a file with Python alone."""
    return _attached(CHECKER.read_bytes(), "text/x-python; charset=utf-8", "receipt.py")


def _own_act(request: HttpRequest, key: uuid.UUID) -> Any:
    act = receipts.receipt(request.viewer, key)  # type: ignore[attr-defined]
    if act is None or not _open(request, act):
        raise Http404
    return act


def _open(request: HttpRequest, act: Any) -> bool:
    """Where an office says so, a receipt is open only as long as its file is."""
    for config in apps.get_app_configs():
        if getattr(config, "receipts", "") and config.realm.code == act.realm:
            request.realm = config.realm  # type: ignore[attr-defined]
            return import_string(config.receipts)(request.viewer, act)  # type: ignore[attr-defined]
    return True


def _attached(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
