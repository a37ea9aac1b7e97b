"""Papers whose bytes lie under their hash, and drafts that nobody but their owner sees."""

from __future__ import annotations

from django.db import models

from .base import random_key
from .people import Person


class Document(models.Model):
    """One uploaded paper, checked by content. The bytes lie in the store under their SHA-256."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    sha256 = models.CharField(max_length=64, editable=False, db_index=True)
    media_type = models.CharField("گونه", max_length=40, editable=False)
    size = models.PositiveIntegerField("اندازه", editable=False)
    pages = models.PositiveSmallIntegerField("صفحه", default=1, editable=False)
    name = models.CharField("نام", max_length=120, editable=False)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="documents", verbose_name="صاحب")
    realm = models.CharField("دفتر", max_length=40, editable=False)
    received_at = models.DateTimeField("دریافت", editable=False)

    class Meta:
        ordering = ["received_at", "id"]
        verbose_name = "سند"
        verbose_name_plural = "سندها"

    def __str__(self) -> str:
        return self.name


class Draft(models.Model):
    """What a person has typed and not yet sent. No part of the record."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=120)
    data = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "subject"], name="one_draft_a_form")]


class DraftDocument(models.Model):
    """A paper uploaded for a draft, before any act refers to it."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="papers")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "document"], name="draft_document_once")]
