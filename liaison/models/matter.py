"""A matter between government and parliament: one kind of file, a procedure for each kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse

from liaison.rules import kinds
from majlis import persian
from majlis.models import Body, Governed, Person, Term, random_key
from majlis.rules.deadlines import legal_day, midnight

from .cabinet import CabinetPeriod

ONE_DAY = timedelta(days=1)
FOLDED_MOST = 600
SERIAL_DIGITS = 3
EXTENDED = ("record_guardian_opinion", "integrate_budget")


class Matter(Governed):
    """A question, a notice, an interpellation, a bill. Rows come as their own kind (Question, MemberBill and so on)."""

    STAGES = kinds.STAGES
    KINDS = [(kind.code, kind.title) for kind in kinds.KINDS.values()]
    OWN_KIND = ""

    kind = models.CharField("گونه", max_length=30, choices=KINDS)
    year = models.PositiveSmallIntegerField("سال")
    serial = models.PositiveIntegerField("ردیف سال")
    title = models.CharField("موضوع", max_length=300)
    text = models.TextField("متن", blank=True)
    title_folded = models.CharField(max_length=FOLDED_MOST, editable=False)
    search = models.CharField(max_length=FOLDED_MOST, editable=False)
    addressee = models.ForeignKey(Body, models.PROTECT, null=True, related_name="matters", verbose_name="خطاب به")
    committee = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="کمیسیون")
    lead = models.ForeignKey(Person, models.PROTECT, null=True, related_name="matters_led", verbose_name="نخستین امضا")
    constituency = models.CharField("حوزهٔ انتخابیه", max_length=200, blank=True)
    term = models.ForeignKey(Term, models.PROTECT, related_name="matters", verbose_name="دوره")
    cabinet = models.ForeignKey(CabinetPeriod, models.PROTECT, null=True, related_name="matters", verbose_name="دولت")
    filed_at = models.DateTimeField("ثبت")
    month = models.PositiveIntegerField("ماه", help_text="سال و ماه شمسی، مانند 140603")
    announced_at = models.DateTimeField("قرائت یا اعلام وصول", null=True)
    postponed_until = models.DateField("عقب‌افتاده تا", null=True)
    floor_at = models.DateTimeField("جلسهٔ صحن", null=True)
    due_on = models.DateField("روزی که دفتر گذاشته", null=True)
    extended_to = models.DateTimeField("مهلت افزوده تا", null=True)
    trial_until = models.DateField("اجرای آزمایشی تا پایان روز", null=True)
    classified = models.BooleanField("طبقه‌بندی‌شده", default=False)
    urgency = models.PositiveSmallIntegerField("درجهٔ فوریت", default=0)
    urgency_asked = models.PositiveSmallIntegerField("فوریت خواسته‌شده", default=0)
    asks = models.PositiveSmallIntegerField("شمار پرسش‌ها", default=1)
    incoming = models.BooleanField("رسیده", default=True)
    number_there = models.CharField("شمارهٔ نزد طرف دیگر", max_length=60, blank=True)
    origin = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by", verbose_name="برگرفته از")
    source = models.CharField("منبع", max_length=80, blank=True)
    source_id = models.CharField("شناسه در منبع", max_length=40, blank=True)

    class Meta:
        ordering = ["-filed_at", "-id"]
        verbose_name = "پرونده"
        verbose_name_plural = "پرونده‌ها"
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "serial"], name="matter_number_once"),
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~models.Q(source_id=""), name="matter_source_id_once"
            ),
        ]
        indexes = [
            models.Index(fields=["-filed_at", "-id"], name="matter_by_day"),
            models.Index(fields=["kind", "-filed_at", "-id"], name="matter_by_kind"),
            models.Index(fields=["addressee", "-filed_at", "-id"], name="matter_by_addressee"),
            models.Index(fields=["kind", "stage", "filed_at"], name="matter_by_stage"),
            models.Index(fields=["month", "kind"], name="matter_by_month"),
            models.Index(fields=["due_on", "id"], condition=models.Q(due_on__isnull=False), name="matter_by_own_day"),
            # What parliament has not done with, by its age: the cartable and the limits look at nothing else.
            models.Index(fields=["filed_at", "id"], condition=models.Q(stage__in=kinds.OPEN), name="matter_open"),
            # The committees of one addressee's matters.
            models.Index(
                fields=["addressee", "committee"],
                condition=models.Q(committee__isnull=False),
                name="matter_in_committee",
            ),
            models.Index(fields=["floor_at"], condition=models.Q(floor_at__isnull=False), name="matter_by_floor"),
            GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="matter_search"),
            GinIndex(fields=["title_folded"], opclasses=["gin_trgm_ops"], name="matter_alike"),
            # Like questions, and like notices, are not looked for among the letters.
            *(
                GinIndex(
                    fields=["title_folded"],
                    opclasses=["gin_trgm_ops"],
                    condition=models.Q(kind=kind),
                    name=f"matter_{kind}_alike",
                )
                for kind in ("question", "notice")
            ),
        ]

    def __str__(self) -> str:
        told = kinds.KINDS.get(self.kind or self.OWN_KIND)
        return f"{told.title} {self.number}" if told and self.serial else (told.title if told else "")

    @classmethod
    def from_db(cls, db: str | None, field_names: Sequence[str], values: Sequence[Any]) -> Matter:
        """A row is its own kind, so that it meets the steps of that kind and no others."""
        own = cls
        if cls is Matter and "kind" in field_names:
            own = KIND_MODELS[values[list(field_names).index("kind")]]
        return models.Model.from_db.__func__(own, db, field_names, values)  # type: ignore[attr-defined]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.take_keys()
        super().save(*args, **kwargs)

    def take_keys(self) -> None:
        """Compute what search and counts look at; who writes many rows at once, past `save`, calls it himself."""
        self.title_folded = persian.fold(self.title)[0][:FOLDED_MOST]
        # The number is found as it is written and as it is shortened.
        numbers = f"{self.number} {self.year}/{self.serial}"
        self.search = persian.fold(f"{self.title} {numbers}")[1][:FOLDED_MOST]
        year, month, _ = persian.jalali_parts(legal_day(self.filed_at))
        self.month = year * 100 + month

    def get_absolute_url(self) -> str:
        return reverse("liaison:matter", args=[self.pk])

    @property
    def number(self) -> str:
        """Year and place in it, as it is written: ۱۴۰۶/۰۴۲."""
        return persian.digits(f"{self.year}/{self.serial:0{SERIAL_DIGITS}d}")

    @property
    def kind_label(self) -> str:
        return kinds.KINDS[self.kind].title

    @property
    def stage_label(self) -> str:
        return kinds.label(self.kind, self.stage)

    @property
    def tone(self) -> str:
        """How its stage's chip looks: lost, shelved, ended, begun, under way."""
        if self.stage in kinds.LOST:
            return "lost"
        if self.stage in ("closed", "withdrawn"):
            return "shelved"
        return "ended" if self.ended else "begun" if self.stage in kinds.BEGUN else "under_way"

    @property
    def ended(self) -> bool:
        return self.stage in kinds.ENDED or self.stage == "closed"

    def clock_start(self, word: str) -> datetime | None:
        """The instants that the file itself remembers: imported files have no act of their own."""
        if word.startswith("file_"):
            return self.filed_at
        if word.startswith(("announce_", "read_")):
            return self.announced_at
        return None

    def moved(self, word: str) -> tuple[datetime, str] | None:
        """The asker's wish moves the committee's meeting (Art. 193 of 1379); more days were asked for by the Guardian Council
        (Const. 95), or given to the integration of the budget (Art. 182)."""
        if word in EXTENDED and self.extended_to is not None:
            return (
                self.extended_to,
                f"مهلت افزوده شد تا {persian.jalali_datetime(self.extended_to - datetime.resolution)}",
            )
        if word != "record_committee_meeting" or self.postponed_until is None:
            return None
        told = f"به خواست سؤال‌کننده تا پایان {persian.jalali(self.postponed_until)} عقب افتاد"
        return midnight(self.postponed_until + ONE_DAY), told

    def facts(self, at: datetime) -> Any:
        from liaison.facts import MatterFacts

        return MatterFacts(self, at)


