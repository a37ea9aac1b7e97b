"""The forming of a term's committees, or one by-election: the root of every file of this office."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from majlis.models import Governed, Term


class Formation(Governed):
    """One run of the directive, from the opening of the term to the final roster (Arts. 3-21, 23)."""

    STAGES = {
        "collecting": "گردآوری فرم‌ها",
        "verifying": "بررسی اسناد",
        "clarifying": "رفع ابهام",
        "published": "انتشار امتیازها",
        "settled": "امتیاز قطعی",
        "drawn": "قرعه کشیده‌شده",
        "announced": "اعلام اعضا",
        "placed": "جای‌گذاری بازماندگان",
        "final": "فهرست نهایی",
    }
    KINDS = [("opening", "آغاز دوره"), ("by_election", "میان‌دوره‌ای")]

    code = models.SlugField("کد", max_length=64, unique=True)
    term = models.ForeignKey(Term, models.PROTECT, related_name="formations", verbose_name="دوره")
    kind = models.CharField("گونه", max_length=12, choices=KINDS, default="opening")
    opened_at = models.DateTimeField("افتتاح")
    proof_open = models.BooleanField("سند عمومی است", default=False)

    left: Any = None  # the forms left to check, where a page's query has counted them; an act counts anew

    class Meta:
        ordering = ["-opened_at"]
        verbose_name = "تشکیل کمیسیون‌ها"
        verbose_name_plural = "تشکیل کمیسیون‌ها"
        constraints = [
            models.UniqueConstraint(
                fields=["term"], condition=models.Q(kind="opening"), name="one_opening_formation_a_term"
            )
        ]

    def __str__(self) -> str:
        told = "، میان‌دوره‌ای" if self.kind == "by_election" else ""
        return f"تشکیل کمیسیون‌های {self.term.label}{told}"

    @property
    def lock_first(self) -> models.Model | None:
        return self.term if self._state.adding else None

    def facts(self, at: datetime) -> Any:
        from committees.facts import FormationFacts

        return FormationFacts(self, at)
