"""How an invited person comes in: a one-use address at which he sets a password that nobody else knows."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.tokens import default_token_generator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlsafe_base64_decode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from majlis.personal import set_own_password
from majlis.queries.people import invited_account


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Set the first password. A used, old or invented address is like any other that does not exist."""
    user = _invited(uid, token)
    if user is None:
        raise Http404
    form = SetPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_own_password(user, form.cleaned_data["new_password1"])
        return redirect("account_login")
    status = 422 if form.is_bound else 200
    return render(request, "account/invitation.html", {"form": form, "username": user.get_username()}, status=status)


def _invited(uid: str, token: str) -> Any:
    try:
        key = int(urlsafe_base64_decode(uid).decode("ascii"))
    except ValueError:
        return None
    if key.bit_length() > 63:
        return None
    user = invited_account(key)
    if user is None or not default_token_generator.check_token(user, token):
        return None
    return user
