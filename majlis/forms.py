"""What every act's form shares: the one-time key, the version that was seen, and a body of plain JSON values."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Model, QuerySet

from majlis import persian
from majlis.jalali_forms import ClockField, ClockInput, DigitsInput, JalaliDateField
from majlis.rules import chain
from majlis.rules.deadlines import RULE_NAMES
from majlis.second_factor import CODE, PASSKEY

# Directions that hide what is written; a name or a reason never needs them.
BIDI_CONTROLS = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"))

# What Django says where nothing is chosen yet, and what the house says.
DASHES, CHOOSE = "-" * 9, "برگزینید"


def plain(value: Any) -> Any:
    """A cleaned value as JSON knows it."""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, datetime):
        return chain.instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (list, tuple, QuerySet)):
        return [plain(each) for each in value]
    if isinstance(value, str):
        return value.translate(BIDI_CONTROLS)
    return value


class ActForm(forms.Form):
    """A form that becomes an act. What stands in `body()` is what the register binds."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)

    OWN_FIELDS = ("key", "seen_version")

    def __init__(self, *args: Any, subject: Any = None, viewer: Any = None, **kwargs: Any):
        self.subject, self.viewer = subject, viewer
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {
            "key": uuid.uuid4(),
            "seen_version": getattr(subject, "version", None),
            **kwargs["initial"],
        }
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if getattr(field, "empty_label", None) == DASHES:
                field.empty_label = CHOOSE  # type: ignore[attr-defined]

    def visible(self) -> list[forms.BoundField]:
        return [field for field in self if not field.is_hidden]

    def body(self) -> dict[str, Any]:
        """The cleaned answers as JSON values."""
        left_out = (*self.OWN_FIELDS, CODE, PASSKEY)
        return {name: plain(value) for name, value in self.cleaned_data.items() if name not in left_out}


class ReasonForm(ActForm):
    """An act that needs a reason and nothing else."""

    reason = forms.CharField(label="دلیل", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


MOST_COUNTED = 1000


class CountForm(forms.Form):
    """A start and a limit that anyone may ask about; nothing of it is kept."""

    MORNING = time(8, 0)

    start = JalaliDateField(label="روز آغاز")
    time = ClockField(label="ساعت", required=False, widget=ClockInput({"placeholder": "۸:۰۰"}))
    amount = forms.IntegerField(
        label="چند ساعت، روز، هفته یا ماه", min_value=1, max_value=MOST_COUNTED, widget=DigitsInput
    )
    counting = forms.ChoiceField(label="چگونه شمرده شود", choices=tuple(RULE_NAMES.items()))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        between = f"عددی از ۱ تا {persian.number(MOST_COUNTED)} بنویسید."
        self.fields["amount"].error_messages |= dict.fromkeys(("invalid", "min_value", "max_value"), between)


class DigestForm(forms.Form):
    """Where the daily letter goes."""

    address = forms.EmailField(
        label="نشانی رایانامه", required=False, max_length=254, help_text="خالی بگذارید تا فرستاده نشود.",
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "email"}),
    )  # fmt: skip


class SubstituteForm(ActForm):
    """Who stands in, from which day to which, and why."""

    substitute = forms.ModelChoiceField(
        label="جانشین", queryset=None, empty_label="برگزینید", help_text="تنها دارندگان سمت که حساب باز دارند."
    )
    from_day = JalaliDateField(label="از روز", help_text="امروز یا پس از آن")
    to_day = JalaliDateField(label="تا پایان روز", help_text="این روز هم در شمار است.")
    reason = forms.CharField(label="دلیل", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, candidates: Any = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["substitute"].queryset = candidates  # type: ignore[attr-defined]


class RosterFileForm(ActForm):
    """A list of members, to be looked at before anything is entered."""

    OWN_FIELDS = (*ActForm.OWN_FIELDS, "file")

    file = forms.FileField(
        label="فهرست نمایندگان", help_text="CSV با کدگذاری UTF-8 و سرستون‌های id، name، constituency، end_date و note."
    )
    source = forms.CharField(
        label="منبع فهرست",
        max_length=80,
        help_text="شناسه‌ها در هر منبع یکتا هستند. همین فهرست را بار دیگر هم با همین نام وارد کنید.",
    )


class ListConfirmForm(ActForm):
    """The list that was looked at, named by its hash."""

    sha256 = forms.RegexField("[0-9a-f]{64}", widget=forms.HiddenInput)


class ClosureForm(ActForm):
    """Days or hours, scope and decree of a closure."""

    decree = forms.CharField(label="مصوبه", max_length=200, help_text="چه کسی تصمیم گرفته است، مانند: هیأت وزیران")
    decree_number = forms.CharField(label="شمارهٔ مصوبه", max_length=60)
    decree_day = JalaliDateField(label="روز مصوبه")
    source = forms.CharField(label="منبع", max_length=200, help_text="کجا می‌توان آن را خواند")
    from_day = JalaliDateField(label="از روز")
    to_day = JalaliDateField(label="تا پایان روز")
    from_time = ClockField(label="از ساعت", required=False)
    to_time = ClockField(label="تا ساعت", required=False)
    scope = forms.CharField(label="دامنه، به عبارت مصوبه", max_length=120, help_text="مانند: ادارات استان تهران")
    desks = forms.MultipleChoiceField(
        label="دفترهایی که دامنه به آن‌ها می‌رسد",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="اگر نه دفتری و نه نهادی را برگزینید، تعطیلی به همه می‌رسد.",
    )
    bodies = forms.ModelMultipleChoiceField(
        label="نهادهایی که دامنه به آن‌ها می‌رسد", queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, desks: Any = (), bodies: Any = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["desks"].choices = desks  # type: ignore[attr-defined]
        self.fields["bodies"].queryset = bodies  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        first, last = answers.get("from_day"), answers.get("to_day")
        if first and last and last < first:
            self.add_error("to_day", "پایان تعطیلی پیش از آغاز آن است.")
        starts, ends = answers.get("from_time"), answers.get("to_time")
        if first and first == last and starts and ends and ends <= starts:
            self.add_error("to_time", "در یک روز، ساعت پایان باید پس از ساعت آغاز باشد.")
        return answers

    def body(self) -> dict[str, Any]:
        """The answers as JSON values; hours as ISO times, what was chosen in a fixed order, so that two signatures meet."""
        found = super().body()
        for name in ("from_time", "to_time"):
            value = self.cleaned_data.get(name)
            found[name] = value.isoformat("minutes") if value else None
        return {**found, "desks": sorted(found["desks"]), "bodies": sorted(found["bodies"])}
