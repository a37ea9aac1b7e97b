"""Figures of the law that the house has entered, each from a day on (house, Art. 13)."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from .base import Governed


class EnactedFigure(Governed):
    """One dated value of a figure of an office's law, beside those that its rules bring along; the older ones stay.

    desk: the office's code.  key: the figure's name in its figures.toml.
    """

    STAGES = {"enacted": "ثبت‌شده"}

    desk = models.CharField("دفتر", max_length=40)
    key = models.CharField("عدد", max_length=60)
    value = models.PositiveIntegerField("مقدار")
    first_day = models.DateField("از روز")
    decree = models.CharField("مرجع", max_length=200)
    decree_number = models.CharField("شماره", max_length=60)
    decided_on = models.DateField("روز تصویب")
    source = models.CharField("منبع", max_length=200)

    class Meta:
        ordering = ["-first_day", "desk", "key"]
        verbose_name = "عدد تازهٔ قانون"
        verbose_name_plural = "عددهای تازهٔ قانون"
        constraints = [models.UniqueConstraint(fields=["desk", "key", "first_day"], name="figure_once_a_day")]

    def __str__(self) -> str:
        return "عدد تازهٔ قانون"

    @property
    def told(self) -> str:
        """Where it comes from, in words."""
        return "، شمارهٔ ".join(filter(None, (self.decree, self.decree_number)))

    def get_absolute_url(self) -> str:
        return reverse("figures")
