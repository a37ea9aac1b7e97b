"""Rehearsal: a demonstration's clock can be moved, so that a term can be played from end to end in an afternoon."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from majlis import jobs
from majlis.jalali_forms import JalaliDateTimeField

# Hours by which the buttons move the clock on.
STEPS = ((1, "یک ساعت"), (24, "یک روز"), (48, "دو روز"))
FARTHEST = timedelta(days=3660)


class ClockForm(forms.Form):
    """Where the clock is to stand."""

    to = JalaliDateTimeField(label="ساعت خانه بشود")

    def __init__(self, *args: Any, now: Any, **kwargs: Any):
        self.now = now
        super().__init__(*args, **kwargs)

    def clean_to(self) -> Any:
        to = self.cleaned_data["to"]
        if abs(to - self.now) > FARTHEST:
            raise forms.ValidationError("بیش از ده سال نمی‌توان ساعت را جابه‌جا کرد.")
        return to


@require_http_methods(["GET", "POST"])
def rehearsal(request: HttpRequest) -> HttpResponse:
    """Show the house's clock and move it. It exists in a demonstration only, and for its administrator."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if settings.MAJLIS_MODE != "demo" or not viewer.holds("house.administrator"):
        raise Http404
    now = request.at  # type: ignore[attr-defined]
    hours = request.POST.get("hours", "")
    form = ClockForm(request.POST if request.method == "POST" and not hours else None, now=now, initial={"to": now})
    if request.method == "POST":
        if hours in {str(n) for n, _ in STEPS}:
            jobs.move_clock(now + timedelta(hours=int(hours)))
            return redirect("rehearsal")
        if form.is_valid():
            jobs.move_clock(form.cleaned_data["to"])
            return redirect("rehearsal")
    status = 422 if form.is_bound else 200
    return render(request, "majlis/rehearsal.html", {"form": form, "steps": STEPS}, status=status)
