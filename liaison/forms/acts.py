"""What each act of this office asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from majlis.forms import ActForm
from majlis.jalali_forms import JalaliDateField, JalaliDateTimeField

CHAMBER_MOST = 400
TEXT = forms.Textarea(attrs={"rows": 5})
NOTE = forms.Textarea(attrs={"rows": 3})


def choices_of(bodies: Iterable[Any], empty: str = "") -> list[tuple[str, str]]:
    rows = [(str(each.pk), each.title) for each in bodies]
    return [("", empty), *rows] if empty else rows


def members_as_choices(memberships: Iterable[Any]) -> list[tuple[str, str]]:
    """Members with their constituencies, as one is told from another."""
    return [(str(each.person_id), f"{each.person.name}، {each.constituency}".strip("، ")) for each in memberships]


class HappenedForm(ActForm):
    """Something that parliament did: when, if it was not now."""

    OWN_FIELDS = (*ActForm.OWN_FIELDS, "happened_at")

    happened_at = JalaliDateTimeField(
        label="زمان رخداد", required=False, help_text="اگر اکنون رخ نداده است. مهلت‌های بعد از همین لحظه شمرده می‌شود."
    )

    def order_fields(self, field_order: Any) -> None:
        """What happened is asked before when it did."""
        super().order_fields(field_order)
        self.fields["happened_at"] = self.fields.pop("happened_at")


class NotedForm(HappenedForm):
    note = forms.CharField(label="یادداشت", max_length=500, required=False, widget=NOTE)


class MatterForm(HappenedForm):
    """A new matter: subject, text, to whom, by whom, to which committee."""

    title = forms.CharField(label="موضوع", max_length=300)
    text = forms.CharField(label="متن", max_length=20000, required=False, widget=TEXT)
    addressee = forms.ChoiceField(label="خطاب به")
    committee = forms.ChoiceField(label="کمیسیون", required=False)
    askers = forms.MultipleChoiceField(
        label="نمایندگان امضاکننده", widget=forms.CheckboxSelectMultiple(attrs={"data-seek": ""}), help_text="به ترتیب نام.",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        members: Iterable[Any] = (),
        addressees: Iterable[Any] = (),
        committees: Iterable[Any] = (),
        without: Sequence[str] = (),
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["askers"].choices = members_as_choices(members)
        fields["addressee"].choices = choices_of(addressees, "برگزینید")
        fields["committee"].choices = choices_of(committees, "هنوز روشن نیست")
        fields["committee"].required = (
            "committee_optional" not in without and "committee" not in without and self.needs_committee
        )
        for name in without:
            fields.pop(name, None)

    needs_committee = False


class InterpellationForm(MatterForm):
    needs_committee = True


class CommitteeForm(HappenedForm):
    """The committee to which it goes."""

    committee = forms.ChoiceField(label="کمیسیون")

    def __init__(self, *args: Any, committees: Iterable[Any] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["committee"].choices = choices_of(committees, "برگزینید")
        if self.subject is not None and self.subject.committee_id:
            self.initial.setdefault("committee", str(self.subject.committee_id))


class ReferBillForm(CommitteeForm):
    subsidiary = forms.MultipleChoiceField(label="کمیسیون‌های فرعی", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, committees: Iterable[Any] = (), **kwargs: Any):
        rows = list(committees)
        super().__init__(*args, committees=rows, **kwargs)
        fields: Any = self.fields
        fields["subsidiary"].choices = choices_of(rows)


def _yes_no(label: str, yes: str, no: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=[("yes", yes), ("no", no)], coerce=lambda told: told == "yes", widget=forms.RadioSelect
    )


class MeetingForm(NotedForm):
    """What came of the committee's meeting (Art. 208)."""

    minister_came = _yes_no("وزیر", "آمد", "نیامد")
    satisfied = _yes_no("سؤال‌کننده", "قانع شد؛ سؤال پایان می‌یابد", "قانع نشد؛ سؤال به صحن می‌رود")


class PostponeForm(ActForm):
    until = JalaliDateField(label="تا پایان روز")
    reason = forms.CharField(label="خواست سؤال‌کننده", max_length=300, help_text="نامه یا گفتهٔ او.")


class ScheduleForm(ActForm):
    floor_at = JalaliDateTimeField(label="زمان جلسهٔ صحن")


