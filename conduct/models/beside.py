"""What happens beside the way of a case: a court that is waited for, the council that is asked, what leaves the
house (Arts. 6, 7; law, Arts. 2, 6)."""

from __future__ import annotations

from django.db import models

from majlis.models import random_key
from majlis.models.sealed import SealedTextField

from .case import Case, InCase


class Suspension(InCase):
    """The board waits for a court's final judgment, from a moment until another. `until` is empty while it waits."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="suspensions")
    since = models.DateTimeField("از")
    until = models.DateTimeField("تا", null=True)
    court = SealedTextField("دادگاه")
    reason = SealedTextField("دلیل")
    judgment = SealedTextField("رأی دادگاه", blank=True)

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(until=None), name="one_running_suspension_a_case"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="suspension_ends_after_start",
            ),
        ]


class SecurityQuestion(InCase):
    """The Supreme National Security Council is asked whether an act was one against national security (Art. 6).

    Of its papers there are only number, day and place: they themselves never come here.
    """

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="security_questions")
    asked_at = models.DateTimeField("پرسش")
    number = SealedTextField("شمارهٔ نامه", max_length=60)
    kept_at = SealedTextField("جای نگهداری برگه‌ها")
    answered_at = models.DateTimeField("پاسخ", null=True)
    answer_number = SealedTextField("شمارهٔ پاسخ", max_length=60, blank=True)
    confirmed = models.BooleanField("شورا تأیید کرد", null=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(answered_at=None), name="one_open_question_to_the_council"
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, confirmed=None) | models.Q(answered_at__isnull=False, confirmed__isnull=False),
                name="an_answer_says_yes_or_no",
            ),
        ]  # fmt: skip


class Outgoing(InCase):
    """What the board sent out of the house: to the judiciary, or to the Guardian Council (law, Arts. 2, 6 note 1)."""

    TO = [("judiciary", "قوهٔ قضائیه"), ("guardian_council", "شورای نگهبان")]

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="outgoings")
    to = models.CharField("گیرنده", max_length=20, choices=TO)
    ground = models.CharField("سبب", max_length=16, blank=True)
    number = SealedTextField("شمارهٔ نامه", max_length=60)
    reason = SealedTextField("دلیل")
    sent_at = models.DateTimeField("فرستاده شد")

    class Meta:
        ordering = ["sent_at"]
