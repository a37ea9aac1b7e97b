"""What was referred to a ministry, what it answered, and the papers of the answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.urls import reverse

from liaison.rules.referrals import POINTS
from majlis.models import Body, Document, Governed, Person, random_key

from .matter import Matter

WAITING = models.Q(stage__in=("sent", "accepted"))
TIME_ASKED = models.Q(asked_until__isnull=False, granted_at__isnull=True, time_refused_at__isnull=True)
# With this ministry no longer: it sees nothing of it any more.
GONE = ("withdrawn", "transferred")


class Referral(Governed):
    """One matter with one ministry, until an instant that the office has set."""

    STAGES = {
        "sent": "فرستاده‌شده", "accepted": "پذیرفته‌شده", "answered": "پاسخ‌داده‌شده", "withdrawn": "پس گرفته‌شده",
        "transferred": "منتقل‌شده",
    }  # fmt: skip

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="referrals", verbose_name="پرونده")
    ministry = models.ForeignKey(Body, models.PROTECT, related_name="referrals", verbose_name="وزارتخانه")
    request = models.CharField("چه خواسته شده", max_length=500)
    sent_at = models.DateTimeField("فرستاده")
    accepted_at = models.DateTimeField("پذیرفته", null=True)
    due_at = models.DateTimeField("آخرین لحظهٔ پاسخ")
    asked_until = models.DateField("مهلت خواسته‌شده تا", null=True)
    asked_reason = models.CharField("دلیل مهلت", max_length=500, blank=True)
    granted_at = models.DateTimeField("مهلت داده شد", null=True)
    time_refused_at = models.DateTimeField("مهلت داده نشد", null=True)
    time_refusal = models.CharField("دلیل ندادن مهلت", max_length=500, blank=True)
    escalated_at = models.DateTimeField("رسیده به مقام وزارتخانه", null=True)
    transferred_from = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="transferred_to", verbose_name="منتقل‌شده از"
    )
    handed_to = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="سپرده به")
    answered_at = models.DateTimeField("پاسخ", null=True)

    class Meta:
        ordering = ["-sent_at", "-id"]
        verbose_name = "ارجاع"
        verbose_name_plural = "ارجاع‌ها"
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "ministry"], condition=~models.Q(stage__in=GONE), name="one_referral_a_ministry"
            )
        ]
        indexes = [
            models.Index(fields=["ministry", "stage", "due_at", "id"], name="referral_by_ministry"),
            models.Index(fields=["stage", "due_at", "id"], name="referral_by_due"),
            # The office reads those that wait in one row by their moment, and those for which time is asked.
            models.Index(fields=["due_at", "id"], condition=WAITING, name="referral_waiting"),
            models.Index(fields=["due_at", "id"], condition=WAITING & TIME_ASKED, name="referral_time_asked"),
        ]

    def __str__(self) -> str:
        return f"ارجاع {self.matter} به {self.ministry}" if self.ministry_id else f"ارجاع {self.matter}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:referral", args=[self.pk])

    @property
    def root(self) -> Matter:
        return self.matter

    @property
    def time_asked(self) -> bool:
        """Does the ministry wait for an answer to its wish for more time?"""
        return self.asked_until is not None and self.granted_at is None and self.time_refused_at is None

    @property
    def open(self) -> bool:
        return self.stage in ("sent", "accepted")

    def seat(self, kind: str) -> Body | None:
        return self.ministry if kind == "ministry" else None

    def bars(self, person: Person) -> bool:
        """An expert answers what was handed to him, and nothing else of his ministry's."""
        held = person.memberships.filter(body_id=self.ministry_id, role="deputy").exists()
        return not held and self.handed_to_id != person.pk and self._is_expert(person)

    def stands_aside(self, person: Person) -> bool:
        """What was handed to another expert bars none from acting as the deputy's substitute."""
        return False

    def _is_expert(self, person: Person) -> bool:
        return person.memberships.filter(body_id=self.ministry_id, role="expert").exists()

    def facts(self, at: datetime) -> Any:
        from liaison.facts import ReferralFacts

        return ReferralFacts(self, at)


class Chase(models.Model):
    """One reminder of a referral, at one of its points before or after one last moment; each at most once."""

    POINTS = list(POINTS.items())

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="chases")
    due_at = models.DateTimeField("برای مهلت")
    point = models.CharField("نوبت", max_length=10, choices=POINTS)
    at = models.DateTimeField("زمان")

    class Meta:
        ordering = ["-at"]
        verbose_name = "پیگیری"
        verbose_name_plural = "پیگیری‌ها"
        constraints = [models.UniqueConstraint(fields=["referral", "due_at", "point"], name="one_chase_a_point")]


class Answer(models.Model):
    """What a ministry answered to a referral, or an addressee to a notice."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="answers")
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, related_name="answers")
    text = models.TextField("متن پاسخ")
    letter = models.CharField("شمارهٔ نامه", max_length=60, blank=True)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="فرستنده")
    at = models.DateTimeField("زمان")
    adapted_from = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="adapted", verbose_name="برگرفته از"
    )

    class Meta:
        ordering = ["-at"]
        verbose_name = "پاسخ"
        verbose_name_plural = "پاسخ‌ها"


class AnswerDocument(models.Model):
    """A paper that came with an answer."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    answer = models.ForeignKey(Answer, models.PROTECT, related_name="papers")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "document"], name="answer_document_once")]


class Intake(Governed):
    """One list of questions, notices or bills that was entered: whence it came, and what became of its rows."""

    STAGES = {"entered": "واردشده"}

    kind = models.CharField("گونه", max_length=30, default="question")
    source = models.CharField("منبع", max_length=80)
    sha256 = models.CharField(max_length=64)
    added = models.PositiveIntegerField("افزوده", default=0)
    same = models.PositiveIntegerField("از پیش بود", default=0)

    class Meta:
        ordering = ["-stage_since"]
        verbose_name = "ورود فهرست"
        verbose_name_plural = "ورود فهرست‌ها"

    def __str__(self) -> str:
        return f"فهرست {self.source}"
