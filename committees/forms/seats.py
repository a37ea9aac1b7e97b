"""Forms of the lot: the reading and the holders, the dice, the opened shares (Arts. 16, 18)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from committees.queries.figures import figures
from majlis import persian
from majlis.forms import ActForm, ReasonForm
from majlis.jalali_forms import DigitsInput, JalaliDateField
from majlis.rules.lots import HEX

CODE = re.compile(r"[a-z0-9_-]{1,64}")
DICE = 20
LEAST_HOLDERS = 2
USUAL_HOLDERS = 4
MOST_HOLDERS = 9
OFFICES = ("نایب‌رئیس مجلس", "رئیس شعبه", "رئیس شعبه", "نماینده، به قرعه از صحن")


def hex_text(value: str) -> str:
    """64 hex characters as typed or pasted, spaces and case put right. Raises ValidationError for any other text."""
    text = "".join(persian.ascii_digits(value).split()).lower()
    if text and HEX.fullmatch(text) is None:
        raise ValidationError("شصت و چهار نویسه از 0 تا 9 و a تا f لازم است.")
    return text


def _latin(**attrs: Any) -> forms.TextInput:
    return forms.TextInput({"class": "latin", "dir": "ltr", "autocomplete": "off", "spellcheck": "false", **attrs})


class AnnounceLotForm(ActForm):
    """What the house decides before the list is frozen: the reading, the source of the unset ceiling, the holders."""

    first_count = forms.IntegerField(
        label="چند کمیسیون نخست سقف بیشتر دارند",
        min_value=0,
        widget=DigitsInput,
    )
    first_ceiling = forms.IntegerField(label="سقف آن کمیسیون‌ها", min_value=0, widget=DigitsInput)
    others_ceiling = forms.IntegerField(
        label="سقف کمیسیون‌های دیگر",
        min_value=0,
        widget=DigitsInput,
    )
    source = forms.CharField(label="شمارهٔ تصمیم مجلس دربارهٔ این سقف", max_length=200)
    source_day = JalaliDateField(label="روز آن تصمیم")
    second_choices = forms.ChoiceField(
        label="بازماندهٔ اولویت نخست، در کمیسیون اولویت دومش",
        choices=[
            ("equal", "همراه با خواهانان نخست آن کمیسیون سنجیده می‌شود"),
            ("after", "پس از خواهانان نخست آن کمیسیون سنجیده می‌شود"),
        ],
        widget=forms.RadioSelect,
    )
    vacancies = forms.ChoiceField(
        label="اگر نوبت کمیسیون اولویت دوم گذشته باشد و هنوز جا داشته باشد",
        choices=[
            ("yes", "بازمانده در پایان به همان جای خالی می‌رود"),
            ("no", "بازمانده به آن جا نمی‌رود و بازمانده می‌ماند"),
        ],
        widget=forms.RadioSelect,
    )
    rows = forms.IntegerField(min_value=LEAST_HOLDERS, max_value=MOST_HOLDERS, widget=forms.HiddenInput)

    SWITCHES = ("first_count", "first_ceiling", "others_ceiling", "second_choices", "vacancies")
    HOLDER_PARTS = ("code", "person", "office", "commit")

    def __init__(self, *args: Any, candidates: Iterable[Any] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.candidates = list(candidates)
        self._cap("first_count", "first_committees")
        self._cap("first_ceiling", "first_ceiling")
        self._cap("others_ceiling", "ceiling")
        for place in range(1, self.row_count + 1):
            self._holder_fields(place)

    @property
    def row_count(self) -> int:
        """How many holders the page asks for; what was sent is believed only within its bounds."""
        sent = str(self.data.get("rows", "") if self.is_bound else self.initial.get("rows", USUAL_HOLDERS))
        wanted = int(sent) if sent.isascii() and sent.isdigit() and len(sent) == 1 else USUAL_HOLDERS
        return min(max(wanted, LEAST_HOLDERS), MOST_HOLDERS)

    def _cap(self, name: str, figure: str) -> None:
        most = figures().on(figure, self.viewer.day).value
        if most is not None:
            field: Any = self.fields[name]
            field.max_value = most
            message = f"در قانون حداکثر {persian.number(most)} است."
            field.validators.append(forms.fields.validators.MaxValueValidator(most, message))

    def _holder_fields(self, place: int) -> None:
        needed = place <= LEAST_HOLDERS
        n, title = f"holder_{place}", f"دارندهٔ {persian.ordinal(place)}"
        office = OFFICES[place - 1] if place <= len(OFFICES) else ""
        person = forms.TextInput({"list": "candidates", "autocomplete": "off"})
        self.fields |= {
            f"{n}_person": forms.CharField(label=f"{title}: نام", max_length=240, required=needed, widget=person),
            f"{n}_office": forms.CharField(
                label=f"{title}: سمت", max_length=120, required=False, widget=forms.TextInput({"placeholder": office})
            ),
            f"{n}_code": forms.CharField(
                label=f"{title}: کد", max_length=64, required=needed, widget=_latin(), initial=f"holder-{place}"
            ),
            f"{n}_commit": forms.CharField(label=f"{title}: تعهد", max_length=200, required=needed, widget=_latin()),
        }

    def switches(self) -> list[forms.BoundField]:
        """The fields of the reading, in their order."""
        return [self[name] for name in (*self.SWITCHES[:3], "source", "source_day", *self.SWITCHES[3:])]

    def holder_rows(self) -> list[dict[str, Any]]:
        """The holders' fields, a row each."""
        return [
            {
                "place": place,
                "fields": [self[f"holder_{place}_{part}"] for part in ("person", "office", "code", "commit")],
            }
            for place in range(1, self.row_count + 1)
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        holders = [row for place in range(1, self.row_count + 1) if (row := self._holder(place))]
        codes = [row["code"] for row in holders if row["code"]]
        people = [row["person"] for row in holders if row["person"]]
        if len(set(codes)) < len(codes):
            self.add_error(None, "دو دارنده یک کد دارند؛ هر کد از آن یک نفر است.")
        if len(set(people)) < len(people):
            self.add_error(None, "یک نفر دو بار دارندهٔ سهم شده است.")
        data["holders"] = holders
        return data

    def _holder(self, place: int) -> dict[str, str] | None:
        """One row; None where it was left empty. The code that stands ready is not counted as written."""
        typed = {part: self.cleaned_data.get(f"holder_{place}_{part}", "") for part in self.HOLDER_PARTS}
        if place > LEAST_HOLDERS and not (typed["person"] or typed["commit"]):
            return None
        for part in ("person", "code", "commit"):
            if not typed[part] and not self.has_error(f"holder_{place}_{part}"):
                self.add_error(f"holder_{place}_{part}", "این خانه را هم بنویسید.")
        code = typed["code"].strip().lower()
        if code and CODE.fullmatch(code) is None:
            self.add_error(f"holder_{place}_code", "کد از حروف کوچک لاتین، رقم، خط تیره و زیرخط است.")
        return {
            "code": code,
            "person": self._person(place, typed["person"]),
            "office": typed["office"],
            "commit": self._hex(place, typed["commit"]),
        }

    def _person(self, place: int, typed: str) -> str:
        """The key of the person meant: by the whole text offered, or by a name that only one bears."""
        if not typed:
            return ""
        wanted = persian.fold(typed)[1]
        found = {each.key for each in self.candidates if persian.fold(each.label)[1] == wanted}
        found = found or {each.key for each in self.candidates if persian.fold(each.name)[1] == wanted}
        if len(found) == 1:
            return found.pop()
        many = "چند نفر این نام را دارند؛ نام را همراه با حوزه یا شعبه از فهرست برگزینید."
        self.add_error(
            f"holder_{place}_person", many if found else "این نام در میان هیأت رئیسه، رؤسای شعب و نمایندگان نیست."
        )
        return ""

    def _hex(self, place: int, typed: str) -> str:
        try:
            return hex_text(typed)
        except ValidationError as wrong:
            self.add_error(f"holder_{place}_commit", wrong)
            return ""

    def body(self) -> dict[str, Any]:
        data = self.cleaned_data
        reading = {name: data[name] for name in self.SWITCHES} | {"vacancies": data["vacancies"] == "yes"}
        return {
            "reading": reading,
            "source": data["source"],
            "source_day": data["source_day"].isoformat(),
            "holders": data["holders"],
        }


class DiceForm(ActForm):
    """Twenty dice in their cups, one digit each; or all twenty in one line."""

    line = forms.CharField(
        label="یا هر بیست رقم در یک خط، به ترتیب لیوان‌ها",
        max_length=80,
        required=False,
        widget=_latin(inputmode="numeric"),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for cup in range(1, DICE + 1):
            attrs = {
                "inputmode": "numeric",
                "maxlength": 1,
                "autocomplete": "off",
                "class": "die-input",
                "data-die": cup,
            }
            if cup == 1:
                attrs["autofocus"] = True
            widget = forms.TextInput(attrs)
            self.fields[f"die_{cup}"] = forms.CharField(
                label=f"لیوان {persian.number(cup)}", max_length=4, required=False, widget=widget
            )

    def cups(self) -> list[forms.BoundField]:
        return [self[f"die_{cup}"] for cup in range(1, DICE + 1)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        cups = [persian.ascii_digits(data.get(f"die_{cup}", "")).strip() for cup in range(1, DICE + 1)]
        line = "".join(persian.ascii_digits(data.get("line", "")).split())
        if any(cups):
            self._require_digits(cups)
            if line and line != "".join(cups):
                self.add_error("line", "این خط با خانه‌های لیوان‌ها یکی نیست؛ یکی از آن دو را پاک کنید.")
            line = "".join(cups)
        elif re.fullmatch("[0-9]{20}", line) is None:
            self.add_error("line" if line else None, "بیست رقم به ترتیب لیوان‌ها لازم است؛ ده را صفر بنویسید.")
        data["dice"] = line
        return data

    def _require_digits(self, cups: list[str]) -> None:
        for cup, digit in enumerate(cups, start=1):
            if re.fullmatch("[0-9]", digit) is None:
                self.add_error(f"die_{cup}", "یک رقم از ۰ تا ۹ لازم است؛ ده را صفر بنویسید.")

    def body(self) -> dict[str, Any]:
        return {"dice": self.cleaned_data["dice"]}


class OpenSharesForm(ActForm):
    """Each holder's secret and nonce, as he kept them."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.holders = list(self.subject.holders.select_related("person").order_by("place"))
        for holder in self.holders:
            for part, title in (("secret", "راز"), ("nonce", "عدد همراه")):
                self.fields[f"{part}_{holder.place}"] = forms.CharField(
                    label=f"{title} {holder.person.name}", max_length=200, widget=_latin()
                )

    def shares(self) -> list[dict[str, Any]]:
        """Each holder with his two fields."""
        return [
            {"holder": each, "fields": [self[f"{part}_{each.place}"] for part in ("secret", "nonce")]}
            for each in self.holders
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in [each for each in data if each.startswith(("secret_", "nonce_"))]:
            try:
                data[name] = hex_text(data[name])
            except ValidationError as wrong:
                self.add_error(name, wrong)
        return data

    def body(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "shares": {
                each.code: {part: data[f"{part}_{each.place}"] for part in ("secret", "nonce")} for each in self.holders
            }
        }


class VoidLotForm(ReasonForm):
    """The decision by which a draw is given up. Its reason stands in the proof for everyone."""

    decision = forms.CharField(label="شمارهٔ تصمیم هیأت رئیسه", max_length=100)
    decision_day = JalaliDateField(label="روز تصمیم")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "همین نوشته در سند قرعه می‌ماند و همه آن را می‌خوانند."

    def clean_decision_day(self) -> Any:
        day = self.cleaned_data["decision_day"]
        if day > self.viewer.day:
            raise ValidationError("این روز هنوز نرسیده است.")
        return day
