"""One view turns every act into pages: its form, its receipt, and each way in which the law or a rival says no."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views import View

from majlis import queries, second_factor
from majlis.forms import ActForm
from majlis.models import Act
from majlis.register import Call, FirstSigned, NotVisible, Replayed, Stale
from majlis.rules.law import Refused, Step

TURNS = 8  # each waits as long as the database's lock_timeout lets it
HELD_BY_OTHERS = ("55P03", "40P01")  # a lock that did not come in time; two that waited for each other
BUSY = "دفتر ثبت اکنون در دست کار دیگری است و چیزی ثبت نشد. نوشتهٔ شما همین‌جاست؛ دوباره ثبت کنید."


class Busy(Exception):
    """Others held the register all the while."""


class ActView(View):
    """GET shows the act's form or says why it is closed; POST does it.

    A subclass, or `as_view` arguments, give: word; find, "app.queries.function" called with viewer and the path's
    arguments, None when not visible; form_class; template.
    """

    word = ""
    office_label = ""
    find = ""
    form_class: type[ActForm] = ActForm
    template_name = "majlis/act.html"
    subject: Any = None

    @property
    def step(self) -> Step:
        return queries.step_named(self.subject, self.word)

    @property
    def action(self) -> Any:
        return import_string(f"{self.subject._meta.app_config.name}.actions.{self.word}")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.viewer = request.viewer  # type: ignore[attr-defined]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.subject = self.get_subject(**kwargs)
        if self.subject is None or self.viewer.person is None or not self.entitled():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_subject(self, **kwargs: Any) -> Any:
        return import_string(self.find)(self.viewer, **kwargs)

    def entitled(self) -> bool:
        """He holds the office that acts; or, in paper's name, the clerk's."""
        from majlis.queries.authority import entitled

        return entitled(self.step, self.subject, self.viewer.person, self.viewer.offices)

    def stands_for(self) -> str:
        """The name of him whose substitute acts here; empty where who acts is entitled himself."""
        name = queries.in_whose_name(self.step, self.subject, self.viewer.person, self.viewer.offices)
        return name.name if name is not None and name != self.viewer.person else ""

    # --- showing -------------------------------------------------------------------------------------------------------

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(self.make_form())

    def make_form(self, data: Any = None, files: Any = None) -> ActForm:
        form = self.form_class(data, files, subject=self.subject, viewer=self.viewer, initial=self.initial())
        if self.asks_second_factor():
            second_factor.ask(form, self.request)
        return form

    def asks_second_factor(self) -> bool:
        """Does the act want a fresh second factor that this session has not shown?"""
        return self.step.fresh and not second_factor.is_fresh(self.request)

    def initial(self) -> dict[str, Any]:
        return {}

    def context(self, **more: Any) -> dict[str, Any]:
        limits = queries.step_deadlines_of(self.step, self.subject, self.request.at)  # type: ignore[attr-defined]
        signatures = [] if self.step.officers == 1 else list(queries.first_signatures(self.subject, [self.word]))
        return {
            "step": self.step,
            "subject": self.subject,
            "limit": limits[0][0] if limits else None,
            "deadline": limits[0][1] if limits else None,
            "first_signatures": signatures,
            "passkey_options": second_factor.passkey_options(self.request) if self.asks_second_factor() else None,
            "back_url": self.subject_url(),
            "stands_for": self.stands_for(),
            **more,
        }

    def show(self, form: ActForm, status: int = 200, **more: Any) -> HttpResponse:
        refused = queries.refusal_of(self.step, self.subject, self.request.at)  # type: ignore[attr-defined]
        return render(self.request, self.template_name, self.context(form=form, refused=refused, **more), status=status)

    # --- doing ---------------------------------------------------------------------------------------------------------

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.make_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, status=422)
        if self.asks_second_factor() and not second_factor.accept(form, request):
            return self.show(form, status=422)
        try:
            act = self.in_turn(form)
        except Replayed as again:
            return self.already(again)
        except FirstSigned as first:
            return self.first_signed(first)
        except Stale as stale:
            return self.stale(form, stale)
        except Refused as refused:
            return self.refused(form, refused)
        except Busy:
            return self.busy(form)
        except NotVisible as hidden:
            raise Http404 from hidden
        return HttpResponseRedirect(self.success_url(act))

    def in_turn(self, form: ActForm) -> Act:
        """Do the act; while others hold the register, wait again: what was received in time stands whatever the queue does.

        Raises: Busy, with nothing changed, when its turn has not come in about forty seconds.
        """
        for _ in range(TURNS):
            try:
                return self.action(self.make_call(form), self.subject)
            except OperationalError as held:
                if getattr(held.__cause__, "pgcode", "") not in HELD_BY_OTHERS:
                    raise
            # What a broken-off attempt left on the subject in memory is not what is stored.
            self.subject = self.get_subject(**self.kwargs)
            if self.subject is None:
                raise NotVisible
        raise Busy

    def make_call(self, form: ActForm) -> Call:
        return Call(
            actor=self.viewer.person,
            at=self.request.at,  # type: ignore[attr-defined]
            key=form.cleaned_data["key"],
            seen_version=form.cleaned_data["seen_version"],
            body=form.body(),
        )

    def success_url(self, act: Act) -> str:
        return reverse("receipt", args=[act.pk])

    def subject_url(self) -> str:
        url = getattr(self.subject, "get_absolute_url", None)
        return url() if url and not self.subject._state.adding else reverse("home")

    def already(self, again: Replayed) -> HttpResponse:
        if again.act is not None:
            return HttpResponseRedirect(self.success_url(again.act))
        return render(self.request, "majlis/outcome_first_signed.html", self.context(countersign=again.countersign))

    def first_signed(self, first: FirstSigned) -> HttpResponse:
        return render(self.request, "majlis/outcome_first_signed.html", self.context(countersign=first.countersign))

    def busy(self, form: ActForm) -> HttpResponse:
        """The same leaf with the same key: whichever press comes through first, it is one act."""
        form.add_error(None, BUSY)
        return self.show(form, status=503)

    def renewed(self, form: ActForm) -> ActForm:
        """The same answers on a new leaf, and the file as it now stands: another key, and the version of now."""
        self.subject = self.get_subject(**self.kwargs) or self.subject
        data = form.data.copy()
        data["key"] = str(uuid.uuid4())
        data["seen_version"] = getattr(self.subject, "version", "")
        fresh = self.make_form(data, form.files)
        fresh.is_valid()
        return fresh

    def stale(self, form: ActForm, stale: Stale) -> HttpResponse:
        fresh = self.renewed(form)
        return render(self.request, "majlis/outcome_stale.html", self.context(form=fresh, other=stale.act), status=409)

    def refused(self, form: ActForm, refused: Refused) -> HttpResponse:
        fresh = self.renewed(form)
        if refused.field and refused.field in fresh.fields:
            fresh.add_error(refused.field, refused.sentence)
            return self.show(fresh, status=422)
        return render(
            self.request,
            "majlis/outcome_refused.html",
            self.context(form=fresh, refused=refused, received_at=self.request.at),  # type: ignore[attr-defined]
            status=422,
        )
