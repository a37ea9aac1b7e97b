"""Objections from the contested line to the joint meeting's word (Arts. 17, 19, 23 rows 8, 9, 12, 13)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from committees import columns
from committees.forms.objections import LateForm, ObjectionForm, SeatObjectionForm
from committees.models import Objection
from committees.queries import docket as dockets
from committees.queries import objections as rooms
from committees.queries.desk import facts_of_item, papers_of
from committees.queries.impact import impact_of
from committees.queries.member import own_form
from committees.queries.paging import page_of
from committees.rules.laws import DIRECTIVE
from committees.rules.procedure import STEPS
from committees.views.office import OfficeAct, crumbs, formation_of, found, page
from majlis import persian, queries
from majlis.models import Act
from majlis.queries.authority import entitled
from majlis.register import Call
from majlis.views.exports import taken_as

SHOWN = (("open", "رسیدگی‌نشده"), ("decided", "تصمیم گرفته شد"))
DECIDES = {"score": "decide_objection", "seat": "decide_seat_objection", "late": "admit_late_declaration"}
RELATED = ("degree", "post")


# --- the list and one objection -----------------------------------------------------------------------------------------


@page
@taken_as(columns.OBJECTIONS)
def objections(request: HttpRequest, code: str) -> HttpResponse:
    """Objections of a formation: those that wait, for the joint meeting; the decided ones, for every member too."""
    viewer = request.viewer  # type: ignore[attr-defined]
    formation = formation_of(request, code)
    show = request.GET.get("show", "open")
    show = show if show in dict(SHOWN) else "open"
    found_ = page_of(
        rooms.objections_of(formation, viewer, show), columns.OBJECTION_ORDER[show], request.GET.get("after", "")
    )
    sitting = rooms.open_joint_sitting_of(formation)
    joint = rooms.in_joint_meeting(viewer, formation)
    officer = viewer.holds(*STEPS["open_joint_sitting"].by)
    context = {
        "formation": formation, "rows": _with_ends(found_.rows, viewer), "show": show, "crumbs": crumbs(formation), "joint": joint,
        "tabs": [{"label": label, "url": f"?show={key}", "active": key == show} for key, label in SHOWN],
        "sitting": sitting if joint else None, "sittings": rooms.joint_sittings(formation) if joint else [],
        "meter": rooms.joint_meter(sitting.roll, sitting.attendances.count(), viewer.at) if sitting and joint else None,
        "present": dockets.present_at(sitting) if sitting and joint else [], "officer": officer,
        "sits": formation.stage in STEPS["open_joint_sitting"].root_in, "figures": rooms.joint_figures(viewer.at),
        "next_url": f"?show={show}&after={found_.next}" if found_.next else "",
    }  # fmt: skip
    return render(request, "committees/office/objections.html", context)


def _with_ends(rows: list[Objection], viewer: queries.Viewer) -> list[dict[str, Any]]:
    """Each with the end of the meeting's time, which all of one kind share."""
    ends: dict[str, Any] = {}
    for each in rows:
        if each.stage != "decided" and each.kind not in ends:
            limits = queries.step_deadlines_of(STEPS[DECIDES[each.kind]], each, viewer.at)
            ends[each.kind] = limits[0][1] if limits else None
    return [{"objection": each, "deadline": ends.get(each.kind) if each.stage != "decided" else None} for each in rows]


