"""The house explains itself to anyone: seats, days, and who may see what, made from the rules and asked of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from majlis.forms import CountForm
from majlis.queries import explained
from majlis.replica import from_replica
from majlis.rules.deadlines import TEHRAN, BeyondCalendar


@from_replica
@login_not_required
@require_safe
def explain(request: HttpRequest) -> HttpResponse:
    """Every office's part, the sum that was asked for, and the declared sights."""
    viewer = request.viewer  # type: ignore[attr-defined]
    form = CountForm(request.GET if "start" in request.GET else None)
    end = _counted(form)
    shown = [{"part": part, **part.content(viewer)} for part in explained.parts()]
    return render(
        request, "majlis/explain.html", {"parts": shown, "sights": explained.sights(), "form": form, "end": end}
    )


def _counted(form: CountForm) -> Any:
    """The sum, or None; a day beyond the calendar is told beside the field where it was typed."""
    if not form.is_bound or not form.is_valid():
        return None
    told = form.cleaned_data
    start = datetime.combine(told["start"], told["time"] or form.MORNING, TEHRAN).astimezone(UTC)
    try:
        return explained.sum_of(start, told["amount"], told["counting"])
    except BeyondCalendar as unknown:
        form.add_error("start", unknown.sentence)
    except (ValueError, OverflowError):
        form.add_error("amount", "پایان این مهلت از تقویم بیرون است؛ عدد کوچک‌تری بنویسید.")
    return None
