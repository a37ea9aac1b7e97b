"""The forms of the making of a board, and of its archive (Arts. 2, 3, 5, 7 notes 1 and 2, 12)."""

from __future__ import annotations

from typing import Any

from django import forms

from conduct.facts import members_of
from conduct.queries.making import officers_to_choose, staff_candidates
from conduct.queries.scope import holders
from conduct.rules.election import ROLES, SEATS
from majlis.forms import ActForm, plain
from majlis.jalali_forms import DigitsInput, JalaliDateField

MOST_VOTES = 1000
SHORT = {"rows": 3}


class StandForm(ActForm):
    """For which seat he stands."""

    seat = forms.ChoiceField(label="کرسی", choices=tuple(SEATS.items()), widget=forms.RadioSelect)


class PresentForm(ActForm):
    """Who is presented; after the amendment, everybody who stands."""

    presented = forms.MultipleChoiceField(label="داوطلبانی که شناسانده می‌شوند", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rows = self.subject.candidacies.select_related("person")
        self.fields["presented"].choices = [
            (str(row.pk), f"{row.person.name}، {row.get_seat_display()}") for row in rows
        ]  # type: ignore[attr-defined]
        self.fields["presented"].initial = [str(row.pk) for row in rows]


class ReplacementForm(ActForm):
    """Who has left his seat, and who is presented in his place (Art. 5)."""

    leaving = forms.ChoiceField(label="عضوی که کرسی‌اش پایان یافته")
    candidate = forms.ModelChoiceField(label="جانشین", queryset=None, empty_label="برگزینید")
    seat = forms.ChoiceField(label="کرسی", choices=tuple(SEATS.items()), widget=forms.RadioSelect)
    reason = forms.CharField(label="دلیل", max_length=500, widget=forms.Textarea(attrs=SHORT))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        members = members_of(self.subject.board, self.viewer.day)
        self.fields["leaving"].choices = [(str(row.person_id), row.person.name) for row in members]  # type: ignore[attr-defined]
        self.fields["candidate"].queryset = holders("chamber", "member", self.viewer.day)  # type: ignore[attr-defined]


class ElectionForm(ActForm):
    """How the house voted: its sitting, who was there, and the votes of each candidate."""

    session = forms.CharField(label="جلسهٔ علنی", max_length=120, help_text="شماره و روز آن، چنان که یاد می‌شود.")
    day = JalaliDateField(label="روز انتخاب")
    present = forms.IntegerField(label="نمایندگان حاضر", min_value=1, max_value=MOST_VOTES, widget=DigitsInput)
    deputy_speaker = forms.ModelChoiceField(
        label="نایب‌رئیس مجلس، به انتخاب هیأت رئیسه", queryset=None, empty_label="برگزینید"
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.rows = list(self.subject.candidacies.filter(presented=True).select_related("person"))
        for row in self.rows:
            self.fields[f"votes_{row.pk}"] = forms.IntegerField(
                label=f"رأی {row.person.name}، {row.get_seat_display()}", min_value=0, max_value=MOST_VOTES, widget=DigitsInput
            )  # fmt: skip
        if self.subject.replaces_id:
            self.fields.pop("deputy_speaker")
        else:
            self.fields["deputy_speaker"].queryset = holders("presiding_board", "deputy_speaker", self.viewer.day)  # type: ignore[attr-defined]

    def body(self) -> dict[str, Any]:
        body = super().body()
        return {**body, "votes": {str(row.pk): body.pop(f"votes_{row.pk}") for row in self.rows}}


class OfficersForm(ActForm):
    """Who was there, and whom they chose; only the offices that are vacant are asked for (Art. 3)."""

    present = forms.MultipleChoiceField(
        label="حاضران", widget=forms.CheckboxSelectMultiple, error_messages={"required": "حاضران جلسه را نشان بزنید."}
    )
    votes = forms.CharField(
        label="رأی‌ها",
        max_length=500,
        widget=forms.Textarea(attrs=SHORT),
        help_text="شمار رأی هر برگزیده، چنان که در صورت‌جلسه است.",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        members = [(str(row.person_id), row.person.name) for row in members_of(self.subject.board, self.viewer.day)]
        self.fields["present"].choices = members  # type: ignore[attr-defined]
        self.wanted = officers_to_choose(self.subject, self.viewer.day)
        for role, count in self.wanted.items():
            if count == 1:
                self.fields[role] = forms.ChoiceField(label=ROLES[role], choices=[("", "برگزینید"), *members])
            else:
                self.fields[role] = forms.MultipleChoiceField(
                    label=f"{ROLES[role]}ان", choices=members, widget=forms.CheckboxSelectMultiple
                )
        self.order_fields(["present", *self.wanted, "votes"])

    def body(self) -> dict[str, Any]:
        body = super().body()
        return {**body, **{role: [body[role]] if isinstance(body[role], str) else body[role] for role in self.wanted}}


class ProposeStaffForm(ActForm):
    """Whom the chair wants in his office."""

    persons = forms.ModelMultipleChoiceField(
        label="کارکنان پیشنهادی", queryset=None, widget=forms.SelectMultiple(attrs={"size": 8})
    )
    duty = forms.CharField(label="کار", max_length=200, initial="دفترداری پرونده‌ها")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["persons"].queryset = staff_candidates(self.subject.board, self.viewer.day)  # type: ignore[attr-defined]

    def body(self) -> dict[str, Any]:
        return {**super().body(), "persons": sorted(plain(self.cleaned_data["persons"]))}


class AssignStaffForm(ActForm):
    """Who of those proposed is provided."""

    persons = forms.MultipleChoiceField(label="کسانی که تأمین می‌شوند", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rows = [(str(row.person_id), row.person.name) for row in self.subject.members.select_related("person")]
        self.fields["persons"].choices = rows  # type: ignore[attr-defined]
        self.fields["persons"].initial = [key for key, _ in rows]


class ArchiveForm(ActForm):
    """Where the papers themselves lie."""

    shelf = forms.CharField(label="جای برگه‌های کاغذی", max_length=120, help_text="مانند: گاوصندوق دفتر، ردیف ۳")


class OpenArchiveForm(ActForm):
    """Why a sealed case is opened again."""

    reason = forms.CharField(label="دلیل", max_length=500, widget=forms.Textarea(attrs=SHORT))
