"""What the house decided about the board, and the sittings of both boards (Arts. 3, 4, 11)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from majlis import sittings
from majlis.models import Body, Governed, Person, random_key


class BoardRule(Governed):
    """A decision of the house on a question that the amendment of 1403 left open."""

    STAGES = {"adopted": "ثبت‌شده"}

    key = models.SlugField("موضوع", max_length=40)
    value = models.PositiveSmallIntegerField("عدد", null=True, blank=True)
    statement = models.CharField("متن تصمیم", max_length=500, blank=True)
    source = models.CharField("منبع", max_length=200)
    number = models.CharField("شمارهٔ تصمیم", max_length=60)
    decided_on = models.DateField("روز تصمیم")
    first_day = models.DateField("از روز")
    demonstration = models.BooleanField("نمایشی", default=False)

    class Meta:
        ordering = ["key", "-first_day"]
        verbose_name = "تصمیم دربارهٔ هیأت"
        verbose_name_plural = "تصمیم‌های مجلس دربارهٔ هیأت"
        constraints = [models.UniqueConstraint(fields=["key", "first_day"], name="board_rule_once_a_day")]

    def __str__(self) -> str:
        return f"تصمیم مجلس دربارهٔ {self.label}" if self.key else "تصمیم مجلس دربارهٔ هیأت"

    @property
    def label(self) -> str:
        from conduct.rules.board import OPEN_QUESTIONS

        return OPEN_QUESTIONS[self.key][0] if self.key in OPEN_QUESTIONS else self.key


class BoardSitting(sittings.Sitting):
    """One sitting of the board or of the appeal board."""

    class Meta:
        ordering = ["-opened_at"]
        verbose_name = "جلسه"
        verbose_name_plural = "جلسه‌ها"
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="board_sitting_once"),
            models.UniqueConstraint(fields=["body"], condition=models.Q(stage="open"), name="one_open_board_sitting"),
        ]

    def __str__(self) -> str:
        return f"جلسهٔ {self.number} {self.body}" if self.number else f"جلسهٔ تازهٔ {self.body}"

    def seat(self, kind: str) -> Body:
        return self.body

    def facts(self, at: datetime) -> Any:
        from conduct.facts import SittingFacts

        return SittingFacts(self, at)

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("conduct:sitting", args=[self.pk])


class BoardExcuse(models.Model):
    """Who was away from a sitting with an excuse that its desk accepted; such an absence counts against nobody (law, Art. 1 n. 4)."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    sitting = models.ForeignKey(BoardSitting, models.PROTECT, related_name="excuses")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "person"], condition=models.Q(withdrawn_at=None), name="excused_once_a_sitting"
            )
        ]


class BoardAttendance(sittings.Attendance):
    """Who came, and when he left; nobody left while a vote ran."""

    sitting = models.ForeignKey(BoardSitting, models.PROTECT, related_name="attendances")
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "person"], condition=models.Q(left_at=None), name="board_present_once"
            )
        ]
