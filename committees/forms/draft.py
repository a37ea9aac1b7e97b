"""A member's draft as data: the form of rules/form.py, what is half typed, and the sections left empty on purpose (Arts. 3, 4)."""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from committees.rules.bodies import COMMITTEES
from committees.rules.fields import Fault
from committees.rules.form import UNLEVELLED, Form, FormFaults, form_faults, parse_draft, parse_record
from committees.rules.readings import level_group
from majlis.rules import chain

SECTIONS = ("degrees", "posts", "tenures", "services")
CHOICES = "choices"
_ITEM = re.compile("[a-z0-9_-]{1,16}")


def item_code_ok(code: str) -> bool:
    return _ITEM.fullmatch(code) is not None


@dataclass
class FormDraft:
    """A draft's JSON with names for its parts. `data` is what is kept; everything else is read from it."""

    data: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Any) -> FormDraft:
        """A copy that may be changed, whatever was kept."""
        return cls(copy.deepcopy(dict(data)) if isinstance(data, Mapping) else {})

    # --- the form -------------------------------------------------------------------------------------------------

    def rows(self, heading: str) -> list[dict[str, Any]]:
        """The items of a section."""
        found = self.data.get(heading)
        return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []

    def row(self, heading: str, code: str) -> dict[str, Any] | None:
        return next((each for each in self.rows(heading) if each.get("id") == code), None)

    @property
    def choices(self) -> list[str]:
        found = self.data.get(CHOICES)
        return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []

    def form_json(self, *, choices: bool = True) -> dict[str, Any]:
        """What would be submitted, and nothing else that the draft holds."""
        whole: dict[str, Any] = {heading: self.rows(heading) for heading in SECTIONS}
        if choices:
            whole[CHOICES] = self.choices
        return whole

    def form(self, day: date) -> Form:
        """The form as far as it can be read."""
        return parse_draft(self.form_json(), day=day)

    def body(self, day: date, *, choices: bool = True) -> dict[str, Any]:
        """The answers in their written form: what an act binds. An unreadable answer stays as it was typed."""
        if self.faults(day) if choices else self.record_faults(day):
            return self.form_json(choices=choices)
        whole = self.form(day).body()
        if not choices:
            del whole[CHOICES]
        return whole

    def faults(self, day: date, among: Collection[str] = COMMITTEES) -> tuple[Fault, ...]:
        """What still keeps it from submission."""
        return form_faults(self.form_json(), day=day, among=among)

    def record_faults(self, day: date) -> tuple[Fault, ...]:
        """What keeps it from being declared as a record."""
        try:
            parse_record(self.form_json(choices=False), day=day)
        except FormFaults as refused:
            return refused.faults
        return ()

    def digest(self, day: date, *, choices: bool = True) -> str:
        """The fingerprint of the answers, so that what was reviewed is what is handed in."""
        return hashlib.sha256(chain.canonical(self.body(day, choices=choices)).encode("utf-8")).hexdigest()

    # --- changing -------------------------------------------------------------------------------------------------

    def put(self, heading: str, item: dict[str, Any]) -> None:
        """Add an item, or put it in its own place; what was half typed of it is no longer needed."""
        rows = self.rows(heading)
        place = next((n for n, each in enumerate(rows) if each.get("id") == item["id"]), len(rows))
        self.data[heading] = [*rows[:place], item, *rows[place + 1 :]]
        self.forget_typed(heading, item["id"])
        self.say_none(heading, False)

    def remove(self, heading: str, code: str) -> None:
        self.data[heading] = [each for each in self.rows(heading) if each.get("id") != code]
        self.forget_typed(heading, code)

    def count_only(self, chosen: Collection[str], within: Collection[str]) -> None:
        """Name the degrees that count among rivals of one level (Art. 9)."""
        self.data["degrees"] = [
            {**each, "counted": each.get("id") in chosen} if each.get("id") in within else each
            for each in self.rows("degrees")
        ]

    def choose(self, codes: list[str]) -> None:
        self.data[CHOICES] = codes

    # --- half typed -----------------------------------------------------------------------------------------------

    @property
    def _typed(self) -> dict[str, Any]:
        found = self.data.get("typed")
        return found if isinstance(found, dict) else {}

    def typed(self, heading: str, code: str) -> dict[str, Any] | None:
        """What was typed of an item and could not yet be read, field by field."""
        found = self._typed.get(f"{heading}/{code}")
        return found if isinstance(found, dict) else None

    def half_typed(self, heading: str) -> list[str]:
        """Codes of the items of a section that hold something unreadable."""
        return [key.partition("/")[2] for key in self._typed if key.startswith(f"{heading}/")]

    def keep_typed(self, heading: str, code: str, typed: dict[str, Any]) -> None:
        self.data["typed"] = {**self._typed, f"{heading}/{code}": typed}

    def forget_typed(self, heading: str, code: str) -> None:
        self.data["typed"] = {key: each for key, each in self._typed.items() if key != f"{heading}/{code}"}

    # --- left empty on purpose ------------------------------------------------------------------------------------

    def none_said(self, heading: str) -> bool:
        """Whether the member has said that he has nothing under this heading."""
        found = self.data.get("none")
        return isinstance(found, list) and heading in found

    def say_none(self, heading: str, nothing: bool) -> None:
        found = self.data.get("none")
        said = [each for each in found if each != heading] if isinstance(found, list) else []
        self.data["none"] = [*said, heading] if nothing else said

    # --- what stands in the way -----------------------------------------------------------------------------------

    def rivals(self) -> list[list[dict[str, Any]]]:
        """Degrees of one level, where there are several: one of each list must be named (Art. 9)."""
        groups: dict[str, list[dict[str, Any]]] = {}
        for each in self.rows("degrees"):
            level = each.get("level")
            if isinstance(level, str) and level and level != UNLEVELLED:
                groups.setdefault(level_group(level), []).append(each)
        return [found for found in groups.values() if len(found) > 1]

    def documents(self) -> list[str]:
        """The papers that the draft names, its half-typed items among them."""
        rows = [each for heading in SECTIONS for each in self.rows(heading)] + list(self._typed.values())
        return [paper for each in rows for paper in each.get("documents") or () if isinstance(paper, str)]
