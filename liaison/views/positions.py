"""The government's positions on bills that are not its own: the list, one position, its acts (house procedure, Art. 39)."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from liaison import columns_said, columns_work
from liaison.forms import positions as forms
from liaison.queries import dossier
from liaison.queries import positions as found_positions
from liaison.queries.scope import committees
from liaison.queries.work_scope import people_of_houses
from liaison.views.base import found, office_page
from liaison.views.work import WorkAct, paged, standing, way
from majlis.forms import ActForm
from majlis.views.exports import taken_as
from majlis.views.lists import kept_list

LISTED = ("نظر دولت دربارهٔ طرح‌ها", "liaison:positions")


@office_page
@taken_as(columns_said.POSITIONS)
def positions(request: HttpRequest) -> HttpResponse:
    """What the government holds of bills that are not its own; taken away, to whom it was told."""
    drawn = kept_list(request, lambda: _drawn(request))
    return render(request, "liaison/positions.html", {"drawn": drawn, "crumbs": way(request)})


def _drawn(request: HttpRequest) -> str:
    form = forms.PositionFilterForm(request.GET)
    wanted = form.wanted()
    viewer, token = request.viewer, request.GET.get("after", "")  # type: ignore[attr-defined]
    shown = found_positions.page_of_positions(viewer, wanted, token)
    return render_to_string("liaison/_positions.html", {**paged(request, shown, wanted), "form": form})


@office_page
def position(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One position: the whole, article by article, who speaks, to whom it was told."""
    viewer = request.viewer  # type: ignore[attr-defined]
    row = found(found_positions.position_visible(viewer, pk))
    told = list(found_positions.tellings(viewer).filter(position=row)[: columns_work.SHOWN])
    context = {
        "position": row, "told": told, **standing(row, viewer), "crumbs": way(request, (LISTED[0], reverse(LISTED[1]))),
    }  # fmt: skip
    return render(request, "liaison/position.html", context)


class PositionAct(WorkAct):
    listed = LISTED

    def told(self) -> list[tuple[str, Any]]:
        return [("پرونده", self.subject.matter), ("موضوع", self.subject.matter.title)]


class StatePosition(PositionAct):
    word, form_class = "state_position", forms.PositionForm
    find = "liaison.queries.new_position"
    what = "نظر تازه در کنار نظر پیشین می‌ماند و جای آن را نمی‌گیرد."

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        holders = people_of_houses(self.viewer)
        return self.form_class(data, files, subject=self.subject, viewer=self.viewer, holders=holders)


class TellPosition(PositionAct):
    word, form_class = "tell_position", forms.TellForm
    find = "liaison.queries.position_visible"
    what = "هر بار که نظر دولت گفته می‌شود با زمان، شنونده و راه آن می‌ماند؛ نماینده آن را در برگ خود می‌بیند."

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        return self.form_class(
            data, files, subject=self.subject, viewer=self.viewer, committees=committees(), members=dossier.chamber(self.viewer)
        )  # fmt: skip
