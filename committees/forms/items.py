"""One item of a member's form at a time: degree, post, tenure, committee service, with its papers (Arts. 3, 4, 9, 10, 14)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from committees.forms.draft import FormDraft
from committees.rules.dossier import ScoreTables
from committees.rules.fields import DOCUMENTS_MOST, TEXT_MOST
from committees.rules.form import AUTHORITIES, LEVELS, TERM_MOST, form_faults
from majlis import persian
from majlis.jalali_forms import JalaliDateField

EMPTY = ("", "برگزینید")
TYPED_MOST = 1000
DATES = ("day", "from_day", "to_day")


class ManyFiles(forms.ClearableFileInput):
    """A file input that takes several papers at once."""

    allow_multiple_selected = True


class Papers(forms.FileField):
    """Several papers; each is checked by content where it is kept."""

    widget = ManyFiles(attrs={"multiple": True, "accept": ".pdf,.jpg,.jpeg,.png"})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(Papers, self).clean(each, initial) for each in files]


class ItemForm(forms.Form):
    """What the four kinds of item share: reading the draft's item, writing it back, and the rules' own words at each field.

    Args: item, the draft's item or None; tables, the approved tables (their lists help to type); day, the last day
        that may be written; committees, pairs of code and title; held, codes of the papers that the item has.
    """

    heading = ""
    papers = Papers(
        label="بارگذاری سند", required=False, help_text="پی‌دی‌اف، جی‌پگ یا پی‌ان‌جی. هر سند جداگانه بررسی می‌شود."
    )

    def __init__(
        self,
        *args: Any,
        code: str,
        item: Mapping[str, Any] | None,
        tables: ScoreTables,
        day: date,
        committees: list[tuple[str, str]],
        held: tuple[str, ...] = (),
        **kwargs: Any,
    ):
        self.code, self.item, self.tables, self.day, self.held = code, item, tables, day, held
        self.committees = committees
        kwargs.setdefault("initial", self.shown(item) if item else {})
        super().__init__(*args, **kwargs)
        self.fill_lists()

    def fill_lists(self) -> None:
        """Hand the approved lists to the fields that use them."""

    @staticmethod
    def shown(item: Mapping[str, Any]) -> dict[str, Any]:
        """An item of the draft as the fields' initial values."""
        return {name: _as_day(each) if name in DATES else each for name, each in item.items()}

    def add_papers(self, found: list[str]) -> None:
        """Papers that were kept while this form was read."""
        self.held = tuple(dict.fromkeys([*self.held, *found]))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if len(self.held) > DOCUMENTS_MOST:
            self.add_error("papers", f"هر مورد تا {persian.number(DOCUMENTS_MOST)} سند می‌گیرد.")
        if not self.errors:
            for path, sentence in form_faults({self.heading: [self.as_item()]}, day=self.day):
                self._place(path, sentence)
        return data

    def _place(self, path: str, sentence: str) -> None:
        place, _, name = path.partition(".")
        if place != f"{self.heading}[0]" or name == "counted":
            return
        self.add_error(name if name in self.fields else None, sentence)

    def as_item(self) -> dict[str, Any]:
        """The cleaned answers as the draft keeps them."""
        item = {"id": self.code, "documents": list(self.held), **self.answers()}
        written = FormDraft({self.heading: [item]}).form(self.day).body()[self.heading]
        return {**written[0], **({"counted": item["counted"]} if "counted" in item else {})}

    def answers(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {name: _iso(data.get(name)) for name in self.fields if name != "papers"}

    def typed(self) -> dict[str, Any]:
        """What was typed, as it was typed, with the papers that are already kept."""
        raw = {name: str(self.data.get(name, ""))[:TYPED_MOST] for name in self.fields if name != "papers"}
        return {**raw, "documents": list(self.held)}

    def has_words(self) -> bool:
        """Whether anything at all was typed or uploaded."""
        return bool(self.held) or any(str(self.data.get(name, "")).strip() for name in self.fields if name != "papers")


class DegreeForm(ItemForm):
    """A degree (Arts. 7-11). The field of study comes from the approved list, or is a doubt for the branch (Art. 15)."""

    heading = "degrees"
    level = forms.ChoiceField(label="مقطع", choices=[EMPTY, *LEVELS.items()])
    field_title = forms.CharField(
        label="رشته", max_length=TEXT_MOST,
        help_text="از فهرست مصوب برگزینید. رشته‌ای که در فهرست نیست هم پذیرفته است؛ شعبه دربارهٔ آن تصمیم می‌گیرد.",
        widget=forms.TextInput(attrs={"list": "fields-list", "autocomplete": "off"}),
    )  # fmt: skip
    institution = forms.CharField(label="مؤسسهٔ صادرکننده", max_length=TEXT_MOST)
    authority = forms.ChoiceField(
        label="مرجع تأییدکننده",
        choices=[EMPTY, *AUTHORITIES.items()],
        help_text="مدرکی که هیچ‌یک از سه مرجع تأیید نکند امتیاز نمی‌گیرد.",
    )
    day = JalaliDateField(label="تاریخ دانش‌آموختگی", help_text="سال، ماه و روز شمسی")
    field_order = ("level", "field_title", "institution", "authority", "day", "papers")

    def fill_lists(self) -> None:
        table = self.tables.field_relations
        self.titles = sorted({row.field_title for row in table.rows}, key=persian.sort_key) if table else []
        self.known = {persian.fold(row.field_title)[1]: row.field for row in table.rows} if table else {}

    def answers(self) -> dict[str, Any]:
        found = super().answers()
        code = self.known.get(persian.fold(found["field_title"] or "")[1], "")
        return {**found, "field": code, "counted": bool(self.item and self.item.get("counted"))}


class PostForm(ItemForm):
    """An executive post (Arts. 12-14)."""

    heading = "posts"
    title = forms.CharField(label="عنوان سمت، همان‌گونه که در حکم آمده است", max_length=TEXT_MOST)
    post = forms.ChoiceField(
        label="سمت در جدول مصوب",
        required=False,
        help_text="اگر این سمت در جدول نیست خالی بگذارید؛ شعبه دربارهٔ آن تصمیم می‌گیرد.",
    )
    equivalent_to = forms.ChoiceField(
        label="هم‌طراز با", required=False, help_text="تنها اگر سازمان اداری و استخدامی آن را هم‌طراز شناخته است."
    )
    self_employed = forms.BooleanField(label="شغل آزاد بوده است و حکم ندارد", required=False)
    organisation = forms.CharField(label="سازمان", max_length=TEXT_MOST, required=False)
    order_number = forms.CharField(label="شمارهٔ حکم", max_length=TEXT_MOST, required=False)
    from_day = JalaliDateField(label="از")
    to_day = JalaliDateField(label="تا", required=False, help_text="اگر هنوز ادامه دارد خالی بگذارید.")
    field_order = (
        "title",
        "post",
        "equivalent_to",
        "self_employed",
        "organisation",
        "order_number",
        "from_day",
        "to_day",
        "papers",
    )

    def fill_lists(self) -> None:
        posts, equals = self.tables.post_points, self.tables.equivalences
        nothing = ("", "در جدول نیست")
        self.fields["post"].choices = [nothing, *((row.post, row.title) for row in (posts.rows if posts else ()))]
        self.fields["equivalent_to"].choices = [
            ("", "هم‌طرازی ندارد"),
            *((row.code, row.title) for row in (equals.rows if equals else ())),
        ]


class TenureForm(ItemForm):
    """A time as member of parliament, in one term."""

    heading = "tenures"
    term = forms.IntegerField(
        label="دورهٔ مجلس", min_value=1, max_value=TERM_MOST, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    from_day = JalaliDateField(label="از")
    to_day = JalaliDateField(label="تا", required=False, help_text="اگر هنوز ادامه دارد خالی بگذارید.")
    field_order = ("term", "from_day", "to_day", "papers")


class ServiceForm(ItemForm):
    """A time as member of a specialised committee."""

    heading = "services"
    committee = forms.ChoiceField(label="کمیسیون")
    from_day = JalaliDateField(label="از")
    to_day = JalaliDateField(label="تا", required=False, help_text="اگر هنوز ادامه دارد خالی بگذارید.")
    field_order = ("committee", "from_day", "to_day", "papers")

    def fill_lists(self) -> None:
        self.fields["committee"].choices = [EMPTY, *self.committees]


ITEM_FORMS: Mapping[str, type[ItemForm]] = {
    form.heading: form for form in (DegreeForm, PostForm, TenureForm, ServiceForm)
}


def _iso(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value


def _as_day(value: Any) -> Any:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:
        return None
