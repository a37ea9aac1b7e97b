"""Answers that say no: the same for everyone who may not know more."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template import loader


def _page(name: str, status: int) -> HttpResponse:
    return HttpResponse(loader.get_template(name).render({}), status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The fault is the sender's. A session that could not be kept, as the database fell, is the house's own."""
    if isinstance(exception, SessionInterrupted) and _database_fell(exception):
        return server_error(request)
    return _page("400.html", 400)


def _database_fell(error: BaseException | None) -> bool:
    while error is not None and not isinstance(error, OperationalError | InterfaceError):
        error = error.__cause__ or error.__context__
    return error is not None


def forbidden(request: HttpRequest, exception: Any = None, reason: str = "") -> HttpResponse:
    return _page("403.html", 403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Who is signed in gets one 404 for everything; who is not gets one redirect for every path that is not public."""
    if request.user.is_authenticated:
        return _page("404.html", 404)
    return sign_in(request)


def sign_in(request: HttpRequest) -> HttpResponse:
    """The one answer to who is not signed in. It does not repeat what he asked for."""
    return redirect_to_login("/", settings.LOGIN_URL)


def server_error(request: HttpRequest) -> HttpResponse:
    return _page("500.html", 500)


def anything_else(request: HttpRequest, path: str = "") -> HttpResponse:
    """The catch-all behind all routes."""
    raise Http404
