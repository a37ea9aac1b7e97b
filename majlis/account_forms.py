"""What the house mends in the library's forms: codes in Persian digits, and passkeys' answers that are none."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from majlis import own_keys, persian
from majlis.personal import change_password


class SignInForm(account.LoginForm):
    """The one request in which the password is here: what it opens is opened now (majlis.own_keys)."""

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        answer = super().login(request, redirect_url)
        user = self.user
        if user is not None and user.is_active:
            own_keys.at_sign_in(request, user, self.cleaned_data["password"])
        return answer


class NewPasswordForm(account.ChangePasswordForm):
    """A new password takes the account's keys along; where they are not at hand it waits until they are."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.private = own_keys.at_hand(context.request)
        if self.private is None and own_keys.pair_of(self.user) is not None:
            raise ValidationError(
                "کلید شما در این نشست نیست و گذرواژهٔ تازه آن را نمی‌گشود. از سامانه بیرون بروید، با گذرواژهٔ کنونی وارد شوید و دوباره بیایید."
            )
        return cleaned

    def save(self) -> None:
        change_password(self.user, self.cleaned_data["password1"], self.private)


class CodeField(forms.CharField):
    """A code from a telephone or from the list of recovery codes."""

    def __init__(self, **kwargs: Any):
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
        super().__init__(**{"label": "کد", "max_length": 20, "widget": forms.TextInput(attrs=attrs), **kwargs})

    def to_python(self, value: Any) -> str:
        return persian.ascii_digits(super().to_python(value))


class AuthenticateForm(base.AuthenticateForm):
    code = CodeField()


class ReauthenticateForm(base.ReauthenticateForm):
    code = CodeField()


class ActivateTOTPForm(totp.ActivateTOTPForm):
    code = CodeField()


class Unreadable:
    """The library reads a passkey's answer trustingly; whatever it stumbles over is an answer that no key gave."""

    def clean_credential(self) -> Any:
        return self._read(getattr(super(), "clean_credential", lambda: self.cleaned_data["credential"]))

    def clean(self) -> Any:
        return self._read(super().clean)  # type: ignore[misc]

    def _read(self, read: Any) -> Any:
        try:
            return read()
        except (ValidationError, DatabaseError):
            raise
        except Exception as stumbled:
            raise get_adapter().validation_error("incorrect_code") from stumbled


class AuthenticateWebAuthnForm(Unreadable, webauthn.AuthenticateWebAuthnForm):
    pass


class ReauthenticateWebAuthnForm(Unreadable, webauthn.ReauthenticateWebAuthnForm):
    pass


class AddWebAuthnForm(Unreadable, webauthn.AddWebAuthnForm):
    name = forms.CharField(label="نام کلید", max_length=60, required=False, help_text="مانند: تلفن همراه من")


class EditWebAuthnForm(webauthn.EditWebAuthnForm):
    name = forms.CharField(label="نام کلید", max_length=60)
