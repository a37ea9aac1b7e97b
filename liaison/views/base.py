"""What every page of this office shares: who has a door, the way to a page, the frame of an act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from liaison.models import Matter, Referral
from liaison.queries.scope import has_a_door, office
from liaison.rules.kinds import KINDS
from majlis import persian
from majlis.forms import ActForm
from majlis.models import Act
from majlis.register import Call
from majlis.views.act import ActView


def page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for whom the office has a door; for others there is nothing here."""

    @require_safe
    @wraps(view)
    def shown(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        viewer = request.viewer  # type: ignore[attr-defined]
        if viewer.person is None or not has_a_door(viewer):
            raise Http404
        return view(request, **kwargs)

    return shown


def office_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the office's own."""

    @page
    @wraps(view)
    def shown(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not office(request.viewer):  # type: ignore[attr-defined]
            raise Http404
        return view(request, **kwargs)

    return shown


def found(row: Any) -> Any:
    """What a query found; what it did not find is not there."""
    if row is None:
        raise Http404
    return row


def crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    rows = [{"label": "امور دولت", "url": reverse("liaison:home")}]
    return rows + [{"label": label, "url": url} for label, url in more]


def matter_crumbs(matter: Matter) -> list[dict[str, str]]:
    return crumbs((KINDS[matter.kind].plural, f"{reverse('liaison:matters')}?kind={matter.kind}"))


class LiaisonAct(ActView):
    """An act of this office: its frame, its way back, the moment at which it happened."""

    what = ""
    template_name = "liaison/act.html"

    @property
    def matter(self) -> Matter:
        return self.subject.matter if isinstance(self.subject, Referral) else self.subject

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.request.term = None  # type: ignore[attr-defined]
        return super().dispatch(request, *args, **kwargs)

    def get_subject(self, **kwargs: Any) -> Any:
        subject = super().get_subject(**kwargs)
        # A step belongs to one kind of matter; on another kind its page is not there.
        if subject is None or self.word not in {step.word for step in _steps(subject)}:
            return None
        return subject

    def subject_url(self) -> str:
        if isinstance(self.subject, Referral) and not office(self.viewer):
            return self.subject.get_absolute_url()
        matter = self.matter
        return (
            matter.get_absolute_url()
            if isinstance(matter, Matter) and not matter._state.adding
            else reverse("liaison:home")
        )

    def make_call(self, form: ActForm) -> Call:
        return replace(super().make_call(form), happened_at=form.cleaned_data.get("happened_at"))

    def success_url(self, act: Act) -> str:
        messages.success(self.request, f"{self.step.done}. شمارهٔ ثبت {persian.digits(act.seq)}")
        return self.subject_url()

    def context(self, **more: Any) -> dict[str, Any]:
        told = {"crumbs": self.crumbs(), "what": self.what, "summary": self.summary()}
        return super().context(**{**told, **more})

    def crumbs(self) -> list[dict[str, str]]:
        return matter_crumbs(self.matter)

    def summary(self) -> list[dict[str, Any]]:
        matter = self.matter
        if matter._state.adding:
            return []
        rows = [
            ("موضوع", matter.title),
            ("خطاب به", matter.addressee),
            ("نخستین امضا", matter.lead),
            ("مرحله", matter.stage_label),
        ]
        return [{"label": label, "value": value} for label, value in rows if value]


def _steps(subject: Any) -> Any:
    from majlis import queries

    return queries.steps_on(subject)
