"""The admin's Jalali pieces: a drill-down by year and month, and fields for its forms (no article)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.admin import FieldListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.db import models
from django.db.models import Max, Min, QuerySet
from django.http import HttpRequest

from majlis import persian
from majlis.jalali_forms import JalaliDateField, JalaliDateInput, JalaliDateTimeField, JalaliDateTimeInput
from majlis.rules.deadlines import legal_day, midnight

# For `formfield_overrides` of a ModelAdmin or inline.
JALALI_FIELDS = {
    models.DateField: {"form_class": JalaliDateField, "widget": JalaliDateInput},
    models.DateTimeField: {"form_class": JalaliDateTimeField, "widget": JalaliDateTimeInput},
}


class JalaliYearMonthFilter(FieldListFilter):
    """Years first, then the months of the chosen year: list_filter = [("day", JalaliYearMonthFilter)]."""

    def __init__(  # noqa: PLR0917 - the admin calls it so
        self, field: Any, request: HttpRequest, params: dict, model: Any, model_admin: Any, field_path: str
    ):
        self.year_key, self.month_key = f"{field_path}__jalali_year", f"{field_path}__jalali_month"
        self.is_instant = isinstance(field, models.DateTimeField)
        super().__init__(field, request, params, model, model_admin, field_path)
        self.year = self._number(self.year_key, persian.FIRST_YEAR, persian.LAST_YEAR)
        self.month = self._number(self.month_key, 1, 12)
        ends = model_admin.get_queryset(request).aggregate(first=Min(field_path), last=Max(field_path))
        self.first, self.last = (self._year_of(ends[name]) for name in ("first", "last"))

    def _number(self, key: str, least: int, most: int) -> int | None:
        values = self.used_parameters.get(key) or []
        text = values[-1] if isinstance(values, list) and values else values
        if not text:
            return None
        text = str(text)
        if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most):
            raise IncorrectLookupParameters(key)
        return int(text)

    @staticmethod
    def _year_of(value: date | datetime | None) -> int | None:
        if value is None:
            return None
        return persian.jalali_parts(legal_day(value) if isinstance(value, datetime) else value)[0]

    def expected_parameters(self) -> list[str]:
        return [self.year_key, self.month_key]

    def has_output(self) -> bool:
        return self.first is not None

    def get_facet_counts(self, pk_attname: str, filtered_qs: QuerySet) -> dict:
        return {}

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.year is None:
            return queryset
        start = persian.from_jalali(self.year, self.month or 1, 1)
        length = persian.month_length(self.year, self.month) if self.month else self._days_in(self.year)
        end = start + timedelta(days=length)
        span = (midnight(start), midnight(end)) if self.is_instant else (start, end)
        return queryset.filter(**{f"{self.field_path}__gte": span[0], f"{self.field_path}__lt": span[1]})

    @staticmethod
    def _days_in(year: int) -> int:
        return (persian.from_jalali(year + 1, 1, 1) - persian.from_jalali(year, 1, 1)).days

    def choices(self, changelist: Any) -> Iterator[dict]:
        def choice(label: str, selected: bool, year: int | None = None, month: int | None = None) -> dict:
            wanted = {self.year_key: year, self.month_key: month}
            given = {key: value for key, value in wanted.items() if value}
            left_out = [key for key, value in wanted.items() if not value]
            return {
                "selected": selected,
                "query_string": changelist.get_query_string(given, left_out),
                "display": label,
            }

        yield choice("همه", self.year is None)
        if self.year is None:
            for year in range(self.last or 0, (self.first or 1) - 1, -1):
                yield choice(persian.digits(year), False, year)
            return
        yield choice(f"همهٔ {persian.digits(self.year)}", self.month is None, self.year)
        for month, name in enumerate(persian.MONTHS, start=1):
            yield choice(f"{name} {persian.digits(self.year)}", self.month == month, self.year, month)
