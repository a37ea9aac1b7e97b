"""What is asked beside an act's own form when the act was done on paper: scan, number, and when it was done."""

from __future__ import annotations

from typing import Any

from django import forms

from majlis import persian
from majlis.forms import ActForm
from majlis.jalali_forms import JalaliDateTimeField
from majlis.models import Document

SCANS = "application/pdf,image/jpeg,image/png"


class PaperForm(ActForm):
    """An act's own questions, and what the paper adds to them. What stands on the paper itself comes first."""

    OWN_FIELDS = (*ActForm.OWN_FIELDS, "happened_at", "scan", "reviewed")
    PAPER_FIELDS = ("happened_at", "registry_number", "scan")

    happened_at = JalaliDateTimeField(
        label="روز و ساعت رسیدن برگه", help_text="مهلت با این لحظه سنجیده می‌شود، نه با ساعت این ثبت."
    )
    registry_number = forms.CharField(
        label="شمارهٔ ثبت دبیرخانه", max_length=60, help_text="شماره‌ای که روی برگه خورده است."
    )
    scan = forms.FileField(
        label="تصویر برگه",
        help_text="PDF، JPEG یا PNG، تا ۱۰ مگابایت و ۵۰ صفحه.",
        widget=forms.FileInput(attrs={"accept": SCANS}),
    )

    def __init__(self, *args: Any, laid: Document | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.laid = laid
        if laid is not None:
            self.fields["scan"].required = False
            self.fields[
                "scan"
            ].help_text = f"«{laid.name}» نگه داشته شده است؛ تنها برای عوض کردن آن پروندهٔ دیگری برگزینید."
        self.order_fields([*(name for name in self.fields if name not in self.PAPER_FIELDS), *self.PAPER_FIELDS])

    def clean_registry_number(self) -> str:
        if not (number := persian.normalise(self.cleaned_data["registry_number"])):
            raise forms.ValidationError("شمارهٔ روی برگه را بنویسید.")
        return number

    def body(self) -> dict[str, Any]:
        return {**super().body(), "registry_number": self.cleaned_data["registry_number"]}


class SecondForm(ActForm):
    """The second officer types nothing: he signs what the first has entered, which the form names."""

    OWN_FIELDS = (*ActForm.OWN_FIELDS, "signature")

    signature = forms.UUIDField(widget=forms.HiddenInput)


def paper_form(own: type[ActForm]) -> type[ActForm]:
    """The form of an act as it is entered from paper."""
    return type(f"Paper{own.__name__}", (PaperForm, own), {})
