"""Sittings, attendance, recusal and ballots: concrete in each office, their arithmetic in rules/votes.py."""

from __future__ import annotations

from django.db import models

from majlis.models import Body, Governed, Person, random_key

AGREE, AGAINST, ABSTAIN = "agree", "against", "abstain"
VOTES = [(AGREE, "موافق"), (AGAINST, "مخالف"), (ABSTAIN, "ممتنع")]


class Sitting(Governed):
    """One meeting of a body."""

    STAGES = {"open": "در جریان", "closed": "پایان‌یافته"}

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="نهاد")
    number = models.PositiveSmallIntegerField("شمارهٔ جلسه")
    opened_at = models.DateTimeField("آغاز")
    closed_at = models.DateTimeField("پایان", null=True)
    roll = models.PositiveSmallIntegerField("شمار اعضا")

    class Meta:
        abstract = True


class Attendance(models.Model):
    """A member who was present. The concrete office names the sitting."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Recusal(models.Model):
    """A member who stood aside from one matter, from a moment on."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class Ballot(models.Model):
    """One member's recorded vote on one matter."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    vote = models.CharField("رأی", max_length=8, choices=VOTES)

    class Meta:
        abstract = True
