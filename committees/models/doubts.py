"""Doubts that go to a branch (Art. 15), and the sittings in which branches settle them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from majlis import sittings
from majlis.models import Body, Governed

from .declaration import Item
from .formation import Formation


class BranchSitting(sittings.Sitting):
    """One sitting of a branch on the doubts of one formation."""

    formation = models.ForeignKey(Formation, models.PROTECT, related_name="sittings", verbose_name="تشکیل")

    class Meta:
        ordering = ["-opened_at"]
        verbose_name = "جلسهٔ شعبه"
        verbose_name_plural = "جلسه‌های شعب"
        constraints = [models.UniqueConstraint(fields=["formation", "body", "number"], name="branch_sitting_once")]

    def __str__(self) -> str:
        return f"جلسهٔ {self.number} {self.body}"

    @property
    def root(self) -> Formation:
        return self.formation

    def seat(self, kind: str) -> Body | None:
        return self.body if kind == "branch" else None

    def facts(self, at: datetime) -> Any:
        from committees.facts import SittingFacts

        return SittingFacts(self, at)


class BranchAttendance(sittings.Attendance):
    sitting = models.ForeignKey(BranchSitting, models.PROTECT, related_name="attendances")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "person"], name="branch_present_once")]


class Ambiguity(Governed):
    """A doubt about one item's relation to one chosen committee, for the member's branch to settle (Art. 15)."""

    STAGES = {"referred": "در شعبه", "decided": "تصمیم گرفته شد"}
    RELATIONS = [("related", "مرتبط"), ("partly", "تا حدودی مرتبط"), ("none", "نامرتبط")]

    formation = models.ForeignKey(Formation, models.PROTECT, related_name="ambiguities")
    item = models.ForeignKey(Item, models.PROTECT, related_name="ambiguities", verbose_name="مورد")
    committee = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="کمیسیون")
    branch = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="شعبه")
    question = models.CharField("پرسش", max_length=500)
    relation = models.CharField("تصمیم", max_length=8, choices=RELATIONS, blank=True)
    as_row = models.CharField("به سنجهٔ ردیف", max_length=64, blank=True)
    reason = models.CharField("دلیل", max_length=1000, blank=True)
    sitting = models.ForeignKey(BranchSitting, models.PROTECT, null=True, related_name="ambiguities")
    decided_at = models.DateTimeField("زمان تصمیم", null=True)

    class Meta:
        ordering = ["stage_since"]
        verbose_name = "ابهام"
        verbose_name_plural = "ابهام‌ها"
        constraints = [
            models.UniqueConstraint(fields=["item", "committee"], name="one_doubt_an_item_and_committee"),
            models.CheckConstraint(
                condition=~models.Q(stage="decided") | ~models.Q(relation=""), name="decided_doubt_has_relation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item.title} و کمیسیون {self.committee.title}"

    @property
    def root(self) -> Formation:
        return self.formation

    @property
    def owner(self):
        return self.item.declaration.member

    def seat(self, kind: str) -> Body | None:
        return self.branch if kind == "branch" else None

    def facts(self, at: datetime) -> Any:
        from committees.facts import AmbiguityFacts

        return AmbiguityFacts(self, at)


class BranchRecusal(sittings.Recusal):
    ambiguity = models.ForeignKey(Ambiguity, models.PROTECT, related_name="recusals")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ambiguity", "person"], name="branch_recused_once")]


class AmbiguityBallot(sittings.Ballot):
    ambiguity = models.ForeignKey(Ambiguity, models.PROTECT, related_name="ballots")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ambiguity", "person"], name="one_vote_a_doubt")]
