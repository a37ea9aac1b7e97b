"""The evaluation of parliamentary deputies: criteria, a quarter's ranking, one deputy, one figure (house procedure, Art. 35)."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from liaison import columns_work
from liaison.forms import evaluating as forms
from liaison.queries import evaluations as found_evaluations
from liaison.queries import tasks as owed
from liaison.queries.scope import office
from liaison.queries.work_scope import evaluation_visible, round_visible
from liaison.views.base import found, office_page, page
from liaison.views.ranking_pdf import ranking_bytes
from liaison.views.work import WorkAct, pdf, standing, way
from majlis.forms import ActForm
from majlis.register import log_reading
from majlis.views.exports import taken_as

LISTED = ("ارزیابی معاونان", "liaison:evaluations")


@page
def evaluations(request: HttpRequest) -> HttpResponse:
    """The criteria as they were published; for the office the quarters, for a deputy his own."""
    viewer = request.viewer  # type: ignore[attr-defined]
    context = {
        "criteria": found_evaluations.published(viewer), "rounds": found_evaluations.all_rounds(viewer),
        "own": found_evaluations.own_evaluations(viewer), "of_office": office(viewer),
        "of_head": viewer.holds("liaison_office.head"), "crumbs": way(request),
    }  # fmt: skip
    return render(request, "liaison/evaluations.html", context)


@office_page
@taken_as(columns_work.RANKING)
def ranking(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One quarter: the deputies by their scores, each figure opening to its records."""
    viewer = request.viewer  # type: ignore[attr-defined]
    row = found(round_visible(viewer, pk))
    context = {
        "round": row, "rows": found_evaluations.ranking(viewer, row), "measures": found_evaluations.measures_of(row),
        "crumbs": way(request, (LISTED[0], reverse(LISTED[1]))),
    }  # fmt: skip
    return render(request, "liaison/ranking.html", context)


@require_safe
def ranking_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The quarter's ranking on paper."""
    viewer = request.viewer  # type: ignore[attr-defined]
    row = found(round_visible(viewer, pk))
    log_reading(viewer.person, row, "print", request.at)  # type: ignore[attr-defined]
    return pdf(ranking_bytes(row, found_evaluations.ranking(viewer, row)), f"ranking-{row.year}-{row.quarter}")


@require_safe
def evaluation(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One deputy's quarter: his figures, his objection and its answer, what is to be mended."""
    viewer = request.viewer  # type: ignore[attr-defined]
    row = found(evaluation_visible(viewer, pk))
    context = {
        "evaluation": row, "figures": list(row.figures.all()), **standing(row, viewer, row.round), "of_office": office(viewer), "now": viewer.at,
        "remedies": owed.lines(list(found_evaluations.remedies_of(viewer, row)), viewer.at),
        "crumbs": way(request, (LISTED[0], reverse(LISTED[1]))),
    }  # fmt: skip
    return render(request, "liaison/evaluation.html", context)


@require_safe
@taken_as(columns_work.RECORDS)
def evaluation_records(request: HttpRequest, pk: uuid.UUID, measure: str) -> HttpResponse:
    """The very records that one figure counts."""
    viewer = request.viewer  # type: ignore[attr-defined]
    row = found(evaluation_visible(viewer, pk))
    figure = found(found_evaluations.figure_of(viewer, row, measure))
    crumbs = way(request, (LISTED[0], reverse(LISTED[1])), (str(row), row.get_absolute_url()))
    return render(request, "liaison/evaluation_records.html", {"evaluation": row, "figure": figure, "crumbs": crumbs})


class EvaluationAct(WorkAct):
    listed = LISTED
    find = "liaison.queries.evaluation_visible"

    def told(self) -> list[tuple[str, Any]]:
        row = self.subject
        if row._state.adding:
            return []
        return [("معاون پارلمانی", row.person), ("دور", row.round), ("امتیاز", row.points), ("اعتراض", row.objection)]


class PublishCriteria(EvaluationAct):
    word, form_class = "publish_criteria", forms.CriteriaForm
    find = "liaison.queries.new_criteria"
    what = "معیار و وزن رسمی یافت نشده است؛ آنچه خانه منتشر کند با منبع آن همین‌جا می‌ماند."


class EvaluateDeputies(EvaluationAct):
    word, form_class = "evaluate_deputies", forms.RoundForm
    find = "liaison.queries.new_round"
    what = "هر معاون با معیارهایی سنجیده می‌شود که پیش از آغاز فصل منتشر شده است؛ هر عدد به رکوردهای خود باز می‌شود."

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        quarters = found_evaluations.quarters(self.viewer)
        return self.form_class(data, files, subject=self.subject, viewer=self.viewer, quarters=quarters)


class ObjectToEvaluation(EvaluationAct):
    word, form_class = "object_to_evaluation", forms.ObjectionForm


class AnswerObjection(EvaluationAct):
    word, form_class = "answer_objection", forms.AnswerObjectionForm

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        figures = self.subject.figures.all()
        return self.form_class(data, files, subject=self.subject, viewer=self.viewer, figures=figures)
