"""The forms of what happens beside the way of a case."""

from __future__ import annotations

from typing import Any

from django import forms

from majlis.jalali_forms import JalaliDateTimeField

from .papers import PapersField, PapersForm

SHORT = {"rows": 3}


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
