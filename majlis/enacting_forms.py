"""The form of a figure that a law changes from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from majlis import persian
from majlis.forms import ActForm
from majlis.jalali_forms import DigitsInput, JalaliDateField
from majlis.queries.enacted import Dated
from majlis.rules.enacting import MOST


class EnactFigureForm(ActForm):
    """Which figure, its new value, from which day, and by what."""

    figure = forms.ChoiceField(label="عدد")
    value = forms.IntegerField(label="مقدار تازه", min_value=0, max_value=MOST, widget=DigitsInput)
    first_day = JalaliDateField(label="از روز", help_text="زودترین روز فرداست؛ تا آن روز عدد پیشین برقرار است.")
    decree = forms.CharField(label="مرجع", max_length=200, help_text="قانون یا تصمیمی که عدد را دگرگون کرده است")
    decree_number = forms.CharField(label="شماره", max_length=60)
    decided_on = JalaliDateField(label="روز تصویب")
    source = forms.CharField(label="منبع", max_length=200, help_text="کجا می‌توان آن را خواند")

    def __init__(self, *args: Any, figures: Sequence[Dated] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["figure"].choices = [(each.name, _told(each)) for each in figures]  # type: ignore[attr-defined]


def _told(each: Dated) -> str:
    value = each.now.value if each.now is not None else None
    now = "هنوز بی‌عدد" if value is None else f"اکنون {persian.number(value)}"
    return f"{each.desk}: {each.title}، {now}"
