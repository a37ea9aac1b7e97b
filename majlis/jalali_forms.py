"""Form fields and widgets that take a Jalali day and give a Gregorian one (no article)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from majlis import persian
from majlis.rules.deadlines import legal_day


def _day(value: datetime) -> date:
    """The day in Tehran; a naive value is Tehran's own reading."""
    return legal_day(value) if value.tzinfo else date(value.year, value.month, value.day)


class DigitsInput(forms.TextInput):
    """A text input for a number: it takes Persian digits, which a number input does not, and shows them."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__({"inputmode": "numeric", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return None if value in (None, "") else persian.digits(value)


class JalaliDateInput(forms.DateInput):
    """A text input that the picker attaches to; without JavaScript the day is typed. What was typed is shown again."""

    def __init__(self, attrs: dict[str, Any] | None = None, format: str | None = None):
        own = {"data-jalali-picker": "", "dir": "ltr", "autocomplete": "off", "placeholder": "۱۴۰۴/۰۳/۰۹"}
        super().__init__(attrs={**own, **(attrs or {})}, format=format)

    class Media:
        js = ("js/jalali-picker.js",)
        css = {"all": ("css/jalali-picker.css",)}

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, datetime):
            value = _day(value)
        if isinstance(value, date):
            return persian.jalali_numeric(value)
        return value or None


class ClockInput(forms.TimeInput):
    """A text input for hour and minute, shown with Persian digits."""

    def __init__(self, attrs: dict[str, Any] | None = None, format: str | None = None):
        own = {"dir": "ltr", "autocomplete": "off", "placeholder": "۱۴:۳۰", "data-clock": True}
        super().__init__(attrs={**own, **(attrs or {})}, format=format or "%H:%M")

    def format_value(self, value: Any) -> str | None:
        return persian.digits(value.strftime("%H:%M")) if isinstance(value, time) else value or None


class JalaliDateField(forms.DateField):
    """A day typed as 1404/3/9, ۱۴۰۴-۰۳-۰۹ or with Arabic digits; cleaned to a Gregorian date."""

    widget = JalaliDateInput

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return _day(value)
        if isinstance(value, date):
            return value
        return self.strptime(str(value), "")

    def strptime(self, value: str, format: str) -> date:
        try:
            return persian.parse_jalali(value)
        except ValueError as wrong:
            raise ValidationError(str(wrong), code="invalid") from wrong


class ClockField(forms.TimeField):
    """Hour and minute typed in any digits, as ۸:۳۰ or 08:30."""

    widget = ClockInput
    default_error_messages = {"invalid": "ساعت را به صورت ساعت:دقیقه بنویسید، مانند ۱۴:۳۰."}

    def to_python(self, value: Any) -> time | None:
        if not isinstance(value, str):
            return super().to_python(value)
        return super().to_python(persian.ascii_digits(value).strip())


class JalaliDateTimeInput(forms.MultiWidget):
    """A Jalali day and a clock time, side by side, each with its own name for a screen reader."""

    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None):
        parts = {"day": JalaliDateInput({"aria-label": "روز"}), "time": ClockInput({"aria-label": "ساعت"})}
        super().__init__(parts, attrs)

    def decompress(self, value: datetime | None) -> list[Any]:
        if not value:
            return [None, None]
        there = persian.in_tehran(value) if value.tzinfo else value
        return [_day(value), there.time().replace(second=0, microsecond=0)]


class JalaliDateTimeField(forms.MultiValueField):
    """A Jalali day and a time in Tehran; cleaned to an aware instant in UTC.

    Where summer time ended, the first of two equal times is meant; a time that it skipped is refused.
    """

    widget = JalaliDateTimeInput
    default_error_messages = {
        "incomplete": "روز و ساعت هر دو لازم است.",
        "skipped": "این ساعت در آن روز وجود نداشت، زیرا ساعت رسمی جلو کشیده شد.",
    }

    def __init__(self, **kwargs: Any):
        # Django hands these over for its own datetime fields; here they have no meaning.
        kwargs.pop("input_formats", None)
        super().__init__(fields=(JalaliDateField(), ClockField()), require_all_fields=False, **kwargs)
        for each in self.fields:
            each.required = self.required
            each.error_messages["incomplete"] = self.error_messages["incomplete"]

    def compress(self, values: list[Any]) -> datetime | None:
        if not values or values == [None, None]:
            return None
        if None in values:
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        there = datetime.combine(values[0], values[1], persian.TEHRAN)
        instant = there.astimezone(UTC)
        if instant.astimezone(persian.TEHRAN).replace(tzinfo=None) != there.replace(tzinfo=None):
            raise ValidationError(self.error_messages["skipped"], code="skipped")
        return instant

    def has_changed(self, initial: Any, data: Any) -> bool:
        if isinstance(initial, datetime):
            initial = self.widget.decompress(initial)
        return super().has_changed(initial, data)
