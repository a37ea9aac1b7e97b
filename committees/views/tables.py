"""Score tables: their versions, a new one from a sheet with a preview of what it changes, its approval (Arts. 7-14)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from committees import columns
from committees.forms.office import ApproveTableForm, TableForm
from committees.importing import TABLE, cell_text
from committees.models import ScoreTable
from committees.queries import table_visible
from committees.queries import tables as table_queries
from committees.queries import trial as trials
from committees.queries.paging import page_of
from committees.queries.scope import official
from committees.rules.comparison import Comparison, compare
from committees.rules.readings import QUESTIONS
from committees.rules.tables import KINDS, Kind
from committees.views.office import OfficeAct, crumbs, found, page
from majlis import persian
from majlis.models import Act
from majlis.queries import acts_of, next_steps
from majlis.views.exports import taken_as
from majlis.views.importing import ImportView

SHOWN_CHANGES = 12


@page
@taken_as(columns.TABLES)
def tables(request: HttpRequest) -> HttpResponse:
    """Every kind of table with its versions: what counts, what waits for approval."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if not (official(viewer) or viewer.is_member):
        raise Http404
    kinds = [{"kind": kind, "versions": rows} for kind, rows in table_queries.versions_by_kind(viewer)]
    context = {
        "kinds": kinds,
        "may_propose": table_queries.may_propose(viewer),
        "questions": QUESTIONS.values(),
        "crumbs": crumbs(),
    }
    return render(request, "committees/office/tables.html", context)


@page
@taken_as(columns.TABLE)
def table(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One version, row by row, with what it changed and how it came."""
    viewer = request.viewer  # type: ignore[attr-defined]
    one = found(table_visible(viewer, pk))
    rows = page_of(one.rows.all(), ("place",), request.GET.get("after", ""))
    kind = KINDS[one.kind]
    before = table_queries.version_before(one)
    context = {
        "table": one, "kind": kind, "columns": kind.columns, "before": before, "total": one.rows.count(),
        "rows": [{"place": row.place, "cells": [cell_text(column, row.data[column.name]) for column in kind.columns]} for row in rows.rows],
        "changes": _changes(kind, before, one) if before is not None else None, "acts": list(acts_of(one)),
        "steps": [each for each in next_steps(one, viewer) if each.mine] if one.stage == "draft" else [],
        "next_url": f"?after={rows.next}" if rows.next else "", "crumbs": crumbs(None, ("جدول‌های امتیاز", reverse("committees:tables"))),
        "may_try": bool(trials.formations_to_try(one, viewer)),
    }  # fmt: skip
    return render(request, "committees/office/table.html", context)


@page
@taken_as(columns.TRIAL)
def trial(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A version tried on the files of a term whose scores are out; nothing of it is kept (Arts. 7-14)."""
    viewer = request.viewer  # type: ignore[attr-defined]
    one = found(table_visible(viewer, pk))
    choice = trials.formations_to_try(one, viewer)
    formation = found(
        next((each for each in choice if each.code == request.GET.get("on")), choice[0] if choice else None)
    )
    context = {
        "table": one, "kind": KINDS[one.kind], "formation": formation, "formations": choice, "rows": trials.tried_on(formation, one),
        "crumbs": crumbs(None, ("جدول‌های امتیاز", reverse("committees:tables")), (str(one), reverse("committees:table", args=[one.pk]))),
    }  # fmt: skip
    return render(request, "committees/office/trial.html", context)


def _changes(kind: Kind, before: ScoreTable | None, after: ScoreTable) -> dict[str, Any]:
    old = table_queries.as_table(before).rows if before is not None else ()
    return told(kind, compare(kind.code, old, table_queries.as_table(after).rows))


def told(kind: Kind, found_: Comparison) -> dict[str, Any]:
    """A comparison in words: counts, and the first rows of each sort."""

    def words(row: dict[str, str]) -> str:
        return "؛ ".join(text for column in kind.columns if (text := cell_text(column, row[column.name])))

    return {
        "added": len(found_.added), "removed": len(found_.removed), "changed": len(found_.changed),
        "same": not (found_.added or found_.removed or found_.changed),
        "added_rows": [words(row) for row in found_.added[:SHOWN_CHANGES]],
        "removed_rows": [words(row) for row in found_.removed[:SHOWN_CHANGES]],
        "changed_rows": [(words(old), words(new)) for old, new in found_.changed[:SHOWN_CHANGES]],
        "most": SHOWN_CHANGES,
    }  # fmt: skip


class DraftTable(ImportView, OfficeAct):
    """A new version from a sheet: checked whole, shown against the one in force, stored only when confirmed."""

    kind = TABLE
    word = TABLE.word
    find = TABLE.find
    form_class = TableForm
    template_name = "committees/office/draft_table.html"

    def initial(self) -> dict[str, Any]:
        said = super().initial()
        return {name: value for name, value in said.items() if name != "kind" or value in KINDS}

    def subject_url(self) -> str:
        return reverse("committees:tables")

    def done_url(self, act: Act) -> str:
        return reverse("committees:table", args=[act.subject.partition(":")[2]])

    def context(self, **more: Any) -> dict[str, Any]:
        heads = [
            {"kind": kind.title, "heads": "، ".join(each.heading for each in kind.columns)} for kind in KINDS.values()
        ]
        back = crumbs(None, ("جدول‌های امتیاز", self.subject_url()))
        return super().context(heads=heads, crumbs=back, **more) | {"subject": "جدول‌های امتیاز"}


class ApproveTable(OfficeAct):
    """The joint session's decision: from now on the version counts (Arts. 7-14)."""

    word = "approve_score_table"
    find = "committees.queries.table_visible"
    form_class = ApproveTableForm
    what = "با تصویب، امتیازها از این نسخه شمرده می‌شود؛ نسخهٔ پیشین در سابقه می‌ماند."

    def subject_url(self) -> str:
        return reverse("committees:table", args=[self.subject.pk])

    def success_url(self, act: Act) -> str:
        return self.subject_url()

    def context(self, **more: Any) -> dict[str, Any]:
        one = self.subject
        summary = [
            {"label": "جدول", "value": KINDS[one.kind].title},
            {"label": "نسخه", "value": persian.number(one.number)},
            {"label": "ردیف", "value": persian.number(one.rows.count())},
            {"label": "معتبر از", "value": persian.jalali(one.valid_from)},
        ]
        return super().context(summary=summary, **more)
