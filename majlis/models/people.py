"""Terms, persons, bodies, who held what and when, and the accounts of persons."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from majlis import persian

from .base import random_key
from .trail import Trail


class Term(models.Model):
    """A term of the parliament. Its opening moment starts every clock of the forming of committees."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    number = models.PositiveSmallIntegerField("شمارهٔ دوره", unique=True)
    opens_at = models.DateTimeField("افتتاح")
    ends_on = models.DateField("آخرین روز", null=True, blank=True)
    demonstration = models.BooleanField("نمایشی", default=False)

    history = Trail()

    class Meta:
        ordering = ["-number"]
        verbose_name = "دوره"
        verbose_name_plural = "دوره‌ها"

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return f"دورهٔ {persian.ordinal(self.number)}"


class Person(models.Model):
    """A human being, named as written, with folded keys for search and order."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    name = models.CharField("نام", max_length=120)
    name_folded = models.CharField(max_length=120, editable=False, db_index=True)
    sort_key = models.CharField(max_length=400, editable=False, db_collation="C")
    constituency = models.CharField("حوزهٔ انتخابیه", max_length=200, blank=True)
    national_code = models.CharField("کد ملی", max_length=10, blank=True)
    source = models.CharField("منبع", max_length=80, blank=True)
    source_id = models.CharField("شناسه در منبع", max_length=40, blank=True)

    # What is computed from the name changes with it.
    history = Trail(excluded_fields=["name_folded", "sort_key"])

    class Meta:
        ordering = ["sort_key", "id"]
        verbose_name = "شخص"
        verbose_name_plural = "اشخاص"
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~Q(source_id=""), name="person_source_id_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="person_has_name"),
        ]
        # Every list by name reads its page from here, and does not put all names in order first.
        indexes = [models.Index(fields=["sort_key", "id"])]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.take_keys()
        super().save(*args, **kwargs)

    def take_keys(self) -> None:
        """Compute what search and order look at; who writes many rows at once, past `save`, calls it himself."""
        self.name_folded = persian.fold(self.name)[0][: self._meta.get_field("name_folded").max_length]
        self.sort_key = persian.sort_key(self.name)[: self._meta.get_field("sort_key").max_length]


class Body(models.Model):
    """An organ that holds offices: the chamber, a branch, a committee, a board."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    kind = models.SlugField("گونه", max_length=40)
    code = models.SlugField("کد", max_length=64, unique=True)
    title = models.CharField("عنوان کنونی", max_length=120)
    order = models.PositiveSmallIntegerField("ترتیب", default=0)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    history = Trail()

    class Meta:
        ordering = ["kind", "order", "code"]
        verbose_name = "نهاد"
        verbose_name_plural = "نهادها"

    def __str__(self) -> str:
        return self.title


class BodyTitle(models.Model):
    """What a body was called from a day on."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="titles")
    title = models.CharField("عنوان", max_length=120)
    from_day = models.DateField("از روز")
    source = models.CharField("منبع", max_length=200, blank=True)

    class Meta:
        ordering = ["body", "-from_day"]
        verbose_name = "عنوان نهاد"
        verbose_name_plural = "عنوان‌های نهادها"
        constraints = [models.UniqueConstraint(fields=["body", "from_day"], name="one_title_a_day")]


class DateRange(Func):
    function = "daterange"


class Membership(models.Model):
    """Who held which office in which body, from a day to a day, the last day included."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", verbose_name="شخص")
    body = models.ForeignKey(Body, models.PROTECT, related_name="memberships", verbose_name="نهاد")
    role = models.SlugField("سمت", max_length=40)
    from_day = models.DateField("از روز")
    to_day = models.DateField("تا پایان روز", null=True, blank=True)
    term = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name="دوره"
    )
    constituency = models.CharField("حوزهٔ انتخابیه", max_length=200, blank=True)
    source = models.CharField("منبع", max_length=200, blank=True)

    history = Trail()

    class Meta:
        ordering = ["-from_day", "id"]
        verbose_name = "عضویت"
        verbose_name_plural = "عضویت‌ها"
        indexes = [
            models.Index(fields=["body", "role", "from_day"]),
            models.Index(fields=["person", "from_day"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_day__isnull=True) | Q(to_day__gte=F("from_day")), name="membership_ends_after_it_starts"
            ),
            ExclusionConstraint(
                name="one_office_at_a_time",
                expressions=[
                    (F("person"), RangeOperators.EQUAL),
                    (F("body"), RangeOperators.EQUAL),
                    (F("role"), RangeOperators.EQUAL),
                    (DateRange(F("from_day"), F("to_day"), Value("[]")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}، {self.body}"


class User(AbstractUser):
    """An account: a person's way in. It gives no right; offices do."""

    person = models.OneToOneField(
        Person, models.PROTECT, null=True, blank=True, related_name="user", verbose_name="شخص"
    )

    class Meta:
        verbose_name = "حساب"
        verbose_name_plural = "حساب‌ها"
