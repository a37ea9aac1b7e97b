"""The pages of a list that comes in: upload, look, enter; the same for every office (platform, Imports)."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from majlis import long_work
from majlis.forms import ActForm, ListConfirmForm
from majlis.imports import AT_ONCE, ListImport, Preview, Upload, rejected_bytes
from majlis.models import Act
from majlis.queries.receipts import answer_to
from majlis.register import Call
from majlis.rules.law import Refused
from majlis.views.act import ActView
from majlis.views.exports import FORMATS, TAKE, as_file

REJECTED = "rejected"


class ImportView(ActView):
    """Upload, look, enter. Nothing is entered before it was looked at, and nothing else than what was.

    A subclass gives, beside what every act does: kind, form_class (of the file and what is said of it), template_name (of
    the upload).
    """

    kind: ListImport
    form_class: type[ActForm]

    @cached_property
    def upload(self) -> Upload | None:
        return self.kind.waiting(self.viewer.person, self.subject, self.viewer.at)

    @cached_property
    def found(self) -> Preview:
        assert self.upload is not None
        return self.kind.preview(self.subject, self.upload)

    def initial(self) -> dict[str, Any]:
        """What was typed of a list that was put aside."""
        return {name: self.request.GET[name] for name in self.form_class.base_fields if name in self.request.GET}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.upload is None:
            if TAKE in request.GET:
                raise Http404
            return super().get(request, **kwargs)
        if request.GET.get(TAKE) == REJECTED:
            return as_file(rejected_bytes(self.found), f"{self.word}-rejected.csv", FORMATS["csv"])
        return self.look(ListConfirmForm(initial={"sha256": self.upload.stamp}, subject=self.subject))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "another" in request.POST:
            typed = urlencode(self.upload.typed) if self.upload is not None else ""
            self.kind.forget(self.viewer.person, self.subject)
            return HttpResponseRedirect(f"{request.path}?{typed}" if typed else request.path)
        return self.enter(request) if "sha256" in request.POST else self.take(request)

    def take(self, request: HttpRequest) -> HttpResponse:
        """Read an uploaded file; only one that is such a list is kept, and nothing of it is entered yet."""
        form = self.make_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, status=422)
        sent = form.cleaned_data.get("file")
        name, data = (sent.name or "", sent.read()) if sent else ("", b"")
        typed = {each.name: form.data.get(each.name, "") for each in form.visible() if each.name != "file"}
        try:
            facts = self.facts(form)
            self.kind.read(self.subject, name, data, facts, self.viewer.at)
            self.kind.keep(self.viewer.person, self.subject, Upload(name, "", facts, typed), data, self.viewer.at)
        except Refused as no:
            form.add_error(no.field if no.field in form.fields else None, no.sentence)
            return self.show(form, status=422)
        return HttpResponseRedirect(request.path)

    def facts(self, form: ActForm) -> dict[str, Any]:
        """What is said of the list, as JSON values. Raises: Refused for what cannot be said."""
        return form.body()

    def enter(self, request: HttpRequest) -> HttpResponse:
        """Enter the list that was looked at, and no other. Pressed twice it is one act, though it waits no longer."""
        form = ListConfirmForm(request.POST, subject=self.subject)
        done = answer_to(self.viewer.person, self.word, form.data.get("key", ""))
        if done is not None:
            return HttpResponseRedirect(self.done_url(done))
        if self.upload is None or self.upload.stamp != request.POST.get("sha256", ""):
            messages.warning(request, "این فهرست دیگر همان نیست که دیدید؛ چیزی ثبت نشد.")
            return HttpResponseRedirect(request.path)
        if self.found.blocked:
            return self.look(form, status=422)
        self.form_class = ListConfirmForm
        if self.found.new > AT_ONCE:
            return self.enter_by_itself(form)
        return super().post(request)

    def enter_by_itself(self, form: ActForm) -> HttpResponse:
        """A long list: asked for here, entered by a worker, with the key and the moment of this press."""
        assert self.upload is not None
        if not form.is_valid():
            return self.look(form, status=422)
        params = {
            "word": self.word, "place": {name: str(value) for name, value in self.kwargs.items()}, "stamp": self.upload.stamp,
            "key": str(form.cleaned_data["key"]), "at": self.viewer.at.isoformat(),
        }  # fmt: skip
        try:
            job = long_work.ask(
                self.viewer.person, "import", f"{self.step.label}، {self.upload.name}", params, self.viewer.at,
                but=("key", "at"),
            )  # fmt: skip
        except Refused as no:
            form.add_error(None, no.sentence)
            return self.look(form, status=422)
        return HttpResponseRedirect(job.get_absolute_url())

    def show(self, form: ActForm, status: int = 200, **more: Any) -> HttpResponse:
        if isinstance(form, ListConfirmForm):
            return self.look(form, status)
        return super().show(form, status, **more)

    def look(self, form: ActForm, status: int = 200) -> HttpResponse:
        self.template_name = "majlis/import_preview.html"
        return super().show(form, status, upload=self.upload, found=self.found, long=self.found.new > AT_ONCE)

    def make_call(self, form: ActForm) -> Call:
        assert self.upload is not None
        return replace(super().make_call(form), body=self.kind.body(self.upload))

    def success_url(self, act: Act) -> str:
        self.kind.forget(self.viewer.person, self.subject)
        return self.done_url(act)

    def done_url(self, act: Act) -> str:
        """Where it leads, once it is entered."""
        return super().success_url(act)
