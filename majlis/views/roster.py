"""Entering a term's members from a published list: it is looked at first, and entered as it was looked at (house, Art. 3)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from majlis.forms import ActForm, RosterFileForm
from majlis.importing import ROSTER
from majlis.rules.roster import source_name
from majlis.views.importing import ImportView

SOURCE = "EveryPolitician"


class ImportRoster(ImportView):
    """Upload, look, enter."""

    kind = ROSTER
    word = ROSTER.word
    find = ROSTER.find
    form_class = RosterFileForm
    template_name = "majlis/roster_upload.html"

    def initial(self) -> dict[str, Any]:
        return {"source": SOURCE, **super().initial()}

    def facts(self, form: ActForm) -> dict[str, Any]:
        return {"source": source_name(form.cleaned_data["source"])}

    def subject_url(self) -> str:
        return reverse("admin:majlis_term_changelist")

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(
            **{"crumbs": [{"label": "دوره‌ها", "url": self.subject_url()}], "about": str(self.subject), **more}
        )
