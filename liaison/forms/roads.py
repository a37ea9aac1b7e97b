"""What the acts of the further kinds ask for: a new matter of each, votes with what stands beside them, answers, days."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from liaison.forms.acts import CHAMBER_MOST, NOTE, TEXT, CountsForm, HappenedForm, MatterForm, NotedForm, choices_of
from liaison.rules.bill_gates import GRADES
from majlis.forms import ActForm
from majlis.jalali_forms import JalaliDateField

NUMBER_MOST = 60
ASKS_MOST = 20


def _tick(label: str, help_text: str = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, help_text=help_text)


def _letter(label: str = "شمارهٔ نامه") -> forms.CharField:
    return forms.CharField(label=label, max_length=NUMBER_MOST, required=False)


class FiledForm(MatterForm):
    """A new matter of any further kind; each kind leaves out what it has not."""

    asks = forms.IntegerField(label="شمار پرسش‌ها", min_value=1, max_value=ASKS_MOST, initial=1)
    by_committee = _tick("خود کمیسیون گزارش می‌دهد", "آن‌گاه امضای نمایندگان لازم نیست.")
    incoming = _tick("نامه رسیده است", "بی این نشانه، نامه از این دفتر فرستاده شده است.")
    number = _letter("شمارهٔ نامه نزد طرف دیگر")
    due_on = JalaliDateField(label="پاسخ تا پایان روز", required=False, help_text="این روز را دفتر می‌گذارد.")
    origin = forms.ChoiceField(label="پرونده‌ای که قانون شد", required=False)

    def __init__(self, *args: Any, origins: Iterable[Any] = (), loose: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if "origin" in fields:
            fields["origin"].choices = [
                ("", "پرونده‌ای در سامانه ندارد"),
                *((str(each.pk), f"{each}، {each.title}") for each in origins),
            ]
        if loose and "askers" in fields:
            fields["askers"].required = False


class MinistryForm(HappenedForm):
    """One ministry, out of those that the file still waits for."""

    ministry = forms.ChoiceField(label="وزارتخانه")

    def __init__(self, *args: Any, ministries: Iterable[Any] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["ministry"].choices = choices_of(ministries, "برگزینید")


class NomineeForm(MinistryForm):
    name = forms.CharField(label="نام", max_length=120)
    programme = forms.CharField(label="برنامه", max_length=20000, required=False, widget=TEXT)


class NomineeVoteForm(MinistryForm, CountsForm):
    field_order = ["ministry", "present", "in_favour", "against", "abstained", "happened_at"]


class UrgencyForm(ActForm):
    grade = forms.TypedChoiceField(label="درجه", choices=list(GRADES.items()), coerce=int, widget=forms.RadioSelect)
    by_government = _tick("دولت خواسته است")
    members = forms.IntegerField(
        label="شمار نمایندگان درخواست‌کننده", min_value=0, max_value=CHAMBER_MOST, required=False
    )


class UrgencyRemovalForm(CountsForm):
    by_government = _tick("دولت خواسته است")
    members = forms.IntegerField(
        label="شمار نمایندگان درخواست‌کننده", min_value=0, max_value=CHAMBER_MOST, required=False
    )


class ReportForm(NotedForm):
    field_order = ["rejects", "note"]

    rejects = _tick("کمیسیون طرح را رد کرده است", "تنها برای طرح نمایندگان؛ یک ماه برای درخواست رسیدگی دوباره می‌ماند.")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if getattr(self.subject, "kind", "") != "member_bill":
            self.fields.pop("rejects")


class ReproposalForm(CountsForm):
    """Changed, late enough, or asked for by many; the counts of the vote only for the last."""

    changed = _tick("تغییر اساسی کرده است")
    members = forms.IntegerField(
        label="شمار نمایندگان درخواست‌کننده", min_value=0, max_value=CHAMBER_MOST, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("present", "in_favour", "against", "abstained"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("present") is not None:
            for name in ("in_favour", "against"):
                if data.get(name) is None and name not in self.errors:
                    self.add_error(name, "برای رأی مجلس این شمار لازم است.")
            data["abstained"] = data.get("abstained") or 0
        return data


class TrialForm(NotedForm):
    field_order = ["trial_until", "note"]

    trial_until = JalaliDateField(label="اجرای آزمایشی تا پایان روز", help_text="این مدت را مجلس گفته است.")


class OpinionForm(NotedForm):
    field_order = ["opinion", "note"]

    opinion = forms.ChoiceField(
        label="نظر شورا", widget=forms.RadioSelect,
        choices=[("approved", "مغایر ندانست"), ("returned", "مغایر دانست و برگرداند"), ("silent", "تا پایان مهلت نظری نداد")],
    )  # fmt: skip


class ExpediencyForm(NotedForm):
    field_order = ["choice", "note"]

    choice = forms.ChoiceField(
        label="نظر مجمع", widget=forms.RadioSelect,
        choices=[("chamber", "نظر مجلس"), ("council", "نظر شورای نگهبان"), ("other", "نظر دیگری که خود مجمع داد")],
    )  # fmt: skip


class PromulgationForm(HappenedForm):
    signer = forms.ChoiceField(
        label="از سوی", widget=forms.RadioSelect, choices=[("president", "رئیس‌جمهور"), ("speaker", "رئیس مجلس، پس از پایان مهلت")],
    )  # fmt: skip
    number = _letter("شمارهٔ ابلاغ")


class NumberForm(HappenedForm):
    number = _letter()


class ForceForm(HappenedForm):
    own_day = _tick("خود قانون روز دیگری گفته است")


class EndTrialForm(NotedForm):
    field_order = ["lasting", "note"]

    lasting = _tick("مجلس آن را همیشگی کرد")


class VersionForm(ActForm):
    note = forms.CharField(label="این نسخه چیست", max_length=200, help_text="مانند: متن مصوب کمیسیون")
    text = forms.CharField(label="متن", max_length=100000, widget=forms.Textarea(attrs={"rows": 12}))


class WrittenForm(HappenedForm):
    text = forms.CharField(label="متن پاسخ", max_length=20000, widget=TEXT)
    letter = _letter()


class FollowForm(ActForm):
    note = forms.CharField(label="چه پیگیری شد", max_length=500, widget=NOTE)
    due_on = JalaliDateField(label="پاسخ تا پایان روز")


class WhyForm(HappenedForm):
    reason = forms.CharField(label="دلیل", max_length=500, widget=NOTE)


class ByLawForm(ActForm):
    title = forms.CharField(label="عنوان آیین‌نامه", max_length=300)
    origin = forms.CharField(
        label="به حکم", max_length=300, required=False, help_text="ماده‌ای از قانون که آن را می‌خواهد."
    )
    ministry = forms.ChoiceField(label="دستگاه مسئول")
    due_day = JalaliDateField(label="تا پایان روز", help_text="روزی که قانون گفته است، یا دفتر می‌گذارد.")

    def __init__(self, *args: Any, ministries: Iterable[Any] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["ministry"].choices = choices_of(ministries, "برگزینید")


class AdaptForm(ActForm):
    """Which answer, and how it reads for this question."""

    answer = forms.ChoiceField(label="پاسخ سؤال همانند")
    text = forms.CharField(label="متن پاسخ برای این سؤال", max_length=20000, widget=forms.Textarea(attrs={"rows": 8}))
    letter = _letter()

    def __init__(self, *args: Any, answers: Iterable[Any] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["answer"].choices = [
            ("", "برگزینید"),
            *((str(each.pk), f"{each.matter}، {each.matter.title}") for each in answers),
        ]
