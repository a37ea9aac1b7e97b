"""Consulting parliament before a bill: one body asked about one text, and what it said."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from liaison.rules import consultations, voices
from majlis.models import Body, Governed

from .matter import Matter


class Consultation(Governed):
    """The presiding board or a committee, asked for its view of a bill that is being prepared, or that stands before parliament."""

    STAGES = consultations.STAGES
    RESTS = ("given",)

    title = models.CharField("موضوع", max_length=300)
    text = models.TextField("آنچه پرسیده شد", blank=True)
    reason = models.CharField("چرا", max_length=12, choices=list(consultations.REASONS.items()))
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="طرف رایزنی")
    ministry = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="وزارتخانهٔ تهیه‌کننده")
    matter = models.ForeignKey(
        Matter, models.PROTECT, null=True, related_name="consultations", verbose_name="لایحه یا طرح"
    )
    asked_at = models.DateTimeField("رایزنی")
    due_day = models.DateField("تا پایان روز")
    stance = models.CharField("نظر", max_length=12, choices=list(voices.STANCES.items()), blank=True)
    view = models.TextField("متن نظر", blank=True)
    given_by = models.CharField("از زبان", max_length=200, blank=True)
    given_at = models.DateTimeField("رسیدن نظر", null=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        verbose_name = "رایزنی"
        verbose_name_plural = "رایزنی‌ها"
        indexes = [models.Index(fields=["-asked_at", "-id"], name="consultation_by_day")]

    def __str__(self) -> str:
        return f"رایزنی با {self.counterpart}" if self.body_id else "رایزنی"

    @property
    def counterpart(self) -> str:
        return f"کمیسیون {self.body}" if self.body.kind == "committee" else self.body.title

    def get_absolute_url(self) -> str:
        return reverse("liaison:consultation", args=[self.pk])
