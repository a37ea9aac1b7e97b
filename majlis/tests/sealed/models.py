"""A secret with its papers, and notes that hang on it."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import models

from majlis.models import Body, Document, Governed


def random_reference() -> str:
    """A name that counts nothing."""
    return secrets.token_hex(8)


class Secret(Governed):
    STAGES = {"opened": "گشوده", "closed": "بسته"}

    board = models.ForeignKey(Body, models.PROTECT, related_name="+")
    ref = models.CharField(max_length=16, unique=True, default=random_reference)
    title = models.CharField(max_length=120)
    papers = models.ManyToManyField(Document, through="SecretPaper", related_name="secrets")

    def __str__(self) -> str:
        return self.title

    def seat(self, kind: str) -> Body | None:
        return self.board if kind == self.board.kind else None


class SecretPaper(models.Model):
    secret = models.ForeignKey(Secret, models.PROTECT, related_name="attached")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")


class Note(Governed):
    STAGES = {"noted": "نوشته"}

    secret = models.ForeignKey(Secret, models.PROTECT, related_name="notes")
    text = models.CharField(max_length=400)

    @property
    def root(self) -> Secret:
        return self.secret

    def seat(self, kind: str) -> Any:
        return self.secret.seat(kind)
