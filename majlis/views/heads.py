"""Heads of the chains, for whoever keeps one on paper: the last ones printed, and whether the chain holds his (house, Art. 18)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from majlis.columns import HEADS
from majlis.queries import heads
from majlis.views.exports import taken_as


@require_safe
@login_not_required
@taken_as(HEADS)
def published(request: HttpRequest) -> HttpResponse:
    """The heads of the last days; with `head`, the answer to one that was pasted."""
    pasted = request.GET.get("head", "").strip()
    return render(request, "majlis/heads.html", {
        "publications": heads.publications(), "pasted": pasted[: heads.LONGEST], "longest": heads.LONGEST,
        "answer": heads.answer(pasted) if pasted else None,
    })  # fmt: skip
