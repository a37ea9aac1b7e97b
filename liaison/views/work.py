"""The frame of the pages and acts of the office's own work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from liaison.queries.scope import has_a_door
from liaison.views.base import LiaisonAct, crumbs
from majlis import queries
from majlis.forms import ActForm
from majlis.queries.paging import Page


class WorkAct(LiaisonAct):
    """An act of the office's work: its list stands before it; what it shows of its file. `listed` is the list's label and name."""

    form_class = ActForm
    listed = ("", "")

    def subject_url(self) -> str:
        subject = self.subject
        if not subject._state.adding:
            return subject.get_absolute_url()
        root = getattr(subject, "root", None)
        return root.get_absolute_url() if root is not None else reverse(self.listed[1])

    def crumbs(self) -> list[dict[str, str]]:
        return way(self.request, (self.listed[0], reverse(self.listed[1])))

    def summary(self) -> list[dict[str, Any]]:
        return [{"label": label, "value": value} for label, value in self.told() if value]

    def told(self) -> list[tuple[str, Any]]:
        return []

    def context(self, **more: Any) -> dict[str, Any]:
        told = super().context(**more)
        return told | {"subject": None} if self.subject._state.adding else told


def way(request: HttpRequest, *more: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page, for whom the office has a door."""
    return crumbs(*more) if has_a_door(request.viewer) else []  # type: ignore[attr-defined]


def standing(row: Any, viewer: queries.Viewer, *beside: Any) -> dict[str, Any]:
    """What may be done on a file, and what was done: the two panels that every page of a file has.

    Args: beside, files whose acts belong to its story.
    """
    steps = [each for each in queries.next_steps(row, viewer) if each.mine]
    primary = next((each for each in steps if each.open), None)
    return {
        "primary": primary,
        "steps": [each for each in steps if each is not primary],
        "acts": list(queries.acts_of(row, *beside)),
    }


def paged(request: HttpRequest, shown: Page, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What a list shows of one page."""
    more = f"?{urlencode({**wanted, 'after': shown.next})}" if shown.next else ""
    return {"rows": shown.rows, "next_url": more, "first": shown.first, "narrowed": bool(wanted), "request": request}


def pdf(data: bytes, name: str) -> HttpResponse:
    """A sheet to be printed."""
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
