"""What is asked of officers, branches and the presiding board."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from committees.models import ScoreTable
from majlis import persian
from majlis.forms import ActForm
from majlis.jalali_forms import JalaliDateField, JalaliDateTimeField

NOTE = {"rows": 3}
ROWS_MOST = 1_500_000  # characters of the rows that a preview carries


class OpenForm(ActForm):
    """The opening of a term, which starts every clock (Art. 4)."""

    code = forms.SlugField(
        label="کد تشکیل",
        max_length=64,
        help_text="نشانی صفحه‌ها و نام سندها از این کد است: حرف لاتین، رقم و خط تیره.",
        widget=forms.TextInput(attrs={"class": "latin"}),
    )
    opened_at = JalaliDateTimeField(label="لحظهٔ افتتاح", help_text="همهٔ مهلت‌ها از این لحظه شمرده می‌شود.")

    def body(self) -> dict[str, Any]:
        return {"code": self.cleaned_data["code"], "opened_at": self.cleaned_data["opened_at"].isoformat()}


class IssueForm(ActForm):
    """The members to whom a branch gives the form: one, or all who wait."""

    member = forms.UUIDField(required=False, widget=forms.HiddenInput)


class RejectForm(ActForm):
    """Why an item is not borne out by its papers (Art. 5)."""

    reason = forms.CharField(
        label="دلیل رد", max_length=500, help_text="این جمله را نماینده در ریز امتیاز خود می‌خواند."
    )


class ReopenForm(ActForm):
    """Why a second officer does not agree; one line, so that Enter sends it like the desk's other reasons (Art. 5)."""

    reason = forms.CharField(label="دلیل", max_length=500)


class AskForm(ActForm):
    """What document the member is asked for (Art. 5)."""

    asked = forms.CharField(
        label="چه سندی خواسته می‌شود", max_length=300, help_text="این جمله را نماینده در کارتابل خود می‌خواند."
    )


