"""Setting up a young house: what is missing, one press for what is known, and the way to the rest (house, Arts. 2-8)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from majlis import persian
from majlis.actions import declare_holiday, establish_body
from majlis.models import Body, Holiday
from majlis.queries.first_steps import bodies_to_enter, first_steps, may_set_up, missing_holidays
from majlis.register import Call, Replayed
from majlis.rules.deadlines import legal_day
from majlis.views.house import ROLES


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """The steps of a young house. A press enters what is known of one kind, each row by an act of its own."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if not may_set_up(viewer):
        raise Http404
    if request.method == "POST":
        return _entered(request)
    steps = first_steps(viewer, tuple(ROLES))
    vacant = [
        {"office": ROLES[each.name], "url": f"{reverse('admin:majlis_membership_add')}?body={each.body.pk}"}
        for each in steps.vacant
    ]
    return render(request, "majlis/set_up.html", {"steps": steps, "vacant": vacant, "key": uuid.uuid4()})


def _entered(request: HttpRequest) -> HttpResponse:
    ways = {"bodies": _enter_bodies, "calendar": _enter_calendar}
    try:
        key, enter = uuid.UUID(request.POST.get("key", "")), ways[request.POST.get("what", "")]
    except (ValueError, KeyError):
        messages.error(request, "این برگ خوانا نیست؛ دوباره از همین صفحه بفرستید.")
        return redirect("set_up")
    done = enter(request, key)
    said = f"{persian.digits(str(done))} ردیف ثبت شد." if done else "چیزی نمانده بود که ثبت شود."
    messages.success(request, said)
    return redirect("set_up")


def _enter_bodies(request: HttpRequest, key: uuid.UUID) -> int:
    today = legal_day(request.at)  # type: ignore[attr-defined]
    return _each(request, key, establish_body, ((Body(), each) for each in bodies_to_enter(today)))


def _enter_calendar(request: HttpRequest, key: uuid.UUID) -> int:
    return _each(request, key, declare_holiday, ((Holiday(), dict(each)) for each in missing_holidays()))


def _each(request: HttpRequest, key: uuid.UUID, act: Any, rows: Iterable[tuple[Any, Mapping[str, Any]]]) -> int:
    """One act a row. What another press or another administrator entered meanwhile is no error.  Returns: how many were entered."""
    person, at = request.viewer.person, request.at  # type: ignore[attr-defined]
    done = 0
    for row, body in rows:
        name = "/".join(str(value) for value in body.values())
        try:
            act(Call(actor=person, at=at, key=uuid.uuid5(key, name), body=body), row)
            done += 1
        except (Replayed, IntegrityError):
            continue
    return done
