"""An act that was done on paper: one clerk enters it with its scan, another signs what he entered (Art. 4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from majlis import persian, personal, queries
from majlis.forms import ActForm
from majlis.models import Act, Countersign, Document
from majlis.paper_forms import SecondForm, paper_form
from majlis.queries import paper
from majlis.queries.standing import due
from majlis.register import Call
from majlis.rules.law import Refused
from majlis.views.act import ActView

CHANGED = "آنچه امضا می‌کردید در این میان دگرگون شد. متن تازه را ببینید و سپس امضا کنید."


class PaperAct(ActView):
    """One act from paper. A subclass gives word, find and the act's own form_class, and may say more of what was entered.

    The first officer's page asks for the act's own answers, the hour at which the paper came, its number and its scan; the
    second's shows what the first entered, and takes his signature on exactly that.
    """

    template_name = "majlis/paper_act.html"

    def entitled(self) -> bool:
        return paper.enters_paper(self.step, self.subject, self.viewer)

    @property
    def realm(self) -> str:
        return queries.office(self.subject).realm.code

    @cached_property
    def signed(self) -> Countersign | None:
        """The first officer's signature that waits."""
        return paper.signed_once(self.step, self.subject)

    @property
    def seconds(self) -> bool:
        """Does he sign what another has entered? The first of two, who comes again, corrects what he entered."""
        return self.signed is not None and self.signed.first_id != self.viewer.person.pk

    @property
    def laid(self) -> Document | None:
        return paper.scan_laid(self.viewer, self.step, self.subject)

    # --- asking --------------------------------------------------------------------------------------------------------

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        if self.seconds:
            assert self.signed is not None
            return SecondForm(data, subject=self.subject, viewer=self.viewer, initial={"signature": self.signed.pk})
        return self.first_form(data, files)

    def first_form(self, data: Any, files: Any) -> ActForm:
        """The first officer's form; a subclass whose own form wants more hands it over here."""
        return self.form_with(data, files)

    def form_with(self, data: Any, files: Any, **more: Any) -> ActForm:
        facts = {"subject": self.subject, "viewer": self.viewer, "initial": self.initial(), "laid": self.laid}
        return paper_form(self.form_class)(data, files, **facts, **more)

    def show(self, form: ActForm, status: int = 200, **more: Any) -> HttpResponse:
        # That the limit has passed by now closes nothing: the paper may have come before its end.
        refused = None if due(self.step, self.subject) else queries.refusal_of(self.step, self.subject, self.request.at)  # type: ignore[attr-defined]
        return render(self.request, self.template_name, self.context(form=form, refused=refused, **more), status=status)

    def context(self, **more: Any) -> dict[str, Any]:
        signed = self.signed
        return {
            **super().context(first_signatures=[signed] if signed is not None and self.seconds else []),
            "what": "ثبت از روی برگهٔ کاغذی، با دو امضا.", "owner": self.subject.owner, "laid": None if self.seconds else self.laid, "second": self.seconds,
            "own_signature": None if self.seconds else signed, "entered": self.entered(signed) if self.seconds else [],
            "scan": paper.scan_of(signed) if signed is not None and self.seconds else None,
            "button": "امضای دوم و ثبت" if self.seconds else "ثبت برگه و امضای نخست", **more,
        }  # fmt: skip

    def entered(self, signed: Any) -> list[dict[str, str]]:
        """What the first officer entered, as label and value; a subclass adds the act's own answers."""
        kept = signed.content
        return [
            {"label": "رسیدن برگه", "value": persian.jalali_datetime(datetime.fromisoformat(kept["_happened_at"]))},
            {"label": "شمارهٔ ثبت دبیرخانه", "value": kept.get("registry_number", "")},
        ]

    def renewed(self, form: ActForm) -> ActForm:
        self.__dict__.pop("signed", None)  # another act may have come in between, and with it the signature's end
        return super().renewed(form)

    # --- doing ---------------------------------------------------------------------------------------------------------

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.seconds:
            return self._second(request, **kwargs)
        form = self.make_form(request.POST, request.FILES)
        if (sentence := self._keep_scan(request)) is not None:
            form.add_error("scan", sentence)
        elif request.FILES.get("scan") is not None:
            form = self.make_form(request.POST, None)  # it lies with the draft now, and is not asked for again
        if not form.is_valid():
            return self.show(form, status=422)
        return self.judged(form) or super().post(request, **kwargs)

    def judged(self, form: ActForm) -> HttpResponse | None:
        """What stands against the whole of it before the act is tried; a subclass knows its own."""
        return None

    def _second(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.make_form(request.POST)
        assert self.signed is not None
        if form.is_valid() and form.cleaned_data["signature"] != self.signed.pk:
            fresh = self.make_form()
            return self.show(fresh, status=409, problem=CHANGED)
        return super().post(request, **kwargs)

    def _keep_scan(self, request: HttpRequest) -> str | None:
        """Keep the scan that came, whatever becomes of the rest: nothing brought is lost. Returns: why it was not kept."""
        upload = request.FILES.get("scan")
        if upload is None:
            return None
        person, at = self.viewer.person, request.at  # type: ignore[attr-defined]
        try:
            kept = personal.keep_document(person, upload, self.realm, at)
            shelf = paper.shelf(self.step, self.subject)
            personal.detach(person, paper.KIND, shelf, kept)  # brought again, it is the newest again
            personal.attach(person, paper.KIND, shelf, kept, at)
        except Refused as refused:
            return refused.sentence
        return None

    def make_call(self, form: ActForm) -> Call:
        call = super().make_call(form)
        if not self.seconds:
            happened_at = form.cleaned_data["happened_at"]
            return replace(call, paper=self.laid, happened_at=happened_at, on_behalf_of=self.subject.owner)
        assert self.signed is not None
        kept = self.signed.content
        return replace(
            call,
            body={name: value for name, value in kept.items() if not name.startswith("_")},
            paper=paper.scan_of(self.signed),
            happened_at=datetime.fromisoformat(kept["_happened_at"]),
            on_behalf_of=self.subject.owner,
        )

    def success_url(self, act: Act) -> str:
        return f"{reverse('receipt', args=[act.pk])}?back={self.subject_url()}"
