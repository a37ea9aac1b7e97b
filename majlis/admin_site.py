"""The admin as a room of the house: it admits who holds the office, and for everybody else it does not exist (no article)."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from importlib import import_module
from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import SimpleAdminConfig
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.module_loading import module_has_submodule

ADMINISTRATOR = "house.administrator"
REFERENCE = "عددها و جدول‌های قانون"
# Signing in and out, and passwords, are the house's own; the jump to any object's page would tell what exists.
NOT_HERE = {"login", "logout", "password_change", "password_change_done", "view_on_site"}


class HouseAdmin(AdminSite):
    """Stock admin for `house.administrator`. No flag of an account opens it."""

    site_title = site_header = "مدیریت دبیرخانه"
    index_title = "مدیریت"
    site_url = "/"
    # What is no page of the admin falls through to the house's own answer.
    final_catch_all_view = False

    def __init__(self, name: str = "admin"):
        super().__init__(name)
        self.disable_action("delete_selected")

    def has_permission(self, request: HttpRequest) -> bool:
        from majlis.second_factor import MISSING

        viewer = request.viewer  # type: ignore[attr-defined]
        return viewer.holds(ADMINISTRATOR) and not request.session.get(MISSING)

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:
        """Who may not enter gets what any unknown address gives him."""
        admitted = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_permission(request):
                raise Http404
            return admitted(request, *args, **kwargs)

        return update_wrapper(guarded, admitted)

    def get_urls(self) -> list:
        reference = path("reference/<slug:label>/", self.admin_view(self.reference), name="reference")
        return [reference, *(each for each in super().get_urls() if getattr(each, "name", None) not in NOT_HERE)]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list:
        """Each office's tables of law stand after its rows."""
        from majlis.queries.reference import offices_with_law

        labels = {config.label for config in offices_with_law()}
        rooms = super().get_app_list(request, app_label)
        for room in rooms:
            if room["app_label"] in labels:
                room["models"].append(_law_of(room["app_label"]))
        return rooms

    def reference(self, request: HttpRequest, label: str) -> HttpResponse:
        """The law of one office as tables: nothing here is of any file, and nothing changes it but a new text of law."""
        from majlis.queries.reference import offices_with_law, reference_tables

        config = next((each for each in offices_with_law() if each.label == label), None)
        if config is None:
            raise Http404
        context = {
            **self.each_context(request), "title": f"{REFERENCE}، {config.verbose_name}", "office": config,
            "tables": reference_tables(config),
        }  # fmt: skip
        return TemplateResponse(request, "admin/reference.html", context)


def _law_of(label: str) -> dict[str, Any]:
    url = reverse("admin:reference", args=[label])
    return {"name": REFERENCE, "object_name": "Reference", "admin_url": url, "add_url": None, "view_only": True}


class HouseAdminConfig(SimpleAdminConfig):
    """The offices' own admins alone: of accounts, sessions and second factors the libraries' tables stay out."""

    default_site = "majlis.admin_site.HouseAdmin"

    def ready(self) -> None:
        super().ready()
        for config in apps.get_app_configs():
            if hasattr(config, "realm") and module_has_submodule(config.module, "admin"):
                import_module(f"{config.name}.admin")
