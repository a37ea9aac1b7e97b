"""The archive: what lies in it, one inventory, and the two acts that seal and open (Art. 7 note 1)."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from conduct.columns import ARCHIVE
from conduct.queries import archive as queries
from conduct.queries.scope import archive_visible, keeps_the_key
from conduct.rules.procedure import STEPS
from conduct.views.acts import ConductAct
from conduct.views.beside import TwoSign
from conduct.views.door import enter, opened
from majlis.models import Act
from majlis.queries import first_signatures, next_steps
from majlis.queries.paging import page_of
from majlis.views.exports import taken_as
from majlis.views.printed import on_the_page


@login_required
@require_safe
@taken_as(ARCHIVE)
def archive(request: HttpRequest) -> HttpResponse:
    """What lies in the archive, under random references alone."""
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    if not queries.may_look(viewer):
        raise Http404
    enter(request)
    page = page_of(queries.shelf(viewer), queries.ORDER, request.GET.get("after", ""))
    on_the_page(request, *(row.case for row in page.rows))
    return render(
        request,
        "conduct/archive.html",
        {"page": page, "next_url": f"?after={page.next}" if page.next else "", "signatures": queries.waiting_to_open(viewer), "article": STEPS["archive_case"].article,
         "not_named": queries.keys_told(viewer), "asked": queries.of_keys(viewer).count()},
    )  # fmt: skip


@login_required
@require_safe
def archived(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One inventory: a line and a hash for each paper, and the one hash of them all. The papers themselves stay closed."""
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    found = archive_visible(viewer, pk)
    if found is None:
        raise Http404
    enter(request)
    opened(request, found.case, "inventory")
    steps = next_steps(found, viewer, ("open_archive",), own=True)
    return render(
        request,
        "conduct/archived.html",
        {"archive": found, "case": found.case, "papers": list(found.papers.all()), "steps": steps, "signature": first_signatures(found, ["open_archive"]).first(), "article": STEPS["archive_case"].article, "opening": queries.last_opening(found)},
    )  # fmt: skip


@login_required
@require_safe
def archive_keys(request: HttpRequest) -> HttpResponse:
    """Cases that were taken out of the archive and whose key waits: who has come, and what he does who keeps the key."""
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    if not queries.may_look(viewer) and not keeps_the_key(viewer):
        raise Http404
    enter(request)
    found = [
        {"opening": each, "steps": next_steps(each, viewer, ("join_opening", "drop_opening"), own=True)}
        for each in queries.of_keys(viewer)
    ]
    return render(
        request,
        "conduct/archive_keys.html",
        {"rows": found, "not_named": queries.keys_told(viewer), "may_look": queries.may_look(viewer), "article": STEPS["join_opening"].article},
    )  # fmt: skip


class OpeningAct(ConductAct):
    """Who keeps the archive's key brings his own; the office may give the opening up. Of the case the page says its name alone."""

    @property
    def case(self) -> None:
        return None

    def summary(self) -> list[dict[str, str]]:
        return [
            {"label": "نشان", "value": self.subject.case.ref_told},
            {"label": "وضع", "value": self.subject.stage_label},
        ]

    def context(self, **more: Any) -> dict[str, Any]:
        return {**super().context(**more), "crumbs": []}

    def subject_url(self) -> str:
        return self.subject.get_absolute_url()

    def success_url(self, act: Act) -> str:
        return self.subject.get_absolute_url()


class ArchiveAct(TwoSign):
    """Sealing and opening, each with two signatures."""

    def context(self, **more: Any) -> dict[str, Any]:
        told = queries.keys_told(self.viewer) if self.word == "archive_case" else ""
        return super().context(**{**({"what": told} if told else {}), **more})

    def subject_url(self) -> str:
        return self.subject.get_absolute_url()

    def success_url(self, act: Act) -> str:
        if self.word == "archive_case":
            # Where it is now, not what the register says: its keys may be with the archive's holders already.
            return reverse("conduct:archived", args=[self.subject.archives.get(stage="sealed").pk])
        return self.case.get_absolute_url() if self.case is not None else reverse("conduct:archive")
