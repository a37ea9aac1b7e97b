"""The calendar as dated data, and the demonstration's moved clock."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from majlis.rules.chain import H
from majlis.rules.closures import Closing

from .base import Governed, random_key
from .people import Person
from .trail import Trail


class Holiday(models.Model):
    """One official holiday. Lunar days are predictions until they are announced, and can be corrected."""

    KINDS = [("solar", "شمسی"), ("lunar", "قمری"), ("decree", "مصوبه")]

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    day = models.DateField("روز")
    title = models.CharField("مناسبت", max_length=160)
    kind = models.CharField("گونه", max_length=8, choices=KINDS)
    source = models.CharField("منبع", max_length=200)
    certainty = models.CharField("قطعیت", max_length=40)

    history = Trail()

    class Meta:
        ordering = ["day", "title"]
        verbose_name = "روز تعطیل"
        verbose_name_plural = "روزهای تعطیل"
        constraints = [models.UniqueConstraint(fields=["day", "title"], name="holiday_once")]

    def __str__(self) -> str:
        return self.title


class Closure(Governed):
    """Offices closed by a decree, for days or for hours, with its scope (house, Art. 9)."""

    STAGES = {"declared": "برقرار", "revoked": "لغوشده"}
    RESTS = ("declared", "revoked")

    from_day = models.DateField("از روز")
    to_day = models.DateField("تا پایان روز")
    from_time = models.TimeField("از ساعت", null=True, blank=True)
    to_time = models.TimeField("تا ساعت", null=True, blank=True)
    scope = models.CharField("دامنه، به عبارت مصوبه", max_length=120)
    desks = ArrayField(models.CharField(max_length=40), verbose_name="دفترها", default=list, blank=True)
    bodies = ArrayField(models.UUIDField(), verbose_name="نهادها", default=list, blank=True)
    decree = models.CharField("مصوبه", max_length=200)
    decree_number = models.CharField("شمارهٔ مصوبه", max_length=60, default="")
    decree_day = models.DateField("روز مصوبه", null=True)
    source = models.CharField("منبع", max_length=200, default="")
    revoked_reason = models.CharField("دلیل لغو", max_length=500, blank=True, default="")

    history = Trail()

    class Meta:
        ordering = ["-from_day", "id"]
        verbose_name = "تعطیلی"
        verbose_name_plural = "تعطیلی‌ها"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_day__gte=models.F("from_day")), name="closure_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"تعطیلی {self.told}" if self.scope else "تعطیلی تازه"

    @property
    def told(self) -> str:
        """The decree in words, as sums name it."""
        return "، شمارهٔ ".join(filter(None, (self.decree, self.decree_number)))

    def get_absolute_url(self) -> str:
        return reverse("closures")

    def closing(self, kinds: Mapping[uuid.UUID, str]) -> Closing:
        """What the rules see of it. Args: kinds, the kind of each body that a closure names."""
        named = frozenset((kinds[key], str(key)) for key in self.bodies if key in kinds)
        return Closing(
            self.from_day, self.to_day, self.from_time, self.to_time, self.told, frozenset(self.desks), named
        )


class Feed(models.Model):
    """A person's calendar feed: of its secret link only the hash is kept, and without the row there is no feed."""

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="feed")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField("ساخته‌شده")

    @staticmethod
    def hash_of(token: str) -> str:
        """What is kept of a secret: enough to know it again, and not to make it."""
        return H("feed", token)


class ClockOffset(models.Model):
    """How far the demonstration's clock is moved. One row at most; none in production."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seconds = models.BigIntegerField("ثانیه", default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_clock")]
