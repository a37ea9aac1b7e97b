"""What each act on a task asks for, and what narrows the list of tasks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from liaison.forms.acts import NOTE, TEXT, choices_of, members_as_choices
from liaison.rules.tasks import AUDIENCES, DETAILS, STAGES, TASK_KINDS
from majlis import persian
from majlis.forms import ActForm
from majlis.jalali_forms import JalaliDateField


def holders_as_choices(memberships: Iterable[Any]) -> list[tuple[str, str]]:
    """Persons with their bodies, each person once."""
    found: dict[str, str] = {}
    for each in memberships:
        found.setdefault(str(each.person_id), f"{each.person.name}، {each.body.title}")
    return list(found.items())


class TaskForm(ActForm):
    """A new task: what it is, who owes it, by which day."""

    kind = forms.ChoiceField(label="گونه")
    title = forms.CharField(label="عنوان", max_length=300)
    text = forms.CharField(label="شرح", max_length=20000, required=False, widget=TEXT)
    origin = forms.CharField(
        label="برگرفته از", max_length=300, required=False, help_text="جلسه، نامه یا دستوری که این کار از آن آمده است."
    )
    ministry = forms.ChoiceField(label="وزارتخانهٔ مسئول", required=False)
    person = forms.ChoiceField(
        label="شخص مسئول",
        required=False,
        help_text="از همان وزارتخانه، یا از خود دفتر اگر کار به وزارتخانه‌ای سپرده نمی‌شود.",
    )
    asker = forms.ChoiceField(
        label="نماینده‌ای که به او وعده داده شد",
        required=False,
        help_text="تنها برای وعده. خود او هم می‌تواند آن را ببندد.",
    )
    due_day = JalaliDateField(label="تا پایان روز", help_text="این روز را دفتر می‌گذارد؛ مهلت قانونی ندارد.")
    given_by = forms.CharField(label="مأموریت‌دهنده", max_length=200, required=False)
    partner = forms.CharField(label="مرکز یا پژوهشگر همکار", max_length=200, required=False)
    audience = forms.ChoiceField(
        label="مخاطب",
        required=False,
        choices=[("", "گفته نشده"), *AUDIENCES.items()],
        help_text="«همگان» پس از پذیرش در برگ همگانی می‌آید.",
    )
    medium = forms.CharField(label="کجا", max_length=200, required=False, help_text="رسانه، پایگاه یا جلسه.")
    counsel = forms.CharField(label="وکیل", max_length=200, required=False)
    court = forms.CharField(label="دادگاه", max_length=200, required=False)
    gathering = forms.UUIDField(required=False, widget=forms.HiddenInput)
    evaluation = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        ministries: Iterable[Any] = (),
        holders: Iterable[Any] = (),
        members: Iterable[Any] = (),
        kinds: Iterable[str] = (),
        told: Iterable[str] = (),
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        # What no kind that is asked for tells is not asked.
        for name in set(DETAILS) - set(told):
            del fields[name]
        fields["kind"].choices = [("", "برگزینید"), *((code, TASK_KINDS[code].title) for code in kinds)]
        fields["ministry"].choices = choices_of(ministries, "هیچ‌یک؛ کار خود دفتر است")
        fields["person"].choices = [("", "نامی نیست"), *holders_as_choices(holders)]
        fields["asker"].choices = [("", "وعده نیست"), *members_as_choices(members)]

    def body(self) -> dict[str, Any]:
        """Keys as text."""
        told = super().body()
        return told | {name: str(told[name] or "") for name in ("gathering", "evaluation")}


class EvidenceForm(ActForm):
    text = forms.CharField(label="چه انجام شده و سند آن چیست", max_length=20000, widget=TEXT)
    letter = forms.CharField(label="شمارهٔ نامه", max_length=60, required=False)


class OutcomeForm(ActForm):
    outcome = forms.CharField(label="نتیجه", max_length=2000, widget=NOTE)


class ReturnForm(ActForm):
    reason = forms.CharField(label="چرا سند بس نیست", max_length=500, widget=NOTE)
    due_day = JalaliDateField(label="روز تازه", required=False, help_text="خالی بماند، روز پیشین برجاست.")


class FollowUpForm(ActForm):
    note = forms.CharField(label="وضع وعده", max_length=500, widget=NOTE)


class TaskFilterForm(forms.Form):
    """Kind, state, ministry, year, lateness, words of the title; a value that is none of its choices narrows nothing."""

    q = forms.CharField(label="عنوان یا شماره", max_length=100, required=False)
    kind = forms.ChoiceField(label="گونه", required=False)
    stage = forms.ChoiceField(label="وضع", required=False)
    ministry = forms.ChoiceField(label="وزارتخانه", required=False)
    year = forms.TypedChoiceField(label="سال", required=False, coerce=int, empty_value=None)
    asker = forms.UUIDField(required=False, widget=forms.HiddenInput)
    late = forms.BooleanField(label="تنها دیرشده‌ها", required=False)

    def __init__(
        self,
        *args: Any,
        ministries: Iterable[Any] = (),
        kinds: Iterable[str] = (),
        years: Iterable[int] = (),
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["year"].choices = [("", "همه"), *((each, persian.digits(each)) for each in years)]
        fields["kind"].choices = [("", "همه"), *((code, TASK_KINDS[code].plural) for code in kinds)]
        fields["stage"].choices = [("", "آنچه پایان نیافته"), *STAGES.items(), ("all", "همه")]
        fields["ministry"].choices = [("", "همه"), *((each.code, each.title) for each in ministries)]

    def clean_q(self) -> str:
        return persian.normalise(self.cleaned_data["q"])

    def wanted(self) -> dict[str, Any]:
        """The answers that are understood; the others narrow nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}
