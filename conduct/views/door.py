"""The sealed door: who has come in, for how long he may idle, and what he opened (Art. 7 note 1)."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Model
from django.http import HttpRequest

from majlis.register import log_reading
from majlis.views.printed import on_the_page


def enter(request: HttpRequest) -> None:
    """Mark a page as one of the sealed realm: its strip, and the shorter sleep of its session."""
    request.realm = apps.get_app_config("conduct").realm  # type: ignore[attr-defined]


def opened(request: Any, row: Model, how: str = "open") -> None:
    """Note that the viewer opened a file; the chair reads it. What is opened stands on the page, should he print it."""
    on_the_page(request, row)
    log_reading(request.viewer.person, row, how, request.at)
