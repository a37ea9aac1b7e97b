"""The lot and the seats that followed from it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from majlis import persian
from majlis.models import Body, Governed, Person, random_key

from .declaration import Declaration
from .formation import Formation


class Lot(Governed):
    """One draw for one round: announced over a frozen snapshot, then dice, then shares (Art. 18)."""

    STAGES = {"announced": "اعلام‌شده", "rolled": "تاس‌ها ثبت شد", "opened": "سهم‌ها گشوده شد", "void": "باطل"}

    formation = models.ForeignKey(Formation, models.PROTECT, related_name="lots", verbose_name="تشکیل")
    round = models.PositiveSmallIntegerField("دور")
    draw = models.PositiveSmallIntegerField("قرعه", default=1)
    snapshot = models.TextField()
    snapshot_sha256 = models.CharField("چکیدهٔ فهرست", max_length=64)
    announcement = models.CharField("چکیدهٔ اعلام", max_length=64)
    announced_at = models.DateTimeField("اعلام")
    dice = models.CharField("تاس‌ها", max_length=20, blank=True)
    rolled_at = models.DateTimeField("ثبت تاس‌ها", null=True)
    opened_at = models.DateTimeField("گشودن سهم‌ها", null=True)
    seed = models.CharField("بذر", max_length=64, blank=True)
    result = models.TextField(blank=True)
    # A draw given up stays listed: where it stood, why, and by which decision.
    voided_from = models.CharField("مرحلهٔ هنگام ابطال", max_length=12, blank=True)
    void_reason = models.CharField("دلیل ابطال", max_length=500, blank=True)

    class Meta:
        ordering = ["formation", "round", "draw"]
        verbose_name = "قرعه"
        verbose_name_plural = "قرعه‌ها"
        constraints = [
            models.UniqueConstraint(fields=["formation", "round", "draw"], name="one_draw"),
            models.CheckConstraint(
                condition=~models.Q(stage="void")
                | (~models.Q(voided_from="") & ~models.Q(void_reason="") & models.Q(result="")),
                name="void_draw_says_why_and_seats_nobody",
            ),
        ]

    def __str__(self) -> str:
        again = f"، نوبت {persian.number(self.draw)}" if self.draw > 1 else ""
        return f"قرعهٔ دور {persian.number(self.round)}{again}"

    @property
    def lot_id(self) -> str:
        """The name by which every proof knows this draw."""
        return f"{self.formation.code}/{self.round}/{self.draw}"

    @property
    def root(self) -> Formation:
        return self.formation

    def facts(self, at: datetime) -> Any:
        from committees.facts import LotFacts

        return LotFacts(self, at)


class LotHolder(models.Model):
    """One who holds a secret share. The house gets the commitment; the share comes at the opening."""

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="holders")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=64)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    office = models.CharField(max_length=120, blank=True)
    commit = models.CharField(max_length=64)
    secret = models.CharField(max_length=64, blank=True)
    nonce = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["lot", "place"]
        constraints = [
            models.UniqueConstraint(fields=["lot", "place"], name="one_holder_a_place"),
            models.UniqueConstraint(fields=["lot", "code"], name="one_holder_a_code"),
        ]


class Seat(Governed):
    """One member's seat on one committee, and the step that gave it. What it was since, its offices tell."""

    STAGES = {"given": "برقرار", "ended": "پایان‌یافته"}
    RESTS = ("given", "ended")

    THROUGH = [
        ("first", "اولویت اول"),
        ("second", "اولویت دوم"),
        ("vacancy", "جای خالی"),
        ("decision", "تصمیم جلسهٔ مشترک"),
    ]

    formation = models.ForeignKey(Formation, models.PROTECT, related_name="seats", verbose_name="تشکیل")
    declaration = models.OneToOneField(Declaration, models.PROTECT, related_name="seat_given", verbose_name="فرم")
    committee = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="کمیسیون")
    round = models.PositiveSmallIntegerField("دور")
    through = models.CharField("از راه", max_length=8, choices=THROUGH)
    by_lot = models.BooleanField("به قرعه", default=False)
    given_at = models.DateTimeField("زمان")

    class Meta:
        indexes = [models.Index(fields=["formation", "committee"])]
        verbose_name = "جا"
        verbose_name_plural = "جاها"

    def __str__(self) -> str:
        return f"جای {self.declaration.member}"

    @property
    def root(self) -> Formation:
        return self.formation


class LoweredMinimum(models.Model):
    """The floor of one committee as a joint session lowered it for a term (internal rules, Art. 38 n. 1)."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    formation = models.ForeignKey(Formation, models.PROTECT, related_name="lowered", verbose_name="تشکیل")
    committee = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="کمیسیون")
    minimum = models.PositiveSmallIntegerField("کف تازه")
    decision = models.CharField("شمارهٔ تصمیم", max_length=100)
    decision_day = models.DateField("روز تصمیم")
    at = models.DateTimeField("ثبت")

    class Meta:
        verbose_name = "کف کاسته"
        verbose_name_plural = "کف‌های کاسته"
        constraints = [models.UniqueConstraint(fields=["formation", "committee"], name="one_lowering_a_committee")]
