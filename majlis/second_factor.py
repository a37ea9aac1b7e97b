"""The second factor of whoever is signed in: when he last showed it, and how the page of an act asks for it anew."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django import forms
from django.conf import settings
from django.http import HttpRequest

from majlis import clock
from majlis.account_forms import CodeField, ReauthenticateForm, ReauthenticateWebAuthnForm

MISSING = "second_factor_missing"
SHOWN = "second_factor_shown"
CAME_WITHOUT = "came_without_second_factor"
CODE, PASSKEY = "second_factor_code", "second_factor_passkey"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
MAX_PASSKEY = 16 * 1024
HELP = "این کار عامل دومی می‌خواهد که تازه نشان داده شده باشد: کد برنامهٔ تأیید هویت یا یکی از کدهای بازیابی."


def exists(user: Any) -> bool:
    """Has this account a second factor? Recovery codes alone are none."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def note_missing(request: HttpRequest, user: Any) -> None:
    """Let the session know whether a second factor must be made before anything else."""
    missing = not exists(user)
    request.session[MISSING] = missing
    if missing:
        request.session[CAME_WITHOUT] = True


def just_came(request: HttpRequest) -> bool:
    """Did this session begin without a second factor, and with a password typed so short a time ago that it is fresh?"""
    typed = [
        each["at"] for each in get_authentication_records(request, request.user) if each.get("method") == "password"
    ]
    return (
        bool(request.session.get(CAME_WITHOUT) and typed)
        and clock.machine().timestamp() - max(typed) < settings.SECOND_FACTOR_FRESH
    )


def note_shown(request: HttpRequest, user: Any) -> None:
    """Let the session know that this user showed his second factor when this request came."""
    request.session[SHOWN] = [user.pk, request.at.timestamp()]  # type: ignore[attr-defined]


def is_fresh(request: HttpRequest) -> bool:
    """Did whoever is signed in show his second factor, in this session, no longer ago than the house allows?"""
    who, at = request.session.get(SHOWN) or (None, 0)
    if who is None or who != request.user.pk:
        return False
    return 0 <= request.at.timestamp() - at <= settings.SECOND_FACTOR_FRESH  # type: ignore[attr-defined]


def ask(form: forms.Form, request: HttpRequest) -> None:
    """Give a form the fields in which the second factor is shown; without a script it is the code."""
    form.fields[CODE] = CodeField(label="کد ورود دومرحله‌ای", help_text=HELP, required=not request.POST.get(PASSKEY))
    form.fields[PASSKEY] = forms.CharField(max_length=MAX_PASSKEY, required=False, widget=forms.HiddenInput)


def accept(form: forms.Form, request: HttpRequest) -> bool:
    """Check what a valid form brought of the second factor; where it does not hold, the form bears the error."""
    passkey, code = form.cleaned_data.get(PASSKEY), form.cleaned_data.get(CODE, "")
    shown: forms.Form
    if passkey:
        shown = ReauthenticateWebAuthnForm(user=request.user, data={"credential": passkey})
    else:
        shown = ReauthenticateForm(user=request.user, data={"code": code})
    if shown.is_valid():
        shown.save()
        return True
    for errors in shown.errors.values():
        form.add_error(CODE, errors)
    return False


def passkey_options(request: HttpRequest) -> dict[str, Any] | None:
    """What the browser needs to ask for one of his passkeys; None where he has none."""
    if not Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN).exists():
        return None
    return {"request_options": begin_authentication(request.user)}
