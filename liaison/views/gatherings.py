"""The week's plan, gatherings and presences, and an act a page (house procedure, Arts. 32, 33)."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from liaison import columns_work
from liaison.forms import gatherings as forms
from liaison.forms.tasks import holders_as_choices
from liaison.queries import gatherings as found_gatherings
from liaison.queries import papers as found_papers
from liaison.queries import planner as plans
from liaison.queries import tasks as owed
from liaison.queries.scope import committees, office
from liaison.queries.work_scope import gathering_visible, people_of_houses, presence_visible
from liaison.views.base import found, office_page, page
from liaison.views.certificate_pdf import certificate_bytes
from liaison.views.papers import WithPapers
from liaison.views.work import WorkAct, paged, pdf, standing, way
from majlis import persian
from majlis.forms import ActForm
from majlis.register import log_reading
from majlis.views.exports import taken_as
from majlis.views.lists import kept_list

LISTED = ("نشست‌ها", "liaison:gatherings")
WEEK = timedelta(days=plans.DAYS)
OFFICE_PEOPLE = ("liaison_office",)


@page
@taken_as(columns_work.PLANNER)
def planner(request: HttpRequest) -> HttpResponse:
    """A week: halls by days, who is called to each, who is in two places at once."""
    viewer = request.viewer  # type: ignore[attr-defined]
    shown = plans.week(viewer, plans.day_of(request.GET.get("day", ""), viewer.day))
    context = {
        "week": shown, "turnout": plans.turnout(viewer), "of_office": office(viewer), "today": viewer.day,
        "before": persian.jalali_numeric(shown.first - WEEK), "after": persian.jalali_numeric(shown.first + WEEK),
        "crumbs": way(request),
    }  # fmt: skip
    return render(request, "liaison/planner.html", context)


@page
@taken_as(columns_work.GATHERINGS)
def gatherings(request: HttpRequest) -> HttpResponse:
    """Gatherings by kind and state, the newest first; a missed one of a series is seen."""
    of_office = office(request.viewer)  # type: ignore[attr-defined]
    drawn = kept_list(request, lambda: _drawn(request, of_office))
    return render(request, "liaison/gatherings.html", {"drawn": drawn, "of_office": of_office, "crumbs": way(request)})


def _drawn(request: HttpRequest, of_office: bool) -> str:
    viewer = request.viewer  # type: ignore[attr-defined]
    form = forms.GatheringFilterForm(request.GET)
    wanted = form.wanted()
    shown = found_gatherings.page_of_gatherings(viewer, wanted, request.GET.get("after", ""))
    context = {**paged(request, shown, wanted), "form": form, "now": viewer.at, "of_office": of_office}
    return render_to_string("liaison/_gatherings.html", context)


@page
def gathering(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One gathering: agenda, who is called and who came, minutes, decisions, what was defended, its report."""
    viewer = request.viewer  # type: ignore[attr-defined]
    row = found(gathering_visible(viewer, pk))
    of_office = office(viewer)
    context = {
        "gathering": row, "presences": found_gatherings.presences_of(viewer, row), "unheld": row.unheld(viewer.at),
        "decisions": owed.lines(list(found_gatherings.tasks_of(viewer, row)), viewer.at), "now": viewer.at, "of_office": of_office,
        "defences": found_gatherings.defences_of(row) if of_office else [], **standing(row, viewer),
        "papers": found_papers.papers_of(viewer, row),
        "task_kind": "meeting" if row.kind == "meeting" else "decision",
        "crumbs": way(request, (LISTED[0], reverse(LISTED[1]))),
    }  # fmt: skip
    return render(request, "liaison/gathering.html", context)


