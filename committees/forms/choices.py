"""Forms about the two committees: choosing them, reviewing and handing in the form, declaring a record, naming further ones (Arts. 3, 4, 18)."""

from __future__ import annotations

from typing import Any

from django import forms

from committees.forms.items import EMPTY
from majlis.forms import ActForm

NAMES = ("first", "second")


class ChoicesForm(forms.Form):
    """Two committees in order; a draft may hold one of them or none yet."""

    first = forms.ChoiceField(label="اولویت اول", required=False)
    second = forms.ChoiceField(label="اولویت دوم", required=False)

    def __init__(self, *args: Any, committees: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in NAMES:
            self.fields[name].choices = [EMPTY, *committees]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("first") and data.get("first") == data.get("second"):
            self.add_error("second", "دو اولویت باید دو کمیسیون متفاوت باشد (مادهٔ ۴).")
        if data.get("second") and not data.get("first") and "first" not in self.errors:
            self.add_error("first", "نخست اولویت اول را برگزینید.")
        return data

    def codes(self) -> list[str]:
        return [code for code in (self.cleaned_data.get(name) for name in NAMES) if code]


class ReviewedForm(ActForm):
    """An act whose text is the draft itself: the form carries only the fingerprint of what was reviewed."""

    OWN_FIELDS = ("key", "seen_version", "reviewed")

    reviewed = forms.RegexField("^[0-9a-f]{64}$", widget=forms.HiddenInput, strip=True)


class PaperChoicesForm(ChoicesForm, ActForm):
    """The two committees as they stand on a form that came on paper; everything else of it is the clerk's draft."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in NAMES:
            self.fields[name].required = True


class FurtherChoicesForm(ActForm):
    """Two committees that still have seats; one, where only one has any (Art. 18)."""

    def __init__(self, *args: Any, committees: list[tuple[str, str]], wanted: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.labels = [("first", "اولویت نخست"), ("second", "اولویت بعدی")][:wanted]
        for name, label in self.labels:
            self.fields[name] = forms.ChoiceField(label=label, choices=[EMPTY, *committees])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("first") and data.get("first") == data.get("second"):
            self.add_error("second", "دو کمیسیون جدا از هم نام ببرید.")
        return data

    def body(self) -> dict[str, Any]:
        return {"choices": [self.cleaned_data[name] for name, _ in self.labels]}
