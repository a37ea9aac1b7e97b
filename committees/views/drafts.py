"""A member's draft between his page and the place where drafts are kept; nothing here is part of the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest

from committees.forms.draft import FormDraft
from committees.queries import committee_bodies
from committees.queries.member import Sheet, beginning
from majlis import persian, personal
from majlis.queries import Viewer
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Refused

REALM = "committees"


@dataclass
class Desk:
    """One request at one's own paper: who, which paper, what is on it, and when it was last kept."""

    request: HttpRequest
    viewer: Viewer
    sheet: Sheet
    draft: FormDraft
    saved_at: datetime | None

    @property
    def day(self) -> date:
        return legal_day(self.request.at)  # type: ignore[attr-defined]

    @property
    def committees(self) -> list[tuple[str, str]]:
        return [(each.code, each.title) for each in committee_bodies()]

    def save(self, change: Callable[[FormDraft], None]) -> None:
        """Change the draft as it is kept now, not as this page saw it, so that two open pages lose nothing."""
        self.draft, self.saved_at = keep(self.viewer, self.sheet, change, self.request.at)  # type: ignore[attr-defined]

    @property
    def saved_text(self) -> str:
        return saved_text(self.saved_at, self.request.at)  # type: ignore[attr-defined]


def desk(request: HttpRequest, sheet: Sheet) -> Desk:
    """The desk with the draft on it; nothing is kept by opening it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    data, _, saved_at = _kept(viewer, sheet)
    return Desk(request, viewer, sheet, FormDraft.of(data), saved_at)


def _kept(viewer: Viewer, sheet: Sheet) -> tuple[Any, int, datetime | None]:
    """The draft's data, version and hour; where nothing was typed yet, what it begins with."""
    found = personal.draft_of(viewer.person, sheet.kind, sheet.key)
    if found is None or not found.version:
        return beginning(viewer, sheet), 0, None
    return found.data, found.version, found.saved_at


def keep(viewer: Viewer, sheet: Sheet, change: Callable[[FormDraft], None], at: datetime) -> tuple[FormDraft, datetime]:
    """Apply a change to the kept draft. Raises: Refused for a draft that has grown too long."""
    assert viewer.person is not None
    data, version, _ = _kept(viewer, sheet)
    draft = FormDraft.of(data)
    change(draft)
    saved = personal.save_draft(viewer.person, sheet.kind, sheet.key, draft.data, at, version)
    if saved.overtaken is not None:
        # Another window saved in between: the change is made on its text instead, and neither is lost.
        draft = FormDraft.of(saved.overtaken.data)
        change(draft)
        saved = personal.save_draft(viewer.person, sheet.kind, sheet.key, draft.data, at, saved.draft.version)
    return FormDraft.of(saved.draft.data), saved.draft.saved_at


def keep_papers(viewer: Viewer, sheet: Sheet, files: list[Any], at: datetime) -> tuple[list[str], list[str]]:
    """Keep uploaded papers one by one. Returns: keys of those that were kept, and a sentence for each that was not."""
    assert viewer.person is not None
    kept, sentences = [], []
    for each in files:
        try:
            paper = personal.keep_document(viewer.person, each, REALM, at)
            personal.attach(viewer.person, sheet.kind, sheet.key, paper, at)
            kept.append(str(paper.pk))
        except Refused as refused:
            sentences.append(f"{each.name}: {refused.sentence}")
    return kept, sentences


def saved_text(saved_at: datetime | None, at: datetime) -> str:
    if saved_at is None:
        return "هنوز چیزی ذخیره نشده است"
    if legal_day(saved_at) == legal_day(at):
        return f"پیش‌نویس آخرین بار ساعت {persian.clock_text(saved_at)} ذخیره شد"
    return f"پیش‌نویس آخرین بار {persian.jalali_datetime(saved_at)} ذخیره شد"
