"""The forms of the acts on a case."""

from __future__ import annotations

from typing import Any

from django import forms

from conduct.facts import barred, members_of
from conduct.models import Service
from conduct.models.case import KINDS
from conduct.queries.papers import paper_choices
from conduct.queries.scope import members_of_parliament
from conduct.rules.board import OFFERED_SOURCE, OPEN_QUESTIONS
from majlis import persian
from majlis.forms import ActForm
from majlis.jalali_forms import JalaliDateField, JalaliDateTimeField

from .papers import PapersField, PapersForm

LONG = {"rows": 7}
SHORT = {"rows": 3}
YES_NO = [("yes", "تخلف را محرز می‌دانم"), ("no", "تخلف را محرز نمی‌دانم")]


class DayForm(forms.Form):
    """A day that is looked at; nothing of it is kept."""

    day = JalaliDateField(label="روز")


class ReasonForm(ActForm):
    """A decision of the board is carried out with a sentence."""

    reason = forms.CharField(label="دلیل", max_length=1000, widget=forms.Textarea(attrs=SHORT))


class RecusalForm(ActForm):
    reason = forms.CharField(label="دلیل", max_length=300, required=False)


class ReportForm(PapersForm):
    """A report as it came (law, Art. 2). Who reported is kept apart."""

    member = forms.ModelChoiceField(label="نمایندهٔ موضوع گزارش", queryset=None)
    kind = forms.ChoiceField(label="موضوع", choices=KINDS, widget=forms.RadioSelect)
    alleged_day = JalaliDateField(label="روز رخداد، بنا بر گزارش")
    received_on = JalaliDateField(label="روز رسیدن گزارش به دفتر")
    text = forms.CharField(label="خلاصهٔ گزارش", max_length=4000, widget=forms.Textarea(attrs=LONG))
    reporter_name = forms.CharField(
        label="نام گزارش‌دهنده", max_length=120, required=False, help_text="جدا نگه داشته می‌شود و تنها دفتردار و رئیس هیأت آن را می‌بینند."
    )  # fmt: skip
    reporter_contact = forms.CharField(label="نشانی گزارش‌دهنده", max_length=200, required=False)
    anonymous = forms.BooleanField(label="گزارش بی‌نام است و مدرک آن بس است", required=False)
    file = PapersField(label="برگه‌های گزارش")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members_of_parliament()
        if self.subject.case_id:
            self.fields["member"].queryset = members_of_parliament().filter(pk=self.subject.case.member_id)
            self.fields["member"].initial = self.subject.case.member_id
            self.fields["kind"].initial = self.subject.case.kind

    def body(self) -> dict[str, Any]:
        body = super().body()
        reporter = {"name": body.pop("reporter_name"), "contact": body.pop("reporter_contact")}
        return {**body, "reporter": reporter}


class AssignForm(ActForm):
    """The member who inquires, and his day (Art. 8)."""

    inquirer = forms.ChoiceField(label="عضو تحقیق‌کننده")
    due_on = JalaliDateField(label="تا پایان روز")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        aside = barred(self.subject)
        seats = [row.person for row in members_of(self.subject.board, self.viewer.day) if row.person_id not in aside]
        self.fields["inquirer"].choices = [(str(each.pk), each.name) for each in seats]


class InquiryForm(PapersForm):
    text = forms.CharField(label="گزارش تحقیق", max_length=20000, widget=forms.Textarea(attrs=LONG))
    finds = forms.ChoiceField(label="نظر تحقیق‌کننده", choices=YES_NO, widget=forms.RadioSelect)

    def body(self) -> dict[str, Any]:
        return {**super().body(), "finds": self.cleaned_data["finds"] == "yes"}


