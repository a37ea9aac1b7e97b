"""Letters, and the yearly ledger from which they take their numbers (house, Art. 10)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.module_loading import import_string

from majlis import persian
from majlis.rules.law import Step
from majlis.rules.letters import GRADES, PRIORITIES, short_trace

from .base import Governed, random_key
from .keys import KeyPair
from .papers import Document
from .people import Body, Person
from .record import Act
from .sealed import Closed, SealedTextField

SIGNED = ("signed", "void")


class LetterYear(models.Model):
    """The last number that one Jalali year's ledger gave: the row on which signers queue."""

    year = models.PositiveSmallIntegerField("سال", primary_key=True)
    last = models.PositiveIntegerField("آخرین شماره", default=0)

    class Meta:
        verbose_name = "دفتر سال"
        verbose_name_plural = "دفترهای سال"


class Letter(Governed):
    """One letter on an office's file. It gets its number when it is signed, and keeps it when it is void.

    realm: the office's code.  file_kind and file_key: the file's model and key; who sees the file sees the letter.
    word: which of the office's letters it is.  told: the act of which it tells.  mark: the number as it is written.
    What a letter of a sealed file says lies in the file's safe.  chance: of such a letter, what stands by chance in its trace and
    in its PDF, so that nobody finds by trying what it says.
    """

    SEALED = ("addressee", "title", "text", "copies", "chance", "void_reason")

    RESTS = ("signed", "void", "dropped")
    STAGES = {"drafted": "پیش‌نویس", "signed": "امضاشده", "void": "باطل", "dropped": "کنار گذاشته"}

    realm = models.CharField("دفتر", max_length=40, editable=False)
    file_kind = models.CharField(max_length=40, editable=False)
    file_key = models.UUIDField(editable=False)
    word = models.CharField("گونه", max_length=40, editable=False)
    told = models.ForeignKey(Act, models.PROTECT, related_name="+", verbose_name="اقدام")
    grade = models.CharField("طبقه‌بندی", max_length=12, choices=list(GRADES.items()), default="ordinary")
    priority = models.CharField("فوریت", max_length=12, choices=list(PRIORITIES.items()), default="ordinary")
    addressee = SealedTextField("گیرنده")
    title = SealedTextField("موضوع", max_length=200)
    text = SealedTextField("متن")
    copies = SealedTextField("رونوشت", blank=True)
    chance = SealedTextField(blank=True, editable=False)
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="نویسنده")
    year = models.PositiveSmallIntegerField("سال", null=True, editable=False)
    number = models.PositiveIntegerField("شماره", null=True, editable=False)
    mark = models.CharField("شماره", max_length=24, blank=True, editable=False)
    signer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="امضاکننده")
    signer_title = models.CharField("سمت امضاکننده", max_length=120, blank=True)
    signed_at = models.DateTimeField("امضا", null=True)
    token = models.CharField(max_length=32, blank=True, editable=False)
    trace = models.CharField("اثر", max_length=64, blank=True, editable=False)
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="letter")
    void_reason = SealedTextField("دلیل ابطال", max_length=500, blank=True)
    voided_at = models.DateTimeField("ابطال", null=True)

    class Meta:
        ordering = ["-stage_since", "id"]
        verbose_name = "نامه"
        verbose_name_plural = "نامه‌ها"
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="letter_number_once"),
            models.UniqueConstraint(fields=["mark"], condition=~Q(mark=""), name="letter_mark_once"),
            models.UniqueConstraint(fields=["token"], condition=~Q(token=""), name="letter_token_once"),
            models.CheckConstraint(
                condition=Q(year=None, number=None) | Q(year__isnull=False, number__gte=1), name="letter_number_whole"
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=SIGNED)
                | (
                    ~Q(mark="")
                    & ~Q(token="")
                    & Q(signer__isnull=False, signed_at__isnull=False, document__isnull=False)
                ),
                name="signed_letter_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["realm", "file_kind", "file_key"], name="letter_by_file"),
            models.Index(fields=["-stage_since", "id"], name="letter_by_moment"),
        ]

    def __str__(self) -> str:
        return f"نامهٔ {persian.digits(self.mark)}" if self.mark else "نامهٔ بی‌شماره"

    def get_absolute_url(self) -> str:
        return reverse("letter", args=[self.pk])

    @property
    def home(self) -> Any:
        """The office whose letter it is, as Django knows it: its chain holds the letter's acts."""
        return next(
            each for each in apps.get_app_configs() if getattr(each, "realm", None) and each.realm.code == self.realm
        )

    @property
    def kind(self) -> Any:
        """Which of the office's letters it is."""
        return import_string(self.home.letters).kind(self.word)

    @property
    def file(self) -> Any:
        """The file to which it belongs."""
        found = self.__dict__.get("_file")
        if found is None:
            manager = self.home.get_model(self.file_kind)._base_manager
            found = self.__dict__["_file"] = manager.get(pk=self.file_key)
        return found

    @property
    def root(self) -> Governed:
        own = self.file.root
        return own if own is not None else self.file

    @property
    def sealed_in(self) -> str:
        """The safe of its file; empty where the file has none, and then the letter lies open."""
        return getattr(self.root, "sealed_in", "")

    @property
    def sealed_also(self) -> list[KeyPair]:
        """The pairs of those to whom it was written and may now be read, though they have no key of the file."""
        found = import_string(self.home.letters).told
        readers = found(self) if found is not None and self.signed_at is not None else []
        return list(KeyPair.objects.filter(user__person__in=readers).order_by("pk")) if readers else []

    def bodies_also(self, names: Collection[UUID]) -> list[KeyPair]:
        """Who reads a line of the register about it without a key of its file: whoever reads one about the file."""
        own = getattr(self.root, "bodies_also", None)
        return own(names) if own is not None else []

    @property
    def title_told(self) -> str:
        """What it is about, where it opens; else nothing."""
        title = self.title
        return "" if isinstance(title, Closed) else title

    @property
    def lock_first(self) -> None:
        """A letter changes nothing of its file, so it waits for no other act on it."""
        return None

    def seat(self, kind: str) -> Body | None:
        return self.file.seat(kind)

    def bars(self, person: Person) -> bool:
        return self.file.bars(person)

    def offices_for(self, step: Step) -> tuple[str, ...]:
        """The offices that may do a step on it: who drafts and who signs is the office's word."""
        kind = self.kind
        if step.word == "draft_letter":
            return kind.drafters
        drafting = step.word == "revise_letter" or (step.word == "void_letter" and self.stage == "drafted")
        return (*kind.drafters, *kind.signers) if drafting else tuple(kind.signers)

    @property
    def short_trace(self) -> str:
        return short_trace(self.trace)


class LetterAttachment(models.Model):
    """A paper of the file that goes with a letter."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="attachments")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["letter", "place"]
        constraints = [models.UniqueConstraint(fields=["letter", "document"], name="letter_document_once")]
