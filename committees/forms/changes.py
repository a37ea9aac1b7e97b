"""What is asked when a member moves, a seat ends, a floor is lowered, a by-election's forming begins (Arts. 21, 38 n. 1, 62)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from committees.forms.office import NOTE, OpenForm
from majlis.forms import ActForm
from majlis.jalali_forms import DigitsInput, JalaliDateField


class MoveForm(ActForm):
    """To which committee, and by which request of the member (internal rules, Art. 62)."""

    committee = forms.ChoiceField(label="به کدام کمیسیون")
    request = forms.CharField(label="درخواست نماینده", max_length=200, help_text="شماره و تاریخ نامهٔ او")

    def __init__(self, *args: Any, committees: Iterable[tuple[str, str]] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["committee"].choices = [("", "برگزینید"), *committees]  # type: ignore[attr-defined]


class EndSeatForm(ActForm):
    """The last day of a seat, and why (internal rules, Art. 62)."""

    last_day = JalaliDateField(label="آخرین روز عضویت")
    reason = forms.CharField(label="دلیل", max_length=500, widget=forms.Textarea(attrs=NOTE))


class LowerForm(ActForm):
    """The floor that the joint session gave a committee (internal rules, Art. 38 n. 1)."""

    committee = forms.ChoiceField(label="کمیسیون")
    minimum = forms.IntegerField(label="کف تازه", min_value=0, max_value=9999, widget=DigitsInput)
    decision = forms.CharField(label="شمارهٔ تصمیم جلسهٔ مشترک", max_length=100)
    decision_day = JalaliDateField(label="روز تصمیم")

    def __init__(self, *args: Any, committees: Iterable[tuple[str, str]] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["committee"].choices = [("", "برگزینید"), *committees]  # type: ignore[attr-defined]


class ByElectionForm(OpenForm):
    """The beginning of a by-election's forming, which starts its clocks (Art. 21)."""


class DayForm(forms.Form):
    """A day on which a roster is asked for."""

    day = JalaliDateField(label="روز")