class CountsForm(HappenedForm):
    """A vote in counts: who voted how is not asked."""

    present = forms.IntegerField(label="حاضر", min_value=0, max_value=CHAMBER_MOST)
    in_favour = forms.IntegerField(label="موافق", min_value=0, max_value=CHAMBER_MOST)
    against = forms.IntegerField(label="مخالف", min_value=0, max_value=CHAMBER_MOST)
    abstained = forms.IntegerField(label="ممتنع", min_value=0, max_value=CHAMBER_MOST, initial=0)


class FloorForm(CountsForm):
    """The asker's word on the floor; where he is not convinced, the chamber's vote (Art. 208)."""

    COUNTS = ("present", "in_favour", "against", "abstained")

    asker_convinced = _yes_no("سؤال‌کننده", "قانع شد", "قانع نشد؛ رأی مجلس گرفته شد")

    field_order = ["asker_convinced", *COUNTS, "happened_at"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in self.COUNTS:
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("asker_convinced") is False:
            for name in self.COUNTS:
                if data.get(name) is None and name not in self.errors:
                    self.add_error(name, "برای رأی مجلس این شمار لازم است.")
        return data


class NoticeAnswerForm(HappenedForm):
    text = forms.CharField(label="متن پاسخ", max_length=20000, widget=TEXT)
    letter = forms.CharField(label="شمارهٔ نامه", max_length=60, required=False)


class SignForm(HappenedForm):
    """One more member under a matter."""

    person = forms.ChoiceField(label="نماینده")

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["person"].choices = [("", "برگزینید"), *people]


class UnsignForm(SignForm):
    reason = forms.CharField(label="دلیل", max_length=300, required=False)


class ReferForm(ActForm):
    """To which ministry, for what, until when."""

    ministry = forms.ChoiceField(label="وزارتخانه")
    request = forms.CharField(label="چه می‌خواهیم", max_length=500, widget=NOTE)
    due_at = JalaliDateTimeField(label="آخرین لحظهٔ پاسخ", help_text="این مهلت را دفتر می‌گذارد؛ مهلت قانونی ندارد.")

    def __init__(self, *args: Any, ministries: Iterable[Any] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["ministry"].choices = choices_of(ministries, "برگزینید")


class ChasedForm(ActForm):
    reason = forms.CharField(label="چه پیگیری شده است", max_length=500, widget=NOTE)


class TransferForm(ActForm):
    """To which other ministry, until when, why."""

    ministry = forms.ChoiceField(label="به وزارتخانهٔ")
    due_at = JalaliDateTimeField(label="آخرین لحظهٔ پاسخ", help_text="مهلت تازه را دفتر می‌گذارد؛ مهلت قانونی ندارد.")
    reason = forms.CharField(label="دلیل انتقال", max_length=500, widget=NOTE)

    def __init__(self, *args: Any, ministries: Iterable[Any] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["ministry"].choices = choices_of(ministries, "برگزینید")


class HandOnForm(ActForm):
    person = forms.ChoiceField(label="کارشناس")

    def __init__(self, *args: Any, experts: Iterable[Any] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["person"].choices = [(str(each.person_id), each.person.name) for each in experts]


class AskTimeForm(ActForm):
    until = JalaliDateField(label="تا پایان روز")
    reason = forms.CharField(label="دلیل", max_length=500, widget=NOTE)


class GrantTimeForm(ActForm):
    until = JalaliDateField(label="مهلت تازه، تا پایان روز")


class AnswerForm(ActForm):
    text = forms.CharField(label="متن پاسخ", max_length=20000, widget=TEXT)
    letter = forms.CharField(label="شمارهٔ نامه", max_length=60, required=False)


class QuestionsFileForm(ActForm):
    """A list of questions, to be looked at before anything is entered."""

    OWN_FIELDS = (*ActForm.OWN_FIELDS, "file")

    file = forms.FileField(label="فهرست", help_text="CSV با کدگذاری UTF-8 یا XLSX، تا ۵٬۰۰۰ ردیف و ۲ مگابایت.")
    source = forms.CharField(
        label="منبع فهرست", max_length=80,
        help_text="شناسه‌ها در هر منبع یکتا هستند. همین فهرست را بار دیگر هم با همین نام وارد کنید.",
    )  # fmt: skip
