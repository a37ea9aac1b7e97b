"""Keys handed on for many cases with one press: to colleagues who are new in their seats, or came with a new password (Art. 7 n. 1)."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from conduct.actions import hand_keys_on
from conduct.models import Case
from conduct.queries import handing
from conduct.rules.procedure import STEPS
from conduct.views.door import enter
from majlis import persian, second_factor
from majlis.forms import ActForm
from majlis.register import Call, NotVisible, Replayed, Stale
from majlis.rules.law import Refused

STEP = STEPS["hand_keys_on"]
AT_ONCE = 50


class Handing(View):
    """GET tells who lacks keys in how many cases; POST hands on the presser's own, case by case, each an act of its own."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.viewer = request.viewer  # type: ignore[attr-defined]
        if self.viewer.person is None or not handing.may_hand(self.viewer):
            raise Http404
        enter(request)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid() or (self._asks() and not second_factor.accept(form, request)):
            return self._show(form, status=422)
        found = handing.to_hand(self.viewer, AT_ONCE)
        handed = sum(self._hand(case, form.cleaned_data["key"]) for case in found)
        self._tell(len(found), handed)
        return redirect("conduct:keys")

    def _asks(self) -> bool:
        return not second_factor.is_fresh(self.request)

    def _form(self, data: Any = None) -> ActForm:
        form = ActForm(data, viewer=self.viewer)
        if self._asks():
            second_factor.ask(form, self.request)
        return form

    def _show(self, form: ActForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form, "rows": handing.lacking(self.viewer), "article": STEP.article, "note": STEP.note, "most": AT_ONCE,
            "missing": handing.missing(self.viewer, handing.handed(())), "passkey_options": second_factor.passkey_options(self.request) if self._asks() else None,
        }  # fmt: skip
        return render(self.request, "conduct/keys.html", context, status=status)

    def _hand(self, case: Case, key: uuid.UUID) -> bool:
        """Each case has a key of its own, made from the page's: a page sent twice hands nothing on twice."""
        call = Call(
            actor=self.viewer.person, at=self.request.at, key=uuid.uuid5(key, str(case.pk)), seen_version=case.version
        )  # type: ignore[attr-defined]
        try:
            hand_keys_on(call, case)
        except Replayed:
            return True
        except (Refused, Stale, NotVisible):
            return False
        return True

    def _tell(self, found: int, handed: int) -> None:
        if not found:
            messages.info(self.request, "هر که حق دیدن پرونده‌ای را دارد کلید آن را هم دارد.")
        if handed:
            messages.success(self.request, f"کلید {persian.number(handed)} پرونده سپرده شد.")
        if found > handed:
            left = persian.number(found - handed)
            messages.error(
                self.request, f"کلید {left} پرونده سپرده نشد: کلید شما آن را نمی‌گشاید، یا در همین میان دگرگون شد."
            )
