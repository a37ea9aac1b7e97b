"""Votes, rulings with their sanctions, and appeals (Arts. 4, 9-11; law, Art. 6)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from conduct.rules.procedure import APPEAL_DESK
from majlis import sittings
from majlis.models import Body, KeyPair, Membership, random_key
from majlis.models.sealed import Closed, SealedJSONField, SealedTextField

from .board import BoardSitting
from .case import Case, OfCase, ToldToMember, pairs_in_office, pairs_of_member


class Ballot(OfCase):
    """One question put to one sitting about one case. Its proposal is what a decision act carries out, word by word."""

    STAGES = {"open": "در جریان", "closed": "بسته‌شده"}

    case = models.ForeignKey(Case, models.PROTECT, related_name="ballots")
    sitting = models.ForeignKey(BoardSitting, models.PROTECT, related_name="ballots")
    question = models.CharField("پرسش", max_length=40)
    proposal = SealedJSONField("پیشنهاد", default=dict)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    carried = models.BooleanField("تصویب", null=True)
    quorum_told = models.CharField(max_length=300, blank=True)
    decision_told = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(stage="open"), name="one_open_ballot_a_case"),
            models.CheckConstraint(
                condition=~models.Q(stage="closed") | models.Q(carried__isnull=False), name="closed_ballot_has_result"
            ),
        ]

    def __str__(self) -> str:
        return str(self.case)

    @property
    def question_text(self) -> str:
        from conduct.rules.gate import QUESTIONS

        return QUESTIONS.get(self.question, self.question)

    def seat(self, kind: str) -> Body:
        return self.sitting.body

    def facts(self, at: datetime) -> Any:
        from conduct.facts import BallotFacts

        return BallotFacts(self, at)

    def get_absolute_url(self) -> str:
        return self.sitting.get_absolute_url()


def appeal_desks_pairs(case: Case) -> list[KeyPair]:
    """The pairs of the appeal board's desk of these days, but for whom it concerns and who stood aside."""
    from conduct.facts import appeal_body

    return pairs_in_office(case, appeal_body(), APPEAL_DESK)


def speakers_pairs() -> list[KeyPair]:
    """The pair of the Speaker of these days; none where he has none yet."""
    held = Membership.objects.filter(body__kind="presiding_board", role="speaker", to_day=None)
    return list(KeyPair.objects.filter(user__person__in=held.values("person")))


class BoardVote(sittings.Ballot):
    """One member's vote, by name. `by_roll`: said in the room and written down by the desk."""

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="votes")
    cast_at = models.DateTimeField()
    by_roll = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ballot", "person"], name="one_vote_a_ballot")]


class Ruling(OfCase):
    """A ruling of the board, or of the appeal board. `clears`: the member is cleared."""

    INSTANCES = [("first", "هیأت نظارت"), ("appeal", "هیأت تجدیدنظر")]
    OUTCOMES = [("upheld", "تأیید رأی"), ("changed", "تغییر رأی"), ("quashed", "نقض رأی و برائت")]
    STAGES = {"issued": "صادرشده"}

    case = models.ForeignKey(Case, models.PROTECT, related_name="rulings")
    instance = models.CharField(max_length=8, choices=INSTANCES)
    ballot = models.OneToOneField(Ballot, models.PROTECT, related_name="ruling")
    outcome = models.CharField(max_length=8, choices=OUTCOMES, blank=True)
    clears = models.BooleanField("برائت")
    reasons = SealedTextField("متن و دلیل رأی")
    dissent = SealedTextField("نظر اقلیت", blank=True)
    issued_at = models.DateTimeField("صدور")

    class Meta:
        ordering = ["issued_at"]
        constraints = [models.UniqueConstraint(fields=["case", "instance"], name="one_ruling_an_instance")]

    def __str__(self) -> str:
        return f"رأی {self.get_instance_display()}"

    def seat(self, kind: str) -> Body | None:
        # Each board mends its own ruling; a body of the other kind matches no membership.
        return self.case.board if self.instance == "first" else self.case.appeal_body

    @property
    def is_told(self) -> bool:
        """Does the member know it: the first once it was served, the appeal board's from its hour on?"""
        return self.instance == "appeal" or any(row.of == "ruling" for row in self.case.services.all())

    @property
    def text_now(self) -> str:
        """The text with its slips mended, one after another; what was issued stays as it was. Closed where its key is not at hand."""
        text = self.reasons
        if isinstance(text, Closed):
            return text
        for row in self.corrections.all():
            text = text.replace(row.wrong, row.right)
        return text

    def get_absolute_url(self) -> str:
        return self.case.get_absolute_url()


