"""The pages of the making of a board: its elections and the staff of its office (Arts. 2, 3, 5, 7 note 2). Nothing here is secret."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from conduct.queries import hygiene, making
from conduct.rules.procedure import CHAIR, PRESIDING, STEPS
from conduct.views.acts import ConductAct
from majlis.models import Act
from majlis.queries import acts_of
from majlis.queries.register import step_of


@login_required
@require_safe
def elections(request: HttpRequest) -> HttpResponse:
    """The board's elections, and the staff of its office for those who propose and provide it."""
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    if not making.may_look(viewer):
        raise Http404
    presiding = viewer.holds(*PRESIDING)
    return render(
        request,
        "conduct/elections.html",
        {
            "rows": list(making.elections(viewer)), "staffings": list(making.staffings(viewer)), "sees_staff": presiding or viewer.holds(*CHAIR),
            "fallen": hygiene.fallen_seats(viewer.day) if presiding else [], "replaced": STEPS["present_replacement"].article,
            "presiding": presiding, "may_propose": viewer.holds(*CHAIR), "article": STEPS["open_candidacy"].article, "staff_article": STEPS["propose_staff"].article,
        },
    )  # fmt: skip


@login_required
@require_safe
def election(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One election: who stands, how the house voted, who sits on the board now, and what follows."""
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    found = making.election_visible(viewer, pk)
    if found is None:
        raise Http404
    room = making.election_room(viewer, found)
    first = next((row for row in room["steps"] if row.open), None)
    return render(
        request,
        "conduct/election.html",
        {**room, "first": first, "others": [row for row in room["steps"] if row is not first], "acts": _story(found)},
    )


@login_required
@require_safe
def staffing(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One proposal of staff: who was named for which work, who was provided, and the letter about it (Art. 7 note 2)."""
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    found = making.staffing_visible(viewer, pk)
    if found is None:
        raise Http404
    may_assign = found.stage == "proposed" and viewer.holds(*PRESIDING)
    return render(
        request,
        "conduct/staffing.html",
        {
            "staffing": found,
            "may_assign": may_assign,
            "article": STEPS["propose_staff"].article,
            "acts": _story(found),
        },
    )


def _story(found: Any) -> list[dict[str, Any]]:
    """What was done: who stood is told by the list of candidates alone."""
    rows = acts_of(found).exclude(verb="stand_for_board")
    return [
        {
            "done": (step_of(act) or STEPS[act.verb]).done,
            "actor": act.actor,
            "at": act.happened_at,
            "article": STEPS[act.verb].article,
        }
        for act in rows
    ]


class MakingAct(ConductAct):
    """An act of the making of a board: outside the sealed door, for nothing in it is secret."""

    template_name = "conduct/making_act.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(self.make_form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return super(ConductAct, self).post(request, **kwargs)

    def context(self, **more: Any) -> dict[str, Any]:
        crumbs = [{"label": "انتخاب هیأت", "url": reverse("conduct:elections")}]
        return {**super().context(**more), "crumbs": crumbs, "case": None}

    def summary(self) -> list[dict[str, str]]:
        rows = [{"label": "هیأت", "value": self.subject.board.title}]
        if not self.subject._state.adding:
            rows.append({"label": "مرحله", "value": self.subject.stage_label})
        if getattr(self.subject, "replaces_id", None):
            rows.append({"label": "به جای", "value": self.subject.replaces.name})
        return rows

    def initial(self) -> dict[str, Any]:
        """The task of Article 5 names who has left his seat, and which it was."""
        return {name: self.request.GET[name] for name in ("leaving", "seat") if name in self.request.GET}

    def subject_url(self) -> str:
        return reverse("conduct:elections") if self.subject._state.adding else self.subject.get_absolute_url()

    def success_url(self, act: Act) -> str:
        return self.subject_url()
