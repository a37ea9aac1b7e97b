"""Where a ministry is written to when its answer is overdue, and each letter that went there (house procedure, Art. 7)."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from majlis.models import Body, Trail, random_key

from .referral import Referral


class MinistryAddress(models.Model):
    """A ministry's own address for letters by mail."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    ministry = models.OneToOneField(Body, models.PROTECT, related_name="address", verbose_name="وزارتخانه")
    email = models.EmailField("نشانی نامهٔ الکترونیکی", max_length=120)
    source = models.CharField("منبع", max_length=200, blank=True)

    history = Trail()

    class Meta:
        ordering = ["ministry__order", "ministry__code"]
        verbose_name = "نشانی وزارتخانه"
        verbose_name_plural = "نشانی‌های وزارتخانه‌ها"

    def __str__(self) -> str:
        return f"نشانی {self.ministry}" if self.ministry_id else "نشانی وزارتخانه"


class OverdueLetter(models.Model):
    """The one letter by mail to a ministry about one last moment of a referral: where it went, and when, or why it did not yet."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="overdue_letters")
    due_at = models.DateTimeField("برای مهلت")
    email = models.CharField("نشانی", max_length=120)
    made_at = models.DateTimeField("نوشته شد")
    sent_at = models.DateTimeField("فرستاده شد", null=True)
    attempts = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        ordering = ["-made_at", "id"]
        verbose_name = "نامهٔ دیرکرد"
        verbose_name_plural = "نامه‌های دیرکرد"
        constraints = [models.UniqueConstraint(fields=["referral", "due_at"], name="one_letter_a_last_moment")]

    @property
    def told_at(self) -> datetime:
        """When it went, or when it was first tried."""
        return self.sent_at or self.made_at
