"""Each further kind of matter as a row of its own kind, so that it meets the steps of that kind and no others."""

from __future__ import annotations

from django.db import models

from majlis.models import Body, random_key

from .floor import FloorVote
from .matter import (
    KIND_MODELS,
    Bill,
    Enactment,
    GovernmentBill,
    Interpellation,
    Matter,
    MemberBill,
    Notice,
    Question,
    SignedMatter,
)


class Judicial(SignedMatter):
    """What may end before the judiciary."""

    class Meta:
        proxy = True


class OralNotice(Matter):
    OWN_KIND = "oral_notice"

    class Meta:
        proxy = True
        verbose_name = "تذکر شفاهی"


class PresidentQuestion(Judicial):
    OWN_KIND = "president_question"

    class Meta:
        proxy = True
        verbose_name = "سؤال از رئیس‌جمهور"


class PresidentInterpellation(SignedMatter):
    OWN_KIND = "president_interpellation"

    class Meta:
        proxy = True
        verbose_name = "استیضاح رئیس‌جمهور"


class Investigation(Matter):
    OWN_KIND = "investigation"

    class Meta:
        proxy = True
        verbose_name = "تحقیق و تفحص"


class RefusalReport(Judicial):
    OWN_KIND = "refusal_report"

    class Meta:
        proxy = True
        verbose_name = "گزارش استنکاف"


class Complaint(Matter):
    OWN_KIND = "complaint"

    class Meta:
        proxy = True
        verbose_name = "شکایت اصل نود"


class ConfidenceVote(Matter):
    OWN_KIND = "confidence_vote"

    class Meta:
        proxy = True
        verbose_name = "رأی اعتماد به وزیران"


class ActingMinister(Matter):
    OWN_KIND = "acting_minister"

    class Meta:
        proxy = True
        verbose_name = "سرپرستی وزارتخانه"


class Enquiry(Matter):
    OWN_KIND = "enquiry"

    class Meta:
        proxy = True
        verbose_name = "استعلام نماینده"


class ProvincialBill(Bill):
    OWN_KIND = "provincial_bill"

    class Meta:
        proxy = True
        verbose_name = "طرح شورای عالی استان‌ها"


class PlanBill(Bill):
    OWN_KIND = "plan_bill"

    class Meta:
        proxy = True
        verbose_name = "لایحهٔ برنامهٔ توسعه"


class BudgetBill(Enactment):
    OWN_KIND = "budget_bill"

    class Meta:
        proxy = True
        verbose_name = "لایحهٔ بودجه"


class EnactedLaw(Matter):
    OWN_KIND = "law"

    class Meta:
        proxy = True
        verbose_name = "قانون"


class Correspondence(Matter):
    OWN_KIND = "correspondence"

    class Meta:
        proxy = True
        verbose_name = "مکاتبه"


_ALL = (
    Question, Notice, Interpellation, GovernmentBill, MemberBill, OralNotice, PresidentQuestion, PresidentInterpellation,
    Investigation, RefusalReport, Complaint, ConfidenceVote, ActingMinister, Enquiry, ProvincialBill, BudgetBill, PlanBill,
    EnactedLaw, Correspondence,
)  # fmt: skip
KIND_MODELS.update({model.OWN_KIND: model for model in _ALL})


class Nominee(models.Model):
    """One whom the President names for a ministry, with his programme and the counts of the vote; who voted how is not kept."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="nominees")
    ministry = models.ForeignKey(Body, models.PROTECT, related_name="nominees", verbose_name="وزارتخانه")
    name = models.CharField("نام", max_length=120)
    programme = models.TextField("برنامه", blank=True)
    vote = models.OneToOneField(FloorVote, models.PROTECT, null=True, related_name="nominee")

    class Meta:
        ordering = ["ministry__order", "name"]
        verbose_name = "وزیر پیشنهادی"
        verbose_name_plural = "وزیران پیشنهادی"
        constraints = [models.UniqueConstraint(fields=["matter", "ministry"], name="one_nominee_a_ministry")]


class TextVersion(models.Model):
    """The text of a matter as it stood from a moment on."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="versions")
    place = models.PositiveSmallIntegerField("نسخه")
    stage = models.CharField("در مرحلهٔ", max_length=24)
    note = models.CharField("چیست", max_length=200)
    text = models.TextField("متن")
    at = models.DateTimeField("زمان")

    class Meta:
        ordering = ["place"]
        verbose_name = "نسخهٔ متن"
        verbose_name_plural = "نسخه‌های متن"
        constraints = [models.UniqueConstraint(fields=["matter", "place"], name="text_version_once")]
