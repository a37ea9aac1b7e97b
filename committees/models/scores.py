"""Score tables as the house approved them, and the sheets whose lines add up to every score."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import models

from committees.rules.points import points_label
from majlis.models import Body, Document, Governed, Person, Trail, random_key

from .declaration import Declaration, Item

# Table points have two decimals and a year twelve months: in these units every score is a whole number, and sums are exact.
UNITS_A_POINT = 1200


class ScoreTable(Governed):
    """One version of one table of points or relations (Arts. 7-14). Rows count only once it is approved."""

    STAGES = {"draft": "پیش‌نویس", "approved": "مصوب"}
    KINDS = [
        ("degree_points", "امتیاز مدرک"),
        ("field_relations", "رشته‌های مرتبط"),
        ("post_points", "امتیاز سمت"),
        ("equivalences", "هم‌طرازی‌ها"),
        ("tenure_points", "امتیاز نمایندگی"),
        ("service_points", "امتیاز عضویت در کمیسیون"),
    ]

    kind = models.CharField("گونه", max_length=20, choices=KINDS)
    number = models.PositiveSmallIntegerField("نسخه")
    valid_from = models.DateField("معتبر از")
    source = models.CharField("منبع (نامه)", max_length=200, blank=True)
    source_day = models.DateField("تاریخ نامه", null=True, blank=True)
    reason = models.CharField("دلیل", max_length=500, blank=True)
    demonstration = models.BooleanField("نمایشی", default=False)

    history = Trail()

    class Meta:
        ordering = ["kind", "-number"]
        verbose_name = "جدول امتیاز"
        verbose_name_plural = "جدول‌های امتیاز"
        constraints = [
            models.UniqueConstraint(fields=["kind", "number", "demonstration"], name="one_table_version"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}، نسخهٔ {self.number}"

    def facts(self, at: datetime) -> Any:
        from committees.facts import TableFacts

        return TableFacts(self, at)


class ScoreRow(models.Model):
    """One row of a table, as the columns of its kind (rules/tables.py)."""

    table = models.ForeignKey(ScoreTable, models.PROTECT, related_name="rows")
    place = models.PositiveSmallIntegerField("ردیف")
    data = models.JSONField("محتوا")

    class Meta:
        ordering = ["table", "place"]
        constraints = [models.UniqueConstraint(fields=["table", "place"], name="one_row_a_place")]


class ScoreSheet(models.Model):
    """A member's score for one chosen committee. It is the sum of its lines, and nothing else."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="sheets", verbose_name="فرم")
    committee = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="کمیسیون")
    round = models.PositiveSmallIntegerField("دور", default=1)
    rank = models.PositiveSmallIntegerField("اولویت")
    units = models.BigIntegerField("جمع")
    computed_at = models.DateTimeField("محاسبه")

    class Meta:
        verbose_name = "کارنامهٔ امتیاز"
        verbose_name_plural = "کارنامه‌های امتیاز"
        constraints = [
            models.UniqueConstraint(fields=["declaration", "committee", "round"], name="one_sheet_a_committee"),
        ]
        indexes = [models.Index(fields=["committee", "-units"])]

    @property
    def points(self) -> Fraction:
        """The exact score."""
        return Fraction(self.units, UNITS_A_POINT)

    @property
    def points_label(self) -> str:
        return points_label(self.points)


class ScoreLine(models.Model):
    """One line of a sheet: what was counted or refused, by which article, row, paper and officer, and why."""

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="lines")
    place = models.PositiveSmallIntegerField()
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=8)
    title = models.CharField(max_length=200)
    units = models.BigIntegerField("امتیاز")
    article = models.CharField(max_length=60)
    table = models.ForeignKey(ScoreTable, models.PROTECT, null=True, related_name="+")
    row = models.CharField(max_length=80, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=200)
    reason = models.CharField(max_length=600)
    decision = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["sheet", "place"]
        constraints = [models.UniqueConstraint(fields=["sheet", "place"], name="one_line_a_place")]

    @property
    def points_label(self) -> str:
        return points_label(Fraction(self.units, UNITS_A_POINT))
