"""One voice on a bill: the editions, the matrix, a ministry's own leaf, the sheet to take along (house procedure, Art. 31)."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from liaison import columns_work
from liaison.forms import voices as forms
from liaison.queries import citations
from liaison.queries import voices as found_voices
from liaison.queries.consultations import consulted_on
from liaison.queries.scope import office
from liaison.queries.work_scope import opinion_visible, people_of_houses, voice_visible
from liaison.views.base import found, office_page, page
from liaison.views.voice_pdf import sheet_bytes
from liaison.views.work import WorkAct, paged, pdf, standing, way
from majlis.forms import ActForm
from majlis.register import log_reading
from majlis.views.exports import taken_as
from majlis.views.lists import kept_list

LISTED = ("یک‌صدایی", "liaison:voices")


@page
@taken_as(columns_work.VOICES)
def voices(request: HttpRequest) -> HttpResponse:
    """For the office every edition before the ministries; for a ministry what it was asked."""
    of_office = office(request.viewer)  # type: ignore[attr-defined]
    drawn = kept_list(request, lambda: _drawn(request, of_office))
    return render(request, "liaison/voices.html", {"drawn": drawn, "of_office": of_office, "crumbs": way(request)})


def _drawn(request: HttpRequest, of_office: bool) -> str:
    viewer, token = request.viewer, request.GET.get("after", "")  # type: ignore[attr-defined]
    rows = found_voices.page_of_voices if of_office else found_voices.page_of_opinions
    context = {**paged(request, rows(viewer, token), {}), "of_office": of_office}
    return render_to_string("liaison/_voices.html", context)


@office_page
@taken_as(columns_work.MATRIX)
def voice(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One edition: who says what to which article, where they contradict each other, what was agreed."""
    viewer = request.viewer  # type: ignore[attr-defined]
    row = found(voice_visible(viewer, pk))
    context = {
        "voice": row, "matrix": found_voices.matrix_of(row), **standing(row, viewer), "consulted": consulted_on(viewer, row.matter),
        "cited": citations.cited_by(row, viewer),
        "crumbs": way(request, (LISTED[0], reverse(LISTED[1]))),
    }  # fmt: skip
    return render(request, "liaison/voice.html", context)


@require_safe
def voice_pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The sheet to take along: the agreed line, article by article, and who speaks."""
    viewer = request.viewer  # type: ignore[attr-defined]
    row = found(voice_visible(viewer, pk))
    log_reading(viewer.person, row, "print", request.at)  # type: ignore[attr-defined]
    return pdf(
        sheet_bytes(row, found_voices.matrix_of(row), citations.cited_by(row, viewer)),
        f"voice-{row.matter.year}-{row.matter.serial}",
    )


@page
def opinion(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What one ministry was asked and said; once it is agreed, the line."""
    viewer = request.viewer  # type: ignore[attr-defined]
    row = found(opinion_visible(viewer, pk))
    context = {
        "opinion": row, "voice": row.voice, "rows": found_voices.own_marks(row, viewer), "shown": found_voices.shown(row, viewer), **standing(row, viewer, row.voice), "of_office": office(viewer),
        "cited": citations.cited_by(row.voice, viewer), "crumbs": way(request, (LISTED[0], reverse(LISTED[1]))),
    }  # fmt: skip
    return render(request, "liaison/opinion.html", context)


class VoiceAct(WorkAct):
    listed = LISTED

    def told(self) -> list[tuple[str, Any]]:
        voice = getattr(self.subject, "voice", self.subject)
        return [("پرونده", voice.matter), ("موضوع", voice.matter.title), ("نسخه", voice.edition)]


class AskVoice(VoiceAct):
    word, form_class = "ask_voice", forms.VoiceForm
    find = "liaison.queries.new_voice"
    what = "هر وزارتخانه تنها نظر خود و در پایان خط مشترک را می‌بیند."

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        return self.form_class(data, files, subject=self.subject, viewer=self.viewer, bodies=found_voices.askable())


class GiveOpinion(VoiceAct):
    word, form_class = "give_opinion", forms.OpinionForm
    find = "liaison.queries.opinion_visible"
    what = "تا خط مشترک بسته نشده است می‌توانید نظر خود را از نو بنویسید."

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        rows = found_voices.own_marks(self.subject, self.viewer)
        return self.form_class(data, files, subject=self.subject, viewer=self.viewer, rows=rows)


class DraftOpinion(GiveOpinion):
    word = "draft_opinion"
    what = "پیش‌نویس را معاون پارلمانی وزارتخانه می‌خواند و خود می‌دهد؛ تا آن هنگام بیرون از وزارتخانه دیده نمی‌شود."


class RecordView(GiveOpinion):
    word = "record_view"
    what = "آنچه کمیسیون یا هیأت رئیسه گفته است در کنار نظر وزارتخانه‌ها می‌نشیند و در یک‌صدایی دولت شمرده نمی‌شود."


class AgreeLine(VoiceAct):
    word, form_class = "agree_line", forms.LineForm
    find = "liaison.queries.voice_visible"
    what = "در هر ماده‌ای که وزارتخانه‌ها یک‌سخن نیستند خط مشترک لازم است."

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        rows, holders = found_voices.matrix_of(self.subject).rows, people_of_houses(self.viewer)
        research, cited = citations.citable(self.viewer, self.subject), citations.keys_cited(self.subject)
        return self.form_class(
            data, files, subject=self.subject, viewer=self.viewer, rows=rows, holders=holders, research=research, cited=cited
        )  # fmt: skip
