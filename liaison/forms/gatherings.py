"""What the acts of gatherings and presences ask for, and what narrows their lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from liaison.forms.acts import NOTE, TEXT, choices_of
from liaison.rules.gatherings import CALLS, GATHERING_KINDS, MARKS, PLANNABLE, PRESENCES, STAGES
from majlis import persian
from majlis.forms import ActForm
from majlis.jalali_forms import JalaliDateField, JalaliDateTimeField

SERIES_MOST, WEEKS_MOST, SEATS_MOST = 52, 12, 500


class TimesForm(ActForm):
    starts_at = JalaliDateTimeField(label="آغاز")
    ends_at = JalaliDateTimeField(label="پایان")
    place = forms.CharField(label="جا", max_length=120, required=False)


class GatheringForm(TimesForm):
    """A new gathering, or a series of them."""

    kind = forms.ChoiceField(
        label="گونه", choices=[("", "برگزینید"), *((code, GATHERING_KINDS[code].title) for code in PLANNABLE)]
    )
    title = forms.CharField(label="عنوان", max_length=160)
    body_of = forms.ChoiceField(label="کمیسیون", required=False, help_text="تنها برای جلسهٔ کمیسیون.")
    agenda = forms.CharField(label="دستور", max_length=20000, required=False, widget=TEXT)
    seats = forms.IntegerField(
        label="ظرفیت",
        required=False,
        min_value=1,
        max_value=SEATS_MOST,
        help_text="برای دوره؛ پس از آن نوبت داده می‌شود.",
    )
    repeats = forms.IntegerField(
        label="شمار نشست‌های رشته",
        required=False,
        min_value=1,
        max_value=SERIES_MOST,
        help_text="خالی: همین یک نشست. برگه‌ها تنها با نشست نخست است.",
    )
    every = forms.IntegerField(label="هر چند هفته", required=False, min_value=1, max_value=WEEKS_MOST)

    field_order = ["kind", "title", "body_of", "starts_at", "ends_at", "place", "agenda", "seats", "repeats", "every"]

    def __init__(self, *args: Any, committees: Iterable[Any] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["body_of"].choices = choices_of(committees, "هیچ‌یک")

    def body(self) -> dict[str, Any]:
        told = super().body()
        return {**told, "body": told.pop("body_of")}


class MoveForm(TimesForm):
    reason = forms.CharField(label="دلیل", max_length=300, widget=NOTE)


class CallForm(ActForm):
    """Who is called, and whether he must come."""

    holder = forms.ChoiceField(label="چه کسی")
    call = forms.ChoiceField(
        label="فراخوان", choices=list(CALLS.items()), widget=forms.RadioSelect, initial="must",
        help_text="معاون پارلمانی باید باشد؛ وزیر دعوت می‌شود.",
    )  # fmt: skip

    def __init__(self, *args: Any, holders: Iterable[Any] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["holder"].choices = [("", "برگزینید"), *memberships_as_choices(holders)]


def memberships_as_choices(memberships: Iterable[Any]) -> list[tuple[str, str]]:
    """Offices by who holds them: one person may hold two."""
    from liaison.rules.gatherings import OFFICES

    return [
        (str(each.pk), f"{each.person.name}، {OFFICES.get(each.role, '')} {each.body.title}".replace("  ", " "))
        for each in memberships
    ]


class DelegateForm(ActForm):
    delegate = forms.ChoiceField(label="جانشین")
    reason = forms.CharField(label="دلیل", max_length=300, widget=NOTE)

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["delegate"].choices = [("", "برگزینید"), *people]


class ReleaseForm(ActForm):
    reason = forms.CharField(label="دلیل", max_length=300, widget=NOTE)


class MarkForm(ActForm):
    mark = forms.ChoiceField(
        label="حضور", choices=[(code, PRESENCES[code]) for code in MARKS], widget=forms.RadioSelect
    )
    reason = forms.CharField(label="دلیل غیبت", max_length=300, required=False, widget=NOTE)


class MinutesForm(ActForm):
    minutes = forms.CharField(label="صورت‌جلسه", max_length=40000, widget=forms.Textarea(attrs={"rows": 8}))


class ReportForm(ActForm):
    """Who reports, what, to whom."""

    reporter = forms.ChoiceField(label="گزارشگر")
    report = forms.CharField(label="نکته‌ها و پیگیری‌ها", max_length=20000, widget=TEXT)
    sent_to = forms.CharField(label="فرستاده به", max_length=300)

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["reporter"].choices = [("", "برگزینید"), *people]


class DefenceForm(ActForm):
    line = forms.CharField(label="خطی که دفاع شد", max_length=8000, widget=TEXT)
    speaker = forms.ChoiceField(label="سخنگو")
    outcome = forms.CharField(label="نتیجه", max_length=500, widget=NOTE)
    unanswered = forms.CharField(label="آنچه بی‌پاسخ ماند", max_length=8000, required=False, widget=NOTE)

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["speaker"].choices = [("", "برگزینید"), *people]


class GatheringFilterForm(forms.Form):
    """Kind, state, words of the title; what is no choice narrows nothing."""

    q = forms.CharField(label="عنوان", max_length=100, required=False)
    kind = forms.ChoiceField(
        label="گونه", required=False, choices=[("", "همه"), *((k.code, k.plural) for k in GATHERING_KINDS.values())]
    )
    stage = forms.ChoiceField(
        label="وضع", required=False, choices=[("", "همه"), *STAGES.items(), ("unheld", "برگزار نشده یا بی‌صورت‌جلسه")]
    )

    def clean_q(self) -> str:
        return persian.normalise(self.cleaned_data["q"])

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}


class DayForm(forms.Form):
    """A day that a page is asked for."""

    day = JalaliDateField(label="روز", required=False)