class SendForm(ActForm):
    """The document that was asked for (Art. 5)."""

    OWN_FIELDS = (*ActForm.OWN_FIELDS, "file")

    file = forms.FileField(
        label="سند", help_text="PDF، JPEG یا PNG، تا ۱۰ مگابایت و ۵۰ صفحه.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )  # fmt: skip


class FlagForm(ActForm):
    """A doubt of relation, noted for the presiding board (Art. 15)."""

    committee = forms.ChoiceField(label="در نسبت با کدام کمیسیون", widget=forms.RadioSelect)
    note = forms.CharField(label="چه چیزی روشن نیست", max_length=500)

    def __init__(self, *args: Any, committees: Iterable[tuple[str, str]] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = list(committees)
        self.fields["committee"].choices = choices
        if len(choices) == 1:
            self.fields["committee"].initial = choices[0][0]


class ReferForm(ActForm):
    """What the branch is asked (Art. 15)."""

    question = forms.CharField(label="پرسش از شعبه", max_length=500, widget=forms.Textarea(attrs=NOTE))


class SittingForm(ActForm):
    """The roll-call of a branch's sitting (internal rules, Art. 26)."""

    present = forms.MultipleChoiceField(
        label="حاضران", widget=forms.CheckboxSelectMultiple, error_messages={"required": "حاضران جلسه را نشان بزنید."}
    )

    def __init__(self, *args: Any, roll: Iterable[tuple[str, str]] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = list(roll)


VOTES = [("agree", "موافق"), ("against", "مخالف"), ("abstain", "ممتنع"), ("recused", "کنار رفته")]
RELATIONS = [("related", "مرتبط"), ("partly", "تا حدودی مرتبط"), ("none", "نامرتبط")]


class VotesForm(ActForm):
    """Each present member's vote, by name. Whose matter it is, `owner`, has none."""

    sitting = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, present: Iterable[Any] = (), owner: Any = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.voters = [each for each in present if each.pk != owner]
        for person in self.voters:
            self.fields[self.vote_name(person)] = forms.ChoiceField(
                label=person.name,
                choices=VOTES,
                widget=forms.RadioSelect,
                error_messages={"required": "رأی این عضو را بنویسید."},
            )

    @staticmethod
    def vote_name(person: Any) -> str:
        return f"vote_{person.pk}"

    @property
    def votes(self) -> list[forms.BoundField]:
        return [self[self.vote_name(each)] for each in self.voters]

    @property
    def matter(self) -> list[forms.BoundField]:
        """The fields before the votes."""
        return [field for field in self.visible() if not field.name.startswith("vote_")]

    def voted(self) -> dict[str, Any]:
        """The sitting, the votes and who stood aside, as the act takes them."""
        data = self.cleaned_data
        given = {str(each.pk): data[self.vote_name(each)] for each in self.voters}
        return {
            "sitting": str(data["sitting"]),
            "votes": {key: vote for key, vote in given.items() if vote != "recused"},
            "recused": sorted(key for key, vote in given.items() if vote == "recused"),
        }


def rows_to_choose(form: ActForm, rows: Iterable[tuple[str, str]], must: bool) -> None:
    """Offer the table's rows by which a claim may be measured, or ask for none."""
    choices = list(rows)
    if not choices:
        del form.fields["as_row"]
        return
    form.fields["as_row"].choices = [("", "ردیفی برگزیده نشده"), *choices]  # type: ignore[attr-defined]
    form.fields["as_row"].help_text = (
        "این سابقه ردیفی در جدول ندارد؛ بی نام بردن ردیف، امتیازی از آن به دست نمی‌آید."
        if must
        else "تنها اگر به ردیفی جز ردیف خود سنجیده شود."
    )


class DecisionForm(VotesForm):
    """A branch's word on a doubt, with each vote by name (Art. 15; internal rules, Art. 26)."""

    relation = forms.ChoiceField(label="نسبت با کمیسیون", choices=RELATIONS, widget=forms.RadioSelect)
    as_row = forms.ChoiceField(label="به سنجهٔ کدام ردیف جدول", required=False)
    reason = forms.CharField(
        label="دلیل", max_length=1000, widget=forms.Textarea(attrs=NOTE), help_text="همهٔ نمایندگان آن را می‌خوانند."
    )

    def __init__(self, *args: Any, rows: Iterable[tuple[str, str]] = (), must: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.must = must
        rows_to_choose(self, rows, must)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.must and data.get("relation") in ("related", "partly") and not data.get("as_row"):
            self.add_error("as_row", "ردیفی را که این سابقه با آن سنجیده شود برگزینید.")
        return data

    def body(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            **self.voted(),
            "relation": data["relation"],
            "as_row": data.get("as_row", ""),
            "reason": data["reason"],
        }


class TableForm(ActForm):
    """A version of a score table, from a sheet or declared empty (Arts. 7-14)."""

    kind = forms.ChoiceField(label="جدول", choices=ScoreTable.KINDS)
    file = forms.FileField(
        label="پروندهٔ جدول", required=False, help_text="XLSX یا CSV، تا ۲ مگابایت؛ سرستون‌ها در ردیف نخست."
    )
    empty = forms.BooleanField(label="این جدول ردیفی ندارد و زیر این عنوان امتیازی داده نمی‌شود", required=False)
    valid_from = JalaliDateField(label="معتبر از")
    source = forms.CharField(label="شماره یا نام منبع", max_length=200, required=False)
    source_day = JalaliDateField(label="تاریخ منبع", required=False)
    demonstration = forms.BooleanField(label="این جدول نمونه است و تنها در دورهٔ نمایشی شمرده می‌شود", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors:
            if data.get("empty") and data.get("file"):
                self.add_error("empty", "یا پرونده‌ای برگزینید، یا جدول را بی‌ردیف اعلام کنید.")
            elif not data.get("empty") and not data.get("file"):
                self.add_error("file", "پرونده‌ای برگزینید، یا جدول را بی‌ردیف اعلام کنید.")
        return data

    def body(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "kind": data["kind"], "valid_from": data["valid_from"].isoformat(), "source": persian.normalise(data["source"]),
            "source_day": data["source_day"].isoformat() if data["source_day"] else "", "demonstration": data["demonstration"],
            "empty": data["empty"],
        }  # fmt: skip


class ApproveTableForm(ActForm):
    """The decision of the joint session on a table (Arts. 7-14)."""

    decision = forms.CharField(label="شمارهٔ مصوبهٔ جلسهٔ مشترک", max_length=100)
    decision_day = JalaliDateField(label="تاریخ مصوبه")
    reason = forms.CharField(
        label="دلیل", max_length=500, required=False, widget=forms.Textarea(attrs=NOTE),
        help_text="برای جدول بی‌ردیف، یا جدولی که پس از رسیدن فرم‌ها تصویب می‌شود؛ در رتبه‌بندی نشان داده می‌شود.",
    )  # fmt: skip
