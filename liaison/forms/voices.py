"""What the acts of one voice ask for: an edition with its articles, a word on each, the agreed line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from liaison.forms.acts import NOTE, TEXT, choices_of
from liaison.forms.tasks import holders_as_choices
from liaison.rules.voices import CITED, STANCES
from majlis import persian
from majlis.forms import ActForm
from majlis.jalali_forms import JalaliDateField

ARTICLES_MOST = 60
LABEL_MOST = 80
MARK, SAID, LINE = "mark", "said", "line"


def research_as_choices(tasks: Iterable[Any]) -> list[tuple[str, str]]:
    """Research by its number, its title, and with whom it was done."""
    rows = ((str(each.pk), (each.number, each.title, each.details.get("partner", ""))) for each in tasks)
    return [(key, persian.digits("، ".join(part for part in told if part))) for key, told in rows]


class VoiceForm(ActForm):
    """An edition of a bill: its articles a line each, whom to ask, until when."""

    edition = forms.CharField(
        label="نسخهٔ متن", max_length=200, help_text="مانند: متن مصوب هیأت وزیران، یا گزارش شور اول."
    )
    articles = forms.CharField(
        label="ماده‌ها", max_length=60000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="هر سطر یک ماده است: نام ماده، دونقطه و متن آن. تا ۶۰ ماده.",
    )  # fmt: skip
    bodies = forms.MultipleChoiceField(
        label="از چه کسانی نظر خواسته می‌شود", widget=forms.CheckboxSelectMultiple(attrs={"data-seek": ""}),
        help_text="وزارتخانه خود می‌نویسد؛ نظر کمیسیون و هیأت رئیسه را دفتر ثبت می‌کند.",
    )  # fmt: skip
    due_day = JalaliDateField(label="تا پایان روز", help_text="این روز را دفتر می‌گذارد؛ مهلت قانونی ندارد.")

    def __init__(self, *args: Any, bodies: Iterable[Any] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["bodies"].choices = choices_of(bodies)

    def clean_articles(self) -> list[dict[str, str]]:
        rows = [line.strip() for line in self.cleaned_data["articles"].splitlines() if line.strip()]
        if len(rows) > ARTICLES_MOST:
            raise forms.ValidationError(f"بیش از {persian.number(ARTICLES_MOST)} ماده است.")
        told = []
        for place, row in enumerate(rows, start=1):
            label, colon, text = row.partition(":")
            if not colon:
                label, text = f"مادهٔ {persian.number(place)}", row
            if len(label.strip()) > LABEL_MOST:
                raise forms.ValidationError(f"نام مادهٔ سطر {persian.number(place)} بلند است.")
            told.append({"label": label.strip(), "text": text.strip()})
        if len({row["label"] for row in told}) < len(told):
            raise forms.ValidationError("نام یک ماده دو بار آمده است.")
        return told

    def body(self) -> dict[str, Any]:
        return {**super().body(), "articles": self.cleaned_data["articles"]}


class OpinionForm(ActForm):
    """A word on each article; what was said before stands in it."""

    def __init__(self, *args: Any, rows: Iterable[Any] = (), optional: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.articles = [row.article for row in rows]
        fields: Any = self.fields
        for place, row in enumerate(rows):
            mark = row.mark
            fields[f"{MARK}_{place}"] = forms.ChoiceField(
                label=row.article.label, required=False, choices=[("", "بی‌نظر"), *STANCES.items()],
                initial=mark.stance if mark else "", help_text=row.article.text[:300],
            )  # fmt: skip
            fields[f"{SAID}_{place}"] = forms.CharField(
                label=f"شرط یا دلیل دربارهٔ {row.article.label}", max_length=4000, required=False,
                widget=forms.Textarea(attrs={"rows": 2}), initial=mark.text if mark else "",
            )  # fmt: skip
        fields["text"] = forms.CharField(
            label="نظر کلی", max_length=8000, required=False, widget=TEXT, initial=getattr(self.subject, "text", "")
        )

    def body(self) -> dict[str, Any]:
        told = super().body()
        marks = [
            {"article": str(each.pk), "stance": told[f"{MARK}_{place}"], "text": told[f"{SAID}_{place}"]}
            for place, each in enumerate(self.articles)
            if told[f"{MARK}_{place}"]
        ]
        return {"marks": marks, "text": told["text"]}


class LineForm(ActForm):
    """The agreed line, article by article where ministries differ, who speaks, and the research on which it rests."""

    line = forms.CharField(label="خط مشترک دولت", max_length=20000, widget=TEXT)
    committee_speaker = forms.ChoiceField(label="سخنگوی دولت در کمیسیون", required=False)
    floor_speaker = forms.ChoiceField(label="سخنگوی دولت در صحن", required=False)

    cited = forms.MultipleChoiceField(
        label="پژوهش‌هایی که به آن استناد می‌شود", required=False, help_text="پژوهش‌های پذیرفته‌شدهٔ دفتر، تازه‌ترین نخست.",
        widget=forms.CheckboxSelectMultiple(attrs={"data-seek": "عنوان یا شماره", "data-seek-what": "پژوهش"}),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        rows: Iterable[Any] = (),
        holders: Iterable[Any] = (),
        research: Iterable[Any] = (),
        cited: Iterable[str] = (),
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        people = [("", "نامیده نشده"), *holders_as_choices(holders)]
        for name in ("committee_speaker", "floor_speaker"):
            fields[name].choices = people
            self.initial.setdefault(name, str(getattr(self.subject, f"{name}_id", "") or ""))
        self.initial.setdefault("line", getattr(self.subject, "line", ""))
        self.articles = [row.article for row in rows]
        for place, row in enumerate(rows):
            fields[f"{LINE}_{place}"] = forms.CharField(
                label=f"خط {row.article.label}", max_length=4000, required=row.conflict, widget=NOTE,
                initial=row.article.line,
                help_text="وزارتخانه‌ها در این ماده یک‌سخن نیستند." if row.conflict else "",
            )  # fmt: skip
        self._offer(research_as_choices(research), list(cited))

    def _offer(self, research: list[tuple[str, str]], cited: list[str]) -> None:
        """The list stands last, as it is long; where there is no research, nothing is asked."""
        fields: Any = self.fields
        field = fields.pop(CITED)
        if research:
            field.choices = research
            fields[CITED] = field
            self.initial.setdefault(CITED, cited)

    def body(self) -> dict[str, Any]:
        told = super().body()
        lines = {str(each.pk): told.pop(f"{LINE}_{place}") for place, each in enumerate(self.articles)}
        return {**told, "lines": lines}
