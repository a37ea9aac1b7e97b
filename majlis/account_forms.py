"""What the house mends in the library's forms: codes in Persian digits, and passkeys' answers that are none."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.db import DatabaseError

from majlis import persian


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
