"""Forms of letters: the wording with its classification, what narrows the list, the hash of a paper that is held."""

from __future__ import annotations

from typing import Any

from django import forms

from majlis import persian
from majlis.forms import ActForm
from majlis.models import Letter
from majlis.queries.letters import LetterKind
from majlis.rules.letters import GRADES, PRIORITIES

FIRST_YEAR, LAST_YEAR = 1400, 1498
MAX_TEXT = 20_000


class LetterForm(ActForm):
    """A letter's wording, as it is drafted and as it is signed."""

    addressee = forms.CharField(
        label="گیرنده",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="هر سطر جداگانه نوشته می‌شود.",
    )
    title = forms.CharField(label="موضوع", max_length=200)
    text = forms.CharField(
        label="متن",
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="هر سطر یک بند است. میان دو ستاره پررنگ می‌شود: **چنین**. سطرهایی که با | آغاز شوند جدول‌اند و سطر نخست سرستون است.",
    )
    copies = forms.CharField(
        label="رونوشت",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="هر سطر یک رونوشت.",
    )
    grade = forms.ChoiceField(label="طبقه‌بندی")
    priority = forms.ChoiceField(label="فوریت", choices=list(PRIORITIES.items()))
    papers = forms.ModelMultipleChoiceField(
        queryset=None, label="پیوست", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, subject: Letter, **kwargs: Any):
        super().__init__(*args, subject=subject, **kwargs)
        fields: Any = self.fields
        kind: LetterKind = subject.kind
        least = list(GRADES).index(kind.grade)
        fields["grade"].choices = list(GRADES.items())[least:]
        fields["papers"].queryset = kind.papers(subject.file)
        if not fields["papers"].queryset.exists():
            del fields["papers"]


class LedgerFilter(forms.Form):
    """Year, number and office of a letter."""

    realm = forms.ChoiceField(label="دفتر", required=False)
    year = forms.IntegerField(
        label="سال", required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR, widget=forms.TextInput
    )
    number = forms.IntegerField(label="شماره", required=False, min_value=1, max_value=2**31 - 1, widget=forms.TextInput)

    def __init__(self, data: Any, realms: list[tuple[str, str, bool]]):
        plain = {name: persian.ascii_digits(data.get(name, "")).strip() for name in self.base_fields}
        super().__init__(plain)
        fields: Any = self.fields
        fields["realm"].choices = [("", "همه"), *((code, title) for code, title, _ in realms)]

    def wanted(self) -> dict[str, Any]:
        """The answers that are understood; the others narrow nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
