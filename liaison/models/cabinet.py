"""Dated reference data of this office: the government's periods, and the counters that number its files."""

from __future__ import annotations

from django.db import models

from majlis.models import Trail, random_key


class CabinetPeriod(models.Model):
    """One government, from a day to a day: counts by addressee alone would mix two of them."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    title = models.CharField("عنوان", max_length=120, unique=True)
    from_day = models.DateField("از روز")
    to_day = models.DateField("تا پایان روز", null=True, blank=True)
    source = models.CharField("منبع", max_length=200, blank=True)

    history = Trail()

    class Meta:
        ordering = ["-from_day"]
        verbose_name = "دورهٔ دولت"
        verbose_name_plural = "دوره‌های دولت"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_day__isnull=True) | models.Q(to_day__gte=models.F("from_day")),
                name="cabinet_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Counter(models.Model):
    """The last number given to a kind of matter in a Jalali year."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    kind = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="one_counter_a_kind_and_year")]
