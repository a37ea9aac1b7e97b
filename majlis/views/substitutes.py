"""Substitutes: the page of one's own, and the two acts (house, Art. 11)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from majlis import persian
from majlis.columns import SUBSTITUTES
from majlis.forms import ActForm, ReasonForm, SubstituteForm
from majlis.models import Act
from majlis.queries import substitutes
from majlis.queries.authority import lendable_of, office_name
from majlis.queries.paging import page_of
from majlis.rules.substitutes import ARTICLE
from majlis.views.act import ActView
from majlis.views.exports import taken_as
from majlis.views.house import ROLES

ORDER = ("-from_day", "pk")


@require_safe
@login_required
@taken_as(SUBSTITUTES)
def own_substitutes(request: HttpRequest) -> HttpResponse:
    """Who stands in for me, for whom I stand in, and what is lent."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if viewer.person is None:
        raise Http404
    page = page_of(substitutes.substitutions(viewer), ORDER, request.GET.get("after", ""))
    held = lendable_of(viewer.offices)
    context = {
        "page": page, "article": ARTICLE, "me": viewer.person, "today": viewer.day,
        "offices": [f"{ROLES.get(office_name(each), each.role)}، {each.body.title}" for each in held],
        "next_url": f"?after={page.next}" if page.next else "",
    }  # fmt: skip
    return render(request, "majlis/substitutes.html", context)


class AppointSubstitute(ActView):
    """Who stands in, and when."""

    word = "appoint_substitute"
    find = "majlis.queries.substitutes.new_substitution"
    form_class = SubstituteForm

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        return SubstituteForm(
            data, files, subject=self.subject, viewer=self.viewer,
            candidates=substitutes.candidates(self.viewer, self.subject.person),
        )  # fmt: skip

    def context(self, **more: Any) -> dict[str, Any]:
        summary = [{"label": "صاحب سمت", "value": self.subject.person.name}]
        return super().context(**{"summary": summary, **more})

    def subject_url(self) -> str:
        return reverse("substitutes")

    def success_url(self, act: Act) -> str:
        found = substitutes.substitution_visible(self.viewer, act.subject.partition(":")[2])  # type: ignore[arg-type]
        if found is not None:
            days = f"از {persian.jalali(found.from_day)} تا پایان {persian.jalali(found.to_day)}"
            messages.success(self.request, f"{found.substitute} {days} جانشین {found.person} است.")
        return reverse("substitutes")


class EndSubstitution(ActView):
    """A reason; from the next request on the substitute has no more right than his own."""

    word = "end_substitution"
    find = "majlis.queries.substitutes.substitution_visible"
    form_class = ReasonForm

    def context(self, **more: Any) -> dict[str, Any]:
        each = self.subject
        days = f"{persian.jalali(each.from_day)} تا {persian.jalali(each.to_day)}"
        summary = [
            {"label": "صاحب سمت", "value": each.person.name},
            {"label": "جانشین", "value": each.substitute.name},
            {"label": "روزها", "value": days},
        ]
        return super().context(**{"summary": summary, **more})

    def success_url(self, act: Act) -> str:
        messages.success(self.request, "جانشینی پایان یافت.")
        return reverse("substitutes")