@page
def presence(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One person's place in a gathering, and what may be done about it."""
    viewer = request.viewer  # type: ignore[attr-defined]
    row = found(presence_visible(viewer, pk))
    crumbs = way(request, (LISTED[0], reverse(LISTED[1])), (str(row.gathering), row.gathering.get_absolute_url()))
    return render(request, "liaison/presence.html", {"presence": row, **standing(row, viewer), "crumbs": crumbs})


@require_safe
def certificate_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The certificate of a course that was held."""
    viewer = request.viewer  # type: ignore[attr-defined]
    row = found(found_gatherings.certificate_of(viewer, pk))
    log_reading(viewer.person, row, "print", request.at)  # type: ignore[attr-defined]
    return pdf(certificate_bytes(row), "certificate")


@office_page
@taken_as(columns_work.DEFENCES)
def defences(request: HttpRequest) -> HttpResponse:
    """What was defended where, by whom, with what outcome, and what stayed unanswered."""
    viewer = request.viewer  # type: ignore[attr-defined]
    shown = found_gatherings.page_of_defences(viewer, request.GET.get("after", ""))
    return render(request, "liaison/defences.html", {**paged(request, shown, {}), "crumbs": way(request)})


class GatheringAct(WorkAct):
    listed = LISTED
    find = "liaison.queries.office_gathering"

    def told(self) -> list[tuple[str, Any]]:
        row = getattr(self.subject, "gathering", self.subject)
        if row._state.adding:
            return []
        return [
            ("نشست", row.title), ("گونه", row.kind_label), ("آغاز", persian.jalali_datetime(row.starts_at)),
            ("شخص", getattr(self.subject, "person_id", None) and self.subject.person),
        ]  # fmt: skip


class WithItsPapers(WithPapers, GatheringAct):
    """An act on a gathering with the papers that lie with its draft. papers_title, papers_note: what they are, what becomes of them."""

    template_name = "liaison/gathering_act.html"
    papers_title, papers_note = "برگه‌های نشست", ""

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(**{"papers_title": self.papers_title, "papers_note": self.papers_note, **more})


class PlanGathering(WithItsPapers):
    word, form_class = "plan_gathering", forms.GatheringForm
    find = "liaison.queries.new_gathering"
    what = "نشست‌های یک رشته با هم در برنامه می‌آیند تا برگزار نشدن هر یک دیده شود."
    papers_note = "نخست برگه‌ها را بارگذاری کنید؛ با نهادن نشست در برنامه، هر چه اینجا هست با آن می‌ماند و هر که به نشست خوانده شود آن را می‌بیند. از یک رشته، برگه‌ها تنها با نشست نخست است."

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        initial = {"kind": self.request.GET.get("kind", "")}
        return self.form_class(
            data, files, subject=self.subject, viewer=self.viewer, committees=committees(), initial=initial
        )


class MoveGathering(WithItsPapers):
    word, form_class = "move_gathering", forms.MoveForm
    papers_title = "برگه‌های تازه"
    papers_note = "آنچه اینجا بارگذاری شود به برگه‌های نشست افزوده می‌شود؛ برگه‌های پیشین می‌مانند."

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.subject, name) for name in ("starts_at", "ends_at", "place")}


class HoldGathering(WithItsPapers):
    word, form_class = "hold_gathering", forms.MinutesForm
    papers_title = "صورت‌جلسهٔ امضاشده"
    papers_note = "اسکن صورت‌جلسهٔ امضاشده، اگر هست؛ مانند متن صورت‌جلسه، تنها این دفتر آن را می‌بیند."
    what = "مصوبه‌ها پس از صورت‌جلسه، هر یک با مسئول و روز خود، ثبت می‌شود."


class MissGathering(GatheringAct):
    word, form_class = "miss_gathering", forms.ReleaseForm


class ReportGathering(GatheringAct):
    word, form_class = "report_gathering", forms.ReportForm

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        people = holders_as_choices(people_of_houses(self.viewer).filter(body__kind__in=OFFICE_PEOPLE))
        return self.form_class(data, files, subject=self.subject, viewer=self.viewer, people=people)


class CallToGathering(GatheringAct):
    word, form_class = "call_to_gathering", forms.CallForm
    find = "liaison.queries.new_presence"

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        holders = people_of_houses(self.viewer)
        return self.form_class(data, files, subject=self.subject, viewer=self.viewer, holders=holders)


class RecordDefence(GatheringAct):
    word, form_class = "record_defence", forms.DefenceForm
    find = "liaison.queries.new_defence"

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        people = holders_as_choices(people_of_houses(self.viewer))
        return self.form_class(data, files, subject=self.subject, viewer=self.viewer, people=people)


class PresenceAct(GatheringAct):
    find = "liaison.queries.presence_visible"


class ConfirmPresence(PresenceAct):
    word = "confirm_presence"


class DelegatePresence(PresenceAct):
    word, form_class = "delegate_presence", forms.DelegateForm

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        row = self.subject
        own = {"body": row.ministry_id} if row.ministry_id else {"body__kind__in": OFFICE_PEOPLE}
        rows = people_of_houses(self.viewer).filter(**own).exclude(person=row.person_id)
        return self.form_class(data, files, subject=row, viewer=self.viewer, people=holders_as_choices(rows))


class ReleasePresence(PresenceAct):
    word, form_class = "release_presence", forms.ReleaseForm


class MarkPresence(PresenceAct):
    word, form_class = "mark_presence", forms.MarkForm
