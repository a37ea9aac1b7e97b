"""An act with papers: those that lie with its draft go with it."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from liaison.views.base import LiaisonAct
from majlis import personal
from majlis.forms import ActForm
from majlis.models import Act
from majlis.models.base import reference
from majlis.queries.receipts import answer_to
from majlis.register import Call

NEW = "new"


class WithPapers(LiaisonAct):
    """Its papers are uploaded first, beside the form, and are attached with the act."""

    laid_for = ""

    @property
    def draft_subject(self) -> str:
        """The file for which they are laid; of one that is not there yet, its kind: whoever comes back finds them still."""
        named = reference(self.subject)
        return f"{named.partition(':')[0]}:{NEW}" if self.subject._state.adding else named

    def papers(self) -> list[Any]:
        return list(personal.papers_of(self.viewer.person, self.word, self.draft_subject))

    def make_call(self, form: ActForm) -> Call:
        made = super().make_call(form)
        # Once it is entered, a new file has a name of its own.
        self.laid_for = self.draft_subject
        return replace(made, body={**made.body, "documents": self.laid(made.key)})

    def laid(self, key: uuid.UUID) -> list[str]:
        """The papers that go with this press. What went with its first press lies with the draft no more."""
        before = answer_to(self.viewer.person, self.word, str(key))
        if before is not None:
            return list(before.content.get("documents", ()))
        return sorted(str(each.pk) for each in self.papers())

    def success_url(self, act: Act) -> str:
        url = super().success_url(act)
        personal.discard(self.viewer.person, self.word, self.laid_for)
        return url

    def context(self, **more: Any) -> dict[str, Any]:
        told = {
            "papers": self.papers(),
            "kind": self.word,
            "draft_subject": self.draft_subject,
            "realm": "liaison",
        }
        return super().context(**{**told, "back": self.request.path, **more})
