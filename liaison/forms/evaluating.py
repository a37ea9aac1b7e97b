"""What the acts of an evaluation ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from liaison.forms.acts import NOTE, TEXT
from liaison.rules.evaluation import MEASURES, WHOLE, quarter_name
from majlis import persian
from majlis.forms import ActForm
from majlis.jalali_forms import JalaliDateField

RECORDS_MOST = 100_000


class CriteriaForm(ActForm):
    """The weight of each measure, of a hundred, from a day on."""

    title = forms.CharField(label="عنوان", max_length=200)
    from_day = JalaliDateField(label="از روز", help_text="فصلی که پس از این روز آغاز شود با این معیارها سنجیده می‌شود.")
    source = forms.CharField(label="منبع", max_length=200, help_text="ابلاغیه یا مصوبه‌ای که این وزن‌ها از آن است.")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for each in MEASURES.values():
            self.fields[f"weight_{each.code}"] = forms.IntegerField(
                label=f"وزن {each.title}", min_value=0, max_value=WHOLE, initial=0, help_text=f"خوب: {each.good}."
            )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        weights = [told.get(f"weight_{code}") for code in MEASURES]
        if None not in weights and sum(weights) != WHOLE:  # type: ignore[arg-type]
            self.add_error(None, f"جمع وزن‌ها باید ۱۰۰ باشد؛ اکنون {persian.number(sum(weights))} است.")  # type: ignore[arg-type]
        return told

    def body(self) -> dict[str, Any]:
        told = super().body()
        return {**told, "weights": {code: told.pop(f"weight_{code}") for code in MEASURES}}


class RoundForm(ActForm):
    """A quarter that is over."""

    which = forms.ChoiceField(label="فصل")

    def __init__(self, *args: Any, quarters: Iterable[tuple[int, int]] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["which"].choices = [
            (f"{year}-{quarter}", f"{quarter_name(quarter)} {persian.digits(year)}") for year, quarter in quarters
        ]

    def body(self) -> dict[str, Any]:
        year, quarter = self.cleaned_data["which"].split("-")
        return {"year": int(year), "quarter": int(quarter)}


class ObjectionForm(ActForm):
    text = forms.CharField(label="به چه چیزی و چرا اعتراض دارید", max_length=8000, widget=TEXT)


class AnswerObjectionForm(ActForm):
    """Whether he is right; where he is, which figure is corrected to what."""

    upheld = forms.TypedChoiceField(
        label="اعتراض", choices=[("yes", "پذیرفته می‌شود؛ عدد اصلاح می‌شود"), ("no", "پذیرفته نمی‌شود")],
        coerce=lambda told: told == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    measure = forms.ChoiceField(label="کدام عدد", required=False)
    met = forms.IntegerField(label="شمار درست", required=False, min_value=0, max_value=RECORDS_MOST)
    answer = forms.CharField(label="پاسخ", max_length=4000, widget=NOTE)

    def __init__(self, *args: Any, figures: Iterable[Any] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["measure"].choices = [
            ("", "هیچ‌یک"),
            *(
                (each.measure, f"{each.title}: {persian.number(each.met)} از {persian.number(each.all)}")
                for each in figures
            ),
        ]
