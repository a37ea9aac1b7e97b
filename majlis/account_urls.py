"""The account pages that this house uses, and no others: no sign-up, no mail, no social sign-in."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import include, path

from majlis.views import keys, sessions

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("2fa/", include("allauth.mfa.urls")),
    path("keys/", keys.keys, name="keys"),
    path("keys/recovery/", keys.recovery_key, name="recovery_key"),
    path("sessions/", sessions.own_sessions, name="sessions"),
    path("<int:pk>/sessions/end/", sessions.EndSessions.as_view(), name="end_sessions"),
]
