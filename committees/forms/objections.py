"""What is asked of who objects, of who invites him, and of the joint meeting (Arts. 17, 19)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from committees.forms.office import NOTE, RELATIONS, VotesForm, rows_to_choose
from committees.models import Objection
from majlis.forms import ActForm
from majlis.jalali_forms import JalaliDateTimeField

CLAIM = "آنچه نادرست می‌دانید و دلیل آن؛ در جلسهٔ مشترک خوانده می‌شود."


class ObjectionForm(ActForm):
    """Which line of one's points is contested, and why (Art. 17)."""

    item = forms.ChoiceField(
        label="به کدام سطر اعتراض دارید", widget=forms.RadioSelect, error_messages={"required": "سطری را برگزینید."}
    )
    claim = forms.CharField(
        label="متن اعتراض", max_length=1000, widget=forms.Textarea(attrs={"rows": 5}), help_text=CLAIM
    )

    def __init__(self, *args: Any, lines: Iterable[tuple[str, str]] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = list(lines)  # type: ignore[attr-defined]


class SeatObjectionForm(ActForm):
    """Which committee is asked for instead, and why (Art. 19)."""

    committee = forms.ChoiceField(label="کدام کمیسیون را می‌خواهید")
    claim = forms.CharField(
        label="متن اعتراض", max_length=1000, widget=forms.Textarea(attrs={"rows": 5}), help_text=CLAIM
    )

    def __init__(self, *args: Any, committees: Iterable[tuple[str, str]] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["committee"].choices = [("", "برگزینید"), *committees]  # type: ignore[attr-defined]


class LateForm(ActForm):
    """Why the form did not come in time (Art. 20)."""

    claim = forms.CharField(
        label="دلیل دیرکرد", max_length=1000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="در جلسهٔ مشترک خوانده می‌شود.",
    )  # fmt: skip


class InvitationForm(ActForm):
    """When and where the objector is heard (Art. 17)."""

    invited_for = JalaliDateTimeField(label="زمان جلسه", help_text="تصمیم پیش از این زمان گرفته نمی‌شود.")
    place = forms.CharField(label="جای جلسه", max_length=200)

    def body(self) -> dict[str, Any]:
        return {"invited_for": self.cleaned_data["invited_for"].isoformat(), "place": self.cleaned_data["place"]}


class RulingForm(VotesForm):
    """The joint meeting's word: whether he was heard, whether he is right, why, and each vote by name (Arts. 17, 19)."""

    heard = forms.ChoiceField(label="نماینده", choices=Objection.HEARD, widget=forms.RadioSelect)
    outcome = forms.ChoiceField(label="تصمیم", choices=Objection.OUTCOMES, widget=forms.RadioSelect)
    relation = forms.ChoiceField(
        label="نسبت با کمیسیون", choices=RELATIONS, widget=forms.RadioSelect, required=False,
        help_text="تنها اگر اعتراض وارد است: این سابقه با این نسبت شمرده می‌شود.",
    )  # fmt: skip
    as_row = forms.ChoiceField(label="به سنجهٔ کدام ردیف جدول", required=False)
    reason = forms.CharField(
        label="دلیل", max_length=1000, widget=forms.Textarea(attrs=NOTE), help_text="همهٔ نمایندگان آن را می‌خوانند."
    )

    def __init__(
        self, *args: Any, rows: Iterable[tuple[str, str]] = (), related: bool = False, must: bool = False, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.related, self.must = related, must
        rows_to_choose(self, rows if related else (), must)
        if not related:
            del self.fields["relation"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        upheld = data.get("outcome") == "accepted" and self.related
        if upheld and not data.get("relation"):
            self.add_error("relation", "نسبتی را که این سابقه با آن شمرده شود برگزینید.")
        if upheld and self.must and data.get("relation") in ("related", "partly") and not data.get("as_row"):
            self.add_error("as_row", "ردیفی را که این سابقه با آن سنجیده شود برگزینید.")
        return data

    def body(self) -> dict[str, Any]:
        data = self.cleaned_data
        told = {name: data.get(name, "") for name in ("heard", "outcome", "relation", "as_row", "reason")}
        if told["outcome"] != "accepted":
            told |= {"relation": "", "as_row": ""}
        return {**self.voted(), **told}
