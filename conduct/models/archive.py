"""The archive: a case that has ended, sealed with an inventory of its papers (Art. 7 note 1)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import models

from majlis.models import Body, Document, KeyPair, Person, random_key
from majlis.models.sealed import SealedTextField

from .case import Case, OfCase, offices_pairs


class Archive(OfCase):
    """One sealing of a case. While it is sealed nobody opens the case; once opened, the case is sealed anew by another."""

    STAGES = {"sealed": "بسته", "opened": "گشوده شد"}
    RESTS = ("sealed", "opened")

    case = models.ForeignKey(Case, models.PROTECT, related_name="archives")
    sealed_at = models.DateTimeField("بایگانی")
    shelf = models.CharField("جای برگه‌های کاغذی", max_length=120)
    inventory = models.CharField("چکیدهٔ سیاهه", max_length=64)
    opened_for = SealedTextField("گشوده شد برای", blank=True)

    class Meta:
        ordering = ["-sealed_at", "id"]
        verbose_name = "بایگانی"
        verbose_name_plural = "بایگانی‌ها"
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(stage="sealed"), name="sealed_once_at_a_time")
        ]

    def __str__(self) -> str:
        return "بایگانی پرونده"

    @property
    def sealed_also(self) -> list[KeyPair]:
        # While the case's own key is with the archive's holders, the two who open it must read each other.
        return offices_pairs(self.case)

    def bodies_also(self, names: Collection[UUID]) -> list[KeyPair]:
        return self.sealed_also

    def facts(self, at: Any) -> Any:
        return self.case.facts(at)

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("conduct:archived", args=[self.pk])


class ArchivedPaper(models.Model):
    """One line of an inventory: the paper as it was called then, and the hash of its bytes."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    archive = models.ForeignKey(Archive, models.PROTECT, related_name="papers")
    place = models.PositiveSmallIntegerField("ردیف")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    kind = models.CharField("گونه", max_length=60)
    name = models.CharField("نام", max_length=200)
    pages = models.PositiveSmallIntegerField("صفحه")
    sha256 = models.CharField("چکیده", max_length=64)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["archive", "place"], name="one_paper_a_place")]


class ArchiveOpening(OfCase):
    """A case was taken out of the archive, and its key waits for three of those who keep the archive's."""

    STAGES = {
        "asked": "در انتظار سه کلیددار",
        "begun": "یک کلیددار آمده است",
        "joined": "دو کلیددار آمده‌اند",
        "whole": "کلید به دارندگان حق رسید",
        "dropped": "رها شد",
    }
    RESTS = ("whole", "dropped")

    case = models.ForeignKey(Case, models.PROTECT, related_name="openings")
    archive = models.ForeignKey(Archive, models.PROTECT, related_name="openings")
    asked_at = models.DateTimeField("خواسته شد")

    class Meta:
        ordering = ["-asked_at", "id"]
        verbose_name = "گشودن کلید بایگانی"
        verbose_name_plural = "گشودن‌های کلید بایگانی"

    def __str__(self) -> str:
        return "کلید بایگانی"

    def seat(self, kind: str) -> Body | None:
        # Who keeps the archive's key keeps it for every board.
        return None if kind == "conduct_archive" else super().seat(kind)

    def facts(self, at: Any) -> Any:
        return self.case.facts(at)

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("conduct:archive_keys")


class KeyHolderCame(models.Model):
    """One who keeps the archive's key has come, with his own keys."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    opening = models.ForeignKey(ArchiveOpening, models.PROTECT, related_name="came")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="کلیددار")
    at = models.DateTimeField("آمد")

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["opening", "person"], name="key_holder_came_once")]
