"""What happens beside the way of a case: a court that is waited for (Art. 7)."""

from __future__ import annotations

from django.db import models

from majlis.models import random_key

from .case import Case


class Suspension(models.Model):
    """The board waits for a court's final judgment, from a moment until another. `until` is empty while it waits."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="suspensions")
    since = models.DateTimeField("از")
    until = models.DateTimeField("تا", null=True)
    court = models.CharField("دادگاه", max_length=200)
    reason = models.CharField("دلیل", max_length=1000)
    judgment = models.CharField("رأی دادگاه", max_length=1000, blank=True)

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
