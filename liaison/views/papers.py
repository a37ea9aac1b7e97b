"""An act with papers: those that lie with its draft go with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from liaison.views.base import LiaisonAct
from majlis import personal
from majlis.forms import ActForm
from majlis.models import Act
from majlis.models.base import reference
from majlis.register import Call


class WithPapers(LiaisonAct):
    """Its papers are uploaded first, beside the form, and are attached with the act."""

    def papers(self) -> list[Any]:
        return list(personal.papers_of(self.viewer.person, self.word, reference(self.subject)))

    def make_call(self, form: ActForm) -> Call:
        made = super().make_call(form)
        return replace(made, body={**made.body, "documents": sorted(str(each.pk) for each in self.papers())})

    def success_url(self, act: Act) -> str:
        personal.discard(self.viewer.person, self.word, reference(self.subject))
        return super().success_url(act)

    def context(self, **more: Any) -> dict[str, Any]:
        told = {
            "papers": self.papers(),
            "kind": self.word,
            "draft_subject": reference(self.subject),
            "realm": "liaison",
        }
        return super().context(**{**told, "back": self.request.path, **more})
