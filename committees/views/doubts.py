"""Doubts: the presiding board refers, a branch sits and decides, and every member can read it (Art. 15)."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from committees import actions, columns
from committees.forms.office import DecisionForm, ReferForm, SittingForm
from committees.models import Ambiguity
from committees.queries import ambiguity_visible, office
from committees.queries import docket as dockets
from committees.queries.desk import facts_of_item, papers_of
from committees.queries.paging import PAGE_ROWS, page_of, read_token, write_token
from committees.queries.precedents import clashes, precedents_for
from committees.queries.scope import AFTER_PUBLICATION, official
from committees.rules.procedure import STEPS
from committees.views.office import OfficeAct, crumbs, formation_of, found, page
from majlis import persian, queries
from majlis.models import Act
from majlis.queries.authority import entitled
from majlis.register import Call, NotVisible, Replayed
from majlis.rules.law import Refused
from majlis.views.exports import taken_as

SHOWN = (("open", "ارجاع‌نشده"), ("referred", "در شعبه"), ("decided", "تصمیم گرفته شد"))
ORDER = {"referred": ("stage_since", "pk"), "decided": ("-stage_since", "pk")}


@page
@taken_as(columns.DOUBTS)
def doubts(request: HttpRequest, code: str) -> HttpResponse:
    """Doubts by where they stand: for the board to refer, at their branches, decided. Members read the decided ones."""
    viewer = request.viewer  # type: ignore[attr-defined]
    formation = formation_of(request, code)
    tabs = SHOWN if official(viewer) else SHOWN[2:]
    first = "decided" if formation.stage in AFTER_PUBLICATION else tabs[0][0]
    show = request.GET.get("show", first)
    show = show if show in dict(tabs) else first
    context = {
        "formation": formation, "show": show, "crumbs": crumbs(formation), "official": official(viewer),
        "tabs": [{"label": label, "url": f"?show={key}", "active": key == show} for key, label in tabs],
        "clashes": clashes(formation) if official(viewer) else [],
        **(_open_rows(request, formation) if show == "open" else _rows(request, formation, show)),
    }  # fmt: skip
    return render(request, "committees/office/doubts.html", context)


def _open_rows(request: HttpRequest, formation: Any) -> dict[str, Any]:
    viewer = request.viewer  # type: ignore[attr-defined]
    rows = dockets.open_doubts(formation, viewer)
    last = read_token(request.GET.get("after", ""), 1)
    rows = [each for each in rows if last is None or _order(each) > tuple(last[0])]
    step = STEPS["refer_ambiguity"]
    shown, more = rows[:PAGE_ROWS], rows[PAGE_ROWS:]
    limits = queries.step_deadlines_of(step, Ambiguity(formation=formation), viewer.at)
    return {
        "open": shown, "deadline": limits[0][1] if limits else None, "step": step, "total": len(rows), "key": uuid.uuid4(),
        "may_refer": viewer.holds(*step.by) and formation.stage in step.root_in, "ready": sum(each.ready for each in shown),
        "missing": formation.facts(viewer.at).missing_tables,
        "next_url": f"?show=open&after={write_token([_order(shown[-1])])}" if more else "",
    }  # fmt: skip


def _order(row: dockets.Open) -> tuple[str, int, str]:
    return (row.item.declaration.number, row.item.place, row.committee.code)


def _rows(request: HttpRequest, formation: Any, show: str) -> dict[str, Any]:
    viewer = request.viewer  # type: ignore[attr-defined]
    found_ = page_of(dockets.doubts_of(formation, viewer, show), ORDER[show], request.GET.get("after", ""))
    return {
        "rows": _with_deadlines(found_.rows, viewer),
        "next_url": f"?show={show}&after={found_.next}" if found_.next else "",
    }


def _with_deadlines(rows: list[Ambiguity], viewer: queries.Viewer) -> list[dict[str, Any]]:
    """Each with the end of its branch's time; those that were referred in one instant have one end."""
    step = STEPS["decide_ambiguity"]
    ends: dict[Any, Any] = {}
    for each in rows:
        if each.stage == "referred" and each.stage_since not in ends:
            limits = queries.step_deadlines_of(step, each, viewer.at)
            ends[each.stage_since] = limits[0][1] if limits else None
    return [
        {"doubt": each, "deadline": ends.get(each.stage_since) if each.stage == "referred" else None} for each in rows
    ]


