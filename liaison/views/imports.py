"""A list of questions: uploaded, looked at, entered as it was looked at (house procedure, Art. 4)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse

from liaison.forms.acts import QuestionsFileForm
from liaison.importing import QUESTIONS
from liaison.queries.imports import intakes
from liaison.rules.question_list import source_name
from liaison.views.base import crumbs
from majlis import persian
from majlis.forms import ActForm
from majlis.models import Act
from majlis.views.importing import ImportView

LISTS_SHOWN = 5


class ImportQuestions(ImportView):
    """Upload, look, enter."""

    kind = QUESTIONS
    word = QUESTIONS.word
    find = QUESTIONS.find
    form_class = QuestionsFileForm
    template_name = "liaison/import_upload.html"

    def facts(self, form: ActForm) -> dict[str, Any]:
        return {"source": source_name(form.cleaned_data["source"])}

    def subject_url(self) -> str:
        return f"{reverse('liaison:matters')}?kind=question"

    def done_url(self, act: Act) -> str:
        messages.success(self.request, f"{persian.number(act.content.get('added', 0))} سؤال وارد شد.")
        return self.subject_url()

    def context(self, **more: Any) -> dict[str, Any]:
        told = {"crumbs": crumbs(("سؤال‌ها", self.subject_url())), "entered": list(intakes(self.viewer)[:LISTS_SHOWN])}
        return super().context(**told, **more) | {"subject": None}
