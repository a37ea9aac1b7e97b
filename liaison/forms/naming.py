"""What the names of a vote are asked for: three lists as they are published, read against the members of that day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from liaison.forms.acts import NOTE
from liaison.rules.named_votes import read_names
from liaison.rules.question_list import KnownSeat
from majlis import persian
from majlis.forms import ActForm

LIST_MOST = 30_000


def _names(label: str) -> forms.CharField:
    rows = forms.Textarea(attrs={"rows": 8})
    return forms.CharField(label=label, required=False, max_length=LIST_MOST, widget=rows)


class NamesForm(ActForm):
    """Who voted for, against, and abstained: a name a line."""

    agree = _names("موافق")
    against = _names("مخالف")
    abstain = _names("ممتنع")
    reason = forms.CharField(label="دلیل اصلاح", max_length=500, required=False, widget=NOTE)

    def __init__(self, *args: Any, seats: Mapping[str, Sequence[KnownSeat]], named: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.seats = seats
        counts = (
            ("agree", self.subject.in_favour),
            ("against", self.subject.against),
            ("abstain", self.subject.abstained),
        )
        for name, count in counts:
            self.fields[name].required = count > 0
            self.fields[name].help_text = f"{persian.number(count)} نام؛ هر نام در یک سطر، یا با «؛» از هم جدا."
        if not named:
            self.fields.pop("reason")

    def _read(self, name: str) -> list[str]:
        try:
            return read_names(self.cleaned_data[name], self.seats)
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def clean_agree(self) -> list[str]:
        return self._read("agree")

    def clean_against(self) -> list[str]:
        return self._read("against")

    def clean_abstain(self) -> list[str]:
        return self._read("abstain")
