"""Figures of the law that change from a day on: the list with every day, and the act that enters one (house, Art. 13)."""

from __future__ import annotations

import uuid
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from majlis.columns import FIGURES
from majlis.enacting_forms import EnactFigureForm
from majlis.forms import ActForm
from majlis.models import Act, Countersign
from majlis.queries import enacted, signatures
from majlis.rules.procedure import STEPS
from majlis.views.act import ActView
from majlis.views.exports import taken_as


@require_safe
@login_required
@taken_as(FIGURES)
def all_figures(request: HttpRequest) -> HttpResponse:
    """The figures that the house may enter, each with all its days; what waits for a second signature; what was entered."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if not enacted.may_enact(viewer):
        raise Http404
    waiting = [
        {"first": each.first, "at": each.signed_at, "url": signatures.address(each)}
        for each in signatures.unsigned(enacted.REFERENCE, (enacted.WORD,))
    ]
    return render(request, "majlis/figures.html", {
        "rows": enacted.dated_figures(viewer), "waiting": waiting, "fresh": uuid.uuid4(), "today": viewer.day,
        "article": STEPS[enacted.WORD].article,
    })  # fmt: skip


class EnactFigure(ActView):
    """The value, its day and its source; the second officer reads what the first has signed."""

    word = enacted.WORD
    find = "majlis.queries.enacted.new_figure"
    form_class = EnactFigureForm

    @cached_property
    def first(self) -> Countersign | None:
        return signatures.first_on(self.word, self.subject)

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        return EnactFigureForm(
            data,
            files,
            subject=self.subject,
            viewer=self.viewer,
            initial=self.initial(),
            figures=enacted.dated_figures(self.viewer),
        )

    def initial(self) -> dict[str, Any]:
        if self.first is None:
            wanted = self.request.GET.get("figure", "")
            return {"figure": wanted} if len(wanted) <= enacted.LONGEST else {}
        said = self.first.content
        days = {name: date.fromisoformat(said[name]) for name in ("decided_on", "first_day")}
        return {**{name: value for name, value in said.items() if value is not None}, **days}

    def subject_url(self) -> str:
        return reverse("figures")

    def success_url(self, act: Act) -> str:
        return reverse("figures")
