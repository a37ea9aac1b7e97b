"""The pages of the office's own work: its list, one task, the promise book, and an act a page (house procedure, Arts. 9, 10)."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from liaison import columns
from liaison.forms import tasks as forms
from liaison.queries import dossier, listing
from liaison.queries import tasks as found_tasks
from liaison.queries.citations import cited_in
from liaison.queries.scope import has_a_door, kinds_of_tasks, kinds_to_assign, ministries, office, task_visible
from liaison.rules.tasks import IN_HAND, PROMISE, TASK_KINDS
from liaison.views.base import LiaisonAct, crumbs, found, page
from liaison.views.papers import WithPapers
from majlis import queries
from majlis.forms import ActForm
from majlis.views.exports import taken_as
from majlis.views.lists import kept_list

TASK = "liaison.queries.task_visible"


@page
@taken_as(columns.TASKS)
def tasks(request: HttpRequest) -> HttpResponse:
    """The tasks that he may see, narrowed down and page by page."""
    of_office = office(request.viewer)  # type: ignore[attr-defined]
    drawn = kept_list(request, lambda: _tasks_drawn(request))
    return render(request, "liaison/tasks.html", {"drawn": drawn, "of_office": of_office, "crumbs": _crumbs(request)})


def _crumbs(request: HttpRequest, *more: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page, for whom the office has a door."""
    return crumbs(*more) if has_a_door(request.viewer) else []  # type: ignore[attr-defined]


def _tasks_drawn(request: HttpRequest) -> str:
    """One page of tasks under its filters."""
    viewer = request.viewer  # type: ignore[attr-defined]
    form = forms.TaskFilterForm(
        request.GET,
        ministries=ministries() if office(viewer) else (),
        kinds=kinds_of_tasks(viewer),
        years=found_tasks.years(viewer),
    )
    wanted = form.wanted()
    shown = found_tasks.page_of_tasks(viewer, wanted, request.GET.get("after", ""))
    context = {
        "form": form, "rows": found_tasks.lines(shown.rows, viewer.at), "of_office": office(viewer), "now": viewer.at, "request": request,
        "next_url": f"?{urlencode({**wanted, 'after': shown.next})}" if shown.next else "", "first": shown.first, "narrowed": bool(wanted),
        "asker": listing.member_named(viewer, wanted.get("asker")),
    }  # fmt: skip
    return render_to_string("liaison/_tasks.html", context)


@require_safe
def task(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One task: what is owed, by whom, by when, what was shown for it; to whom it was given, and to whom it was promised."""
    viewer = request.viewer  # type: ignore[attr-defined]
    row = found(task_visible(viewer, pk))
    steps = [each for each in queries.next_steps(row, viewer) if each.mine]
    primary = next((each for each in steps if each.open), None)
    acts = list(queries.acts_of(row))
    context = {
        "task": row, "deadline": found_tasks.due_of(row) if row.stage in IN_HAND else None,
        "follow_up": found_tasks.follow_up_of(row, viewer.at), "evidence": found_tasks.evidence_of(row), "primary": primary,
        "steps": [each for each in steps if each is not primary], "acts": acts, "follow_ups": found_tasks.follow_ups_of(acts),
        "shows_asker": office(viewer) or row.asker == viewer.person, "cited_in": cited_in(row, viewer),
        "crumbs": _crumbs(request, ("کارهای سپرده", reverse("liaison:tasks"))),
    }  # fmt: skip
    return render(request, "liaison/task.html", context)


@page
@taken_as(columns.PROMISES)
def promises(request: HttpRequest) -> HttpResponse:
    """The promise book: by minister, what was kept and what was not, and which are to be followed this quarter."""
    drawn = kept_list(request, lambda: _promises_drawn(request))
    return render(request, "liaison/promises.html", {"drawn": drawn, "crumbs": _crumbs(request)})


def _promises_drawn(request: HttpRequest) -> str:
    viewer = request.viewer  # type: ignore[attr-defined]
    due = list(found_tasks.to_follow(viewer)[: listing.SHOWN])
    context = {
        "ministers": found_tasks.by_minister(viewer), "due": found_tasks.lines(due, viewer.at), "of_office": office(viewer), "now": viewer.at,
        "list_url": f"{reverse('liaison:tasks')}?kind={PROMISE}", "request": request,
    }  # fmt: skip
    return render_to_string("liaison/_promises.html", context)


class TaskAct(LiaisonAct):
    """An act on a task: its way back, and what it shows of it."""

    find = TASK
    form_class = ActForm

    def subject_url(self) -> str:
        return reverse("liaison:tasks") if self.subject._state.adding else self.subject.get_absolute_url()

    def crumbs(self) -> list[dict[str, str]]:
        return _crumbs(self.request, ("کارهای سپرده", reverse("liaison:tasks")))

    def summary(self) -> list[dict[str, Any]]:
        row = self.subject
        if row._state.adding:
            return []
        told = [
            ("عنوان", row.title),
            ("وزارتخانه", row.ministry),
            ("مسئول", row.person),
            ("وعده به", row.asker),
            ("وضع", row.stage_label),
        ]
        return [{"label": label, "value": value} for label, value in told if value]


class AssignTask(TaskAct):
    word, form_class = "assign_task", forms.TaskForm
    find = "liaison.queries.new_task"
    what = "کار با مسئول و روز پایان سپرده می‌شود و بی‌سند بسته نمی‌شود."

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        viewer, asked = self.viewer, self.request.GET
        kind = TASK_KINDS.get((data or asked).get("kind", "") or asked.get("kind", ""))
        return self.form_class(
            data, files, subject=self.subject, viewer=viewer, ministries=ministries(), holders=found_tasks.holders(viewer),
            members=dossier.chamber(viewer), kinds=kinds_to_assign(viewer), told=kind.details if kind else (),
            initial={"kind": kind.code if kind else "", **found_tasks.whence(viewer, asked)},
        )  # fmt: skip

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(**more) | {"subject": None}


class GiveEvidence(WithPapers, TaskAct):
    """What shows that it is done, with the papers that lie with its draft."""

    word, form_class = "give_evidence", forms.EvidenceForm
    template_name = "liaison/evidence.html"


class AcceptTask(TaskAct):
    word, form_class = "accept_task", forms.OutcomeForm


class ReturnTask(TaskAct):
    word, form_class = "return_task", forms.ReturnForm


class FollowUpPromise(TaskAct):
    word, form_class = "follow_up_promise", forms.FollowUpForm


class AcceptPromise(TaskAct):
    word, form_class = "accept_promise", forms.OutcomeForm
    what = "وعده به شما داده شده است؛ با پذیرفتن شما بسته می‌شود."


class ReturnPromise(TaskAct):
    word, form_class = "return_promise", forms.ReturnForm
