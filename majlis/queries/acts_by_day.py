"""How busy the open registers were, day by day: for the administrator, who asks whether the house works as usual."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.urls import reverse

from majlis import persian
from majlis.charts import Chart, Row
from majlis.models import Act
from majlis.queries.kept import sealed_realms
from majlis.rules.deadlines import TEHRAN, midnight

from .authority import Viewer

DAYS = 30


def acts_by_day(viewer: Viewer) -> Chart:
    """The acts of the open registers in the last thirty days, one day a row; a sealed register is not counted. One query."""
    first = viewer.day - timedelta(days=DAYS - 1)
    rows = (
        Act.objects.exclude(realm__in=sealed_realms()).filter(recorded_at__gte=midnight(first)).order_by()
        .annotate(day=TruncDate("recorded_at", tzinfo=TEHRAN)).values("day").annotate(n=Count("pk"))
    )  # fmt: skip
    counts = {row["day"]: row["n"] for row in rows}
    days = [first + timedelta(days=place) for place in range(DAYS)]
    return Chart(
        name="acts",
        title="اقدام‌های سی روز گذشته",
        head="روز",
        legend=("اقدام",),
        rows=[_day(day, counts.get(day, 0)) for day in days] if counts else [],
        unit="اقدام",
        note="دفترهای باز؛ بخش‌های محرمانه شمرده نمی‌شوند.",
        empty="در سی روز گذشته اقدامی در دفترهای باز ثبت نشده است.",
        total_label="اقدام",
    )


def _day(day: date, count: int) -> Row:
    year, month, of_month = persian.jalali_parts(day)
    label = f"{persian.weekday_name(day)} {persian.digits(of_month)} {persian.MONTHS[month - 1]}"
    address = reverse("admin:majlis_act_changelist")
    next_day = day + timedelta(days=1)
    query = (
        f"recorded_at__gte={midnight(day):%Y-%m-%dT%H:%M:%SZ}&recorded_at__lt={midnight(next_day):%Y-%m-%dT%H:%M:%SZ}"
    )
    return Row(label, (count,), f"{address}?{query}" if count else "", persian.digits(year) if of_month == 1 else "")
