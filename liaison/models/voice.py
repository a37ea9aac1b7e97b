"""One voice on a bill: an edition of its text, its articles, what each ministry says to each, the agreed line, what it cites."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse

from liaison.rules import voices
from majlis.models import Body, Governed, Person, random_key
from majlis.rules.law import Step

from .matter import Matter
from .task import Task


class Voice(Governed):
    """One edition of a bill before the ministries, and what they agreed to say."""

    STAGES = voices.STAGES
    RESTS = ("agreed",)

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="voices", verbose_name="پرونده")
    edition = models.CharField("نسخهٔ متن", max_length=200)
    asked_at = models.DateTimeField("نظرخواهی")
    due_day = models.DateField("تا پایان روز")
    line = models.TextField("خط مشترک", blank=True)
    committee_speaker = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="سخنگوی دولت در کمیسیون"
    )
    floor_speaker = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="سخنگوی دولت در صحن"
    )
    agreed_at = models.DateTimeField("بستن خط", null=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        verbose_name = "نظرخواهی"
        verbose_name_plural = "نظرخواهی‌ها"
        constraints = [models.UniqueConstraint(fields=["matter", "edition"], name="voice_edition_once")]
        indexes = [models.Index(fields=["-asked_at", "-id"], name="voice_by_day")]

    def __str__(self) -> str:
        return f"یک‌صدایی دربارهٔ {self.matter}" if self.matter_id else "یک‌صدایی"

    @property
    def root(self) -> Matter:
        return self.matter

    def get_absolute_url(self) -> str:
        return reverse("liaison:voice", args=[self.pk])


class VoiceArticle(models.Model):
    """One article of the edition, and what was agreed on it."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    voice = models.ForeignKey(Voice, models.PROTECT, related_name="articles")
    place = models.PositiveSmallIntegerField("ردیف")
    label = models.CharField("ماده", max_length=80)
    text = models.TextField("متن", blank=True)
    line = models.TextField("خط مشترک", blank=True)

    class Meta:
        ordering = ["place"]
        verbose_name = "مادهٔ نسخه"
        verbose_name_plural = "ماده‌های نسخه"
        constraints = [models.UniqueConstraint(fields=["voice", "label"], name="voice_article_once")]

    def __str__(self) -> str:
        return self.label


class Citation(models.Model):
    """Research of the office on which the agreed line of an edition rests."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    voice = models.ForeignKey(Voice, models.PROTECT, related_name="citations", verbose_name="نظرخواهی")
    task = models.ForeignKey(Task, models.PROTECT, related_name="citations", verbose_name="پژوهش")
    place = models.PositiveSmallIntegerField("ردیف")

    class Meta:
        ordering = ["place"]
        verbose_name = "استناد به پژوهش"
        verbose_name_plural = "استنادها به پژوهش"
        constraints = [models.UniqueConstraint(fields=["voice", "task"], name="research_cited_once_a_voice")]


class Opinion(Governed):
    """What one ministry, or a body of parliament, says to an edition."""

    STAGES = voices.OPINIONS

    voice = models.ForeignKey(Voice, models.PROTECT, related_name="opinions", verbose_name="نظرخواهی")
    body = models.ForeignKey(Body, models.PROTECT, related_name="opinions", verbose_name="دستگاه")
    text = models.TextField("نظر کلی", blank=True)
    given_at = models.DateTimeField("نظر", null=True)

    class Meta:
        ordering = ["voice", "body__kind", "body__order", "body__code"]
        verbose_name = "نظر دستگاه"
        verbose_name_plural = "نظر دستگاه‌ها"
        constraints = [models.UniqueConstraint(fields=["voice", "body"], name="one_opinion_a_body")]

    def __str__(self) -> str:
        return f"نظر {self.body}" if self.body_id else "نظر"

    @property
    def root(self) -> Voice:
        return self.voice

    @property
    def of_parliament(self) -> bool:
        return self.body.kind != "ministry"

    def get_absolute_url(self) -> str:
        return reverse("liaison:opinion", args=[self.pk])

    def seat(self, kind: str) -> Body | None:
        return self.body if kind == "ministry" else None

    def offices_for(self, step: Step) -> tuple[str, ...]:
        """What parliament's bodies say is no ministry's to write."""
        return tuple(name for name in step.by if not self.of_parliament or not name.startswith("ministry."))

    def facts(self, at: Any) -> Any:
        return self


class Mark(models.Model):
    """One ministry's word on one article."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="marks")
    article = models.ForeignKey(VoiceArticle, models.PROTECT, related_name="marks")
    stance = models.CharField("نظر", max_length=12, choices=list(voices.STANCES.items()))
    text = models.TextField("شرط یا دلیل", blank=True)

    class Meta:
        ordering = ["article__place"]
        verbose_name = "نظر به ماده"
        verbose_name_plural = "نظر به ماده‌ها"
        constraints = [models.UniqueConstraint(fields=["opinion", "article"], name="one_mark_an_article")]
