"""A case with its reports, its papers, and what of it the member concerned was given (Arts. 1, 7; law, Art. 2)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from conduct.rules.procedure import BEFORE_A_SITTING, CLOCKED, ENDED, OFFICE, VOTED
from conduct.rules.suspension import held_sentence
from majlis import persian, sittings
from majlis.models import Body, Document, Governed, KeyPair, Membership, Person, Term, random_key
from majlis.models.base import reference
from majlis.models.sealed import SealedTextField
from majlis.rules.deadlines import ONE_DAY, legal_day, midnight

KINDS = [
    ("wealth", "سوءاستفادهٔ مالی یا اخلاقی، درآمد و هزینهٔ نامتعارف"),
    ("dignity", "رفتار خلاف شأن نمایندگی"),
    ("security", "کار ضد امنیت ملی یا مجرمانه، از دید انتظامی"),
    ("order", "غیبت، تأخیر یا بی‌نظمی"),
]

# The place of an open case on the docket: those in which a clock may run come first.
WAITS = models.Case(models.When(stage__in=CLOCKED, then=0), default=1, output_field=models.SmallIntegerField())
# And before a sitting: those on which something may be put to the vote come first.
DECIDED = models.Case(
    models.When(stage__in=VOTED, suspended_at=None, then=0), default=1, output_field=models.SmallIntegerField()
)


class Case(Governed):
    """One member, one matter. Its reference is random: it counts nothing."""

    STAGES = {
        "reported": "گزارش‌شده",
        "dismissed": "مختومه",
        "under_inquiry": "تحقیق مقدماتی",
        "inquired": "گزارش تحقیق رسیده",
        "closed": "تخلف محرز نشد",
        "found": "تخلف احراز شد",
        "invited": "نماینده دعوت شد",
        "heard": "استماع شد",
        "closed_for_ruling": "ختم رسیدگی، در انتظار رأی",
        "ruled": "رأی صادر شد",
        "served": "رأی ابلاغ شد",
        "appealed": "اعتراض رسید",
        "forwarded": "نزد هیأت تجدیدنظر",
        "final": "قطعی",
    }

    ref = models.CharField("پرونده", max_length=16, unique=True)
    member = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="نمایندهٔ موضوع گزارش")
    term = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+", verbose_name="دوره")
    board = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="هیأت")
    board_elected = models.DateField("روز انتخاب هیأت")
    appeal_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="هیأت تجدیدنظر")
    kind = models.CharField("موضوع", max_length=12, choices=KINDS)
    violation_day = models.DateField("روز تخلف، بنا بر گزارش")
    hearing_closed_at = models.DateTimeField("ختم رسیدگی", null=True)
    suspended_at = models.DateTimeField("نگه داشته از", null=True)
    ruling_until = models.DateField("پایان تازهٔ مهلت رأی", null=True)
    forwarded_at = models.DateTimeField("رسیدن به هیأت تجدیدنظر", null=True)
    final_at = models.DateTimeField("قطعی شدن", null=True)

    class Meta:
        # In the order of a random name: neither the order nor its gaps tell when a case came.
        ordering = ["ref"]
        verbose_name = "پرونده"
        verbose_name_plural = "پرونده‌ها"
        indexes = [
            models.Index(WAITS, "ref", condition=~models.Q(stage__in=ENDED), name="case_docket"),
            models.Index(DECIDED, "ref", condition=models.Q(stage__in=BEFORE_A_SITTING), name="case_agenda"),
            models.Index(fields=["stage", "stage_since"], name="case_by_stage"),
            # Few wait for a court; every page of the board's office asks which have waited long.
            models.Index(fields=["suspended_at"], condition=~models.Q(suspended_at=None), name="case_held"),
        ]

    def __str__(self) -> str:
        # A reference in a Persian line needs its own direction; titles of pages do without it.
        return "پرونده"

    @property
    def ref_told(self) -> str:
        """The reference as it is read: its year in Persian digits, its letters as they are."""
        year, _, letters = self.ref.partition("-")
        return f"{persian.digits(year)}-{letters}"

    @property
    def stage_label(self) -> str:
        """The stage as an office reads it; while a court is waited for, that too."""
        told = super().stage_label
        return f"{told}، نگه داشته تا رأی دادگاه" if self.suspended_at else told

    @property
    def sealed_in(self) -> str:
        """The safe of a case is its own."""
        return self.reference

    def bodies_also(self, names: Collection[UUID]) -> list[KeyPair]:
        """Who reads one act of a case without its key: the member concerned, his own."""
        return pairs_of_member(self) if self.member_id in names else []

    @property
    def owner(self) -> Person:
        return self.member

    @property
    def competent(self) -> Body:
        """The body before which the case now is: the appeal board once it is forwarded, else the board."""
        return self.appeal_body if self.stage == "forwarded" and self.appeal_body else self.board

    def seat(self, kind: str) -> Body:
        # A body of the other kind matches no membership: before the forwarding no appeal board may act.
        return self.appeal_body or self.board if kind == "appeal_board" else self.board

    def bars(self, person: Person) -> bool:
        return person.pk == self.member_id or any(row.person_id == person.pk for row in self.recusals.all())

    def clock_start(self, word: str) -> datetime | None:
        if word == "serve_ruling":
            if "ruling_served_at" in self.__dict__:  # a list of cases has read it with them
                return self.__dict__["ruling_served_at"]
            return next((row.served_at for row in self.services.all() if row.of == "ruling"), None)
        own = {
            "close_hearing": self.hearing_closed_at,
            "forward_appeal": self.forwarded_at,
            "suspend_for_court": self.suspended_at,
        }
        return own.get(word)

    def moved(self, word: str) -> tuple[datetime, str] | None:
        """The days that the board waited for a court move the week of its ruling, and no limit of the member's (Art. 7)."""
        if word != "issue_ruling" or self.ruling_until is None or self.hearing_closed_at is None:
            return None
        spans = [
            (legal_day(row.since), legal_day(row.until)) for row in self.suspensions.all() if row.until is not None
        ]
        return midnight(self.ruling_until + ONE_DAY), held_sentence(spans, legal_day(self.hearing_closed_at))

    def facts(self, at: datetime) -> Any:
        from conduct.facts import CaseFacts

        return CaseFacts(self, at)

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("conduct:case", args=[self.pk])


