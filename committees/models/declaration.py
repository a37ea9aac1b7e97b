"""A member's form, its items and their papers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from majlis.models import Body, Document, Governed, Person, Trail, random_key

from .formation import Formation


class Record(Governed):
    """What a member says of himself before the opening, for every member to read (Art. 3). It holds no choices."""

    STAGES = {"declared": "اعلام‌شده"}

    term = models.ForeignKey("majlis.Term", models.PROTECT, related_name="records", verbose_name="دوره")
    member = models.ForeignKey(Person, models.PROTECT, related_name="records", verbose_name="نماینده")
    content = models.JSONField("محتوا", default=dict)

    class Meta:
        verbose_name = "سوابق اعلام‌شده"
        verbose_name_plural = "سوابق اعلام‌شده"
        constraints = [models.UniqueConstraint(fields=["term", "member"], name="one_record_a_member")]

    def __str__(self) -> str:
        return f"سوابق {self.member}"

    @property
    def lock_first(self) -> models.Model | None:
        return self.member if self._state.adding else None

    @property
    def owner(self) -> Person:
        return self.member


class Declaration(Governed):
    """One member's scoring form in one formation (Art. 4)."""

    STAGES = {
        "issued": "فرم داده شده",
        "submitted": "فرم رسیده",
        "checked": "بررسی‌شده",
        "scored": "امتیازدار",
        "seated": "دارای کمیسیون",
        "left_out": "بازمانده",
    }

    formation = models.ForeignKey(Formation, models.PROTECT, related_name="declarations", verbose_name="تشکیل")
    member = models.ForeignKey(Person, models.PROTECT, related_name="declarations", verbose_name="نماینده")
    branch = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="شعبه")
    number = models.CharField("شماره", max_length=16)
    constituency = models.CharField("حوزهٔ انتخابیه", max_length=200, blank=True)
    submission = models.PositiveSmallIntegerField("نوبت تحویل", default=0)
    submitted_at = models.DateTimeField("رسیده", null=True)

    class Meta:
        ordering = ["number"]
        verbose_name = "فرم امتیازبندی"
        verbose_name_plural = "فرم‌های امتیازبندی"
        constraints = [
            models.UniqueConstraint(fields=["formation", "member"], name="one_form_a_member"),
            models.UniqueConstraint(fields=["formation", "number"], name="form_number_once"),
        ]
        indexes = [
            models.Index(fields=["formation", "stage", "submitted_at"]),
            models.Index(fields=["formation", "submitted_at", "number"]),
        ]

    def __str__(self) -> str:
        return f"فرم {self.member}"

    @property
    def root(self) -> Formation:
        return self.formation

    @property
    def owner(self) -> Person:
        return self.member

    def seat(self, kind: str) -> Body | None:
        return self.branch if kind == "branch" else None

    def facts(self, at: datetime) -> Any:
        from committees.facts import DeclarationFacts

        return DeclarationFacts(self, at)


class Choice(models.Model):
    """One of the two committees that a member named, in order. Round 1 is the form's; later rounds are Art. 18's."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="choices")
    submission = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField("دور", default=1)
    rank = models.PositiveSmallIntegerField("اولویت")
    committee = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="کمیسیون")

    class Meta:
        ordering = ["round", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["declaration", "submission", "round", "rank"], name="one_choice_a_rank"),
            models.UniqueConstraint(
                fields=["declaration", "submission", "round", "committee"], name="two_different_choices"
            ),
        ]


class Item(Governed):
    """One line of a form: a degree, a post, a tenure or a committee service, with its papers and its verdict."""

    STAGES = {
        "declared": "بررسی نشده",
        "accepted": "پذیرفته",
        "rejected": "رد شده",
        "referred": "ارجاع به شعبه",
        "decided": "تصمیم شعبه",
    }
    KINDS = [("degree", "مدرک تحصیلی"), ("post", "سمت"), ("tenure", "نمایندگی"), ("service", "عضویت در کمیسیون")]

    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="items", verbose_name="فرم")
    kind = models.CharField("گونه", max_length=8, choices=KINDS)
    submission = models.PositiveSmallIntegerField("نوبت تحویل")
    place = models.PositiveSmallIntegerField("ردیف")
    code = models.CharField(max_length=40)
    title = models.CharField("عنوان", max_length=400)
    claim = models.JSONField("ادعا", default=dict)
    confirmed = models.BooleanField("سند تأیید شده", default=False)
    reason = models.CharField("دلیل", max_length=500, blank=True)
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="بررسی‌کننده")
    checked_at = models.DateTimeField("زمان بررسی", null=True)
    # The second pair of eyes: another officer who found the same (Art. 5).
    rechecked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="بازبین")
    rechecked_at = models.DateTimeField("زمان بازبینی", null=True)
    # What the laws deputy asks for beside the papers that came, and when it came (Art. 5).
    asked = models.CharField("سند خواسته‌شده", max_length=300, blank=True)
    asked_at = models.DateTimeField("زمان خواستن", null=True)
    answered_at = models.DateTimeField("زمان رسیدن سند", null=True)
    documents = models.ManyToManyField(Document, through="ItemDocument", related_name="items")

    history = Trail()

    class Meta:
        ordering = ["declaration", "submission", "place"]
        verbose_name = "مورد"
        verbose_name_plural = "موردها"
        constraints = [
            models.UniqueConstraint(fields=["declaration", "submission", "place"], name="one_item_a_place"),
        ]
        indexes = [
            models.Index(fields=["declaration", "submission", "stage"]),
            models.Index(fields=["checked_at"], condition=models.Q(checked_at__isnull=False), name="items_checked"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def awaits_document(self) -> bool:
        """Was a document asked for that has not come?"""
        return self.asked_at is not None and (self.answered_at is None or self.answered_at < self.asked_at)

    @property
    def root(self) -> Formation:
        return self.declaration.formation

    @property
    def owner(self) -> Person:
        return self.declaration.member

    def seat(self, kind: str) -> Body | None:
        return self.declaration.seat(kind)

    def facts(self, at: datetime) -> Any:
        from committees.facts import ItemFacts

        return ItemFacts(self, at)


class OfKind(models.Manager):
    """The items of one kind."""

    def __init__(self, kind: str):
        super().__init__()
        self.kind = kind

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(kind=self.kind)


class Degree(Item):
    """A degree: level, field, institution, confirming authority, day (Arts. 7-10)."""

    objects = OfKind("degree")

    class Meta:
        proxy = True


class Post(Item):
    """An executive post: title, organisation, from, to, appointment order (Arts. 12-14)."""

    objects = OfKind("post")

    class Meta:
        proxy = True


class Tenure(Item):
    """A time as member of parliament."""

    objects = OfKind("tenure")

    class Meta:
        proxy = True


class CommitteeService(Item):
    """A time as member of a specialised committee."""

    objects = OfKind("service")

    class Meta:
        proxy = True


class ItemDocument(models.Model):
    """A paper that a member attached to an item."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="papers")
    document = models.ForeignKey(Document, models.PROTECT, related_name="uses")
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["item", "place"]
        constraints = [models.UniqueConstraint(fields=["item", "document"], name="item_document_once")]


class Flag(models.Model):
    """An officer's note to the presiding board that an item's relation to a committee is in doubt (Arts. 6, 15)."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    item = models.ForeignKey(Item, models.PROTECT, related_name="flags")
    committee = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="کمیسیون")
    note = models.CharField("توضیح", max_length=500)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "committee"], name="one_flag_an_item_and_committee")]
