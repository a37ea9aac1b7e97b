"""A vote of the chamber with its names, and the act that enters them (Art. 122; house procedure, Art. 41)."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from liaison import columns_said
from liaison.forms.naming import NamesForm
from liaison.queries import floor
from liaison.rules.laws import OVERSIGHT
from liaison.views.base import found, matter_crumbs, office_page
from liaison.views.work import WorkAct, standing
from majlis.forms import ActForm
from majlis.views.exports import taken_as


def _way(matter: Any) -> list[dict[str, str]]:
    return [*matter_crumbs(matter), {"label": str(matter), "url": matter.get_absolute_url()}]


@office_page
@taken_as(columns_said.NAMES)
def floor_vote(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One vote: its counts, who voted how where that is told; of a secret one that nothing more is kept."""
    viewer = request.viewer  # type: ignore[attr-defined]
    row = found(floor.vote_visible(viewer, pk))
    context = {
        "vote": row, "sides": floor.sides_of(row), "secrecy": OVERSIGHT.article("122"), **standing(row, viewer),
        "crumbs": _way(row.matter),
    }  # fmt: skip
    return render(request, "liaison/floor_vote.html", context)


class NameVotes(WorkAct):
    word, form_class = "name_votes", NamesForm
    find = "liaison.queries.open_vote"
    what = "شمار نام‌های هر دسته همان شمار رأی‌های آن است. اگر دو نماینده هم‌نام‌اند، حوزه را پس از «،» بنویسید."

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        return self.form_class(
            data, files, subject=self.subject, viewer=self.viewer, seats=floor.seats_at(self.subject),
            named=floor.names_of(self.subject).exists(),
        )  # fmt: skip

    def crumbs(self) -> list[dict[str, str]]:
        return _way(self.subject.matter)

    def told(self) -> list[tuple[str, Any]]:
        row = self.subject
        return [("پرونده", row.matter), ("رأی", row.get_question_display()), ("نتیجه", row.sentence)]
