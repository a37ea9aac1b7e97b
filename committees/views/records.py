"""Around the desk: a document that was asked for, the records printed and handed over (Arts. 5, 6)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from committees.forms.office import SendForm
from committees.queries import desk as desk_queries
from committees.queries import office
from committees.views.desk import REALM, progress_of
from committees.views.office import OfficeAct, crumbs, formation_of, found, page
from majlis import persian, personal
from majlis.forms import ActForm
from majlis.models import Act
from majlis.register import Call, log_reading


class SendDocument(OfficeAct):
    """The member sends the document that was asked for (Art. 5)."""

    word = "send_document"
    find = "committees.queries.desk.own_item"
    form_class = SendForm
    what = "سند با مدارک همین مورد نزد معاونت قوانین می‌رود."

    def make_call(self, form: ActForm) -> Call:
        paper = personal.keep_document(self.viewer.person, form.cleaned_data["file"], REALM, self.request.at)  # type: ignore[attr-defined]
        made = super().make_call(form)
        return replace(made, body={"document": str(paper.pk)})

    def subject_url(self) -> str:
        return reverse("committees:form", args=[self.formation.code])

    def context(self, **more: Any) -> dict[str, Any]:
        item = self.subject
        summary = [
            {"label": item.get_kind_display(), "value": item.title},
            {"label": "سند خواسته‌شده", "value": item.asked},
        ]
        return super().context(summary=summary, **more) | {"crumbs": crumbs(self.formation), "subject": "فرم شما"}


class PrintRecords(OfficeAct):
    """The checked records of all members, on paper for the presiding board (Art. 5)."""

    word = "print_records"
    find = "committees.queries.formation_visible"
    what = "سوابق بررسی‌شدهٔ همهٔ نمایندگان آمادهٔ چاپ می‌شود؛ چاپ با نام شما و ساعت در سابقه می‌ماند."

    def success_url(self, act: Act) -> str:
        return reverse("committees:printed_records", args=[self.subject.code])


@page
def printed_records(request: HttpRequest, code: str) -> HttpResponse:
    """The records as they are printed: every form with its items and what was found of each (Art. 5)."""
    viewer = request.viewer  # type: ignore[attr-defined]
    formation = formation_of(request, code)
    forms = found(desk_queries.records_to_print(formation, viewer))
    log_reading(viewer.person, formation, "print", request.at)  # type: ignore[attr-defined]
    context = {"formation": formation, "forms": forms, "crumbs": crumbs(formation)}
    return render(request, "committees/office/printed_records.html", context)


class HandOver(OfficeAct):
    """Every paper was checked: the records go to the presiding board (Art. 6)."""

    word = "hand_over_records"
    find = "committees.queries.formation_visible"
    what = "سوابق بررسی‌شده به هیأت رئیسه می‌رسد و ابهام‌های نسبت، که جلوی انتقال را نمی‌گیرد، در نوبت ارجاع به شعبه است."

    def context(self, **more: Any) -> dict[str, Any]:
        progress = progress_of(self.subject, self.viewer)
        counts = office.counts_of(self.subject)
        summary = [
            {"label": "فرم بررسی‌شده", "value": progress["progress"]},
            {"label": "مورد", "value": persian.number(counts["items"])},
            {"label": "مورد مانده", "value": persian.number(counts["unchecked"])},
        ]
        return super().context(summary=summary, **more)
