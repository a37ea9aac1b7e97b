"""How the board comes about: its elections with who stood, and the staff of its office (Arts. 2, 3, 5, 7 note 2)."""

from __future__ import annotations

from typing import Any

from django.db import models

from conduct.rules.election import SEATS
from majlis.models import Body, Governed, Person, random_key


class Election(Governed):
    """One election of the board; where it replaces one member, of his seat alone. Nothing in it is secret."""

    STAGES = {
        "open": "داوطلبی گشوده است",
        "presented": "داوطلبان شناسانده شدند",
        "elected": "اعضا برگزیده شدند",
        "complete": "به پایان رسید",
    }
    RESTS = ("complete",)

    board = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="هیأت")
    opened_at = models.DateTimeField("گشودن داوطلبی")
    replaces = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="به جای")
    seat_kind = models.CharField("کرسی", max_length=16, blank=True, choices=tuple(SEATS.items()))
    reason = models.CharField("دلیل", max_length=500, blank=True)
    session = models.CharField("جلسهٔ علنی", max_length=120, blank=True)
    elected_on = models.DateField("روز انتخاب", null=True)
    present = models.PositiveSmallIntegerField("نمایندگان حاضر", null=True)

    class Meta:
        ordering = ["-opened_at", "id"]
        verbose_name = "انتخاب هیأت"
        verbose_name_plural = "انتخاب‌های هیأت"
        constraints = [
            models.UniqueConstraint(
                fields=["board"], condition=models.Q(stage__in=("open", "presented", "elected"), replaces=None), name="one_running_board_election"
            ),
            models.UniqueConstraint(
                fields=["board", "replaces"], condition=models.Q(stage__in=("open", "presented", "elected")), name="one_running_replacement_a_member"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"انتخاب جانشین {self.replaces}" if self.replaces_id else "انتخاب هیأت"

    def seat(self, kind: str) -> Body | None:
        return self.board if kind == "conduct_board" else None

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("conduct:election", args=[self.pk])


class Candidacy(models.Model):
    """One who stands for a seat: presented or not, his votes, and whether he was elected."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    election = models.ForeignKey(Election, models.PROTECT, related_name="candidacies")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="داوطلب")
    seat = models.CharField("کرسی", max_length=16, choices=tuple(SEATS.items()))
    stood_at = models.DateTimeField("داوطلبی")
    presented = models.BooleanField("شناسانده شد", default=False)
    votes = models.PositiveSmallIntegerField("رأی", null=True)
    elected = models.BooleanField("برگزیده شد", default=False)

    class Meta:
        ordering = ["seat", "person__sort_key", "id"]
        constraints = [models.UniqueConstraint(fields=["election", "person"], name="stands_once")]


class Staffing(Governed):
    """Staff whom the chair proposes for the board's office and the presiding board provides (Art. 7 note 2)."""

    STAGES = {"proposed": "پیشنهاد شد", "assigned": "تأمین شد"}
    RESTS = ("assigned",)

    board = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="هیأت")
    proposed_at = models.DateTimeField("پیشنهاد")
    duty = models.CharField("کار", max_length=200)

    class Meta:
        ordering = ["-proposed_at", "id"]
        verbose_name = "کارکنان هیأت"
        verbose_name_plural = "کارکنان هیأت"

    def __str__(self) -> str:
        return "کارکنان هیأت"

    def seat(self, kind: str) -> Body | None:
        return self.board if kind == "conduct_board" else None

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("conduct:staffing", args=[self.pk])


class StaffMember(models.Model):
    """One person who was proposed, and whether he was provided."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    staffing = models.ForeignKey(Staffing, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    assigned = models.BooleanField(default=False)

    class Meta:
        ordering = ["person__sort_key", "id"]
        constraints = [models.UniqueConstraint(fields=["staffing", "person"], name="staff_once")]

    def __str__(self) -> Any:
        return self.person.name
