"""Sitting and voting: the roll, the question with what is proposed, one vote."""

from __future__ import annotations

from typing import Any

from django import forms

from conduct.facts import SittingFacts, questions_of
from conduct.models import Ruling
from conduct.rules import sanctions
from conduct.rules.gate import BESIDE, QUESTIONS
from conduct.rules.procedure import APPEAL_DESK, DESK
from conduct.rules.security import COUNTS
from majlis.forms import ActForm
from majlis.sittings import VOTES

RULINGS = ("issue_ruling", "decide_appeal")
RESULTS = [("sanctions", "تنبیه"), ("clears", "برائت")]
# Of both instances: the results that need a sanction.
IMPOSING = ("sanctions", "changed")
MONTHS_MOST = 99


class RollForm(ActForm):
    """Who is there."""

    present = forms.MultipleChoiceField(
        label="حاضران", widget=forms.CheckboxSelectMultiple, error_messages={"required": "حاضران جلسه را نشان بزنید."}
    )

    excused = forms.MultipleChoiceField(
        label="غایبان با عذر", required=False, widget=forms.CheckboxSelectMultiple, help_text="غیبت با عذر در شمار غیبت‌ها نمی‌آید."
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        room = SittingFacts(self.subject, self.viewer.at)
        members = [(str(row.person_id), row.person.name) for row in room.members]
        self.fields["present"].choices = members
        if self.subject._state.adding:
            # Who is away with an excuse is written down once the sitting is open.
            self.fields.pop("excused")
        else:
            self.fields["excused"].choices = members
            standing = self.subject.excuses.filter(withdrawn_at=None)
            self.fields["excused"].initial = [str(key) for key in standing.values_list("person_id", flat=True)]
        if not self.subject._state.adding:
            self.fields["present"].initial = [str(key) for key in room.attending]


class VoteForm(ActForm):
    """One vote: one's own, or one that the desk writes down. Others' votes make no form stale."""

    person = forms.ChoiceField(label="رأی‌دهنده")
    vote = forms.ChoiceField(label="رأی", choices=VOTES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields.pop("seen_version")
        room = self.subject.facts(self.viewer.at).room
        voted = set(self.subject.votes.values_list("person_id", flat=True))
        open_to = room.eligible(self.subject.case) - voted
        if not self.viewer.holds(*DESK, *APPEAL_DESK, body=self.subject.sitting.body):
            open_to &= {self.viewer.person.pk}
        names = [(str(row.person_id), row.person.name) for row in room.members if row.person_id in open_to]
        self.fields["person"].choices = sorted(names, key=lambda row: row[0] != str(self.viewer.person.pk))

    def clean(self) -> dict[str, Any]:
        return {**(super().clean() or {}), "seen_version": None}


class BallotForm(ActForm):
    """A question and, where a ruling is proposed, its text and sanctions (law, Art. 6)."""

    question = forms.ChoiceField(label="پرسش", widget=forms.RadioSelect)
    outcome = forms.ChoiceField(label="نتیجه", choices=Ruling.OUTCOMES, widget=forms.RadioSelect)
    result = forms.ChoiceField(label="نتیجه", choices=RESULTS, widget=forms.RadioSelect)
    count = forms.ChoiceField(
        label="تنبیه برای", choices=tuple(COUNTS.items()), widget=forms.RadioSelect, required=False
    )
    letters = forms.MultipleChoiceField(label="تنبیه‌ها", required=False, widget=forms.CheckboxSelectMultiple)
    months = forms.IntegerField(
        label="مدت کسر حقوق، ماه", required=False, min_value=1, max_value=MONTHS_MOST, help_text="برای بند «ت»، از ۱ تا ۱۲ ماه."
    )  # fmt: skip
    reasons = forms.CharField(label="متن و دلیل رأی", max_length=20000, widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.case = self.subject.case
        asked = self.subject.question
        words = [asked] if asked in BESIDE else questions_of(self.case.stage)
        self.fields["question"].choices = [(word, QUESTIONS[word]) for word in words]
        if len(words) == 1:
            self.fields["question"].widget = forms.HiddenInput()
            self.fields["question"].initial = words[0]
        self.composes = bool(set(words) & set(RULINGS))
        unused = {"question"} if not self.composes else self._composer()
        for name in set(self.fields) - unused - set(self.OWN_FIELDS):
            self.fields.pop(name)
        if self.composes:
            self.known = sanctions.on(self.case.violation_day)
            self.fields["letters"].choices = [
                (row.letter, f"{row.letter}) {row.title}{'، قطعی' if row.final else ''}") for row in self.known.values()
            ]

    def _composer(self) -> set[str]:
        """The fields of a ruling: a case with the count of national security says on which count it sanctions (Art. 6)."""
        result = "outcome" if self.case.stage == "forwarded" else "result"
        count = {"count"} if self.case.facts(self.viewer.at).has_security_count else set()
        return {"question", "letters", "months", "reasons", result, *count}

    def clean(self) -> dict[str, Any]:
        """What clears imposes nothing, and what sanctions imposes something (law, Art. 6)."""
        data = super().clean() or {}
        result = data.get("result") or data.get("outcome")
        if result is None or "letters" in self.errors:
            return data
        if result in IMPOSING and not data.get("letters"):
            self.add_error("letters", sanctions.NONE_CHOSEN)
        if result not in IMPOSING and data.get("letters"):
            self.add_error("letters", sanctions.NONE_ALLOWED)
        return data

    def body(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not self.composes:
            return {"question": data["question"], "proposal": {}}
        chosen = [
            {"letter": letter, "months": data["months"] if self.known[letter].months else None}
            for letter in data["letters"]
        ]
        proposal = {
            "reasons": data["reasons"],
            "sanctions": chosen,
            "clears": data.get("result") == "clears" or data.get("outcome") == "quashed",
        }
        if "outcome" in data:
            proposal["outcome"] = data["outcome"]
        if data.get("count"):
            proposal["count"] = data["count"]
        return {"question": data["question"], "proposal": proposal}
