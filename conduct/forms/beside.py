"""The forms of what happens beside the way of a case."""

from __future__ import annotations

from typing import Any

from django import forms

from conduct.models import Report
from conduct.queries.keys import may_be_told, named_reports
from conduct.rules import sanctions
from conduct.rules.execution import SESSIONS
from conduct.rules.referral import GROUNDS
from majlis import persian
from majlis.forms import ActForm
from majlis.jalali_forms import JalaliDateField, JalaliDateTimeField

from .papers import PapersField, PapersForm

SHORT = {"rows": 3}
ANSWERS = [("yes", "کار ضد امنیت ملی بوده است"), ("no", "کار ضد امنیت ملی نبوده است")]


class LateAppealForm(PapersForm):
    """An objection that came after its ten days, with its scan and the moment when it came (Art. 10)."""

    received_at = JalaliDateTimeField(label="لحظهٔ رسیدن به دفتر هیأت")
    text = forms.CharField(label="خلاصهٔ اعتراض", max_length=20000, required=False, widget=forms.Textarea(attrs=SHORT))
    file = PapersField(label="برگهٔ اعتراض")

    def body(self) -> dict[str, Any]:
        return {**super().body(), "received_at": self.cleaned_data["received_at"].isoformat()}


class AppealInviteForm(PapersForm):
    """When, where and about what the appeal board hears the member (Art. 10)."""

    hearing_at = JalaliDateTimeField(label="زمان حضور")
    place = forms.CharField(label="مکان", max_length=120)
    text = forms.CharField(label="آنچه نماینده می‌خواند", max_length=8000, widget=forms.Textarea(attrs={"rows": 5}))
    file = PapersField(label="دعوت‌نامه", required=False)

    def body(self) -> dict[str, Any]:
        return {**super().body(), "hearing_at": self.cleaned_data["hearing_at"].isoformat()}


class ReleaseIdentityForm(ActForm):
    """Whose reporter is told to whom, and why; neither the name nor anything of it stands on the form (Art. 7 n. 1)."""

    report = forms.ChoiceField(label="گزارش‌دهندهٔ")
    to = forms.ChoiceField(label="به همکار")
    reason = forms.CharField(label="دلیل", max_length=1000, widget=forms.Textarea(attrs=SHORT))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        kept = list(named_reports(self.subject))
        self.fields["report"].choices = [(str(each.report_id), _report_told(each.report)) for each in kept]
        told = {person.pk: person for each in kept for person in may_be_told(each, self.viewer.day)}
        # Nobody is chosen beforehand: a name that was given once cannot be taken back.
        self.fields["to"].choices = [("", "برگزینید"), *((str(each.pk), each.name) for each in told.values())]


def _report_told(report: Report) -> str:
    return f"گزارشی که {persian.jalali(report.received_on)} رسید"


class ExecuteForm(PapersForm):
    """How a sanction is carried out: what each sanction has, and nothing else (law, Art. 6)."""

    how = forms.CharField(label="چگونه اجرا شد", max_length=1000, widget=forms.Textarea(attrs=SHORT))
    bar_until = JalaliDateField(
        label="پایان محرومیت، تا پایان روز",
        required=False,
        help_text="قانون مدتی نگفته است؛ اگر تعیین نشده، خالی بماند.",
    )
    told = forms.CharField(
        label="متنی که رئیس مجلس می‌خواند", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}), help_text="رئیس مجلس تنها همین متن را می‌بیند."
    )  # fmt: skip
    file = PapersField(label="سند اجرا", required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        known = sanctions.on(self.subject.case.violation_day)[self.subject.letter]
        for name, has in (("bar_until", known.bars), ("told", known.announced)):
            if not has:
                self.fields.pop(name)


class AnnounceForm(ActForm):
    """In which sitting it was announced."""

    session = forms.ChoiceField(label="جلسه", choices=tuple(SESSIONS.items()), widget=forms.RadioSelect)
    sitting = forms.CharField(label="شماره و روز جلسه", max_length=120)


class CorrectForm(PapersForm):
    """One slip of the pen: what stands in the text, what was meant, and the new paper (Art. 9)."""

    wrong = forms.CharField(
        label="آنچه نوشته شده", max_length=400, strip=False, help_text="همان‌گونه که در متن رأی یک بار آمده است."
    )
    right = forms.CharField(label="آنچه باید باشد", max_length=400, strip=False)
    reason = forms.CharField(label="چرا سهو قلم است", max_length=1000, widget=forms.Textarea(attrs=SHORT))
    file = PapersField(label="برگهٔ تازهٔ امضاشده و روزدار")


class AskCouncilForm(ActForm):
    """Number of the letter and place of its papers; the papers themselves never come here (Art. 6)."""

    number = forms.CharField(label="شماره و روز نامه", max_length=60)
    kept_at = forms.CharField(label="جای نگهداری برگه‌ها", max_length=120, help_text="خود برگه‌ها در سامانه نمی‌آید.")


class CouncilAnswerForm(AskCouncilForm):
    """What the council answered."""

    confirmed = forms.ChoiceField(label="پاسخ شورا", choices=ANSWERS, widget=forms.RadioSelect)

    field_order = ("confirmed", "number", "kept_at")

    def body(self) -> dict[str, Any]:
        return {**super().body(), "confirmed": self.cleaned_data["confirmed"] == "yes"}


class OutgoingForm(PapersForm):
    """A letter that leaves the house (law, Art. 6 note 1)."""

    number = forms.CharField(label="شماره و روز نامه", max_length=60)
    reason = forms.CharField(label="دلیل", max_length=1000, widget=forms.Textarea(attrs=SHORT))
    file = PapersField(label="نامه")


class JudiciaryForm(OutgoingForm):
    """Why the file goes to the judiciary (law, Arts. 2, 6 note 1)."""

    ground = forms.ChoiceField(label="سبب", choices=tuple(GROUNDS.items()), widget=forms.RadioSelect)

    field_order = ("ground", "number", "reason")


class SuspendForm(PapersForm):
    """For which court's judgment the board waits, and why (Art. 7)."""

    court = forms.CharField(label="دادگاه و نشان پرونده در آن", max_length=200)
    reason = forms.CharField(
        label="چرا تصمیم هیأت به رأی دادگاه بسته است", max_length=1000, widget=forms.Textarea(attrs=SHORT)
    )
    file = PapersField(label="برگه‌ها", required=False)


class ResumeForm(PapersForm):
    """The judgment, and a new hour where the member was awaited meanwhile (Art. 7)."""

    judgment = forms.CharField(
        label="رأی دادگاه", max_length=1000, widget=forms.Textarea(attrs=SHORT), help_text="شماره، روز و نتیجهٔ آن."
    )
    hearing_at = JalaliDateTimeField(
        label="زمان تازهٔ حضور", required=False, help_text="اگر زمان دعوت در این میان گذشته است."
    )
    file = PapersField(label="رأی دادگاه", required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.subject.stage != "invited":
            self.fields.pop("hearing_at")

    def body(self) -> dict[str, Any]:
        at = self.cleaned_data.get("hearing_at")
        return {**super().body(), "hearing_at": at.isoformat() if at else ""}
