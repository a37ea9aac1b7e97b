"""The page of one's own sessions; and the administrator's act that ends another's."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from majlis.forms import ReasonForm
from majlis.models import Act
from majlis.personal import end_sessions
from majlis.user_sessions import key_of, open_sessions
from majlis.views.act import ActView

ENDED = "نشست بسته شد؛ آن دستگاه از همین دم بیرون است."
OTHERS_ENDED = "نشست‌های دیگر شما در همهٔ دستگاه‌ها بسته شد."
EVERYWHERE, OTHERS = "everywhere", "others"


@require_http_methods(["GET", "POST"])
def own_sessions(request: HttpRequest) -> HttpResponse:
    """Show where the account is signed in. POST `end`: a session's number, "others" or "everywhere"."""
    if request.method == "POST":
        return _end(request, request.POST.get("end", ""))
    rows = open_sessions(request.user, request.session.session_key)  # type: ignore[arg-type]
    return render(request, "account/sessions.html", {"sessions": rows})


def _end(request: HttpRequest, which: str) -> HttpResponse:
    user, here = request.user, request.session.session_key
    if which == OTHERS:
        end_sessions(user, but=here)  # type: ignore[arg-type]
        messages.success(request, OTHERS_ENDED)
        return redirect("sessions")
    if which == EVERYWHERE:
        end_sessions(user, but=here)  # type: ignore[arg-type]
        return _leave(request)
    key = key_of(user, int(which)) if which.isascii() and which.isdigit() and len(which) < 10 else None  # type: ignore[arg-type]
    if key is None:
        raise Http404
    if key == here:
        return _leave(request)
    end_sessions(user, only=key)  # type: ignore[arg-type]
    messages.success(request, ENDED)
    return redirect("sessions")


def _leave(request: HttpRequest) -> HttpResponse:
    end_sessions(request.user, only=request.session.session_key)  # type: ignore[arg-type]
    logout(request)
    return redirect("account_login")


class EndSessions(ActView):
    """The administrator ends all sessions of an account; its password stays its owner's alone."""

    word = "end_sessions"
    find = "majlis.queries.people.account_to_leave"
    form_class = ReasonForm

    def subject_url(self) -> str:
        return reverse("admin:majlis_user_change", args=[self.subject.pk])

    def success_url(self, act: Act) -> str:
        messages.success(self.request, "نشست‌های این حساب در همهٔ دستگاه‌ها بسته شد.")
        return self.subject_url()
