"""A lost second factor: two officers give an address that works once, and its owner begins anew there (house, Art. 7)."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from majlis.forms import ReasonForm
from majlis.models import Act
from majlis.personal import drop_factors
from majlis.queries.people import factors_of, reopening
from majlis.rules.procedure import CLOSERS
from majlis.views.act import ActView

GIVEN = "reopening_shown"
VALID = timedelta(days=1)
TRIES = 5
DONE = "عامل دوم پیشین برداشته شد. با گذرواژهٔ خود وارد شوید تا عامل تازه‌ای بسازید."


class ReopenSecondFactor(ActView):
    """Two officers, one of them the administrator, each with a fresh second factor of his own."""

    word = "reopen_second_factor"
    find = "majlis.queries.people.account_to_reopen"
    form_class = ReasonForm

    def initial(self) -> dict[str, Any]:
        """The second officer signs what the first one wrote."""
        from majlis.queries import first_signatures

        signed = first_signatures(self.subject, [self.word]).first()
        return {"reason": signed.content["reason"]} if signed is not None else {}

    def context(self, **more: Any) -> dict[str, Any]:
        summary = [
            {"label": "حساب", "value": self.subject.username},
            {"label": "شخص", "value": self.subject.person.name},
        ]
        return super().context(**{"summary": summary, **more})

    def success_url(self, act: Act) -> str:
        self.request.session[GIVEN] = str(act.pk)
        return reverse("reopened", args=[act.pk])


@require_safe
def reopened(request: HttpRequest, act: uuid.UUID) -> HttpResponse:
    """The address, shown once, to the officer whose signature completed the act."""
    found = reopening(act)
    held = request.viewer.holds(*CLOSERS)  # type: ignore[attr-defined]
    if found is None or not held or request.session.pop(GIVEN, "") != str(act):
        raise Http404
    _, user = found
    link = request.build_absolute_uri(reverse("new_factor", args=[act, Once(act).make_token(user)]))
    return render(request, "account/reopened.html", {"link": link, "person": user.person})


class PasswordForm(forms.Form):
    password = forms.CharField(
        label="گذرواژهٔ شما",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def new_factor(request: HttpRequest, act: uuid.UUID, token: str) -> HttpResponse:
    """The owner shows his password; then the lost factor goes. A used, old or invented address is as if it did not exist."""
    found = reopening(act)
    if found is None or not _holds(found[0], found[1], token, request):
        raise Http404
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _tried_too_often(act):
            form.add_error(
                None, "گذرواژه چند بار نادرست بود. این نشانی دیگر کار نمی‌کند؛ از مدیر خانه نشانی تازه بخواهید."
            )
        elif authenticate(request, username=found[1].username, password=form.cleaned_data["password"]) is None:
            form.add_error("password", "گذرواژه درست نیست.")
        else:
            drop_factors(found[1])
            messages.success(request, DONE)
            return redirect("account_login")
    return render(request, "account/new_factor.html", {"form": form}, status=422 if form.is_bound else 200)


class Once(PasswordResetTokenGenerator):
    """A token that dies with the factors, the password or the next sign-in, and belongs to one act."""

    def __init__(self, act: uuid.UUID):
        super().__init__()
        self.key_salt = f"majlis.reopen_second_factor.{act}"

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{factors_of(user)}"


def _holds(act: Act, user: Any, token: str, request: HttpRequest) -> bool:
    fresh = act.recorded_at <= request.at <= act.recorded_at + VALID  # type: ignore[attr-defined]
    return fresh and Once(act.pk).check_token(user, token)


def _tried_too_often(act: uuid.UUID) -> bool:
    """Does the address take no more guesses? They count for it alone: the officer's own way in stays open."""
    key = f"reopening:{act}"
    cache.add(key, 0, int(VALID.total_seconds()))
    return cache.incr(key) > TRIES
