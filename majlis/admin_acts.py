"""How the admin shows rows and saves by acts: what no act changes is only read (no article)."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import FieldDoesNotExist
from django.db import IntegrityError, models
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.module_loading import import_string
from simple_history.admin import SimpleHistoryAdmin
from simple_history.models import DeletedObject
from simple_history.template_utils import HistoricalRecordContextHelper

from majlis import persian, queries
from majlis.admin_exports import taken, wanted_format
from majlis.forms import plain
from majlis.jalali_admin import JALALI_FIELDS
from majlis.queries.register import step_of
from majlis.register import Call, NotVisible, Replayed
from majlis.rules.law import Refused, Step
from majlis.views.receipts import act_sentence

ACTS_SHOWN = 200
WORDS_SOUGHT = 8
AS_TYPED = ("username", "code", "kind", "role")


class ReadPage(admin.ModelAdmin):
    """Rows that are looked at: fifty a page, a fixed number of queries, no button that changes anything."""

    list_per_page = 50
    show_full_result_count = False
    actions = None
    view_on_site = False
    formfield_overrides = JALALI_FIELDS

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """Every word of the folded term, in one of the searched columns each."""
        words = persian.fold(search_term)[0].split()[:WORDS_SOUGHT]
        for word in words:
            found = Q()
            for name in self.get_search_fields(request):
                found |= Q(**{f"{name}__{'contains' if name.endswith('_folded') else 'icontains'}": word})
            queryset = queryset.filter(found)
        return (queryset if words or not search_term.strip() else queryset.none()), False

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        if (how := wanted_format(request)) and self.has_view_permission(request):
            return taken(self, request, how)
        return super().changelist_view(request, {"title": self.opts.verbose_name_plural, **(extra_context or {})})

    def get_urls(self) -> list:
        """Nothing is deleted here, and no old version of a row is a page of its own."""
        named = {f"{self.opts.app_label}_{self.opts.model_name}_{view}" for view in ("delete", "simple_history")}
        return [each for each in super().get_urls() if each.name not in named]

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        raise Http404

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        """The file's acts, as the register has them."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "title": f"تاریخچه: {obj}",
            "object": obj,
            "opts": self.opts,
            "module_name": self.opts.verbose_name_plural,
            "acts": [_told(act) for act in queries.acts_of(obj).defer("body")[:ACTS_SHOWN]],
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        return TemplateResponse(request, "admin/acts_history.html", context)


def _told(act: Any) -> dict[str, Any]:
    return {
        "done": act_sentence(act), "actor": act.actor, "second": act.second, "article": article_label(act),
        "received": act.recorded_at, "number": act.seq,
    }  # fmt: skip


def article_label(act: Any) -> str:
    """The article of an act's step, as it is printed; as it was recorded where the step is no more."""
    step = step_of(act)
    return step.article.label if step is not None else act.article


class JalaliChanges(HistoricalRecordContextHelper):
    """What changed, with days and instants as they are read."""

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        value = super().prepare_delta_change_value(change, value)
        if isinstance(value, datetime):
            return persian.jalali_datetime(value)
        if isinstance(value, date):
            return persian.jalali(value)
        if isinstance(value, bool):
            return "بله" if value else "خیر"
        return "ندارد" if value in (None, "") or _is_nothing(value) else value


def _is_nothing(value: Any) -> bool:
    """The library's way to say that a reference was empty."""
    return isinstance(value, DeletedObject) and value.pk is None


class TrailPage(ReadPage, SimpleHistoryAdmin):
    """Rows whose every former state is kept."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        return SimpleHistoryAdmin.history_view(self, request, str(obj.pk), extra_context)

    def get_historical_record_context_helper(self, request: HttpRequest, historical_record: Any) -> JalaliChanges:
        return JalaliChanges(self.model, historical_record)


class ActModelForm(forms.ModelForm):
    """A row's form whose answers become an act's body. `refused` is what the law said when it was pressed."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    refused: Refused | None = None

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs["initial"] = {"key": uuid.uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if isinstance(value, str) and name not in AS_TYPED:
                cleaned[name] = persian.normalise(value)
                if not cleaned[name] and self.fields[name].required:
                    self.add_error(name, self.fields[name].error_messages["required"])
        if self.refused is not None:
            place = self.refused.field if self.refused.field in self.fields else None
            self.add_error(place, self.refused.sentence)
        return cleaned

    def body(self) -> dict[str, Any]:
        """The cleaned answers as JSON values; a day left empty is said as an empty text."""
        answers = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        return {name: "" if value is None else plain(value) for name, value in answers.items()}


class KnownAlone(AutocompleteSelect):
    """The searching select, which looks for no key that is none; empty, it says in words what is typed there."""

    def build_attrs(self, base_attrs: dict, extra_attrs: dict | None = None) -> dict:
        return {**super().build_attrs(base_attrs, extra_attrs), "data-placeholder": "بخشی از نام را بنویسید"}

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["js/admin-select.js"])

    def optgroups(self, name: str, value: list, attr: Any = None) -> list:
        return super().optgroups(name, [each for each in value if is_key(each)], attr)


