"""What the acts of consultation ask for, and what narrows their list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from liaison.forms.acts import NOTE, TEXT, choices_of
from liaison.rules.consultations import REASONS, STAGES
from liaison.rules.voices import STANCES
from majlis.forms import ActForm
from majlis.jalali_forms import JalaliDateField


def bills_as_choices(bills: Iterable[Any], empty: str) -> list[tuple[str, str]]:
    """Bills by number and title, as one is told from another."""
    return [("", empty), *((str(each.pk), f"{each}، {each.title}") for each in bills)]


class BillForm(ActForm):
    """The bill that came of it."""

    bill = forms.ChoiceField(label="لایحه یا طرح")

    def __init__(self, *args: Any, bills: Iterable[Any] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["bill"].choices = bills_as_choices(bills, "هنوز پرونده‌ای نیست")


class ConsultForm(BillForm):
    """Whom, about what, why, until when."""

    title = forms.CharField(label="موضوع", max_length=300)
    ground = forms.ChoiceField(label="چرا", choices=list(REASONS.items()), widget=forms.RadioSelect)
    body = forms.ChoiceField(label="رایزنی با")
    ministry = forms.ChoiceField(label="وزارتخانهٔ تهیه‌کننده", required=False)
    bill = forms.ChoiceField(
        label="لایحه یا طرح", required=False, help_text="برای لایحه‌ای که هنوز در دولت تهیه می‌شود خالی بماند."
    )
    text = forms.CharField(label="آنچه پرسیده می‌شود", max_length=8000, required=False, widget=TEXT)
    due_day = JalaliDateField(label="تا پایان روز", help_text="این روز را دفتر می‌گذارد؛ مهلت قانونی ندارد.")
    field_order = ("title", "ground", "body", "ministry", "bill", "text", "due_day")

    def __init__(self, *args: Any, bodies: Iterable[Any] = (), ministries: Iterable[Any] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["body"].choices = choices_of(bodies)
        fields["ministry"].choices = choices_of(ministries, "هیچ‌یک")


class ConsultedForm(ActForm):
    """What the body said, and by whose mouth."""

    stance = forms.ChoiceField(label="نظر", choices=list(STANCES.items()), widget=forms.RadioSelect)
    text = forms.CharField(label="متن نظر، شرط یا دلیل", max_length=8000, required=False, widget=NOTE)
    given_by = forms.CharField(
        label="از زبان", max_length=200, required=False, help_text="مانند: رئیس کمیسیون، نامهٔ شمارهٔ …"
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, own in (("stance", "stance"), ("text", "view"), ("given_by", "given_by")):
            self.initial.setdefault(name, getattr(self.subject, own, ""))


class ConsultationFilterForm(forms.Form):
    stage = forms.ChoiceField(label="وضع", required=False, choices=[("", "همه"), *STAGES.items()])
    reason = forms.ChoiceField(label="چرا", required=False, choices=[("", "همه"), *REASONS.items()])

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}
