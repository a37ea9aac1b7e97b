"""The government's position on a bill that is not its own, and to whom it was told."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from liaison.rules import positions, voices
from majlis.models import Body, Governed, Person, random_key

from .matter import Matter


class Position(Governed):
    """What the government says to one bill from a day on; a later one stands beside it."""

    STAGES = positions.STAGES
    RESTS = ("told",)

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="positions", verbose_name="طرح")
    stance = models.CharField("نظر", max_length=12, choices=list(voices.STANCES.items()))
    text = models.TextField("متن", blank=True)
    # Rows of label, stance, text.
    articles = models.JSONField("ماده به ماده", default=list)
    speaker = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="سخنگوی دولت")
    stated_at = models.DateTimeField("نوشته شد")

    class Meta:
        ordering = ["-stated_at", "-id"]
        verbose_name = "نظر دولت"
        verbose_name_plural = "نظرهای دولت"
        indexes = [models.Index(fields=["-stated_at", "-id"], name="position_by_day")]

    def __str__(self) -> str:
        return f"نظر دولت دربارهٔ {self.matter}" if self.matter_id else "نظر دولت"

    @property
    def root(self) -> Matter:
        return self.matter

    @property
    def by_article(self) -> list[dict[str, str]]:
        return [{**row, "said": voices.STANCES[row["stance"]]} for row in self.articles]

    def get_absolute_url(self) -> str:
        return reverse("liaison:position", args=[self.pk])


class Telling(models.Model):
    """One time that a position was told: to the chamber, to a committee, or to one member."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    position = models.ForeignKey(Position, models.PROTECT, related_name="tellings")
    audience = models.CharField("به چه کسانی", max_length=12, choices=list(positions.AUDIENCES.items()))
    committee = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="کمیسیون")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="positions_told", verbose_name="نماینده")
    medium = models.CharField("از چه راه", max_length=200)
    at = models.DateTimeField("زمان")

    class Meta:
        ordering = ["-at", "person__sort_key", "id"]
        verbose_name = "گفته‌شدن نظر دولت"
        verbose_name_plural = "گفته‌شدن نظرهای دولت"
        indexes = [models.Index(fields=["person", "-at"], name="telling_by_person")]

    @property
    def heard_by(self) -> str:
        if self.person is not None:
            return self.person.name
        return f"کمیسیون {self.committee}" if self.committee is not None else self.get_audience_display()
