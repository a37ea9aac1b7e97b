"""From the inquiry to the close of the hearing (Arts. 8, 9)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from majlis.models import Person, random_key
from majlis.models.sealed import SealedTextField

from .case import Case, InCase, OfCase, ToldToMember


class Inquiry(OfCase):
    """The preliminary inquiry of one member of the board."""

    STAGES = {"assigned": "در دست تحقیق", "reported": "گزارش شد", "withdrawn": "پس گرفته شد"}

    case = models.ForeignKey(Case, models.PROTECT, related_name="inquiries")
    inquirer = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="عضو تحقیق‌کننده")
    due_on = models.DateField("تا پایان روز")
    text = SealedTextField("گزارش", blank=True)
    finds = models.BooleanField("تخلف را محرز می‌داند", null=True)
    reported_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=~models.Q(stage="withdrawn"), name="one_standing_inquiry_a_case"
            )
        ]

    def __str__(self) -> str:
        return str(self.case)

    @property
    def owner(self) -> Person | None:
        return None if self.case.bars(self.inquirer) else self.inquirer

    def facts(self, at: datetime) -> Any:
        return self.case.facts(at)

    def get_absolute_url(self) -> str:
        return self.case.get_absolute_url()


class Invitation(ToldToMember):
    """The confidential invitation: when to come, and until when the written defence is awaited."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    case = models.OneToOneField(Case, models.PROTECT, related_name="invitation")
    sent_at = models.DateTimeField("فرستاده شد")
    hearing_at = models.DateTimeField("زمان حضور")
    place = SealedTextField("مکان", max_length=120)
    defence_until = models.DateField("مهلت دفاعیه، تا پایان روز")
    text = SealedTextField("آنچه به نماینده گفته شد")


class Service(InCase):
    """Proof that a paper reached the member: how, when, before whom."""

    METHODS = [
        ("signed_copy", "نسخهٔ دوم با امضای نماینده"),
        ("receipt", "رسید پست یا دفتر مجلس"),
        ("witness", "گواهی ابلاغ‌کننده و گواه"),
    ]
    OF = [("invitation", "دعوت"), ("ruling", "رأی")]

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="services")
    of = models.CharField(max_length=12, choices=OF)
    method = models.CharField("شیوهٔ ابلاغ", max_length=12, choices=METHODS)
    witness = SealedTextField("گواه", blank=True)
    served_at = models.DateTimeField("زمان ابلاغ")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "of"], name="served_once")]


class Defence(ToldToMember):
    """A written defence. `late`: it came after the day that the board had set; the board judges that."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="defences")
    text = SealedTextField("دفاعیه", blank=True)
    received_at = models.DateTimeField("رسید")
    late = models.BooleanField("پس از مهلت")
    by_office = models.BooleanField("از روی برگهٔ کاغذی")

    class Meta:
        ordering = ["received_at"]


class Hearing(InCase):
    """The hearing, or the absence that did not stop it."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    case = models.OneToOneField(Case, models.PROTECT, related_name="hearing")
    held_at = models.DateTimeField("زمان")
    present = models.BooleanField("نماینده حاضر بود")
    minutes = SealedTextField("صورت‌جلسه")
