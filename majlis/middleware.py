"""When a request was received, who looks, and what a broken request is answered."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from majlis import clock, keyring, own_keys, replica
from majlis.queries import asked_once, viewer_of
from majlis.second_factor import MISSING
from majlis.views.errors import bad_request, sign_in

SECONDS = 60
BEGAN = "began"
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
ACCOUNT_PAGES = ("account_", "mfa_")


class Received:
    """`request.at`: the moment when the whole request had arrived. What a request asks of the calendar it asks once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request)
        if request.method not in SAFE:
            try:
                fields = request.POST
                request.FILES  # noqa: B018 - the whole body is read here, before the clock
            except (RequestDataTooBig, TooManyFilesSent, MultiPartParserError, UnreadablePostError, ValueError):
                return bad_request(request)
            if any("\x00" in value for values in fields.lists() for value in (values[0], *values[1])):
                return bad_request(request)
        request.at = clock.now()  # type: ignore[attr-defined]
        request.viewer = SimpleLazyObject(lambda: viewer_of(request.user, request.at))  # type: ignore[attr-defined]
        with asked_once():
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: Any, kwargs: Any) -> None:
        """On the pages of an office that knows substitutes, what is lent to the viewer counts; on all others it does not."""
        own, match = request.viewer, request.resolver_match  # type: ignore[attr-defined]
        realm = _realm_at(match.app_name if match is not None else "")
        if realm is not None and realm.substitutes:
            request.viewer = SimpleLazyObject(lambda: own.within(realm))  # type: ignore[attr-defined]


def _realm_at(label: str) -> Any:
    config: Any = apps.app_configs.get(label)
    return getattr(config, "realm", None)


class Ends:
    """A session ends ten hours after it began, however busy it was; whoever goes on shows himself anew."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = request.session.get(BEGAN)
        if began is None and request.user.is_authenticated:
            request.session[BEGAN] = clock.machine().timestamp()
        elif began is not None and clock.machine().timestamp() - began >= settings.SESSION_ABSOLUTE_AGE:
            logout(request)
        return self.get_response(request)


class Keys:
    """What this request brought of its account's keys is at hand while it is answered, and nobody else's (majlis.own_keys)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.ring = own_keys.ring_of(request)  # type: ignore[attr-defined]
        with keyring.opened(request.ring):  # type: ignore[attr-defined]
            response = self.get_response(request)
        return own_keys.answered(request, response)


class SignedIn(LoginRequiredMiddleware):
    """Who is not signed in gets one and the same redirect, whatever he asks for; public pages alone answer him.

    Public are views marked `login_not_required`, and those that an office keeps in its `views/public.py`.
    """

    def process_view(self, request: HttpRequest, view: Callable, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        if view.__module__.endswith(".views.public"):
            return None
        return sign_in(request)


class SecondFactor:
    """Until a second factor exists, the account's own pages are the only ones."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is not None and (match.view_name or "").startswith(ACCOUNT_PAGES):
            return None
        missing = request.user.is_authenticated and request.session.get(MISSING)
        return redirect("mfa_activate_totp") if missing else None


class Sleep:
    """A session that has been in a realm sleeps after that realm's idle minutes, wherever it goes on.

    What was answered as absent was no visit: the hidden and the unknown leave a session alike.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        realm = getattr(request, "realm", None)
        if realm is not None and response.status_code != HTTPStatus.NOT_FOUND:
            seconds = realm.idle_minutes * SECONDS
            if seconds < request.session.get_expiry_age():
                request.session.set_expiry(seconds)
        return response


class FromReplica:
    """A public page that is declared so is read from the replica, for who is not signed in; where it fails, from the primary."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.method not in SAFE or not replica.declared(view) or request.user.is_authenticated:
            return None
        if not replica.lag.fresh():
            return None
        try:
            with replica.reading():
                return view(request, *args, **kwargs)
        except replica.LOST:
            replica.lag.lost()
            return None
