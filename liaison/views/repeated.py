"""Like questions in groups, and an answer that is adapted from one to another (house procedure, Art. 24)."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from liaison import columns
from liaison.forms.roads import AdaptForm
from liaison.queries.repeated import answers_to_adapt, repeated
from liaison.views.acts import OnMatter
from liaison.views.base import crumbs, office_page
from majlis.forms import ActForm
from majlis.views.exports import taken_as
from majlis.views.lists import kept_list


@office_page
@taken_as(columns.REPEATED)
def alike(request: HttpRequest) -> HttpResponse:
    """Questions of one ministry that ask the same, with the answer that could serve them all."""
    drawn = kept_list(request, lambda: _drawn(request))
    return render(request, "liaison/alike.html", {"drawn": drawn, "crumbs": crumbs()})


def _drawn(request: HttpRequest) -> str:
    viewer = request.viewer  # type: ignore[attr-defined]
    return render_to_string("liaison/_alike.html", {"groups": repeated(viewer), "now": viewer.at, "request": request})


class AdaptAnswer(OnMatter):
    """An answer of the same ministry, fitted to this question."""

    word, form_class = "adapt_answer", AdaptForm
    what = "پاسخ را بخوانید و با همین سؤال جور کنید؛ بی‌خواندن به کار نمی‌رود."

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        answers = answers_to_adapt(self.subject, self.viewer)
        chosen = next((each for each in answers if str(each.pk) == _key(self.request.GET.get("answer", ""))), None)
        chosen = chosen or (answers[0] if answers else None)
        initial = {"answer": str(chosen.pk), "text": chosen.text, "letter": chosen.letter} if chosen is not None else {}
        return self.form_class(data, files, subject=self.subject, viewer=self.viewer, answers=answers, initial=initial)


def _key(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return ""