def is_key(text: Any) -> bool:
    try:
        uuid.UUID(str(text))
    except ValueError:
        return False
    return True


class ActPage(TrailPage):
    """Reference data: what is saved is saved by the act that the page is named after, or not at all."""

    enters = ""  # the act that a new row is
    alters = ""  # the act that a change is
    entry_form: type[ActModelForm] = ActModelForm
    change_form: type[ActModelForm] = ActModelForm
    searched: tuple[str, ...] = ()  # foreign keys that are looked for, not listed
    change_form_template = "admin/act_form.html"

    def step(self, word: str) -> Step:
        return self.opts.app_config.steps[word]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(self.enters) and self.admin_site.has_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(self.alters) and self.admin_site.has_permission(request)

    # The form

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any) -> Any:
        own = self.change_form if change else self.entry_form
        writes = self.has_change_permission(request, obj) if change else self.has_add_permission(request)
        if not writes:
            return super().get_form(request, obj, change, **kwargs)
        made = super().get_form(request, obj, change, **{**kwargs, "form": own, "fields": own.Meta.fields})
        return type(made.__name__, (made,), {"refused": getattr(request, "refused", None)})

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list:
        if obj is not None and not self.has_change_permission(request, obj):
            return list(self.fields or ())
        form = self.change_form if obj is not None else self.entry_form
        shown = [name for name in (self.fields or ()) if name not in form.base_fields] if obj is not None else []
        return [*shown, *(name for name in form.base_fields if name != "key"), "key"]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list:
        if obj is None:
            return []
        writes = self.has_change_permission(request, obj)
        return [name for name in (self.fields or ()) if not writes or name not in self.change_form.base_fields]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.searched:
            kwargs["widget"] = KnownAlone(db_field, self.admin_site)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        for way in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
            if field is not None and hasattr(field.widget, way):
                setattr(field.widget, way, False)
        return field

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What an address may fill in: a row by its key, and nothing else."""
        given = super().get_changeform_initial_data(request)
        return {name: value for name, value in given.items() if self._names_a_row(name) and is_key(value)}

    def _names_a_row(self, name: str) -> bool:
        try:
            return isinstance(self.opts.get_field(name), models.ForeignKey)
        except FieldDoesNotExist:
            return False

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        word = self.enters if context.get("original") is None else self.alters
        context |= {
            "show_save_and_continue": False,
            "show_save_and_add_another": False,
            "step": self.step(word) if word else None,
        }
        return super().render_change_form(request, context, *args, **kwargs)

    # The act

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        """What the law refuses comes back as the form's own error, with everything that was typed."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as no:
            request.refused = no  # type: ignore[attr-defined]
        except IntegrityError:
            request.refused = Refused(None, "همین اکنون ردیفی با همین مشخصات ثبت شد؛ آن را ببینید.")  # type: ignore[attr-defined]
        except Replayed as again:
            return self._receipt(request, again.act)
        except NotVisible as hidden:
            raise Http404 from hidden
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Model, form: ActModelForm, change: bool) -> None:
        word = self.alters if change else self.enters
        call = Call(
            actor=request.viewer.person,  # type: ignore[attr-defined]
            at=request.at,  # type: ignore[attr-defined]
            key=form.cleaned_data["key"],
            body=form.body(),
        )
        request.act = import_string(f"{self.opts.app_config.name}.actions.{word}")(call, obj)  # type: ignore[attr-defined]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """An act writes all that belongs to it."""

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> None:
        """The register has the act; a second log would only differ from it."""

    log_change = log_deletion = log_addition

    def response_add(self, request: HttpRequest, obj: Model, post_url_continue: str | None = None) -> HttpResponse:
        return self._receipt(request, request.act)  # type: ignore[attr-defined]

    def response_change(self, request: HttpRequest, obj: Model) -> HttpResponse:
        return self._receipt(request, request.act)  # type: ignore[attr-defined]

    def _receipt(self, request: HttpRequest, act: Any) -> HttpResponse:
        said, receipt = self.step(act.verb).done, reverse("receipt", args=[act.pk])
        messages.success(request, format_html('{}. <a href="{}">رسید</a>', said, receipt))
        return HttpResponseRedirect(self.after(request, act))

    def after(self, request: HttpRequest, act: Any) -> str:
        """Where one goes from an act: to the list of its kind."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
