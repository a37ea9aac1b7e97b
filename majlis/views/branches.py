"""The lot that divides a term's members among the branches (internal rules, Art. 25)."""

from __future__ import annotations

from typing import Any

from django import forms

from majlis import persian
from majlis.forms import ActForm
from majlis.queries.branches import branch_sizes, waiting_members
from majlis.views.act import ActView

DICE = 20


class DiceForm(ActForm):
    """The dice as they lie in their cups."""

    dice = forms.CharField(
        label="بیست تاس، به ترتیب فنجان‌ها", max_length=80, widget=forms.TextInput(attrs={"class": "latin", "inputmode": "numeric", "autocomplete": "off"}),
        help_text="بیست رقم از ۰ تا ۹؛ ده را ۰ بنویسید. فاصله میان رقم‌ها آزاد است.",
    )  # fmt: skip

    def clean_dice(self) -> str:
        digits = "".join(persian.ascii_digits(self.cleaned_data["dice"]).split())
        if len(digits) != DICE or not (digits.isascii() and digits.isdigit()):
            raise forms.ValidationError(
                f"{persian.number(DICE)} رقم لازم است؛ {persian.number(len(digits))} نویسه نوشته شده است."
            )
        return digits


class AssignBranches(ActView):
    """Members who have no branch yet are divided by lot, so that branches stay equal."""

    word = "assign_branches"
    find = "majlis.queries.branches.term_named"
    form_class = DiceForm

    def context(self, **more: Any) -> dict[str, Any]:
        sizes = branch_sizes(self.subject)
        summary = [{"label": "نمایندهٔ بی‌شعبه", "value": persian.number(waiting_members(self.subject))}]
        summary += [{"label": title, "value": f"{persian.number(count)} عضو"} for title, count in sizes]
        what = "نمایندگانی که شعبه ندارند به قرعه میان شعبه‌ها بخش می‌شوند، چنان که شعبه‌ها تا شود برابر بمانند."
        return super().context(summary=summary, what=what, **more)