class Correction(models.Model):
    """One slip of the pen in a ruling, and what was meant: a new dated paper beside the ruling, which stays as it is."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    ruling = models.ForeignKey(Ruling, models.PROTECT, related_name="corrections")
    wrong = SealedTextField("آنچه نوشته شده")
    right = SealedTextField("آنچه باید باشد")
    reason = SealedTextField("دلیل")
    corrected_at = models.DateTimeField("اصلاح")

    class Meta:
        ordering = ["corrected_at"]

    @property
    def sealed_in(self) -> str:
        return self.ruling.sealed_in

    @property
    def sealed_also(self) -> list[KeyPair]:
        return pairs_of_member(self.ruling.case) if self.ruling.is_told else []


class RulingSanction(OfCase):
    """One sanction of a ruling, as the law of the day of the violation had it, and how it was carried out."""

    STAGES = {"imposed": "تعیین شد", "executed": "اجرا شد", "announced": "در جلسه اعلام شد"}

    ruling = models.ForeignKey(Ruling, models.PROTECT, related_name="sanctions")
    place = models.PositiveSmallIntegerField()
    letter = models.CharField("بند", max_length=4)
    title = models.CharField("تنبیه", max_length=200)
    months = models.PositiveSmallIntegerField("ماه", null=True)
    final = models.BooleanField("قطعی")
    announced = models.CharField(max_length=8, blank=True)
    executed_at = models.DateTimeField("اجرا", null=True)
    bar_until = models.DateField("پایان محرومیت", null=True)
    told = SealedTextField("متن اعلام", blank=True)
    announced_at = models.DateTimeField("اعلام", null=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["ruling", "letter"], name="sanction_once_a_ruling")]

    def __str__(self) -> str:
        return f"تنبیه «{self.letter}»"

    @property
    def case(self) -> Case:
        return self.ruling.case

    @property
    def sealed_also(self) -> list[KeyPair]:
        # What is read out is handed to who reads it out, and no more of its case.
        return speakers_pairs() if self.announced else []

    @property
    def case_id(self) -> UUID:
        return self.ruling.case_id

    def seat(self, kind: str) -> Body | None:
        # The Speaker's body has one of its kind, and no case before it.
        return None if kind == "presiding_board" else super().seat(kind)

    def facts(self, at: datetime) -> Any:
        from conduct.facts import SanctionFacts

        return SanctionFacts(self, at)

    def get_absolute_url(self) -> str:
        return self.case.get_absolute_url()


class LateAppeal(ToldToMember, OfCase):
    """An objection that came after its ten days: kept, and of no effect unless the appeal board takes it up."""

    STAGES = {"kept": "نگه داشته شد", "admitted": "پذیرفته شد"}
    RESTS = ("kept",)

    case = models.ForeignKey(Case, models.PROTECT, related_name="late_appeals")
    text = SealedTextField("اعتراض", blank=True)
    received_at = models.DateTimeField("رسید")

    class Meta:
        ordering = ["received_at"]
        verbose_name = "اعتراض دیررسیده"
        verbose_name_plural = "اعتراض‌های دیررسیده"

    def __str__(self) -> str:
        return "اعتراض دیررسیده"

    @property
    def sealed_also(self) -> list[KeyPair]:
        return [*super().sealed_also, *appeal_desks_pairs(self.case)]

    def bodies_also(self, names: Collection[UUID]) -> list[KeyPair]:
        # Its two signatures are the appeal board's, to which the case is not forwarded yet.
        return appeal_desks_pairs(self.case)

    def seat(self, kind: str) -> Body | None:
        # The case is not forwarded yet: what came late is before the appeal board of today.
        from conduct.facts import appeal_body

        return appeal_body() if kind == "appeal_board" else super().seat(kind)


class AppealInvitation(ToldToMember):
    """The appeal board's invitation in writing (Art. 10)."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    case = models.OneToOneField(Case, models.PROTECT, related_name="appeal_invitation")
    sent_at = models.DateTimeField("فرستاده شد")
    hearing_at = models.DateTimeField("زمان حضور")
    place = SealedTextField("مکان", max_length=120)
    text = SealedTextField("آنچه به نماینده گفته شد")


class Appeal(ToldToMember):
    """The member's objection to a ruling."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    case = models.OneToOneField(Case, models.PROTECT, related_name="appeal")
    text = SealedTextField("اعتراض")
    received_at = models.DateTimeField("رسید")
    on_paper = models.BooleanField("از روی برگهٔ کاغذی")
