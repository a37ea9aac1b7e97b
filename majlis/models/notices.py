"""What a person was told outside his files, and how he likes to see them: alerts, the daily letter, filters of his own."""

from __future__ import annotations

from django.db import models

from .base import random_key
from .people import Person


class Alert(models.Model):
    """An alert that a person has put away. What is to be told is read from the files themselves; of a sealed realm there is no row."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="alerts")
    key = models.CharField(max_length=64)
    realm = models.CharField(max_length=40)
    why = models.CharField(max_length=20)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="alert_seen_once")]


class Digest(models.Model):
    """One person's daily letter: at most one a day, and sent at most once."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="digests")
    day = models.DateField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_digest_a_day")]
        indexes = [models.Index(fields=["day"], condition=models.Q(sent_at=None), name="digest_not_sent")]


class SavedFilter(models.Model):
    """How a person narrows his cartable, under a name of his own. No part of the record."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="filters")
    name = models.CharField(max_length=40)
    wish = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="one_filter_a_name")]
