"""What the acts of the government's position ask for, and what narrows their list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from liaison.forms.acts import NOTE, TEXT, choices_of, members_as_choices
from liaison.forms.tasks import holders_as_choices
from liaison.rules.positions import AUDIENCES, STAGES
from liaison.rules.voices import STANCES
from majlis import persian
from majlis.forms import ActForm

LABEL_MOST = 80
ARTICLES_MOST = 60
WORDS = {persian.fold(label)[1]: code for code, label in STANCES.items()}


class PositionForm(ActForm):
    """For, against or with conditions; article by article where it is wanted; who speaks."""

    stance = forms.ChoiceField(label="نظر دولت", choices=list(STANCES.items()), widget=forms.RadioSelect)
    text = forms.CharField(label="متن، شرط یا دلیل", max_length=20000, required=False, widget=TEXT)
    articles = forms.CharField(
        label="ماده به ماده", max_length=30000, required=False, widget=NOTE,
        help_text="هر سطر یک ماده: نام ماده، دونقطه، یکی از «موافق»، «موافق به شرط»، «مخالف»، دونقطه و دلیل آن.",
    )  # fmt: skip
    speaker = forms.ChoiceField(label="سخنگوی دولت", required=False)

    def __init__(self, *args: Any, holders: Iterable[Any] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["speaker"].choices = [("", "نامیده نشده"), *holders_as_choices(holders)]

    def clean_articles(self) -> list[dict[str, str]]:
        rows = [line.strip() for line in self.cleaned_data["articles"].splitlines() if line.strip()]
        if len(rows) > ARTICLES_MOST:
            raise forms.ValidationError(f"بیش از {persian.number(ARTICLES_MOST)} ماده است.")
        told = []
        for place, row in enumerate(rows, start=1):
            label, _, rest = row.partition(":")
            word, _, text = rest.partition(":")
            stance = WORDS.get(persian.fold(word.strip())[1], "")
            if not stance or not label.strip() or len(label.strip()) > LABEL_MOST:
                raise forms.ValidationError(f"سطر {persian.number(place)} نام ماده و یکی از سه نظر ندارد.")
            told.append({"label": label.strip(), "stance": stance, "text": text.strip()})
        return told

    def body(self) -> dict[str, Any]:
        return {**super().body(), "articles": self.cleaned_data["articles"]}


class TellForm(ActForm):
    """To whom it was told, and how."""

    audience = forms.ChoiceField(label="به چه کسانی گفته شد", choices=list(AUDIENCES.items()), widget=forms.RadioSelect)
    committee = forms.ChoiceField(label="کمیسیون", required=False)
    members = forms.MultipleChoiceField(
        label="نمایندگان", required=False, widget=forms.CheckboxSelectMultiple(attrs={"data-seek": ""})
    )
    medium = forms.CharField(label="از چه راه", max_length=200, help_text="مانند: نامه، سخن در صحن، جلسهٔ کمیسیون.")

    def __init__(self, *args: Any, committees: Iterable[Any] = (), members: Iterable[Any] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["committee"].choices = choices_of(committees, "هیچ‌یک")
        fields["members"].choices = members_as_choices(members)


class PositionFilterForm(forms.Form):
    stage = forms.ChoiceField(label="وضع", required=False, choices=[("", "همه"), *STAGES.items()])
    stance = forms.ChoiceField(label="نظر", required=False, choices=[("", "همه"), *STANCES.items()])

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}
