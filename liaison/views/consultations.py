"""Consulting parliament before a bill: the list, one consultation, its acts (house procedure, Art. 38)."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from liaison import columns_said
from liaison.forms import consultations as forms
from liaison.queries import consultations as found_consultations
from liaison.queries.scope import ministries
from liaison.views.base import found, office_page
from liaison.views.work import WorkAct, paged, standing, way
from majlis.forms import ActForm
from majlis.views.exports import taken_as
from majlis.views.lists import kept_list

LISTED = ("رایزنی با مجلس", "liaison:consultations")


@office_page
@taken_as(columns_said.CONSULTATIONS)
def consultations(request: HttpRequest) -> HttpResponse:
    """Whom of parliament the government asked before a bill, and what came back."""
    drawn = kept_list(request, lambda: _drawn(request))
    return render(request, "liaison/consultations.html", {"drawn": drawn, "crumbs": way(request)})


def _drawn(request: HttpRequest) -> str:
    form = forms.ConsultationFilterForm(request.GET)
    wanted = form.wanted()
    viewer, token = request.viewer, request.GET.get("after", "")  # type: ignore[attr-defined]
    shown = found_consultations.page_of_consultations(viewer, wanted, token)
    return render_to_string("liaison/_consultations.html", {**paged(request, shown, wanted), "form": form})


@office_page
def consultation(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One body's view of one bill: what was asked, by when, what it said."""
    viewer = request.viewer  # type: ignore[attr-defined]
    row = found(found_consultations.consultation_visible(viewer, pk))
    context = {"consultation": row, **standing(row, viewer), "crumbs": way(request, (LISTED[0], reverse(LISTED[1])))}
    return render(request, "liaison/consultation.html", context)


class ConsultationAct(WorkAct):
    listed = LISTED
    find = "liaison.queries.consultation_visible"

    def told(self) -> list[tuple[str, Any]]:
        row = self.subject
        return (
            [] if row._state.adding else [("موضوع", row.title), ("رایزنی با", row.counterpart), ("پرونده", row.matter)]
        )


class ConsultBody(ConsultationAct):
    word, form_class = "consult_body", forms.ConsultForm
    find = "liaison.queries.new_consultation"
    what = "نظر هیأت رئیسه و کمیسیون‌ها پیش از تصویب لایحه در دولت، و دربارهٔ لایحه و طرح مهم و فوری خواسته می‌شود."

    def initial(self) -> dict[str, Any]:
        return {"bill": self.request.GET.get("bill", "")}

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        return self.form_class(
            data, files, subject=self.subject, viewer=self.viewer, initial=self.initial(), ministries=ministries(),
            bodies=found_consultations.consulted_bodies(), bills=found_consultations.bills_to_name(self.viewer),
        )  # fmt: skip


class RecordConsultation(ConsultationAct):
    word, form_class = "record_consultation", forms.ConsultedForm
    what = "آنچه کمیسیون یا هیأت رئیسه گفته است در کنار ماتریس وزارتخانه‌ها می‌نشیند و در یک‌صدایی دولت شمرده نمی‌شود."


class TieConsultation(ConsultationAct):
    word, form_class = "tie_consultation", forms.BillForm
    what = "لایحه‌ای که پیش از ثبت دربارهٔ آن رایزنی شد، از این پس این نظر را در پروندهٔ خود دارد."

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        bills = found_consultations.bills_to_name(self.viewer)
        return self.form_class(data, files, subject=self.subject, viewer=self.viewer, bills=bills)