class ReferMany(View):
    """The doubts that were ticked, each referred by an act of its own."""

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        viewer = request.viewer  # type: ignore[attr-defined]
        formation = formation_of(request, code)
        if viewer.person is None or not viewer.holds(*STEPS["refer_ambiguity"].by):
            raise Http404
        wanted = set(request.POST.getlist("doubt"))
        rows = [each for each in dockets.open_doubts(formation, viewer) if each.key in wanted]
        done, refusals = 0, []
        for each in rows:
            try:
                actions.refer_ambiguity(
                    self._call(request, each), Ambiguity(formation=formation, item=each.item, committee=each.committee)
                )
                done += 1
            except Replayed:
                done += 1
            except Refused as refused:
                refusals.append(f"{each.item.title} و {each.committee.title}: {refused.sentence}")
            except NotVisible as hidden:
                raise Http404 from hidden
        if done:
            messages.success(request, f"{persian.number(done)} ابهام به شعبه رفت.")
        for sentence in refusals:
            messages.error(request, sentence)
        if not wanted:
            messages.warning(request, "ابهامی برگزیده نشده بود.")
        return HttpResponseRedirect(f"{reverse('committees:doubts', args=[code])}?show=open")

    def _call(self, request: HttpRequest, row: dockets.Open) -> Call:
        try:
            key = uuid.uuid5(uuid.UUID(request.POST.get("key", "")), row.key)
        except ValueError as bad:
            raise Http404 from bad
        viewer = request.viewer  # type: ignore[attr-defined]
        return Call(actor=viewer.person, at=request.at, key=key, body={"question": row.doubt.question})  # type: ignore[attr-defined]


class ReferAmbiguity(OfficeAct):
    """One doubt to the member's branch, with the question in the board's own words (Art. 15)."""

    word = "refer_ambiguity"
    form_class = ReferForm
    what = "ابهام به شعبهٔ نماینده می‌رود و شعبه ۴۸ ساعت مهلت دارد."

    def get_subject(self, **kwargs: Any) -> Any:
        self.subject = dockets.doubt_to_refer(self.viewer, kwargs["code"], kwargs["item"], kwargs["committee"])
        if self.subject is not None:
            self.request.term = self.subject.formation.term  # type: ignore[attr-defined]
        return self.subject

    def initial(self) -> dict[str, Any]:
        return {"question": dockets.question_for(self.formation, self.subject)}

    def subject_url(self) -> str:
        return reverse("committees:doubts", args=[self.formation.code])

    def success_url(self, act: Act) -> str:
        messages.success(self.request, f"ابهام «{self.subject.item.title}» به {self.subject.branch.title} رفت.")
        return f"{self.subject_url()}?show=open"

    def context(self, **more: Any) -> dict[str, Any]:
        item = self.subject.item
        summary = [{"label": each.label, "value": each.value} for each in facts_of_item(item)]
        summary = [
            {"label": "نماینده", "value": item.declaration.member.name},
            {"label": "کمیسیون", "value": self.subject.committee.title},
            *summary,
        ]
        return super().context(summary=summary, **more) | {"crumbs": crumbs(self.formation), "subject": "ابهام‌ها"}


# --- a branch's docket ----------------------------------------------------------------------------------------------------


@page
@taken_as(columns.DOCKET)
def docket(request: HttpRequest, code: str, branch: str) -> HttpResponse:
    """A branch's doubts with their hours, their precedents and the sitting."""
    viewer = request.viewer  # type: ignore[attr-defined]
    formation = formation_of(request, code)
    body = found(office.branch_named(viewer, branch))
    page_ = page_of(
        dockets.branch_doubts(formation, body, viewer, "referred"), ORDER["referred"], request.GET.get("after", "")
    )
    known = precedents_for(page_.rows)
    rows = [{**row, "precedents": known.get(row["doubt"].pk, [])} for row in _with_deadlines(page_.rows, viewer)]
    sitting = dockets.open_sitting_of(formation, body)
    context = {
        "formation": formation, "branch": body, "rows": rows, "sitting": sitting, "sittings": dockets.sittings_of(formation, body),
        "meter": dockets.meter_of(sitting, viewer.at) if sitting else None, "present": dockets.present_at(sitting) if sitting else [],
        "decided": list(dockets.branch_doubts(formation, body, viewer, "decided").order_by("-decided_at")[:PAGE_ROWS]),
        "officer": any(held.body_id == body.pk and f"branch.{held.role}" in STEPS["open_sitting"].by for held in viewer.offices),
        "sits": formation.stage in STEPS["open_sitting"].root_in, "crumbs": crumbs(formation),
        "next_url": f"?after={page_.next}" if page_.next else "",
    }  # fmt: skip
    return render(request, "committees/office/docket.html", context)


