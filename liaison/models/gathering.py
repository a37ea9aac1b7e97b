"""Where government and parliament meet: sessions and councils, who is to attend them, what was said and decided there."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.urls import reverse

from liaison.rules import gatherings
from majlis.models import Body, Document, Governed, Person, random_key
from majlis.rules.law import Step

from .matter import Matter


class Gathering(Governed):
    """A sitting of the floor or a committee, a council, a joint session, a meeting, a course."""

    STAGES = gatherings.STAGES
    RESTS = ("held", "missed")
    KINDS = [(kind.code, kind.title) for kind in gatherings.GATHERING_KINDS.values()]

    kind = models.CharField("گونه", max_length=20, choices=KINDS)
    title = models.CharField("عنوان", max_length=200)
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="کمیسیون")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="gatherings", verbose_name="پرونده")
    starts_at = models.DateTimeField("آغاز")
    ends_at = models.DateTimeField("پایان")
    place = models.CharField("جا", max_length=120, blank=True)
    agenda = models.TextField("دستور", blank=True)
    seats = models.PositiveSmallIntegerField("ظرفیت", null=True)
    minutes = models.TextField("صورت‌جلسه", blank=True)
    held_at = models.DateTimeField("برگزاری", null=True)
    missed_why = models.CharField("چرا برگزار نشد", max_length=500, blank=True)
    report = models.TextField("گزارش", blank=True)
    reporter = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="گزارشگر")
    sent_to = models.CharField("فرستاده به", max_length=300, blank=True)
    reported_at = models.DateTimeField("زمان گزارش", null=True)

    class Meta:
        ordering = ["-starts_at", "-id"]
        verbose_name = "نشست"
        verbose_name_plural = "نشست‌ها"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="gathering_ends_after_it_starts"
            )
        ]
        indexes = [
            models.Index(fields=["-starts_at", "-id"], name="gathering_by_day"),
            models.Index(fields=["kind", "-starts_at", "-id"], name="gathering_by_kind"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("liaison:gathering", args=[self.pk])

    @property
    def kind_label(self) -> str:
        return gatherings.GATHERING_KINDS[self.kind].title

    def unheld(self, at: datetime) -> bool:
        """Its time has passed, and nobody says that it was held."""
        return self.stage == "planned" and self.ends_at <= at


class GatheringDocument(models.Model):
    """A paper that lies with a gathering. of_minutes: it is the minutes as they were signed, and is read where they are read."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="papers")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    of_minutes = models.BooleanField("صورت‌جلسهٔ امضاشده", default=False)

    class Meta:
        ordering = ["gathering", "place"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "document"], name="gathering_document_once"),
            models.UniqueConstraint(fields=["gathering", "place"], name="gathering_paper_in_its_place"),
        ]


class Presence(Governed):
    """One person's place in one gathering: called, confirmed or sent a substitute, came or not."""

    STAGES = gatherings.PRESENCES
    RESTS = (*gatherings.MARKS, gatherings.GIVEN_UP)

    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="presences", verbose_name="نشست")
    person = models.ForeignKey(Person, models.PROTECT, related_name="presences", verbose_name="شخص")
    ministry = models.ForeignKey(Body, models.PROTECT, null=True, related_name="presences", verbose_name="دستگاه")
    office = models.CharField("سمت", max_length=12, choices=list(gatherings.OFFICES.items()))
    call = models.CharField("فراخوان", max_length=8, choices=list(gatherings.CALLS.items()))
    called_at = models.DateTimeField("خوانده شد")
    delegate = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="جانشین")
    reason = models.CharField("دلیل", max_length=300, blank=True)
    marked_at = models.DateTimeField("ثبت حضور", null=True)

    class Meta:
        ordering = ["called_at", "id"]
        verbose_name = "حضور"
        verbose_name_plural = "حضورها"
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "person"], condition=~models.Q(stage=gatherings.GIVEN_UP), name="called_once"
            )
        ]
        indexes = [
            models.Index(fields=["ministry", "gathering"], name="presence_by_ministry"),
            models.Index(fields=["person"], condition=models.Q(stage="late"), name="presence_late"),
        ]

    def __str__(self) -> str:
        return f"{self.person}، {self.gathering}" if self.person_id else "حضور"

    @property
    def root(self) -> Gathering:
        return self.gathering

    @property
    def attendee(self) -> Person:
        """Who is expected: he, or whom he sends."""
        return self.delegate or self.person

    def get_absolute_url(self) -> str:
        return reverse("liaison:presence", args=[self.pk])

    def seat(self, kind: str) -> Body | None:
        return self.ministry if kind == "ministry" else None

    def offices_for(self, step: Step) -> tuple[str, ...]:
        """The office's own people are no ministry's."""
        return tuple(name for name in step.by if self.ministry_id or not name.startswith("ministry."))


class DefenceRecord(Governed):
    """What was defended in a gathering, by whom, with what outcome, and what stayed unanswered."""

    STAGES = {"recorded": "ثبت‌شده"}
    RESTS = ("recorded",)

    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="defences", verbose_name="نشست")
    line = models.TextField("خطی که دفاع شد")
    speaker = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="سخنگو")
    outcome = models.CharField("نتیجه", max_length=500)
    unanswered = models.TextField("آنچه بی‌پاسخ ماند", blank=True)
    at = models.DateTimeField("زمان")

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = "دفاع از نظر دولت"
        verbose_name_plural = "دفاع‌ها از نظر دولت"
        indexes = [models.Index(fields=["-at", "-id"], name="defence_by_time")]

    def __str__(self) -> str:
        return f"دفاع {self.speaker}" if self.speaker_id else "دفاع"

    @property
    def root(self) -> Gathering:
        return self.gathering

    def get_absolute_url(self) -> str:
        return self.gathering.get_absolute_url()
