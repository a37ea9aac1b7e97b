"""The acts of a member: handing in the form after a review, declaring a record, naming further committees (Arts. 3, 4, 18, 20)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from committees.forms.choices import FurtherChoicesForm, ReviewedForm
from committees.forms.draft import SECTIONS, FormDraft
from committees.queries import committee_bodies
from committees.queries.demand import further_board
from committees.queries.member import (
    Sheet,
    form_sheet,
    late_open,
    new_record,
    own_form,
    own_papers,
    record_sheet,
    submissions,
)
from committees.rules.laws import DIRECTIVE
from committees.views.answers import answers, count_of
from committees.views.drafts import Desk, desk
from committees.views.form import frame
from committees.views.member import late_context, note_late
from committees.views.tasks import TITLES, faults_by_heading, section_task, section_url, unfinished, without_papers
from majlis import persian, queries
from majlis.forms import ActForm
from majlis.models import Act
from majlis.register import Call
from majlis.rules.law import Refused
from majlis.views.act import BUSY, ActView

A_MINUTE = timedelta(minutes=1)


class DraftAct(ActView, ABC):
    """An act whose text is the draft on the desk; its form carries only the fingerprint of what was reviewed."""

    form_class = ReviewedForm
    choices = True

    @abstractmethod
    def sheet(self) -> Sheet:
        """Whose draft it is, and for what."""

    @property
    def desk(self) -> Desk:
        if not hasattr(self, "_desk"):
            self._desk = desk(self.request, self.sheet())
        return self._desk

    @property
    def draft(self) -> FormDraft:
        return self.desk.draft

    def digest(self) -> str:
        return self.draft.digest(self.desk.day, choices=self.choices)

    def initial(self) -> dict[str, Any]:
        return {"reviewed": self.digest()}

    @abstractmethod
    def open_parts(self) -> list[str]:
        """Sections that still keep the draft back."""

    def make_call(self, form: ActForm) -> Call:
        call = super().make_call(form)
        return Call(
            actor=call.actor,
            at=call.at,
            key=call.key,
            seen_version=call.seen_version,
            body=self.draft.body(self.desk.day, choices=self.choices),
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.make_form(request.POST)
        closed = queries.refusal_of(self.step, self.subject, request.at)  # type: ignore[attr-defined]
        if not form.is_valid() and closed is None:
            return self.show(
                self.make_form(), status=422, problem="این برگ ناقص رسید. پاسخ‌ها را ببینید و دوباره بفرستید."
            )
        if closed is not None and not form.is_valid():
            return self.refused(form, closed)
        if form.cleaned_data["reviewed"] != self.digest() and closed is None:
            problem = "پیش‌نویس پس از باز شدن این صفحه دگرگون شده است. پاسخ‌های تازه را ببینید و دوباره بفرستید."
            return self.show(self.make_form(), status=409, problem=problem)
        if closed is None and self.open_parts():
            return self.show(
                self.make_form(), status=422, problem="چند بخش هنوز کامل نیست؛ چیزی از نوشته‌ها از دست نرفته است."
            )
        return super().post(request, **kwargs)

    def busy(self, form: ActForm) -> HttpResponse:
        return self.show(form, status=503, problem=BUSY)

    def refused(self, form: ActForm, refused: Refused) -> HttpResponse:
        return self.show(self.make_form(), status=422, problem=refused.sentence, problem_article=refused.article)


class SubmitDeclaration(DraftAct):
    """Check your answers, and hand the form in (Art. 4)."""

    word = "submit_declaration"
    template_name = "committees/member/check.html"

    def get_subject(self, **kwargs: Any) -> Any:
        return own_form(self.viewer, kwargs["pk"])

    def sheet(self) -> Sheet:
        found = form_sheet(self.viewer, self.subject.formation.code)
        return found or Sheet(
            "declaration",
            self.subject.formation.code,
            self.subject.formation.term,
            self.subject.formation,
            self.subject,
        )

    def open_parts(self) -> list[str]:
        faults = self.draft.faults(self.desk.day)
        return unfinished(self.draft, faults) + (["choices"] if faults_by_heading(faults).get("choices") else [])

    def context(self, **more: Any) -> dict[str, Any]:
        at = self.desk
        papers = own_papers(self.viewer, self.draft.documents())
        shown = answers(self.draft, at.day, dict(at.committees), papers, faults=self.draft.faults(at.day))
        for each in shown:
            heading = each["heading"]
            each["url"] = (
                reverse("committees:form_choices", args=[at.sheet.key])
                if heading == "choices"
                else section_url(at.sheet, heading)
            )
        return {
            **super().context(), **frame(at), "answers": shown, "declaration": self.subject, "open_parts": [TITLES[part] for part in self.open_parts()],
            "bare": without_papers(self.draft), "again": self.subject.submission > 0, "article_4": DIRECTIVE.article("4"), "article_20": DIRECTIVE.article("20"), **more,
        }  # fmt: skip

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.word == "submit_declaration" and late_open(self.subject, request.at):  # type: ignore[attr-defined]
            return HttpResponseRedirect(reverse("committees:submit_late_declaration", args=[self.subject.pk]))
        return super().get(request, **kwargs)

    def subject_url(self) -> str:
        return reverse("committees:form", args=[self.subject.formation.code])

    def success_url(self, act: Act) -> str:
        return reverse("committees:submitted", args=[self.subject.pk])

    def refused(self, form: ActForm, refused: Refused) -> HttpResponse:
        at = self.request.at  # type: ignore[attr-defined]
        limits = queries.step_deadlines_of(self.step, self.subject, at)
        end = refused.deadline or (limits[0][1] if limits else None)
        if end is None or at < end.ends_at:
            return super().refused(form, refused)
        note_late(self.viewer, self.desk.sheet, at)
        sent = submissions(self.viewer, self.subject).first() if self.subject.submission else None
        names = dict(self.desk.committees)
        chosen = [
            {"label": f"اولویت {persian.ordinal(rank)}", "value": names.get(code, code)}
            for rank, code in enumerate(self.draft.choices, start=1)
        ]
        return render(self.request, "committees/member/refused.html", {
            **frame(self.desk), "step": self.step, "refused": refused, "end": end, "received_at": at, "declaration": self.subject, "sent": sent,
            "late_by": _late_by(at - end.ends_at), "kept": [*count_of(self.draft), *chosen], "papers": len(set(self.draft.documents())),
            "parts": len(SECTIONS) + 1, **late_context(self.subject), "article_20": DIRECTIVE.article("20"), "article_4": DIRECTIVE.article("4"),
        }, status=422)  # fmt: skip


def _late_by(late: timedelta) -> str:
    """How late, to the second while it is less than a minute."""
    return (
        persian.duration_text(late)
        if late >= A_MINUTE
        else f"{persian.number(max(1, int(late.total_seconds())))} ثانیه"
    )


class SubmitLateDeclaration(SubmitDeclaration):
    """The same review, for a form that comes late by leave, or to rank one who was left over (Art. 20)."""

    word = "submit_late_declaration"


class DeclareRecord(DraftAct):
    """Review one's record and declare it to all members (Art. 3)."""

    word = "declare_record"
    template_name = "committees/member/declare.html"
    choices = False

    def get_subject(self, **kwargs: Any) -> Any:
        return new_record(self.viewer, kwargs["key"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = self.get_subject(**kwargs)
        if found is not None and not found._state.adding:
            return HttpResponseRedirect(reverse("committees:record", args=[found.pk]))
        return super().dispatch(request, *args, **kwargs)

    def sheet(self) -> Sheet:
        found = record_sheet(self.viewer, self.kwargs["key"])
        return found or Sheet("record", str(self.kwargs["key"]), self.subject.term)

    def open_parts(self) -> list[str]:
        return unfinished(self.draft, self.draft.record_faults(self.desk.day))

    def context(self, **more: Any) -> dict[str, Any]:
        at = self.desk
        self.request.term = at.sheet.term  # type: ignore[attr-defined]
        by_heading = faults_by_heading(self.draft.record_faults(at.day))
        committees = {each.code: each.title for each in committee_bodies()}
        papers = own_papers(self.viewer, self.draft.documents())
        return {
            **super().context(), **frame(at), "term": at.sheet.term, "opens_at": at.sheet.term.opens_at,
            "late": not self.request.at < at.sheet.term.opens_at,  # type: ignore[attr-defined]
            "tasks": [section_task(at.sheet, self.draft, heading, by_heading.get(heading, [])) for heading in SECTIONS],
            "answers": answers(self.draft, at.day, committees, papers, choices=False), "open_parts": [TITLES[part] for part in self.open_parts()],
            "list_url": reverse("committees:records", args=[f"term-{at.sheet.term.number}"]), "article_3": DIRECTIVE.article("3"), **more,
        }  # fmt: skip

    def success_url(self, act: Act) -> str:
        return reverse("committees:record", args=[act.subject.rpartition(":")[2]])


class NameFurtherChoices(ActView):
    """A member left out of both choices names two committees that still have seats (Art. 18)."""

    word = "name_further_choices"
    template_name = "committees/member/further.html"
    form_class = FurtherChoicesForm

    def get_subject(self, **kwargs: Any) -> Any:
        return own_form(self.viewer, kwargs["pk"])

    @property
    def rows(self) -> list[Any]:
        if not hasattr(self, "_rows"):
            self._rows = further_board(self.viewer, self.subject.formation)
        return self._rows

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        committees = [(row.code, f"{row.title}، {persian.number(row.left)} جای خالی") for row in self.rows]
        return FurtherChoicesForm(
            data,
            files,
            subject=self.subject,
            viewer=self.viewer,
            initial=self.initial(),
            committees=committees,
            wanted=min(2, len(self.rows)),
        )

    def context(self, **more: Any) -> dict[str, Any]:
        self.request.term = self.subject.formation.term  # type: ignore[attr-defined]
        named = [row.title for row in self.rows if row.own]
        return {
            **super().context(), "rows": self.rows, "named": named, "article_18": DIRECTIVE.article("18"),
            "crumbs": [{"label": "کمیسیون‌ها", "url": reverse("committees:home")}],
            "what": "از کمیسیون‌هایی که هنوز جای خالی دارند، دو کمیسیون را به ترتیب نام ببرید.", **more,
        }  # fmt: skip

    def stale(self, form: ActForm, stale: Any) -> HttpResponse:
        fresh = self.fresh(form)
        return render(self.request, "majlis/outcome_stale.html", self.context(form=fresh, other=stale.act), status=409)

    def refused(self, form: ActForm, refused: Refused) -> HttpResponse:
        fresh = self.fresh(form)
        fresh.add_error(None, refused.sentence)
        return self.show(fresh, status=422)

    def fresh(self, form: ActForm) -> ActForm:
        """The same answers under a new key, on the form as it stands now."""
        data = form.data.copy()
        blank = self.make_form()
        data["key"], data["seen_version"] = str(blank["key"].value()), str(self.subject.version)
        fresh = self.make_form(data)
        fresh.is_valid()
        return fresh

    def subject_url(self) -> str:
        return reverse("committees:form", args=[self.subject.formation.code])
