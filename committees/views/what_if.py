"""What a changed ceiling would do: a round that was run, weighed by the law of another day; for the presiding board (Art. 16)."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from committees.queries import office
from committees.queries import studio as studios
from committees.queries import what_if as queries
from committees.rules.laws import DIRECTIVE
from committees.rules.snapshot import MOST_FIRST_COUNT, MOST_SEATS
from majlis import persian
from majlis.jalali_forms import DigitsInput, JalaliDateField

TOMORROW = timedelta(days=1)


class WhatIfForm(forms.Form):
    """The day whose law is asked about, or ceilings of one's own."""

    day = JalaliDateField(label="قانونِ روز", required=False)
    first_count = forms.IntegerField(
        label="چند کمیسیون نخست", required=False, min_value=0, max_value=MOST_FIRST_COUNT, widget=DigitsInput
    )
    first_ceiling = forms.IntegerField(
        label="سقف آن‌ها", required=False, min_value=0, max_value=MOST_SEATS, widget=DigitsInput
    )
    others_ceiling = forms.IntegerField(
        label="سقف دیگران", required=False, min_value=0, max_value=MOST_SEATS, widget=DigitsInput
    )

    def switches(self, lot: Any, day: date) -> dict[str, int]:
        """The ceilings of the day, and over them what was typed."""
        typed = {name: self.cleaned_data.get(name) for name in queries.FIGURE_OF}
        return {**queries.ceilings_on(lot, day), **{name: value for name, value in typed.items() if value is not None}}


EQUAL = [("equal", "همراه اولویت‌های اول"), ("after", "پس از اولویت‌های اول")]


class StudioForm(forms.Form):
    """Another reading, and what else might be otherwise before the lot."""

    first_count = forms.IntegerField(
        label="چند کمیسیون نخست", min_value=0, max_value=MOST_FIRST_COUNT, widget=DigitsInput
    )
    first_ceiling = forms.IntegerField(label="سقف آن‌ها", min_value=0, max_value=MOST_SEATS, widget=DigitsInput)
    others_ceiling = forms.IntegerField(label="سقف دیگران", min_value=0, max_value=MOST_SEATS, widget=DigitsInput)
    second_choices = forms.ChoiceField(label="اولویت دوم بازماندگان", choices=EQUAL)
    vacancies = forms.BooleanField(label="جاهای مانده به اولویت دوم داده شود", required=False)
    uphold = forms.BooleanField(label="همهٔ اعتراض‌های رسیدگی‌نشده وارد باشد", required=False)
    withdrawn = forms.CharField(
        label="کسانی که کنار می‌روند", required=False, max_length=400, help_text="شمارهٔ فرم‌ها، جدا با فاصله"
    )

    def reading(self) -> dict[str, Any]:
        names = ("first_count", "first_ceiling", "others_ceiling", "second_choices", "vacancies")
        return {name: self.cleaned_data[name] for name in names}

    def numbers(self) -> set[str]:
        return set(persian.ascii_digits(self.cleaned_data["withdrawn"].replace("،", " ").replace("/", "-")).split())


@require_safe
@login_required
def studio(request: HttpRequest, code: str) -> HttpResponse:
    """The seats before the lot, as the files stand and as they might: a difference, never a roster."""
    viewer = request.viewer  # type: ignore[attr-defined]
    formation = studios.formation_to_try(viewer, office.formation_named(viewer, code))
    if formation is None:
        raise Http404
    request.term = formation.term  # type: ignore[attr-defined]
    now = studios.reading_now(formation)
    form = StudioForm(request.GET or None, initial=now)
    found: Any = None
    if form.is_bound and form.is_valid():
        there = form.reading()
        here = {name: there[name] if value is None else value for name, value in now.items()}
        found = studios.tried(formation, here, there, form.numbers(), form.cleaned_data["uphold"])
        if isinstance(found, str):
            form.add_error(None, found)
            found = None
    return render(request, "committees/seats/studio.html", {
        "formation": formation, "form": form, "found": found, "pending": studios.objections_pending(formation),
        "article": DIRECTIVE.article("16"),
    }, status=422 if form.is_bound and form.errors else 200)  # fmt: skip


@require_safe
@login_required
def what_if(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The round under its own ceilings and under others, side by side. Nothing of it is kept."""
    viewer = request.viewer  # type: ignore[attr-defined]
    lot = queries.first_round_run(viewer, pk)
    if lot is None:
        raise Http404
    request.term = lot.formation.term  # type: ignore[attr-defined]
    changes = queries.days_of_change(viewer.day)
    asked = changes[0] if changes else viewer.day + TOMORROW
    form = WhatIfForm(request.GET or None, initial={"day": asked})
    day, switches = asked, None
    if not form.is_bound:
        switches = queries.ceilings_on(lot, day)
    elif form.is_valid():
        day = form.cleaned_data["day"] or asked
        switches = form.switches(lot, day)
    announced = queries.run_of(lot.snapshot, lot.seed)[0].reading
    labels = {name: form.fields[name].label for name in queries.FIGURE_OF}
    return render(request, "committees/seats/what_if.html", {
        "lot": lot, "form": form, "day": day, "changes": changes, "article": DIRECTIVE.article("16"),
        "found": queries.what_if(lot, switches) if switches is not None else None,
        "pairs": [(labels[name], getattr(announced, name), value) for name, value in switches.items()] if switches else [],
    }, status=200 if switches is not None else 422)  # fmt: skip
