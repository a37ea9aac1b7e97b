"""Closures of offices: entered and taken back by two officers, who see first which limits move (house, Art. 9)."""

from __future__ import annotations

import uuid
from datetime import date, time
from functools import cached_property
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from majlis import persian
from majlis.columns import CLOSURES
from majlis.forms import ActForm, ClosureForm, ReasonForm
from majlis.models import Closure, Countersign
from majlis.queries import closures, signatures
from majlis.views.act import ActView
from majlis.views.exports import taken_as

SIGN, CHANGE = "sign", "change"


@require_safe
@login_required
@taken_as(CLOSURES)
def all_closures(request: HttpRequest) -> HttpResponse:
    """Closures that stand or were taken back, and what waits for a second signature."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if not closures.may_close(viewer):
        raise Http404
    waiting = [
        {
            "first": each.first,
            "at": each.signed_at,
            "url": signatures.address(each),
            "revokes": each.verb == "revoke_closure",
        }
        for each in closures.unsigned(viewer)
    ]
    context = {
        "rows": list(closures.closures(viewer)), "waiting": waiting, "fresh": uuid.uuid4(), "settings": closures.settings_on(viewer),
    }  # fmt: skip
    return render(request, "majlis/closures.html", context)


class SignedByTwo(ActView):
    """An act on a closure: what it moves is shown before anybody signs."""

    def subject_url(self) -> str:
        return reverse("closures")

    @cached_property
    def first(self) -> Countersign | None:
        """The signature that waits for this officer's, or is his own."""
        return closures.first_signature(self.word, self.subject)

    def shown(self, form: ActForm) -> Closure:
        """The closure whose effect is shown."""
        return self.subject

    def preview(self, form: ActForm, status: int = 200) -> HttpResponse:
        closure = self.shown(form)
        facts = {"closure": closure, "effect": closures.effect(self.viewer, closure), "scope_told": _scope(closure)}
        own = self.first is not None and self.first.first_id == self.viewer.person.pk
        self.template_name = "majlis/closure_preview.html"
        return ActView.show(self, form, status, **facts, own=own)


class DeclareClosure(SignedByTwo):
    """Three faces of one address: the form, the preview that is signed, and for the second officer the preview at once."""

    word = "declare_closure"
    find = "majlis.queries.closures.new_closure"
    form_class = ClosureForm
    template_name = "majlis/closure_form.html"

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        return ClosureForm(
            data, files, subject=self.subject, viewer=self.viewer, desks=closures.desks(), bodies=closures.bodies()
        )

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.first is None:
            return self.show(self.make_form())
        form = self.make_form(_as_typed(self.first.content))
        return self.preview(form) if form.is_valid() else self.show(form)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if SIGN in request.POST:
            return super().post(request, **kwargs)
        form = self.make_form(request.POST)
        if CHANGE in request.POST or not form.is_valid():
            return self.show(form, 200 if CHANGE in request.POST else 422)
        return self.preview(form)

    def shown(self, form: ActForm) -> Closure:
        said = form.body()
        days = {name: date.fromisoformat(said[name]) for name in ("from_day", "to_day", "decree_day")}
        hours = {name: time.fromisoformat(said[name]) if said[name] else None for name in ("from_time", "to_time")}
        words = {name: said[name] for name in ("scope", "decree", "decree_number", "source", "desks")}
        return Closure(pk=self.subject.pk, bodies=[uuid.UUID(key) for key in said["bodies"]], **days, **hours, **words)


class RevokeClosure(SignedByTwo):
    """The reason, beside what the closing of these days had moved and what now moves back."""

    word = "revoke_closure"
    find = "majlis.queries.closures.closure_visible"
    form_class = ReasonForm

    def initial(self) -> dict[str, Any]:
        return {"reason": self.first.content["reason"]} if self.first is not None else {}

    def show(self, form: ActForm, status: int = 200, **more: Any) -> HttpResponse:
        return self.preview(form, status)


def _as_typed(content: dict[str, Any]) -> dict[str, Any]:
    """What the first officer signed, as a form reads it: days in the Jalali that the fields take."""
    typed = {name: value for name, value in content.items() if value not in (None, [])}
    for name in ("from_day", "to_day", "decree_day"):
        typed[name] = persian.jalali_numeric(date.fromisoformat(content[name]))
    return {**typed, "key": str(uuid.uuid4())}


def _scope(closure: Closure) -> list[str]:
    titles = dict(closures.desks())
    named = [titles[code] for code in closure.desks if code in titles]
    return named + [body.title for body in closures.bodies().filter(pk__in=closure.bodies)]
