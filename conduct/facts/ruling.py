"""A ruling and its sanctions: which of two stands, and whether it may be carried out (law, Arts. 4, 6)."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from conduct.facts.board import told
from conduct.models import Case, Ruling, RulingSanction
from conduct.rules import sanctions
from majlis import persian


class SanctionFacts:
    """A sanction of a ruling as its gates see it: does it stand, and is it final?"""

    def __init__(self, sanction: RulingSanction, at: datetime):
        self.sanction, self.at = sanction, told(at)

    @property
    def announced(self) -> str:
        return self.sanction.announced

    @cached_property
    def not_in_force_told(self) -> str:
        """Why it may not be carried out now; empty where it may."""
        case, ruling = self.sanction.case, self.sanction.ruling
        if case.stage == "final":
            return "" if standing_ruling(case) == ruling else "این تنبیه با رأی تجدیدنظر برداشته شده است."
        # ASK (law, Art. 6): what is final by law is read to be carried out from service on, whatever is objected to beside it.
        served = case.services.filter(of="ruling").exists()
        if self.sanction.final and served and ruling.instance == "first":
            return ""
        return "این تنبیه هنوز قطعی نیست." if served else "رأی هنوز ابلاغ نشده است."


def operative_phrases(ruling: Ruling) -> list[str]:
    """What says the result of a ruling, wherever its text repeats it: outcome, sanctions, letters, lengths."""
    known = sanctions.on(ruling.case.violation_day).values()
    phrases = {label for _, label in Ruling.OUTCOMES} | {"برائت", "نقض", "تأیید"}
    phrases |= {each.title for each in known} | {f"«{each.letter}»" for each in known}
    months = [row.months for row in ruling.sanctions.all() if row.months]
    return sorted(phrases | {f"{persian.number(each)} ماه" for each in months})


def standing_ruling(case: Case) -> Ruling | None:
    """The ruling whose sanctions stand: the first, unless the appeal board changed or quashed it."""
    found = {row.instance: row for row in case.rulings.all()}
    appeal = found.get("appeal")
    return appeal if appeal is not None and appeal.outcome != "upheld" else found.get("first")
