"""Keys: each account's own pair, and the safes whose keys are handed to those who may read.

A safe belongs to one file. Everybody can put something into it; who takes it out again needs one of its shares. Private keys
are nowhere: a share is sealed to a pair, and a pair's private half is wrapped by what only its owner knows.
"""

from __future__ import annotations

from django.db import models

from .base import random_key
from .people import User


class KeyPair(models.Model):
    """An account's pair. The private half opens with the password, or with the recovery key that was printed once."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    user = models.OneToOneField(User, models.CASCADE, related_name="key_pair")
    public = models.BinaryField()
    by_password = models.BinaryField()
    by_recovery = models.BinaryField(null=True)
    made_at = models.DateTimeField()


class Safe(models.Model):
    """What is sealed of one file. `reference`: the file as the register names it."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    reference = models.CharField(max_length=120, unique=True)


class SafeKey(models.Model):
    """One version of a safe's key: its public half. What is put in is sealed to the newest."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    safe = models.ForeignKey(Safe, models.PROTECT, related_name="keys")
    version = models.PositiveIntegerField()
    public = models.BinaryField()

    class Meta:
        ordering = ["safe", "-version"]
        constraints = [models.UniqueConstraint(fields=["safe", "version"], name="safe_version_once")]


class SafeShare(models.Model):
    """The private half of one version, sealed to one pair. It is deleted when the right ends."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    key = models.ForeignKey(SafeKey, models.PROTECT, related_name="shares")
    pair = models.ForeignKey(KeyPair, models.CASCADE, related_name="shares")
    box = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "pair"], name="safe_share_once")]


class SafeNest(models.Model):
    """The private half of one version, sealed to three of those who keep the archive: each takes one layer off, in this order."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    key = models.ForeignKey(SafeKey, models.PROTECT, related_name="nests")
    first = models.ForeignKey(KeyPair, models.CASCADE, related_name="+")
    second = models.ForeignKey(KeyPair, models.CASCADE, related_name="+")
    third = models.ForeignKey(KeyPair, models.CASCADE, related_name="+")
    box = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "first", "second", "third"], name="safe_nest_once")]


class SafePeel(models.Model):
    """What is left of a nest after some of its three have come. It goes when the last has come, or when they give up."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    nest = models.OneToOneField(SafeNest, models.CASCADE, related_name="peel")
    box = models.BinaryField()
