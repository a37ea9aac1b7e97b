"""The page of one's own keys: whether they are here, the recovery key, and what is left when the password was lost."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from majlis import boxes, own_keys
from majlis.personal import make_pair, make_recovery, wrap_anew

LONGEST = 128
WRONG_PASSWORD = "گذرواژه درست نیست."  # noqa: S105 - a sentence
WRONG_RECOVERY = "این کلید بازیابی کلید شما را باز نمی‌کند. حرف‌ها و رقم‌ها را با برگه بسنجید."


class PasswordOnceMore(forms.Form):
    """What replaces keys asks for the password: it is under the password that they will lie."""

    password = forms.CharField(
        label="گذرواژه", max_length=LONGEST, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        """The throttle is that of every page which asks for the password again."""
        if not ratelimit.consume(self.request, action="reauthenticate", user=self.request.user):
            raise forms.ValidationError("چند بار نادرست نوشته‌اید؛ چند دقیقهٔ دیگر دوباره بنویسید.")
        if not self.request.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError(WRONG_PASSWORD)
        return self.cleaned_data["password"]


class ByRecovery(PasswordOnceMore):
    """The printed key opens the pair; the password of today closes it again."""

    recovery = forms.CharField(
        label="کلید بازیابی", max_length=LONGEST, help_text="هشت گروه چهارتایی، همان که یک بار چاپ شد.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr", "spellcheck": "false"}),
    )  # fmt: skip
    field_order = ("recovery", "password")


class Anew(PasswordOnceMore):
    """A new pair opens nothing that the old one opened."""

    sure = forms.BooleanField(label="می‌دانم که آنچه مهر و موم است تا همکارم کلیدها را دوباره نسپارد باز نمی‌شود.")


@login_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """Tell whether the keys are here. POST `what`: "recovery" opens with the printed key, "anew" makes a new pair."""
    ways = {"recovery": (ByRecovery, _opened), "anew": (Anew, _renewed)}
    what = request.POST.get("what", "")
    if request.method != "POST" or what not in ways:
        return _page(request)
    kind, act = ways[what]
    form = kind(request.POST, request=request, prefix=what)
    if form.is_valid() and act(request, form):
        return redirect("keys")
    return _page(request, status=422, **{what: form})


def _opened(request: HttpRequest, form: forms.Form) -> bool:
    pair = own_keys.pair_of(request.user)
    wrapped = bytes(pair.by_recovery) if pair is not None and pair.by_recovery else None
    private = own_keys.by_secret(wrapped, boxes.read_recovery(form.cleaned_data["recovery"])) if wrapped else None
    if pair is None or private is None:
        form.add_error("recovery", WRONG_RECOVERY)
        return False
    wrap_anew(pair, form.cleaned_data["password"], private)
    own_keys.take_in(request, pair, private)
    messages.success(request, "کلید شما باز شد و از این پس با همین گذرواژه باز می‌شود.")
    return True


def _renewed(request: HttpRequest, form: forms.Form) -> bool:
    private = make_pair(request.user, form.cleaned_data["password"], request.at)  # type: ignore[arg-type,attr-defined]
    pair = own_keys.pair_of(request.user)
    assert pair is not None
    own_keys.take_in(request, pair, private)
    messages.success(request, "کلید تازه ساخته شد. از همکاری که پرونده‌ها را می‌خواند بخواهید کلیدها را به شما بسپارد.")
    return True


def _page(request: HttpRequest, status: int = 200, **bound: forms.Form) -> HttpResponse:
    pair = own_keys.pair_of(request.user)
    context = {
        "pair": pair, "here": own_keys.at_hand(request) is not None,
        "recovery": bound.get("recovery") or ByRecovery(request=request, prefix="recovery"),
        "anew": bound.get("anew") or Anew(request=request, prefix="anew"),
    }  # fmt: skip
    return render(request, "account/keys.html", context, status=status)


@login_required
@reauthentication_required(app="allauth.mfa")
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_key(request: HttpRequest) -> HttpResponse:
    """Make a recovery key and show it this once; nobody can show it again."""
    private = own_keys.at_hand(request)
    pair = own_keys.pair_of(request.user)
    if private is None or pair is None:
        messages.error(request, "کلید شما در این نشست نیست؛ با گذرواژه وارد شوید و دوباره بیایید.")
        return redirect("keys")
    printed = make_recovery(pair, private) if request.method == "POST" else ""
    answer = render(request, "account/recovery_key.html", {"printed": printed, "had_one": bool(pair.by_recovery)})
    answer["Cache-Control"] = "no-store"
    return answer
