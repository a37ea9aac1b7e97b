"""How the house uses its accounts library: nobody signs up by himself, and a stranger's wrong guesses lock nobody out."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import password_changed
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_used
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.contrib.auth.tokens import default_token_generator
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from majlis import persian, second_factor
from majlis.personal import end_sessions


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts begin with an invitation."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever comes in for the first time has just typed his password, and makes his second factor without typing it again."""
        request = context.request
        if second_factor.just_came(request):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Counted by account and address together: wrong guesses elsewhere do not keep an officer from his desk.
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{self.get_client_ip(request)}"


class SecondFactorAdapter(DefaultMFAAdapter):
    """How the house names a passkey, its owner and itself to the browser."""

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        known = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"کلید عبور {persian.digits(str(known + 1))}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}


@receiver([user_logged_in, authenticator_added, authenticator_removed])
def note_missing_factor(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Who has no second factor, or no more, is led to make one, and goes nowhere else before."""
    second_factor.note_missing(request, user)


@receiver(authenticator_used)
def note_factor_shown(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    second_factor.note_shown(request, user)


@receiver(password_changed)
def end_the_other_sessions(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Whoever knew the old password is out everywhere."""
    end_sessions(user, but=request.session.session_key)


def invitation_path(user: Any) -> str:
    """The one-use address at which an invited person sets his own password. It dies with the first password."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("invitation", args=[uid, default_token_generator.make_token(user)])
