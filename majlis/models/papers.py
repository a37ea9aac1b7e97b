"""Papers whose bytes lie under their hash, and drafts that nobody but their owner sees."""

from __future__ import annotations

from django.db import models

from .base import random_key
from .envelopes import opened_label
from .people import Person


class Document(models.Model):
    """One uploaded paper, checked by content. The bytes lie in the store under their SHA-256.

    sealed: of a paper of a sealed office, the envelope with its key; the store then holds what the key closed, and sha256 and
    size are of that. own_hash: what can be held against the paper itself, of a sealed one; see `proof`.
    """

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    sha256 = models.CharField(max_length=64, editable=False, db_index=True)
    media_type = models.CharField("گونه", max_length=40, editable=False)
    size = models.PositiveIntegerField("اندازه", editable=False)
    pages = models.PositiveSmallIntegerField("صفحه", default=1, editable=False)
    name = models.CharField("نام", max_length=120, editable=False)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="documents", verbose_name="صاحب")
    realm = models.CharField("دفتر", max_length=40, editable=False)
    received_at = models.DateTimeField("دریافت", editable=False)
    sealed = models.TextField(default="", editable=False)
    own_hash = models.CharField(max_length=64, default="", editable=False)

    class Meta:
        ordering = ["received_at", "id"]
        verbose_name = "سند"
        verbose_name_plural = "سندها"

    def __str__(self) -> str:
        return self.title

    @property
    def bound(self) -> tuple[str, str]:
        """To what its bytes are sealed: under another row they do not open."""
        return ("majlis.document", str(self.pk))

    @property
    def title(self) -> str:
        """Its name as it was sent; of a sealed one that is under its key, and who has none reads a word that says nothing."""
        return (opened_label(self.sealed, self.bound) if self.sealed else None) or self.name

    @property
    def proof(self) -> str:
        """The hash of what it is. Of a sealed paper it is made with its own key, so that nobody tries guesses on it; a
        letter's is of the file that left the house, in which there is something by chance."""
        return self.own_hash or self.sha256


class Draft(models.Model):
    """What a person has typed and not yet sent. No part of the record.

    sealed: what was typed for a sealed office, for its owner's pair alone; `data` then holds no more than a hash of the store.
    """

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=120)
    data = models.JSONField(default=dict)
    sealed = models.TextField(default="", editable=False)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    # Whether what was typed lies sealed and no key at hand opens it; told when it is read.
    closed = False

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "subject"], name="one_draft_a_form")]


class DraftDocument(models.Model):
    """A paper uploaded for a draft, before any act refers to it."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="papers")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "document"], name="draft_document_once")]
