"""The house's register, its published heads, entered figures and papers: read by the administrator, changed by nobody (no article)."""

from __future__ import annotations

import json
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html

from majlis import persian
from majlis.admin_acts import ReadPage, article_label
from majlis.jalali_admin import JalaliYearMonthFilter
from majlis.models import Act, Document, EnactedFigure, Head
from majlis.queries.enacted import offices
from majlis.views.receipts import act_sentence

CONTENT_SHOWN = 20_000


def sealed_realms() -> list[str]:
    realms = (getattr(config, "realm", None) for config in apps.get_app_configs())
    return [realm.code for realm in realms if realm is not None and realm.sealed]


class RealmFilter(admin.SimpleListFilter):
    """Registers by the names of their offices."""

    title = "دفتر"
    parameter_name = "realm"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        realms = (getattr(config, "realm", None) for config in apps.get_app_configs())
        return [(realm.code, realm.title) for realm in realms if realm is not None and not realm.sealed]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        known = {code for code, _ in self.lookup_choices}
        return queryset.filter(realm=self.value()) if self.value() in known else queryset


@admin.register(Act)
class ActAdmin(ReadPage):
    """The register outside sealed realms, newest first."""

    fields = (
        "sentence", "realm", "seq", "actor", "second", "on_behalf_of", "subject", "article_named", "happened_at", "recorded_at",
        "content_text", "figures_version", "prev", "leaf", "hash",
    )  # fmt: skip
    list_display = ("sentence", "actor", "subject_name", "article_named", "recorded_at", "place")
    list_display_links = ("sentence",)
    list_select_related = ("actor",)
    list_filter = (("recorded_at", JalaliYearMonthFilter), RealmFilter)
    search_fields = ("actor__name_folded",)
    ordering = ("-recorded_at", "-seq")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).exclude(realm__in=sealed_realms()).defer("body")

    @admin.display(description="اقدام")
    def sentence(self, act: Act) -> str:
        return act_sentence(act)

    @admin.display(description="مستند")
    def article_named(self, act: Act) -> str:
        return article_label(act)

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        context |= {"title": act_sentence(context["original"]), "subtitle": None}
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="ردیف", ordering="seq")
    def place(self, act: Act) -> str:
        return f"{act.realm} {persian.digits(act.seq)}"

    @admin.display(description="پرونده")
    def subject_name(self, act: Act) -> str:
        label = act.subject.partition(":")[0]
        try:
            return apps.get_model(label)._meta.verbose_name
        except LookupError:
            return label

    @admin.display(description="متن")
    def content_text(self, act: Act) -> str:
        text = json.dumps(act.content, ensure_ascii=False, indent=1)
        shown = text[:CONTENT_SHOWN]
        return format_html('<pre dir="ltr">{}{}</pre>', shown, " …" if len(text) > len(shown) else "")


@admin.register(Head)
class HeadAdmin(ReadPage):
    """What was published of each chain: of a sealed one a commitment alone."""

    fields = ("realm", "published_at", "published_text")
    list_display = ("realm", "published_at", "published_text")
    list_display_links = None
    ordering = ("-published_at", "realm")
    list_filter = (("published_at", JalaliYearMonthFilter), RealmFilter)

    @admin.display(description="سر زنجیره")
    def published_text(self, head: Head) -> str:
        return format_html('<code dir="ltr">{}</code>', head.published)


@admin.register(Document)
class DocumentAdmin(ReadPage):
    """That a paper is there, whose it is and its hash. Its bytes are opened where its file is."""

    fields = ("name", "owner", "media_type", "size", "pages", "realm", "received_at", "sha256")
    list_display = ("name", "owner", "media_type", "pages", "size", "received_at")
    list_select_related = ("owner",)
    list_filter = (("received_at", JalaliYearMonthFilter), "media_type")
    search_fields = ("owner__name_folded",)
    ordering = ("-received_at", "id")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).exclude(realm__in=sealed_realms())


@admin.register(EnactedFigure)
class EnactedFigureAdmin(ReadPage):
    """Figures that two officers have entered, each from its day on; they are entered on their own page (house, Art. 13)."""

    fields = ("title", "desk", "key", "value", "first_day", "decree", "decree_number", "decided_on", "source")
    list_display = ("title", "value", "first_day", "decree", "decided_on")
    list_filter = (("first_day", JalaliYearMonthFilter),)

    @admin.display(description="عدد")
    def title(self, row: EnactedFigure) -> str:
        config = next((each for each in offices() if each.realm.code == row.desk), None)
        return config.enacted.get(row.key, row.key) if config is not None else row.key
