"""A task of the office's own work: who owes what by which day, the evidence of it, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse

from liaison.rules import tasks
from majlis import persian
from majlis.models import Body, Document, Governed, Person, random_key
from majlis.rules.deadlines import midnight
from majlis.rules.law import Step

from .cabinet import CabinetPeriod
from .evaluation import Evaluation
from .gathering import Gathering
from .matter import FOLDED_MOST, SERIAL_DIGITS, Matter

NEXT_DAY = timedelta(days=1)
NOT_OVER = models.Q(stage__in=tasks.OPEN)
# What a line of the government may cite.
RESEARCHED = models.Q(kind=tasks.RESEARCH, stage=tasks.DONE)
# What everybody may read.
PUBLISHED = models.Q(kind=tasks.PUBLICATION, stage="accepted", details__audience=tasks.PUBLIC)


class Task(Governed):
    """A promise, a decision, a mission, a report: one carrier for all. A promise comes as `Promise`."""

    STAGES = tasks.STAGES
    RESTS = ("accepted",)
    KINDS = [(kind.code, kind.title) for kind in tasks.TASK_KINDS.values()]

    kind = models.CharField("گونه", max_length=20, choices=KINDS)
    year = models.PositiveSmallIntegerField("سال")
    serial = models.PositiveIntegerField("ردیف سال")
    title = models.CharField("عنوان", max_length=300)
    text = models.TextField("شرح", blank=True)
    origin = models.CharField("برگرفته از", max_length=300, blank=True)
    search = models.CharField(max_length=FOLDED_MOST, editable=False)
    ministry = models.ForeignKey(Body, models.PROTECT, null=True, related_name="tasks", verbose_name="وزارتخانه")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="tasks", verbose_name="مسئول")
    asker = models.ForeignKey(Person, models.PROTECT, null=True, related_name="promises", verbose_name="وعده به")
    cabinet = models.ForeignKey(CabinetPeriod, models.PROTECT, null=True, related_name="tasks", verbose_name="دولت")
    gathering = models.ForeignKey(Gathering, models.PROTECT, null=True, related_name="tasks", verbose_name="نشست")
    evaluation = models.ForeignKey(
        Evaluation, models.PROTECT, null=True, related_name="remedies", verbose_name="ارزیابی"
    )
    details = models.JSONField("ویژهٔ گونه", default=dict)
    law = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="by_laws", verbose_name="قانون")
    given_at = models.DateTimeField("سپردن")
    due_day = models.DateField("تا پایان روز")
    followed_at = models.DateTimeField("آخرین پیگیری", null=True)
    evidenced_at = models.DateTimeField("آخرین سند", null=True)
    returned_why = models.CharField("چرا برگشت", max_length=500, blank=True)
    outcome = models.TextField("نتیجه", blank=True)
    accepted_at = models.DateTimeField("پذیرش", null=True)

    class Meta:
        ordering = ["due_day", "id"]
        verbose_name = "کار سپرده"
        verbose_name_plural = "کارهای سپرده"
        constraints = [
            models.UniqueConstraint(fields=["year", "serial"], name="task_number_once"),
            models.CheckConstraint(
                condition=models.Q(ministry__isnull=False) | models.Q(person__isnull=False), name="task_has_an_owner"
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="accepted") | models.Q(evidenced_at__isnull=False),
                name="no_task_closes_without_evidence",
            ),
        ]
        indexes = [
            models.Index(fields=["due_day", "id"], condition=NOT_OVER, name="task_by_due"),
            models.Index(fields=["due_day", "id"], name="task_by_day"),
            models.Index(fields=["kind", "due_day", "id"], name="task_by_kind"),
            models.Index(fields=["ministry", "due_day", "id"], name="task_by_ministry"),
            models.Index(fields=["asker", "due_day", "id"], name="task_by_asker"),
            models.Index(fields=["-accepted_at", "-id"], condition=PUBLISHED, name="task_published"),
            models.Index(fields=["-accepted_at", "-id"], condition=RESEARCHED, name="task_researched"),
            GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="task_search"),
        ]

    def __str__(self) -> str:
        return f"{self.kind_label} {self.number}" if self.serial else "کار سپرده"

    @classmethod
    def from_db(cls, db: str | None, field_names: Sequence[str], values: Sequence[Any]) -> Task:
        """A promise has steps of its own; its rows come as such."""
        own = cls
        if cls is Task and "kind" in field_names and values[list(field_names).index("kind")] == tasks.PROMISE:
            own = Promise
        return models.Model.from_db.__func__(own, db, field_names, values)  # type: ignore[attr-defined]

    def save(self, *args: Any, **kwargs: Any) -> None:
        # The number is found as it is written and as it is shortened.
        told = f"{self.title} {self.number} {self.year}/{self.serial}"
        self.search = persian.fold(told)[1][:FOLDED_MOST]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("liaison:task", args=[self.pk])

    @property
    def number(self) -> str:
        return persian.digits(f"{self.year}/{self.serial:0{SERIAL_DIGITS}d}")

    @property
    def kind_label(self) -> str:
        return tasks.TASK_KINDS[self.kind].title

    @property
    def told(self) -> list[tuple[str, str]]:
        """What only this kind tells, in words."""
        rows = ((tasks.DETAILS[name], self.details.get(name, "")) for name in tasks.TASK_KINDS[self.kind].details)
        return [(label, tasks.AUDIENCES.get(value, value)) for label, value in rows if value]

    @property
    def open(self) -> bool:
        return self.stage in tasks.OPEN

    @property
    def due_at(self) -> datetime:
        """The first instant at which it is late."""
        return midnight(self.due_day + NEXT_DAY)

    def seat(self, kind: str) -> Body | None:
        return self.ministry if kind == "ministry" else None

    def offices_for(self, step: Step) -> tuple[str, ...]:
        """The office's own task is no ministry's."""
        return tuple(name for name in step.by if self.ministry_id or not name.startswith("ministry."))

    def bars(self, person: Person) -> bool:
        """An expert does what he was named for; a restricted task is the head's and its owner's."""
        if self.person_id == person.pk:
            return False
        held = person.memberships.filter(body__kind__in=("liaison_office", "ministry"))
        roles = {(kind, role) for kind, role in held.values_list("body__kind", "role")}
        if ("liaison_office", "officer") in roles or ("liaison_office", "head") in roles:
            return self.kind in tasks.RESTRICTED and ("liaison_office", "head") not in roles
        return ("ministry", "expert") in roles and ("ministry", "deputy") not in roles

    def stands_aside(self, person: Person) -> bool:
        """What another was named for bars none from acting as a substitute."""
        return False


class Promise(Task):
    """What a minister promised a member: followed each quarter, closed by the member or by the office on evidence."""

    class Meta:
        proxy = True
        verbose_name = "وعده"
        verbose_name_plural = "وعده‌ها"

    @property
    def owner(self) -> Person | None:
        return self.asker

    def clock_start(self, word: str) -> datetime | None:
        """A quarter runs from the last follow-up, the first from the promise."""
        return (self.followed_at or self.given_at) if word == "follow_up_promise" else None


class Evidence(models.Model):
    """What shows that a task was done, as its owner told it."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    task = models.ForeignKey(Task, models.PROTECT, related_name="evidence")
    text = models.TextField("شرح سند")
    letter = models.CharField("شمارهٔ نامه", max_length=60, blank=True)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="فرستنده")
    at = models.DateTimeField("زمان")

    class Meta:
        ordering = ["-at"]
        verbose_name = "سند کار"
        verbose_name_plural = "سندهای کارها"


class EvidenceDocument(models.Model):
    """A paper that came with evidence."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="papers")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evidence", "document"], name="evidence_document_once")]
