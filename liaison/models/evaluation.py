"""The evaluation of parliamentary deputies: criteria published first, a round a quarter, each figure with its records."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from liaison.rules import evaluation
from majlis import persian
from majlis.models import Body, Governed, Person, random_key


class Criteria(Governed):
    """The weights by which deputies are evaluated from a day on."""

    STAGES = {"published": "منتشرشده"}
    RESTS = ("published",)

    title = models.CharField("عنوان", max_length=200)
    from_day = models.DateField("از روز", unique=True)
    weights = models.JSONField("وزن‌ها")
    source = models.CharField("منبع", max_length=200)
    published_at = models.DateTimeField("انتشار")

    class Meta:
        ordering = ["-from_day"]
        verbose_name = "معیارهای ارزیابی"
        verbose_name_plural = "معیارهای ارزیابی"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("liaison:evaluations")

    @property
    def lines(self) -> list[tuple[str, int]]:
        """Each measure that counts, in words, with its weight."""
        return [
            (measure.title, self.weights[code])
            for code, measure in evaluation.MEASURES.items()
            if self.weights.get(code)
        ]


class EvaluationRound(Governed):
    """All deputies in one quarter, by the criteria that were published before it began."""

    STAGES = {"issued": "صادرشده"}
    RESTS = ("issued",)

    criteria = models.ForeignKey(Criteria, models.PROTECT, related_name="rounds", verbose_name="معیارها")
    year = models.PositiveSmallIntegerField("سال")
    quarter = models.PositiveSmallIntegerField("فصل")
    issued_at = models.DateTimeField("صدور")

    class Meta:
        ordering = ["-year", "-quarter"]
        verbose_name = "دور ارزیابی"
        verbose_name_plural = "دورهای ارزیابی"
        constraints = [models.UniqueConstraint(fields=["year", "quarter"], name="one_round_a_quarter")]

    def __str__(self) -> str:
        return (
            f"ارزیابی {evaluation.quarter_name(self.quarter)} {persian.digits(self.year)}"
            if self.quarter
            else "ارزیابی"
        )

    def get_absolute_url(self) -> str:
        return reverse("liaison:ranking", args=[self.pk])


class Evaluation(Governed):
    """One deputy's quarter: his score, his figures, what he objected and what was answered."""

    STAGES = {"issued": "صادرشده", "objected": "اعتراض شده", "answered": "پاسخ داده شد"}
    RESTS = ("issued", "answered")

    round = models.ForeignKey(EvaluationRound, models.PROTECT, related_name="evaluations", verbose_name="دور")
    person = models.ForeignKey(Person, models.PROTECT, related_name="evaluations", verbose_name="معاون پارلمانی")
    ministry = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="وزارتخانه")
    score = models.PositiveSmallIntegerField("امتیاز", null=True, help_text="به هزارم؛ خالی یعنی چیزی برای سنجیدن نبود")
    objection = models.TextField("اعتراض", blank=True)
    objected_at = models.DateTimeField("زمان اعتراض", null=True)
    answer = models.TextField("پاسخ", blank=True)
    upheld = models.BooleanField("اعتراض پذیرفته شد", null=True)

    class Meta:
        ordering = ["-round__year", "-round__quarter", models.F("score").desc(nulls_last=True), "id"]
        verbose_name = "ارزیابی معاون"
        verbose_name_plural = "ارزیابی معاونان"
        constraints = [models.UniqueConstraint(fields=["round", "person", "ministry"], name="evaluated_once")]

    def __str__(self) -> str:
        return f"{self.round}، {self.person}" if self.round_id else "ارزیابی"

    @property
    def owner(self) -> Person:
        return self.person

    @property
    def points(self) -> str:
        """The score of a hundred, with one decimal."""
        return evaluation.told(self.score)

    def get_absolute_url(self) -> str:
        return reverse("liaison:evaluation", args=[self.pk])


class EvaluationFigure(models.Model):
    """One figure of an evaluation, with the very records that it counts."""

    id = models.UUIDField(primary_key=True, default=random_key, editable=False)
    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="figures")
    measure = models.CharField("سنجه", max_length=20)
    weight = models.PositiveSmallIntegerField("وزن")
    met = models.PositiveIntegerField("خوب")
    all = models.PositiveIntegerField("همه")
    records = models.JSONField("رکوردها", default=list)

    class Meta:
        ordering = ["-weight", "measure"]
        verbose_name = "عدد ارزیابی"
        verbose_name_plural = "عددهای ارزیابی"
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "measure"], name="figure_once"),
            models.CheckConstraint(condition=models.Q(met__lte=models.F("all")), name="no_more_met_than_all"),
        ]

    @property
    def title(self) -> str:
        return evaluation.MEASURES[self.measure].title