@page
def objection(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One objection: what is contested, the invitation, the decision with its votes, and the points before and after."""
    viewer = request.viewer  # type: ignore[attr-defined]
    one = found(rooms.objection_visible(viewer, pk))
    formation = one.formation
    request.term = formation.term  # type: ignore[attr-defined]
    step = STEPS[DECIDES[one.kind]]
    limits = queries.step_deadlines_of(step, one, viewer.at) if one.stage != "decided" else ()
    joint = rooms.in_joint_meeting(viewer, formation)
    own = one.declaration.member_id == viewer.person.pk
    context = {
        "objection": one, "formation": formation, "step": step, "deadline": limits[0][1] if limits else None, "own": own, "joint": joint,
        "facts": facts_of_item(one.item) if one.item is not None else [], "ruling": rooms.ruling_of(one), "changes": rooms.change_of(one),
        "papers": papers_of(one.item) if one.item is not None and (own or viewer.holds(*STEPS["invite_objector"].by)) else [],
        "impact": impact_of(one) if joint and one.stage != "decided" else [],
        "acts": list(queries.acts_of(one)), "may_invite": _may(STEPS["invite_objector"], one, viewer), "may_decide": _may(step, one, viewer),
        "decision_url": reverse(f"committees:{step.word}", args=[one.pk]),
        "crumbs": crumbs(formation, ("اعتراض‌ها", reverse("committees:objections", args=[formation.code]))),
    }  # fmt: skip
    return render(request, "committees/office/objection.html", context)


def _may(step: Any, one: Objection, viewer: queries.Viewer) -> bool:
    return (
        one.stage in step.after
        and queries.standing.due(step, one)
        and entitled(step, one, viewer.person, viewer.offices)
    )


# --- the member objects -------------------------------------------------------------------------------------------------


class ObjectionAct(OfficeAct):
    """An act on an objection, or one that makes it."""

    def subject_url(self) -> str:
        if self.subject._state.adding:
            return super().subject_url()
        return reverse("committees:objection", args=[self.subject.pk])

    def success_url(self, act: Act) -> str:
        return reverse("committees:objection", args=[act.subject.rpartition(":")[2]])


class FileObjection(ObjectionAct):
    """A member contests one line of his own points (Art. 17)."""

    word = "file_objection"
    form_class = ObjectionForm
    template_name = "committees/member/objection.html"
    what = "هیأت رئیسه شما را به جلسهٔ مشترک با رؤسای شعب دعوت می‌کند و جلسه تصمیم می‌گیرد."

    def get_subject(self, **kwargs: Any) -> Any:
        self.sheet = rooms.own_sheet(self.viewer, kwargs["pk"]) if self.viewer.person is not None else None
        if self.sheet is None:
            return None
        form = self.sheet.declaration
        self.request.term = form.formation.term  # type: ignore[attr-defined]
        self.lines = rooms.lines_of(self.sheet)
        return Objection(formation=form.formation, declaration=form, kind="score", committee=self.sheet.committee)

    def make_form(self, data: Any = None, files: Any = None) -> ObjectionForm:
        # A leaf that is sent twice names a line that is no longer offered: it is one objection, with one answer.
        offered = [each for each in self.lines if each.open or (data is not None and each.closed is None)]
        lines = [(str(each.line.item_id), _told(each)) for each in offered]
        wanted = self.request.GET.get("item", "")
        initial = {"item": wanted} if wanted in dict(lines) else {}
        return ObjectionForm(data, files, subject=self.subject, viewer=self.viewer, lines=lines, initial=initial)

    def context(self, **more: Any) -> dict[str, Any]:
        closed = [each for each in self.lines if not each.open]
        return super().context(
            sheet=self.sheet, closed=closed, any_open=any(each.open for each in self.lines), article_15=DIRECTIVE.article("15"), **more
        ) | {"crumbs": crumbs(self.formation), "subject": f"امتیاز شما برای {self.sheet.committee.title}"}  # fmt: skip

    def subject_url(self) -> str:
        return reverse("committees:ledger", args=[self.sheet.pk])


def _told(each: rooms.Line) -> str:
    return f"{persian.digits(each.line.title)}، {each.line.points_label} امتیاز: {each.line.result}"


class ObjectToSeat(ObjectionAct):
    """A member contests the committee that he was given, or that he was given none (Art. 19)."""

    word = "object_to_seat"
    form_class = SeatObjectionForm
    template_name = "committees/member/seat_objection.html"
    what = "جلسهٔ مشترک شما را می‌شنود؛ کمیسیونی را می‌تواند بدهد که سقف آن پر نباشد، و تصمیم آن نهایی است."

    def get_subject(self, **kwargs: Any) -> Any:
        self.declaration = rooms.own_seat_form(self.viewer, kwargs["pk"]) if self.viewer.person is not None else None
        if self.declaration is None:
            return None
        self.request.term = self.declaration.formation.term  # type: ignore[attr-defined]
        self.rows = rooms.committees_to_ask(self.declaration)
        return Objection(formation=self.declaration.formation, declaration=self.declaration, kind="seat")

    def make_form(self, data: Any = None, files: Any = None) -> SeatObjectionForm:
        committees = [
            (body.code, f"{body.title}، {persian.number(free)} جای خالی" if free else f"{body.title}، جای خالی ندارد")
            for body, free in self.rows
        ]
        return SeatObjectionForm(data, files, subject=self.subject, viewer=self.viewer, committees=committees)

    def make_call(self, form: Any) -> Call:
        self.subject.committee = next(body for body, _ in self.rows if body.code == form.cleaned_data["committee"])
        return super().make_call(form)

    def context(self, **more: Any) -> dict[str, Any]:
        seat = getattr(self.declaration, "seat_given", None)
        made = rooms.seat_objection_of(self.declaration)
        return super().context(seat=seat, made=made, rows=self.rows, **more) | {
            "crumbs": crumbs(self.formation), "subject": "فهرست اعضا",
        }  # fmt: skip

    def subject_url(self) -> str:
        return reverse("committees:roster", args=[self.formation.code])


class RequestLateAdmission(ObjectionAct):
    """A member whose form did not come in time asks the joint meeting to admit it (Art. 20)."""

    word = "request_late_admission"
    form_class = LateForm
    what = "جلسهٔ مشترک هیأت رئیسه و رؤسای شعب دلیل دیرکرد را می‌سنجد؛ نوشته‌های شما در پیش‌نویس می‌ماند."

    def get_subject(self, **kwargs: Any) -> Any:
        form = own_form(self.viewer, kwargs["pk"])
        if form is None:
            return None
        self.request.term = form.formation.term  # type: ignore[attr-defined]
        return Objection(formation=form.formation, declaration=form, kind="late")

    def subject_url(self) -> str:
        return reverse("committees:form", args=[self.formation.code])

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(**more) | {"crumbs": crumbs(self.formation), "subject": "فرم شما"}


# --- the joint meeting --------------------------------------------------------------------------------------------------
