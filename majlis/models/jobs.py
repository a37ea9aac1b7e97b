"""Long work that runs by itself while whoever asked for it goes on: whose it is, how far it has come, what came of it."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from .base import random_key
from .people import Person


class Job(models.Model):
    """One long work. Only its owner sees it; no work of a sealed realm is ever one.

    params: what its kind needs, as JSON values.  same: names the work, so that a second press finds the first.
    sha256: of what it made, in the store.  tries: how often it was begun.
    """

    STATES = {"waiting": "در نوبت", "running": "در جریان", "done": "آماده", "failed": "انجام نشد"}

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="jobs")
    params = models.JSONField(default=dict)
    same = models.CharField(max_length=64)
    state = models.CharField(max_length=10, default="waiting", choices=list(STATES.items()))
    tries = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    sentence = models.CharField(max_length=500, blank=True)
    url = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    name = models.CharField(max_length=120, blank=True)
    media_type = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["-made_at", "id"]
        verbose_name = "کار بلند"
        verbose_name_plural = "کارهای بلند"
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "same"], condition=models.Q(state__in=("waiting", "running")), name="one_job_a_work"
            )
        ]
        indexes = [models.Index(fields=["owner", "-made_at"], name="job_by_owner")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("job", args=[self.pk])

    @property
    def state_label(self) -> str:
        return self.STATES[self.state]

    @property
    def over(self) -> bool:
        return self.state in ("done", "failed")
