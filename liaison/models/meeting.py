"""Meetings with the President, the First Vice-President and ministers: who asks, who was received, whose turn the lot gives."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from liaison.rules import meetings
from majlis.models import Body, Governed, Person, random_key

from .gathering import Gathering


class MeetingRequest(Governed):
    """One request to be received, by a member, a committee or the assembly of a province's members."""

    STAGES = meetings.STAGES
    RESTS = ("arranged", "declined")

    asked_of = models.CharField("دیدار با", max_length=12, choices=list(meetings.HOSTS.items()))
    minister = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="وزارتخانه")
    shape = models.CharField("قالب", max_length=12, choices=list(meetings.SHAPES.items()))
    committee = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="کمیسیون")
    province = models.CharField("استان", max_length=60, blank=True)
    subject = models.CharField("موضوع", max_length=300)
    asked_at = models.DateTimeField("درخواست")
    gathering = models.OneToOneField(Gathering, models.PROTECT, null=True, related_name="request", verbose_name="دیدار")
    declined_why = models.CharField("چرا پذیرفته نشد", max_length=500, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        verbose_name = "درخواست دیدار"
        verbose_name_plural = "درخواست‌های دیدار"
        indexes = [models.Index(fields=["stage", "asked_at", "id"], name="meeting_by_stage")]

    def __str__(self) -> str:
        return f"دیدار {self.asker} با {self.host}" if self.shape else "درخواست دیدار"

    def get_absolute_url(self) -> str:
        return reverse("liaison:meeting", args=[self.pk])

    @property
    def asker(self) -> str:
        """Who asks, in words."""
        if self.shape == meetings.ASSEMBLY:
            return f"مجمع نمایندگان {self.province}"
        if self.shape == meetings.COMMITTEE:
            return f"کمیسیون {self.committee}"
        return "، ".join(each.person.name for each in self.guests.all())

    @property
    def host(self) -> str:
        if self.asked_of != meetings.MINISTER or self.minister is None:
            return meetings.HOSTS[self.asked_of]
        return self.minister.title.replace("وزارت", "وزیر", 1)


class Guest(models.Model):
    """One member who is to be received."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    request = models.ForeignKey(MeetingRequest, models.PROTECT, related_name="guests")
    person = models.ForeignKey(Person, models.PROTECT, related_name="visits", verbose_name="نماینده")

    class Meta:
        ordering = ["person__sort_key", "id"]
        verbose_name = "میهمان"
        verbose_name_plural = "میهمان‌ها"
        constraints = [models.UniqueConstraint(fields=["request", "person"], name="guest_once")]


class MeetingLot(Governed):
    """The lot that orders the waiting assemblies: announced over sealed shares, drawn with dice and the opened shares."""

    STAGES = meetings.LOT_STAGES
    RESTS = ("drawn",)

    year = models.PositiveSmallIntegerField("سال")
    draw = models.PositiveIntegerField("قرعه")
    snapshot = models.JSONField("فهرست")
    holders = models.JSONField("سهم‌داران")
    announced = models.CharField("اثر اعلام", max_length=64)
    dice = models.CharField("تاس‌ها", max_length=20, blank=True)
    opened = models.JSONField("سهم‌های گشوده", default=list)
    seed = models.CharField("دانه", max_length=64, blank=True)
    result = models.JSONField("نوبت‌ها", default=list)
    announced_at = models.DateTimeField("اعلام")

    class Meta:
        ordering = ["-year", "-draw"]
        verbose_name = "قرعهٔ دیدار"
        verbose_name_plural = "قرعه‌های دیدار"
        constraints = [models.UniqueConstraint(fields=["year", "draw"], name="meeting_lot_once")]

    def __str__(self) -> str:
        return f"قرعهٔ دیدار {self.name}" if self.draw else "قرعهٔ دیدار"

    @property
    def name(self) -> str:
        """As the holders bind it into their shares."""
        return meetings.lot_name(self.year, self.draw)

    def get_absolute_url(self) -> str:
        return reverse("liaison:meeting_lot", args=[self.pk])
