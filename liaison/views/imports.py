"""Lists of questions, notices and bills: uploaded, looked at, entered as it was looked at (house procedure, Art. 4)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse

from liaison.forms.acts import QuestionsFileForm
from liaison.importing import BILLS, MEMBER_BILLS, NOTICES, QUESTIONS
from liaison.queries.imports import intakes
from liaison.rules.kinds import KINDS, Kind
from liaison.rules.question_list import COLUMNS, MEMBER_BILL, REQUIRED, heading, source_name
from liaison.views.base import crumbs
from majlis import persian
from majlis.forms import ActForm
from majlis.models import Act
from majlis.views.importing import ImportView

LISTS_SHOWN = 5


class ImportMatters(ImportView):
    """Upload, look, enter; a subclass names the kind of list."""

    find = QUESTIONS.find
    form_class = QuestionsFileForm
    template_name = "liaison/import_upload.html"

    @property
    def told(self) -> Kind:
        return KINDS[self.kind.kind]  # type: ignore[attr-defined]

    def facts(self, form: ActForm) -> dict[str, Any]:
        return {"source": source_name(form.cleaned_data["source"])}

    def subject_url(self) -> str:
        return f"{reverse('liaison:matters')}?kind={self.told.code}"

    def done_url(self, act: Act) -> str:
        messages.success(self.request, f"{persian.number(act.content.get('added', 0))} {self.told.title} وارد شد.")
        return self.subject_url()

    def context(self, **more: Any) -> dict[str, Any]:
        entered = list(intakes(self.viewer, self.told.code)[:LISTS_SHOWN])
        told = {
            "crumbs": crumbs((self.told.plural, self.subject_url())),
            "entered": entered,
            "needed": "، ".join(heading(name) for name in REQUIRED[self.told.code]),
            "other": "، ".join(heading(name) for name in COLUMNS if name not in REQUIRED[self.told.code]),
            "many_names": self.told.code == MEMBER_BILL,
        }
        return super().context(**told, **more) | {"subject": None}


class ImportQuestions(ImportMatters):
    kind, word = QUESTIONS, QUESTIONS.word


class ImportNotices(ImportMatters):
    kind, word = NOTICES, NOTICES.word


class ImportBills(ImportMatters):
    kind, word = BILLS, BILLS.word


class ImportMemberBills(ImportMatters):
    kind, word = MEMBER_BILLS, MEMBER_BILLS.word
