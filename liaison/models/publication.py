"""A notice that was published with its answer."""

from __future__ import annotations

from django.db import models

from majlis.models import random_key

from .matter import Matter


class NoticePublication(models.Model):
    """The words of a notice and of its answer as everybody may read them."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    matter = models.OneToOneField(Matter, models.PROTECT, related_name="publication", verbose_name="تذکر")
    text = models.TextField("تذکر", blank=True)
    answer = models.TextField("پاسخ")
    published_at = models.DateTimeField("انتشار")

    class Meta:
        ordering = ["-published_at", "-id"]
        verbose_name = "تذکر منتشرشده"
        verbose_name_plural = "تذکرهای منتشرشده"
        indexes = [models.Index(fields=["-published_at", "-id"], name="publication_by_day")]
