"""What the acts of meetings and of their lot ask for, and what narrows their list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from liaison.forms.acts import choices_of, members_as_choices
from liaison.forms.gatherings import TimesForm
from liaison.rules.meetings import HOSTS, SHAPES, STAGES
from majlis import persian
from majlis.forms import ActForm

LINES = forms.Textarea(attrs={"rows": 4, "dir": "ltr", "spellcheck": "false"})
DRAW_MOST = 10_000


class MeetingForm(ActForm):
    """With whom, by whom, about what."""

    asked_of = forms.ChoiceField(label="دیدار با", choices=list(HOSTS.items()))
    minister = forms.ChoiceField(label="کدام وزیر", required=False, help_text="تنها برای عضو هیأت وزیران.")
    shape = forms.ChoiceField(label="قالب", choices=list(SHAPES.items()), widget=forms.RadioSelect)
    committee = forms.ChoiceField(label="کمیسیون", required=False, help_text="همهٔ اعضای آن میهمان‌اند.")
    province = forms.CharField(label="استان", max_length=60, required=False, help_text="تنها برای مجمع استانی.")
    guests = forms.MultipleChoiceField(
        label="نمایندگان", required=False, widget=forms.CheckboxSelectMultiple(attrs={"data-seek": ""}),
        help_text="برای دیدار فردی یک نفر، برای مجمع استانی همهٔ آن.",
    )  # fmt: skip
    about = forms.CharField(label="موضوع", max_length=300)

    def __init__(
        self, *args: Any, ministries: Iterable[Any] = (), committees: Iterable[Any] = (), members: Iterable[Any] = (), **kwargs: Any
    ):  # fmt: skip
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["minister"].choices = choices_of(ministries, "هیچ‌یک")
        fields["committee"].choices = choices_of(committees, "هیچ‌یک")
        fields["guests"].choices = members_as_choices(members)

    def clean_province(self) -> str:
        return persian.normalise(self.cleaned_data["province"])


class ArrangeForm(TimesForm):
    pass


class MeetingLotForm(ActForm):
    """The sealed shares of those who watch over the lot."""

    draw = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=DRAW_MOST)
    commits = forms.CharField(
        label="سهم‌های مهرشده", max_length=8000, widget=LINES,
        help_text="هر سطر: نام سهم‌دار، یک فاصله و مهر ۶۴ نویسه‌ای او. دست‌کم دو سهم‌دار.",
    )  # fmt: skip


class DrawForm(ActForm):
    """Dice, and the shares as their holders open them."""

    dice = forms.CharField(label="تاس‌ها", max_length=40, help_text="بیست رقم، به ترتیب پیاله‌ها.")
    shares = forms.CharField(
        label="سهم‌های گشوده", max_length=16000, widget=LINES, help_text="هر سطر: نام سهم‌دار، راز و نمک او با یک فاصله."
    )

    def clean_dice(self) -> str:
        return persian.ascii_digits(self.cleaned_data["dice"]).replace(" ", "")


class MeetingFilterForm(forms.Form):
    stage = forms.ChoiceField(
        label="وضع", required=False, choices=[("", "در انتظار"), *list(STAGES.items())[1:], ("all", "همه")]
    )
    asked_of = forms.ChoiceField(label="دیدار با", required=False, choices=[("", "همه"), *HOSTS.items()])
    shape = forms.ChoiceField(label="قالب", required=False, choices=[("", "همه"), *SHAPES.items()])

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}
