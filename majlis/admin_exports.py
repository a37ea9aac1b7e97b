"""The admin's lists taken away as XLSX or CSV, by the columns, filters and order that they are shown with (B08, B53)."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from django.contrib.admin.options import ModelAdmin
from django.contrib.admin.utils import label_for_field, lookup_field
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field
from django.http import HttpRequest, HttpResponse
from django.utils.html import strip_tags

from majlis import exports, persian
from majlis.exports import FORMATS, PDF, TAKE, Column, Day, Found, Listing
from majlis.register import log_taking
from majlis.views.exports import as_file

MOST = 50_000
TICK = "action_checkbox"
# The admin's lists are for machines; what is read on paper has a page of its own.
SHEETS = set(FORMATS) - {PDF}


def wanted_format(request: HttpRequest) -> str:
    """XLSX or CSV where the address asks for one; the rest of the address is then as the admin knows it."""
    how = request.GET.get(TAKE, "")
    if TAKE in request.GET:
        rest = request.GET.copy()
        del rest[TAKE]
        request.GET = rest  # type: ignore[assignment]
    return how if how in SHEETS else ""


def taken(page: ModelAdmin, request: HttpRequest, how: str) -> HttpResponse:
    """The list as a file, and the note of who took it.

    Args: page, the model's; how, of FORMATS; the request's address without it.
    """
    changelist = page.get_changelist_instance(request)
    rows = changelist.queryset
    count = rows.order_by().count()
    if count > MOST:
        most = persian.number(MOST)
        sentence = f"این فهرست بیش از {most} ردیف دارد؛ آن را با صافی‌ها کوتاه کنید و دوباره بگیرید."
        return HttpResponse(sentence, status=422, content_type="text/plain; charset=utf-8")
    label, name = page.opts.app_label, page.opts.model_name or ""
    columns = tuple(_column(page, each) for each in changelist.list_display if each != TICK)
    listing = Listing(f"admin.{name}", "admin" if label == "majlis" else f"{label}:admin", columns, lambda viewer: None)
    found = Found(rows, str(page.opts.verbose_name_plural), f"{label}-{name}")
    viewer, asked = request.viewer, exports.asked_of(request.GET.dict())  # type: ignore[attr-defined]
    out = io.BytesIO()
    exports.write(out, how, listing, found, viewer, asked)
    if request.method == "GET":
        log_taking(viewer.person, listing.realm.code, listing.key, asked, request.at)  # type: ignore[attr-defined]
    return as_file(out.getvalue(), f"{found.file}.{how}", FORMATS[how])


def _column(page: ModelAdmin, name: Any) -> Column:
    title = str(label_for_field(name, page.model, page))
    try:
        field = page.opts.get_field(name) if isinstance(name, str) else None
    except FieldDoesNotExist:  # a column that the page makes
        field = None
    dated = isinstance(field, Field) and field.get_internal_type() in ("DateField", "DateTimeField")
    return (Day if dated else Column)(title, lambda row: _value(page, name, row))


def _value(page: ModelAdmin, name: Any, row: Any) -> Any:
    """What the page shows in this cell, as plain text; figures and days as they are."""
    field, _, value = lookup_field(name, row, page)
    if field is not None and getattr(field, "flatchoices", None):
        return getattr(row, f"get_{field.name}_display")()
    if isinstance(value, bool | int | date) or (value is None and field is not None):
        return value
    return strip_tags(str(value)) if value is not None else ""