class OpenSitting(OfficeAct):
    """The roll-call: who is there, against who must be (internal rules, Art. 26)."""

    word = "open_sitting"
    form_class = SittingForm
    template_name = "committees/office/open_sitting.html"

    def get_subject(self, **kwargs: Any) -> Any:
        formation = office.formation_named(self.viewer, kwargs["code"])
        if formation is not None:
            self.request.term = formation.term  # type: ignore[attr-defined]
        return dockets.sitting_to_open(self.viewer, formation, office.branch_named(self.viewer, kwargs["branch"]))

    def make_form(self, data: Any = None, files: Any = None) -> SittingForm:
        roll = [(str(each.person_id), each.person.name) for each in dockets.roll_of(self.subject, self.viewer)]
        return SittingForm(data, files, subject=self.subject, viewer=self.viewer, roll=roll)

    def subject_url(self) -> str:
        return reverse("committees:docket", args=[self.subject.formation.code, self.subject.body.code])

    def success_url(self, act: Act) -> str:
        messages.success(self.request, f"جلسهٔ {persian.number(self.subject.number)} گشوده شد.")
        return self.subject_url()

    def context(self, **more: Any) -> dict[str, Any]:
        form = more.get("form")
        attending = len(form["present"].value() or ()) if form is not None and form.is_bound else 0
        meter = dockets.meter_for(self.subject, self.viewer, attending)
        return super().context(meter=meter, branch=self.subject.body, **more) | {
            "crumbs": crumbs(self.formation),
            "subject": f"دستور کار {self.subject.body.title}",
        }


class CloseSitting(OfficeAct):
    """The end of a sitting (internal rules, Art. 26)."""

    word = "close_sitting"
    find = "committees.queries.docket.sitting_visible"
    what = "پس از پایان جلسه، تصمیم تازه به جلسهٔ دیگری با حضور و غیاب نیاز دارد."

    def subject_url(self) -> str:
        return reverse("committees:docket", args=[self.subject.formation.code, self.subject.body.code])

    def success_url(self, act: Act) -> str:
        messages.success(self.request, f"جلسهٔ {persian.number(self.subject.number)} پایان یافت.")
        return self.subject_url()


class DecideAmbiguity(OfficeAct):
    """The branch's word, each vote by name, and the two sums (Art. 15; internal rules, Art. 26)."""

    word = "decide_ambiguity"
    find = "committees.queries.ambiguity_visible"
    form_class = DecisionForm
    template_name = "committees/office/decide_ambiguity.html"

    def make_form(self, data: Any = None, files: Any = None) -> DecisionForm:
        doubt = self.subject
        self.sitting = dockets.open_sitting_of(doubt.formation, doubt.branch)
        present = dockets.present_at(self.sitting) if self.sitting else []
        rows, must = dockets.rows_to_measure(doubt)
        initial = {"sitting": self.sitting.pk if self.sitting else None}
        owner = doubt.item.declaration.member_id
        return DecisionForm(
            data,
            files,
            subject=doubt,
            viewer=self.viewer,
            present=present,
            owner=owner,
            rows=rows,
            must=must,
            initial=initial,
        )

    def subject_url(self) -> str:
        return reverse("committees:ambiguity", args=[self.subject.pk])

    def success_url(self, act: Act) -> str:
        return self.subject_url()

    def context(self, **more: Any) -> dict[str, Any]:
        doubt, sitting = self.subject, getattr(self, "sitting", None)
        present = dockets.present_at(sitting) if sitting else []
        own = any(each.pk == doubt.item.declaration.member_id for each in present)
        meter = dockets.meter_of(sitting, self.viewer.at, int(own)) if sitting else None
        return super().context(
            doubt=doubt, sitting=sitting, meter=meter, own_present=own, facts=facts_of_item(doubt.item), papers=papers_of(doubt.item),
            precedents=precedents_for([doubt])[doubt.pk],
            docket_url=reverse("committees:docket", args=[doubt.formation.code, doubt.branch.code]), **more,
        ) | {"crumbs": crumbs(doubt.formation)}  # fmt: skip


@page
def ambiguity(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A doubt with its question and, once decided, its decision; every member may read it then."""
    viewer = request.viewer  # type: ignore[attr-defined]
    doubt = found(ambiguity_visible(viewer, pk))
    request.term = doubt.formation.term  # type: ignore[attr-defined]
    in_branch = doubt.branch_id in {held.body_id for held in viewer.offices}
    step = STEPS["decide_ambiguity"]
    limits = queries.step_deadlines_of(step, doubt, viewer.at) if doubt.stage == "referred" else ()
    context = {
        "doubt": doubt, "facts": facts_of_item(doubt.item), "decision": dockets.decision_of(doubt), "row": dockets.row_label(doubt),
        "papers": papers_of(doubt.item) if official(viewer) or in_branch else [], "precedents": precedents_for([doubt])[doubt.pk],
        "acts": list(queries.acts_of(doubt)), "deadline": limits[0][1] if limits else None, "step": step,
        "may_decide": entitled(step, doubt, viewer.person, viewer.offices) and doubt.stage == "referred", "crumbs": crumbs(doubt.formation),
        "docket_url": reverse("committees:docket", args=[doubt.formation.code, doubt.branch.code]) if official(viewer) or in_branch else "",
    }  # fmt: skip
    return render(request, "committees/office/ambiguity.html", context)
