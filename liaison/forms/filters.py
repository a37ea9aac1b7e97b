"""What narrows a list down; a value that is none of its choices is told and narrows nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from liaison.rules.kinds import KINDS, STAGES
from majlis import persian

FIRST_MONTH, LAST_MONTH = 120601, 149812
HUNDRED, TWELVE = 100, 12
LAST_TERM, FIRST_YEAR, LAST_YEAR = 99, 1285, 1498


class FilterForm(forms.Form):
    """Kind, stage, ministry, member, month, lateness, words of the subject."""

    q = forms.CharField(label="موضوع یا شماره", max_length=100, required=False)
    kind = forms.ChoiceField(label="گونه", required=False)
    stage = forms.ChoiceField(label="مرحله", required=False)
    ministry = forms.ChoiceField(label="وزارتخانه", required=False)
    month = forms.IntegerField(label="ماه", required=False, min_value=FIRST_MONTH, max_value=LAST_MONTH)
    member = forms.UUIDField(required=False, widget=forms.HiddenInput)
    committee = forms.SlugField(required=False, max_length=64, widget=forms.HiddenInput)
    term = forms.IntegerField(required=False, min_value=1, max_value=LAST_TERM, widget=forms.HiddenInput)
    cabinet = forms.UUIDField(required=False, widget=forms.HiddenInput)
    year = forms.IntegerField(required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR, widget=forms.HiddenInput)
    like = forms.UUIDField(required=False, widget=forms.HiddenInput)
    late = forms.BooleanField(label="تنها دیرشده‌ها", required=False)

    def __init__(
        self, *args: Any, ministries: Iterable[Any] = (), months: Iterable[tuple[int, str]] = (), **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["kind"].choices = [("", "همه"), *((kind.code, kind.title) for kind in KINDS.values())]
        fields["stage"].choices = [("", "همه"), *STAGES.items()]
        fields["ministry"].choices = [
            ("", "همه"),
            *((each.code, each.title) for each in ministries),
            ("nobody", "بی‌مخاطب"),
        ]
        fields["month"].widget = forms.Select(choices=[("", "همه"), *months])

    def clean_q(self) -> str:
        return persian.normalise(self.cleaned_data["q"])

    def clean_month(self) -> int | None:
        month = self.cleaned_data["month"]
        if month is not None and not 1 <= month % HUNDRED <= TWELVE:
            raise forms.ValidationError("این ماه در تقویم نیست.")
        return month

    def wanted(self) -> dict[str, Any]:
        """The answers that are understood; the others narrow nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}
