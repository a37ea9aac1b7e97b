"""Objections to points and to seats, the joint meetings that settle them, and the seats that they change (Arts. 17, 19)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from majlis import sittings
from majlis.models import Body, Governed, Person, random_key

from .declaration import Declaration, Item
from .doubts import Ambiguity
from .formation import Formation


class JointSitting(sittings.Sitting):
    """One sitting of the presiding board with the heads of the branches, on one formation."""

    formation = models.ForeignKey(Formation, models.PROTECT, related_name="joint_sittings", verbose_name="تشکیل")

    class Meta:
        ordering = ["-opened_at"]
        verbose_name = "جلسهٔ مشترک"
        verbose_name_plural = "جلسه‌های مشترک"
        constraints = [
            models.UniqueConstraint(fields=["formation", "number"], name="joint_sitting_once"),
            models.UniqueConstraint(
                fields=["formation"], condition=models.Q(stage="open"), name="one_open_joint_sitting"
            ),
        ]

    def __str__(self) -> str:
        return f"جلسهٔ مشترک {self.number}"

    @property
    def root(self) -> Formation:
        return self.formation


class JointAttendance(sittings.Attendance):
    sitting = models.ForeignKey(JointSitting, models.PROTECT, related_name="attendances")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "person"], name="joint_present_once")]


class Objection(Governed):
    """What a member brings before the joint meeting: against a line of his points (Art. 17), against his seat (Art. 19),
    or to have a late form admitted (Art. 20).

    committee: whose sheet holds the line; of a seat, the committee that he asks for. seat_before: where he sat.
    before, after: his sheets as they were and as the decision made them.
    """

    STAGES = {"filed": "رسیده", "invited": "دعوت‌شده", "decided": "تصمیم گرفته شد"}
    KINDS = [("score", "اعتراض به امتیاز"), ("seat", "اعتراض به کمیسیون"), ("late", "درخواست پذیرش دیرهنگام")]
    ARTICLES: ClassVar[Mapping[str, str]] = {"score": "17", "seat": "19", "late": "20"}
    HEARD = [("heard", "در جلسه شنیده شد"), ("absent", "دعوت شد و نیامد")]
    OUTCOMES = [("accepted", "وارد است"), ("refused", "وارد نیست")]

    formation = models.ForeignKey(Formation, models.PROTECT, related_name="objections")
    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="objections", verbose_name="فرم")
    kind = models.CharField("گونه", max_length=8, choices=KINDS)
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="objections", verbose_name="مورد")
    committee = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="کمیسیون")
    seat_before = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="کمیسیون پیشین")
    claim = models.CharField("متن اعتراض", max_length=1000)
    filed_at = models.DateTimeField("زمان اعتراض")
    invited_for = models.DateTimeField("زمان دعوت", null=True)
    place = models.CharField("جای جلسه", max_length=200, blank=True)
    heard = models.CharField("شنیدن", max_length=8, choices=HEARD, blank=True)
    outcome = models.CharField("تصمیم", max_length=8, choices=OUTCOMES, blank=True)
    relation = models.CharField("نسبت", max_length=8, choices=Ambiguity.RELATIONS, blank=True)
    as_row = models.CharField("به سنجهٔ ردیف", max_length=64, blank=True)
    reason = models.CharField("دلیل", max_length=1000, blank=True)
    sitting = models.ForeignKey(JointSitting, models.PROTECT, null=True, related_name="objections")
    decided_at = models.DateTimeField("زمان تصمیم", null=True)
    before = models.JSONField("پیش از تصمیم", default=list)
    after = models.JSONField("پس از تصمیم", default=list)

    class Meta:
        ordering = ["filed_at"]
        verbose_name = "اعتراض"
        verbose_name_plural = "اعتراض‌ها"
        indexes = [models.Index(fields=["formation", "stage", "filed_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["declaration", "item", "committee"], condition=models.Q(kind="score"), name="one_objection_a_line"
            ),
            models.UniqueConstraint(fields=["declaration"], condition=models.Q(kind="seat"), name="one_objection_a_seat"),
            models.UniqueConstraint(fields=["declaration"], condition=models.Q(kind="late"), name="one_late_request"),
            models.CheckConstraint(
                condition=models.Q(kind="late") | models.Q(committee__isnull=False), name="objection_names_committee"
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="decided") | (~models.Q(outcome="") & ~models.Q(heard="") & ~models.Q(reason="")),
                name="decided_objection_says_how",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.matter}"

    @property
    def matter(self) -> str:
        """What it is about, in a few words."""
        if self.item is not None:
            return self.item.title
        return f"کمیسیون {self.committee.title}" if self.committee is not None else f"فرم {self.declaration.number}"

    @property
    def article(self) -> str:
        """The number of its article of the directive."""
        return self.ARTICLES[self.kind]

    @property
    def root(self) -> Formation:
        return self.formation

    @property
    def owner(self) -> Person:
        return self.declaration.member

    def facts(self, at: datetime) -> Any:
        from committees.facts import ObjectionFacts

        return ObjectionFacts(self, at)


class ObjectionRecusal(sittings.Recusal):
    objection = models.ForeignKey(Objection, models.PROTECT, related_name="recusals")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["objection", "person"], name="joint_recused_once")]


class ObjectionBallot(sittings.Ballot):
    objection = models.ForeignKey(Objection, models.PROTECT, related_name="ballots")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["objection", "person"], name="one_vote_an_objection")]


class SeatDecision(models.Model):
    """A seat that a joint meeting changed after the last round (Art. 19). A committee of None means no seat."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    formation = models.ForeignKey(Formation, models.PROTECT, related_name="seat_decisions", verbose_name="تشکیل")
    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="seat_decisions", verbose_name="فرم")
    objection = models.OneToOneField(Objection, models.PROTECT, related_name="seat_decision", verbose_name="اعتراض")
    from_committee = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="از کمیسیون")
    to_committee = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="به کمیسیون")
    reason = models.CharField("دلیل", max_length=1000)
    decided_at = models.DateTimeField("زمان تصمیم")

    class Meta:
        ordering = ["decided_at", "id"]
        verbose_name = "تصمیم دربارهٔ کمیسیون"
        verbose_name_plural = "تصمیم‌ها دربارهٔ کمیسیون"