class InviteForm(PapersForm):
    """The invitation, and which papers the member is given with it (Art. 9)."""

    hearing_at = JalaliDateTimeField(label="زمان حضور")
    place = forms.CharField(label="مکان", max_length=120, initial="دفتر هیأت نظارت")
    defence_until = JalaliDateField(
        label="مهلت دفاعیهٔ کتبی، تا پایان روز", help_text="قانون روزی نگفته است؛ هیأت آن را می‌گذارد."
    )
    text = forms.CharField(
        label="آنچه نماینده می‌خواند", max_length=8000, widget=forms.Textarea(attrs=LONG), help_text="نام گزارش‌دهنده و نشانه‌ای از او در این متن نیاید."
    )  # fmt: skip
    released = forms.MultipleChoiceField(
        label="برگه‌هایی که برای نماینده آزاد می‌شود", required=False, widget=forms.CheckboxSelectMultiple
    )
    file = PapersField(label="دعوت‌نامه", required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["released"].choices = paper_choices(self.subject)

    def body(self) -> dict[str, Any]:
        return {**super().body(), "hearing_at": self.cleaned_data["hearing_at"].isoformat()}


class ServiceForm(PapersForm):
    """How and when a letter reached the member."""

    served_at = JalaliDateTimeField(label="زمان ابلاغ")
    method = forms.ChoiceField(label="شیوهٔ ابلاغ", choices=Service.METHODS, widget=forms.RadioSelect)
    witness = forms.CharField(label="نام گواه", max_length=120, required=False)
    file = PapersField(label="سند ابلاغ", help_text="نسخهٔ دوم امضاشده، رسید، یا گواهی ابلاغ‌کننده.")


class DefenceForm(PapersForm):
    text = forms.CharField(label="دفاعیه", max_length=20000, required=False, widget=forms.Textarea(attrs=LONG))


class HearingForm(PapersForm):
    minutes = forms.CharField(label="صورت‌جلسهٔ استماع", max_length=20000, widget=forms.Textarea(attrs=LONG))


class DissentForm(PapersForm):
    """The ruling is what was voted; beside it stands who thought otherwise."""

    dissent = forms.CharField(label="نظر اقلیت", max_length=8000, required=False, widget=forms.Textarea(attrs=SHORT))
    file = PapersField(label="متن امضاشدهٔ رأی", required=False)


class AppealForm(PapersForm):
    text = forms.CharField(label="اعتراض", max_length=20000, required=False, widget=forms.Textarea(attrs=LONG))


class PaperAppealForm(PapersForm):
    """An objection that came to the office on paper: its scan and the moment when it came."""

    happened_at = JalaliDateTimeField(label="لحظهٔ رسیدن به دفتر هیأت")
    file = PapersField(label="برگهٔ اعتراض")

    OWN_FIELDS = (*PapersForm.OWN_FIELDS, "happened_at")


class RuleForm(ActForm):
    """A decision of the house on what the amendment left open."""

    key_of = forms.ChoiceField(
        label="موضوع", choices=[(key, row[0]) for key, row in OPEN_QUESTIONS.items()], widget=forms.RadioSelect
    )
    value = forms.IntegerField(label="عدد", required=False, min_value=1, max_value=99)
    statement = forms.CharField(label="متن تصمیم", max_length=500, required=False, widget=forms.Textarea(attrs=SHORT))
    source = forms.CharField(label="منبع", max_length=200, help_text=f"برای نمونه: {OFFERED_SOURCE}")
    number = forms.CharField(label="شمارهٔ تصمیم", max_length=60)
    decided_on = JalaliDateField(label="روز تصمیم")
    first_day = JalaliDateField(label="از روز")
    demonstration = forms.BooleanField(label="نمایشی", required=False)

    def body(self) -> dict[str, Any]:
        body = super().body()
        return {**body, "key": body.pop("key_of"), "number": persian.normalise(body["number"])}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        key = data.get("key_of")
        if key and OPEN_QUESTIONS[key][2] and data.get("value") is None:
            self.add_error("value", "این تصمیم عدد می‌خواهد.")
        if key and not OPEN_QUESTIONS[key][2] and not data.get("statement"):
            self.add_error("statement", "متن تصمیم را بنویسید.")
        return data
