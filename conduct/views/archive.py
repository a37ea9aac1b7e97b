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
from conduct.queries.scope import archive_visible
from conduct.rules.procedure import STEPS
from conduct.views.acts import ConductAct
from conduct.views.door import enter, opened
from majlis.models import Act
from majlis.queries import first_signatures, next_steps
from majlis.queries.paging import page_of
from majlis.views.exports import taken_as


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
    return render(
        request,
        "conduct/archive.html",
        {"page": page, "next_url": f"?after={page.next}" if page.next else "", "signatures": queries.waiting_to_open(viewer), "article": STEPS["archive_case"].article},
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
        {"archive": found, "case": found.case, "papers": list(found.papers.all()), "steps": steps, "signature": first_signatures(found, ["open_archive"]).first(), "article": STEPS["archive_case"].article},
    )  # fmt: skip


class ArchiveAct(ConductAct):
    """Sealing and opening: two sign the same text, which the second finds filled in."""

    def initial(self) -> dict[str, Any]:
        first = first_signatures(self.subject, [self.word]).first()
        return dict(first.content) if first is not None else {}

    def subject_url(self) -> str:
        return self.subject.get_absolute_url()

    def success_url(self, act: Act) -> str:
        if self.word == "archive_case":
            return reverse("conduct:archived", args=[act.content["archive"]])
        return self.case.get_absolute_url() if self.case is not None else reverse("conduct:archive")