class OfCase(Governed):
    """A file that hangs on a case."""

    class Meta:
        abstract = True

    @property
    def root(self) -> Case | None:
        return self.case if self.case_id else None

    @property
    def sealed_in(self) -> str:
        """What hangs on a case lies in the case's safe."""
        return self.case.sealed_in

    def bodies_also(self, names: Collection[UUID]) -> list[KeyPair]:
        return self.case.bodies_also(names)

    def seat(self, kind: str) -> Body | None:
        return self.case.seat(kind) if self.case_id else None

    def bars(self, person: Person) -> bool:
        return bool(self.case_id) and self.case.bars(person)


class InCase(models.Model):
    """A row of a case whose texts lie in the case's safe. What lies open beside them is told by the package."""

    class Meta:
        abstract = True

    @property
    def sealed_in(self) -> str:
        return self.case.sealed_in  # type: ignore[attr-defined,no-any-return]


class ToldToMember(InCase):
    """A row whose texts the member concerned reads from its hour on: they are handed to him, and the case's key is not."""

    class Meta:
        abstract = True

    @property
    def sealed_also(self) -> list[KeyPair]:
        return pairs_of_member(self.case)  # type: ignore[attr-defined]


def pairs_of_member(case: Case) -> list[KeyPair]:
    """The pair of the member concerned; none where he has none yet."""
    return list(KeyPair.objects.filter(user__person=case.member_id))


def offices_pairs(case: Case) -> list[KeyPair]:
    """The pairs of the board's office of these days: its secretaries and its registrar."""
    return pairs_in_office(case, case.board, OFFICE)


def pairs_in_office(case: Case, body: Body | None, offices: Collection[str]) -> list[KeyPair]:
    """The pairs of who holds one of these offices, but for whom the case concerns and who stood aside from it."""
    roles = [office.partition(".")[2] for office in offices]
    held = Membership.objects.filter(body=body, role__in=roles, to_day=None)
    rows = KeyPair.objects.filter(user__person__in=held.values("person")).exclude(user__person=case.member_id)
    return list(rows.exclude(user__person__in=case.recusals.values("person")).order_by("pk"))


class CaseRecusal(InCase, sittings.Recusal):
    """A member who stood aside from a case, for good."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="recusals")
    reason = SealedTextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="case_recused_once")]


class Report(OfCase):
    """What somebody reported. Like reports are joined to one case."""

    STAGES = {"registered": "ثبت‌شده"}

    case = models.ForeignKey(Case, models.PROTECT, related_name="reports")
    received_on = models.DateField("روز رسیدن")
    alleged_day = models.DateField("روز رخداد، بنا بر گزارش")
    text = SealedTextField("خلاصهٔ گزارش")
    anonymous = models.BooleanField("بی‌نام", default=False)

    class Meta:
        ordering = ["received_on", "id"]
        verbose_name = "گزارش"
        verbose_name_plural = "گزارش‌ها"

    def __str__(self) -> str:
        return str(self.case) if self.case_id else "گزارش تازه"


class ReporterIdentity(models.Model):
    """Who reported: kept apart, for the registrar and the chair alone. `salt` ties it to the register's line."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    report = models.OneToOneField(Report, models.PROTECT, related_name="+")
    name = SealedTextField("نام گزارش‌دهنده")
    contact = SealedTextField("نشانی", blank=True)
    salt = models.CharField(max_length=64)

    @property
    def sealed_in(self) -> str:
        """A safe of its own: the case's key does not open it."""
        return reference(self)


class IdentityRelease(models.Model):
    """A colleague to whom two of those who know gave the name of who reported (Art. 7 note 1)."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    identity = models.ForeignKey(ReporterIdentity, models.PROTECT, related_name="released_to")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["identity", "person"], name="identity_released_once")]


class CasePaper(models.Model):
    """A paper of a case: whose bytes are a kernel document, and what it is here."""

    KINDS = [
        ("report", "گزارش"),
        ("inquiry", "گزارش تحقیق مقدماتی"),
        ("invitation", "دعوت‌نامه"),
        ("service", "سند ابلاغ دعوت"),
        ("defence", "دفاعیهٔ کتبی"),
        ("hearing", "صورت‌جلسهٔ استماع"),
        ("ruling", "رأی"),
        ("ruling_service", "سند ابلاغ رأی"),
        ("appeal", "اعتراض"),
        ("court", "برگهٔ دادگاه"),
        ("late_appeal", "اعتراض دیررسیده"),
        ("appeal_call", "دعوت به تجدیدنظر"),
        ("execution", "سند اجرای تنبیه"),
        ("correction", "برگهٔ اصلاح رأی"),
        ("outgoing", "نامه به بیرون از مجلس"),
    ]

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="papers")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    kind = models.CharField("گونه", max_length=16, choices=KINDS)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-entered_at", "id"]
        constraints = [models.UniqueConstraint(fields=["case", "document", "kind"], name="case_paper_once")]


class Release(models.Model):
    """A paper that was released to the member concerned, from a moment on."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="releases")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    released_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "document"], name="released_once")]
