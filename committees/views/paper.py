"""What a member did on paper, as a clerk of the presiding board enters it and another countersigns it (Arts. 4, 18)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from committees.forms.choices import FurtherChoicesForm, PaperChoicesForm
from committees.forms.draft import SECTIONS, FormDraft
from committees.queries import committee_bodies
from committees.queries.demand import further_board
from committees.queries.member import Sheet, own_papers, paper_sheet
from committees.queries.paging import page_of
from committees.queries.papers import paper_forms, paper_page, signed_once_on, takes_papers
from committees.views.answers import answers
from committees.views.drafts import Desk, desk
from committees.views.office import crumbs, formation_of, page
from committees.views.tasks import TITLES, faults_by_heading, section_task, unfinished
from majlis import persian, personal, queries
from majlis.forms import ActForm
from majlis.models import Act
from majlis.queries.paper import KIND
from majlis.register import Call
from majlis.rules.deadlines import legal_day
from majlis.views.paper import PaperAct

SOUGHT_MOST = 60
INCOMPLETE = "این بخش‌ها هنوز کامل نیست: {}. آنچه نوشته‌اید نگه داشته شد."


@page
def papers(request: HttpRequest, code: str) -> HttpResponse:
    """The members for whom something may be entered from paper now, by name."""
    viewer = request.viewer  # type: ignore[attr-defined]
    formation = formation_of(request, code)
    if not takes_papers(formation, viewer):
        raise Http404
    sought = request.GET.get("q", "")[:SOUGHT_MOST].strip()
    shown = page_of(paper_forms(formation, viewer, sought), ("member__sort_key", "pk"), request.GET.get("after", ""))
    signed = signed_once_on(shown.rows)
    rows = [_row(form, viewer, signed.get(form.pk, "")) for form in shown.rows]
    context = {
        "formation": formation, "rows": rows, "sought": sought, "address": request.path, "crumbs": crumbs(formation),
        "next_url": f"?q={sought}&after={shown.next}" if shown.next else "",
    }  # fmt: skip
    return render(request, "committees/office/papers.html", context)


def _row(form: Any, viewer: queries.Viewer, signed: str) -> dict[str, Any]:
    found = paper_page(form, viewer)
    step, url = found if found is not None else (None, "")
    return {"name": form.member.name, "form": form, "step": step, "url": url, "signed": signed}


class CommitteePaper(PaperAct):
    """A paper about a member's form."""

    find = "committees.queries.declaration_visible"

    def get_subject(self, **kwargs: Any) -> Any:
        subject = super().get_subject(**kwargs)
        if subject is not None:
            self.request.term = subject.formation.term  # type: ignore[attr-defined]
        return subject

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(**{"crumbs": crumbs(self.subject.formation), **more})

    def subject_url(self) -> str:
        return reverse("committees:papers", args=[self.subject.formation.code])

    def named(self, codes: list[str]) -> list[dict[str, str]]:
        titles = {each.code: each.title for each in committee_bodies()}
        return [
            {"label": f"اولویت {persian.ordinal(rank)}", "value": titles.get(code, code)}
            for rank, code in enumerate(codes, start=1)
        ]


class PaperSubmission(CommitteePaper):
    """The scoring form that a member handed in on paper (Art. 4). Its text is the clerk's own draft, section by section."""

    word = "submit_declaration"
    template_name = "committees/office/paper_form.html"
    form_class = PaperChoicesForm

    @cached_property
    def sheet(self) -> Sheet:
        found = paper_sheet(self.viewer, self.subject.pk)
        assert found is not None
        return found

    @property
    def desk(self) -> Desk:
        return desk(self.request, self.sheet)

    def initial(self) -> dict[str, Any]:
        draft = self.desk.draft
        kept = draft.data.get(KIND) or {}
        came = kept.get("happened_at")
        first, second = [*draft.choices, "", ""][:2]
        return {
            "first": first, "second": second, "registry_number": kept.get("registry_number", ""),
            "happened_at": datetime.fromisoformat(came) if came else None,
        }  # fmt: skip

    def first_form(self, data: Any, files: Any) -> ActForm:
        return self.form_with(data, files, committees=self.desk.committees)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.seconds:
            self._keep_typed(self.make_form(request.POST))
        return super().post(request, **kwargs)

    def _keep_typed(self, form: ActForm) -> None:
        """What can be read of this page goes to the draft as well: it is there when he comes back from a section."""
        form.is_valid()
        read = form.cleaned_data
        facts = {name: read[name] for name in ("registry_number",) if read.get(name)}
        if read.get("happened_at"):
            facts["happened_at"] = read["happened_at"].isoformat()

        def typed(draft: FormDraft) -> None:
            draft.choose([read[name] for name in ("first", "second") if read.get(name)])
            draft.data[KIND] = {**(draft.data.get(KIND) or {}), **facts}

        self.desk.save(typed)

    def judged(self, form: ActForm) -> HttpResponse | None:
        draft = self.desk.draft
        faults = draft.faults(legal_day(form.cleaned_data["happened_at"]))
        left = unfinished(draft, faults) + (["choices"] if faults_by_heading(faults).get("choices") else [])
        if not left:
            return None
        return self.show(form, status=422, problem=INCOMPLETE.format("، ".join(TITLES[part] for part in left)))

    def make_call(self, form: ActForm) -> Call:
        call = super().make_call(form)
        if self.seconds:
            return call
        body = self.desk.draft.body(legal_day(form.cleaned_data["happened_at"]))
        return replace(call, body={**body, "registry_number": form.cleaned_data["registry_number"]})

    def context(self, **more: Any) -> dict[str, Any]:
        at = self.desk
        by_heading = faults_by_heading(at.draft.faults(at.day))
        tasks = [section_task(at.sheet, at.draft, heading, by_heading.get(heading, [])) for heading in SECTIONS]
        return super().context(**{"tasks": tasks, "answers": self._answers() if self.seconds else [], **more})

    def _answers(self) -> list[dict[str, Any]]:
        """Every answer that the first officer entered, with its papers, for the second to hold against the scan."""
        assert self.signed is not None
        kept = self.signed.content
        draft = FormDraft.of({name: kept.get(name, []) for name in (*SECTIONS, "choices")})
        titles = {each.code: each.title for each in committee_bodies()}
        day = legal_day(datetime.fromisoformat(kept["_happened_at"]))
        return answers(draft, day, titles, own_papers(self.viewer, draft.documents()), choices=False)

    def entered(self, signed: Any) -> list[dict[str, str]]:
        return [*super().entered(signed), *self.named(signed.content.get("choices", []))]

    def success_url(self, act: Act) -> str:
        for person in (act.actor, act.second):
            if person is not None:
                personal.discard(person, KIND, str(self.subject.pk))
        return super().success_url(act)


class PaperFurtherChoices(CommitteePaper):
    """Two further committees that a member named on paper (Art. 18)."""

    word = "name_further_choices"
    form_class = FurtherChoicesForm

    def first_form(self, data: Any, files: Any) -> ActForm:
        rows = further_board(self.viewer, self.subject.formation)
        committees = [(row.code, f"{row.title}، {persian.number(row.left)} جای خالی") for row in rows]
        return self.form_with(data, files, committees=committees, wanted=min(2, len(rows)))

    def entered(self, signed: Any) -> list[dict[str, str]]:
        return [*super().entered(signed), *self.named(signed.content.get("choices", []))]