# Filled where every kind is known.
KIND_MODELS: dict[str, type[Matter]] = {}


class Question(Matter):
    OWN_KIND = "question"

    class Meta:
        proxy = True
        verbose_name = "سؤال"


class Notice(Matter):
    OWN_KIND = "notice"

    class Meta:
        proxy = True
        verbose_name = "تذکر"


class SignedMatter(Matter):
    """What stands on a number of signatures."""

    class Meta:
        proxy = True


class Enactment(SignedMatter):
    """What the chamber passes and the Guardian Council looks at."""

    class Meta:
        proxy = True


class Bill(Enactment):
    class Meta:
        proxy = True


class Interpellation(SignedMatter):
    OWN_KIND = "interpellation"

    class Meta:
        proxy = True
        verbose_name = "استیضاح"


class MemberBill(Bill):
    OWN_KIND = "member_bill"

    class Meta:
        proxy = True
        verbose_name = "طرح"


class GovernmentBill(Bill):
    OWN_KIND = "government_bill"

    class Meta:
        proxy = True
        verbose_name = "لایحه"


class Signature(models.Model):
    """One member's name under a matter, from an instant on, until he takes it back."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="signatures")
    person = models.ForeignKey(Person, models.PROTECT, related_name="signatures", verbose_name="نماینده")
    place = models.PositiveSmallIntegerField("ردیف")
    signed_at = models.DateTimeField("امضا")
    withdrawn_at = models.DateTimeField("پس گرفتن", null=True)

    class Meta:
        ordering = ["place"]
        verbose_name = "امضا"
        verbose_name_plural = "دفتر امضا"
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "person"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_standing_signature",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(withdrawn_at__gte=models.F("signed_at")),
                name="withdrawn_after_signed",
            ),
        ]
        indexes = [models.Index(fields=["person", "matter"])]
