"""Who stands in for whom, from a day to a day (house, Art. 11)."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.urls import reverse

from .base import Governed
from .people import DateRange, Person
from .trail import Trail


class Substitution(Governed):
    """One person acts for another; the last day is included. A substitution that was ended gives nothing any more."""

    STAGES = {"appointed": "برقرار", "ended": "پایان‌یافته"}

    RESTS = ("appointed", "ended")

    person = models.ForeignKey(Person, models.PROTECT, related_name="substitutions", verbose_name="صاحب سمت")
    substitute = models.ForeignKey(Person, models.PROTECT, related_name="standing_in", verbose_name="جانشین")
    from_day = models.DateField("از روز")
    to_day = models.DateField("تا پایان روز")
    reason = models.CharField("دلیل", max_length=500)
    ended_reason = models.CharField("دلیل پایان", max_length=500, blank=True, default="")

    history = Trail()

    class Meta:
        ordering = ["-from_day", "id"]
        verbose_name = "جانشینی"
        verbose_name_plural = "جانشینی‌ها"
        indexes = [models.Index(fields=["substitute", "from_day"]), models.Index(fields=["person", "from_day"])]
        constraints = [
            models.CheckConstraint(condition=Q(to_day__gte=F("from_day")), name="substitution_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(person=F("substitute")), name="nobody_stands_in_for_himself"),
            ExclusionConstraint(
                name="one_substitute_at_a_time",
                expressions=[
                    (F("person"), RangeOperators.EQUAL),
                    (DateRange(F("from_day"), F("to_day"), Value("[]")), RangeOperators.OVERLAPS),
                ],
                condition=Q(stage="appointed"),
            ),
        ]

    def __str__(self) -> str:
        return f"جانشینی {self.person}" if self.person_id else "جانشینی"

    @property
    def owner(self) -> Person | None:
        """Whose offices are lent: he himself gives and ends it."""
        return self.person if self.person_id else None

    def get_absolute_url(self) -> str:
        return reverse("substitutes")
