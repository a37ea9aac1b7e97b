"""Votes of the chamber in counts, and of open ones who voted how (Const. 65; Art. 122; house procedure, Art. 41)."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from liaison.rules.named_votes import SECRET, is_secret
from majlis.models import random_key
from majlis.sittings import Ballot

from .matter import Matter


class FloorVote(models.Model):
    """One vote of the chamber on a matter, in counts; of an open one the names may stand beside them (`NamedVote`)."""

    QUESTIONS = [
        ("convinced", "پاسخ وزیر قانع‌کننده است"),
        ("confidence", "رأی اعتماد به وزیر"),
        ("generalities", "کلیات"),
        ("adopted", "تصویب"),
        ("withdrawal", "استرداد طرح"),
        ("urgency", "فوریت"),
        ("no_urgency", "سلب فوریت"),
        ("delegation", "سپردن تصویب به کمیسیون"),
        ("amended", "اصلاح پس از نظر شورای نگهبان"),
        ("insisted", "اصرار بر مصوبه"),
        ("reproposal", "دادن دوبارهٔ طرح ردشده"),
        ("one_answer", "پاسخ رئیس‌جمهور به یک پرسش"),
        ("incompetence", "بی‌کفایتی رئیس‌جمهور"),
        ("investigation", "تحقیق و تفحص"),
        ("refusal", "گزارش استنکاف"),
        ("nominee", "رأی اعتماد به یک وزیر"),
    ]

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="votes")
    question = models.CharField("پرسش رأی", max_length=16, choices=QUESTIONS)
    at = models.DateTimeField("زمان")
    present = models.PositiveSmallIntegerField("حاضر")
    in_favour = models.PositiveSmallIntegerField("موافق")
    against = models.PositiveSmallIntegerField("مخالف")
    abstained = models.PositiveSmallIntegerField("ممتنع")
    carried = models.BooleanField("تصویب شد")
    sentence = models.CharField(max_length=300)

    class Meta:
        ordering = ["at"]
        verbose_name = "رأی صحن"
        verbose_name_plural = "رأی‌های صحن"
        # What a name hangs on: the vote together with its question.
        constraints = [models.UniqueConstraint(fields=["id", "question"], name="vote_with_its_question")]

    def __str__(self) -> str:
        return f"رأی صحن به {self.matter}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:floor_vote", args=[self.pk])

    @property
    def root(self) -> Matter:
        return self.matter

    @property
    def lock_first(self) -> Matter:
        return self.matter

    @property
    def secret(self) -> bool:
        return is_secret(self.question)


class NamedVote(Ballot):
    """One member's vote, told by name. Its question is the vote's own, held so by a key, that no secret vote can have a name."""

    floor_vote = models.ForeignKey(FloorVote, models.PROTECT, related_name="names")
    question = models.CharField("پرسش رأی", max_length=16, choices=FloorVote.QUESTIONS)
    struck_at = models.DateTimeField("اصلاح شد", null=True)

    class Meta:
        ordering = ["person__sort_key", "person_id", "id"]
        verbose_name = "رأی به نام"
        verbose_name_plural = "رأی‌ها به نام"
        constraints = [
            models.UniqueConstraint(
                fields=["floor_vote", "person"], condition=models.Q(struck_at__isnull=True), name="one_named_vote_a_member"
            ),
            models.CheckConstraint(condition=~models.Q(question__in=SECRET), name="no_name_on_a_secret_vote"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["person", "floor_vote"], name="named_vote_by_person")]
