"""Meetings: requests, who has not been received, the lot among assemblies (house procedure, Art. 34)."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from liaison import columns_work
from liaison.forms import meetings as forms
from liaison.forms.gatherings import ReleaseForm
from liaison.queries import dossier
from liaison.queries import meetings as found_meetings
from liaison.queries.scope import committees, ministries
from liaison.queries.work_scope import meeting_lot_visible, meeting_lots, meeting_visible
from liaison.views.base import found, office_page
from liaison.views.work import WorkAct, paged, standing, way
from majlis.forms import ActForm
from majlis.views.exports import taken_as
from majlis.views.lists import kept_list

LISTED = ("دیدارها", "liaison:meetings")


@office_page
@taken_as(columns_work.MEETINGS)
def meetings(request: HttpRequest) -> HttpResponse:
    """Requests to be received, the oldest first, and the lots."""
    drawn = kept_list(request, lambda: _drawn(request))
    lots = list(meeting_lots(request.viewer)[: columns_work.SHOWN])  # type: ignore[attr-defined]
    return render(request, "liaison/meetings.html", {"drawn": drawn, "lots": lots, "crumbs": way(request)})


def _drawn(request: HttpRequest) -> str:
    form = forms.MeetingFilterForm(request.GET)
    wanted = form.wanted()
    shown = found_meetings.page_of_meetings(request.viewer, wanted, request.GET.get("after", ""))  # type: ignore[attr-defined]
    return render_to_string("liaison/_meetings.html", {**paged(request, shown, wanted), "form": form})


@office_page
@taken_as(columns_work.FAIRNESS)
def fairness(request: HttpRequest) -> HttpResponse:
    """Who has not been received for a year, and when each was received last."""
    viewer = request.viewer  # type: ignore[attr-defined]
    rows, neglected = found_meetings.fairness(viewer), found_meetings.neglected(viewer)
    shown = found_meetings.page_of_fairness(viewer, request.GET.get("after", ""))
    context = {
        **paged(request, shown, {}), "neglected": neglected.order_by().count(), "all": rows.order_by().count(),
        "crumbs": way(request, (LISTED[0], reverse(LISTED[1]))),
    }  # fmt: skip
    return render(request, "liaison/fairness.html", context)


@office_page
def meeting(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One request: who asks whom for what, and what became of it."""
    viewer = request.viewer  # type: ignore[attr-defined]
    row = found(meeting_visible(viewer, pk))
    context = {"meeting": row, **standing(row, viewer), "crumbs": way(request, (LISTED[0], reverse(LISTED[1])))}
    return render(request, "liaison/meeting.html", context)


@office_page
def meeting_lot(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One lot with all that is needed to count it again."""
    viewer = request.viewer  # type: ignore[attr-defined]
    row = found(meeting_lot_visible(viewer, pk))
    context = {"lot": row, **standing(row, viewer), "crumbs": way(request, (LISTED[0], reverse(LISTED[1])))}
    return render(request, "liaison/meeting_lot.html", context)


class MeetingAct(WorkAct):
    listed = LISTED
    find = "liaison.queries.meeting_visible"

    def told(self) -> list[tuple[str, Any]]:
        row = self.subject
        if row._state.adding:
            return []
        return [("درخواست‌کننده", row.asker), ("دیدار با", row.host), ("موضوع", row.subject)]


class RequestMeeting(MeetingAct):
    word, form_class = "request_meeting", forms.MeetingForm
    find = "liaison.queries.new_meeting"

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        return self.form_class(
            data, files, subject=self.subject, viewer=self.viewer, ministries=ministries(), committees=committees(),
            members=dossier.chamber(self.viewer),
        )  # fmt: skip


class ArrangeMeeting(MeetingAct):
    word, form_class = "arrange_meeting", forms.ArrangeForm
    what = "دیدار در برنامهٔ هفته می‌آید؛ صورت‌جلسه و مصوبه‌هایش همان‌جا ثبت می‌شود."


class DeclineMeeting(MeetingAct):
    word, form_class = "decline_meeting", ReleaseForm


class AnnounceMeetingLot(WorkAct):
    word, form_class = "announce_meeting_lot", forms.MeetingLotForm
    listed = LISTED
    find = "liaison.queries.new_meeting_lot"
    template_name = "liaison/announce_meeting_lot.html"

    def initial(self) -> dict[str, Any]:
        return {"draw": found_meetings.next_lot(self.viewer)[0]}

    def context(self, **more: Any) -> dict[str, Any]:
        _, name = found_meetings.next_lot(self.viewer)
        return super().context(**more) | {"lot_name": name, "waiting": found_meetings.waiting(self.viewer)}


class DrawMeetingLot(WorkAct):
    word, form_class = "draw_meeting_lot", forms.DrawForm
    listed = LISTED
    find = "liaison.queries.meeting_lot_visible"

    def told(self) -> list[tuple[str, Any]]:
        holders = "، ".join(each["holder"] for each in self.subject.holders)
        return [("قرعه", self.subject.name), ("سهم‌داران", holders)]
