"""The register's own tables: acts, the chain they hang on, and what keeps an act single."""

from __future__ import annotations

import json
from typing import Any

from django.db import models

from majlis.rules import chain

from .base import random_key
from .people import Person
from .sealed import ClosedValues, is_sealed, name_of, opened_text


class Bodied(models.Model):
    """What carries a body of the register: canonical JSON, or that text sealed into its file's safe and bound to this row."""

    class Meta:
        abstract = True

    @property
    def told(self) -> str | None:
        """The body as it was written; None where it is sealed and no key to it is at hand."""
        body: str = self.body  # type: ignore[attr-defined]
        return opened_text(body, name_of(self, "body")) if is_sealed(body) else body

    @property
    def content(self) -> dict[str, Any]:
        """The body as data; empty, and of the class `ClosedValues`, where no key to it is at hand."""
        told = self.told
        return ClosedValues() if told is None else json.loads(told)


class Act(Bodied):
    """One official act, as it was done. Never changed, never deleted; the database refuses it too."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    realm = models.CharField("دفتر", max_length=40)
    seq = models.BigIntegerField("ردیف")
    prev = models.CharField("چکیدهٔ حلقهٔ پیشین", max_length=64, blank=True)
    leaf = models.CharField("چکیدهٔ متن", max_length=64)
    hash = models.CharField("چکیدهٔ حلقه", max_length=64)
    salt = models.CharField(max_length=64)
    verb = models.CharField("اقدام", max_length=60)
    actor = models.ForeignKey(Person, models.PROTECT, related_name="acts", verbose_name="اقدام‌کننده")
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="به نام")
    second = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="امضای دوم")
    subject = models.CharField("پرونده", max_length=120)
    root = models.CharField(max_length=120, blank=True)
    article = models.CharField("مستند", max_length=60)
    figures_version = models.CharField("نسخهٔ ارقام قانون", max_length=16)
    happened_at = models.DateTimeField("رخداد")
    recorded_at = models.DateTimeField("دریافت")
    body = models.TextField()

    class Meta:
        ordering = ["realm", "seq"]
        verbose_name = "اقدام ثبت‌شده"
        verbose_name_plural = "دفتر ثبت"
        constraints = [models.UniqueConstraint(fields=["realm", "seq"], name="act_place_once")]
        indexes = [
            models.Index(fields=["subject", "verb", "happened_at"]),
            models.Index(fields=["root", "happened_at"]),
            models.Index(fields=["actor", "recorded_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.realm} #{self.seq} {self.verb}"

    def entry(self) -> dict[str, Any]:
        """The fields that the chain binds, each as the text that was hashed."""
        return {
            "seq": self.seq,
            "prev": self.prev,
            "leaf": self.leaf,
            "hash": self.hash,
            "salt": self.salt,
            "verb": self.verb,
            "actor": str(self.actor_id),
            "on_behalf_of": str(self.on_behalf_of_id or ""),
            "subject": self.subject,
            "article": self.article,
            "figures_version": self.figures_version,
            "happened_at": chain.instant(self.happened_at),
            "recorded_at": chain.instant(self.recorded_at),
            "body": self.body,
        }


class Chain(models.Model):
    """The last link of each realm: the row that writers queue on."""

    realm = models.CharField(primary_key=True, max_length=40)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)


class Head(models.Model):
    """A published head: from then on, nobody can rewrite what lies before it unseen."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    realm = models.CharField("دفتر", max_length=40)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64, blank=True)
    nonce = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField("انتشار")

    class Meta:
        ordering = ["-published_at"]
        verbose_name = "سر زنجیره"
        verbose_name_plural = "سرهای زنجیره"
        constraints = [models.UniqueConstraint(fields=["realm", "published_at"], name="one_head_a_moment")]

    @property
    def published(self) -> str:
        """What is printed: place and hash; of a sealed realm a commitment alone, which is new each time and so says nothing."""
        if self.nonce:
            return chain.H("head", self.realm, str(self.seq), self.hash, self.nonce)
        return f"{self.seq} {self.hash}"


class Countersign(Bodied):
    """The first officer's press of an act that needs two. It changes nothing else."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    subject_version = models.PositiveIntegerField()
    body = models.TextField()
    first = models.ForeignKey(Person, models.PROTECT, related_name="first_signatures")
    signed_at = models.DateTimeField()
    act = models.OneToOneField(Act, models.PROTECT, null=True, related_name="countersign")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "verb"])]


class FormKey(models.Model):
    """A form's one-time key with what came of it: pressed twice is one act."""

    key = models.UUIDField(primary_key=True)
    actor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    verb = models.CharField(max_length=60)
    body_hash = models.CharField(max_length=64)
    act = models.ForeignKey(Act, models.PROTECT, null=True, related_name="keys")
    countersign = models.ForeignKey(Countersign, models.PROTECT, null=True, related_name="keys")


class Reading(models.Model):
    """Who opened, printed or took what. Read by those whom the realm names, and by nobody else."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    realm = models.CharField(max_length=40)
    reader = models.ForeignKey(Person, models.PROTECT, related_name="readings")
    subject = models.CharField(max_length=120)
    how = models.CharField(max_length=20)
    detail = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["subject", "at"])]
