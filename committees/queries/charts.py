"""Charts of this office: how points are spread on a sheet, and how the checking goes hour by hour (Arts. 5, 6, 16, 17)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from committees.models import Declaration, Formation, Item
from committees.models.scores import UNITS_A_POINT
from committees.queries.ranking import Cut, sheets_of
from committees.queries.scope import official
from majlis import persian
from majlis.charts import Chart, Row
from majlis.models import Body
from majlis.queries import Viewer
from majlis.queries.paging import write_token
from majlis.rules.deadlines import TEHRAN, legal_day

BAND = 100  # points
LAST_NAME, LAST_KEY = "\U0010ffff", str(UUID(int=2**128 - 1))
AN_HOUR = timedelta(hours=1)
HOURS_SHOWN = 48
HOUR_FORM = "%Y-%m-%dT%H"
# In one plain statement, as the list beside it: the desk is the busiest page of the busiest two days.
HOURS = """
SELECT date_trunc('hour', item.checked_at, %(tehran)s) AS hour,
    count(*) FILTER (WHERE item.confirmed), count(*) FILTER (WHERE NOT item.confirmed)
FROM committees_item AS item JOIN committees_declaration AS form ON form.id = item.declaration_id
WHERE form.formation_id = %(formation)s AND item.submission = form.submission AND item.checked_at IS NOT NULL
GROUP BY hour ORDER BY hour DESC LIMIT %(most)s
"""


def distribution(formation: Formation, committee: Body, viewer: Viewer, cut: Cut | None) -> Chart:
    """How many stand in each hundred points: from the last seat up, and below it. One query.

    Args: cut, where the seats end by points alone; None where they are enough, or not known.
    """
    edge = cut.units if cut is not None else 0
    rows = (
        sheets_of(formation, committee, viewer).order_by().annotate(band=F("units") / (BAND * UNITS_A_POINT))
        .values("band").annotate(above=Count("pk", filter=Q(units__gte=edge)), below=Count("pk", filter=Q(units__lt=edge)))
    )  # fmt: skip
    found = {row["band"]: (row["above"], row["below"]) for row in rows}
    address = reverse("committees:ranking", args=[formation.code, committee.code])
    bands = range(max(found, default=-1), min(found, default=0) - 1, -1)
    return Chart(
        name="spread",
        title="پراکندگی امتیازها",
        head="امتیاز",
        legend=("تا آخرین جا", "پس از آن") if cut is not None else ("داوطلب",),
        rows=[_band(band, found.get(band, (0, 0)), address, parted=cut is not None) for band in bands],
        unit="داوطلب",
        empty="هنوز امتیازی نیست.",
    )


def _band(band: int, counts: tuple[int, int], address: str, *, parted: bool) -> Row:
    low, high = band * BAND, (band + 1) * BAND
    label = f"{persian.number(low)} تا کمتر از {persian.number(high)}"
    # The sheet opens where this band begins: after whoever could stand last with the points of the band above.
    token = write_token([high * UNITS_A_POINT, LAST_NAME, LAST_KEY])
    return Row(label, counts if parted else counts[:1], f"{address}?after={token}" if any(counts) else "")


def by_hour(formation: Formation, viewer: Viewer) -> Chart | None:
    """What was checked in each hour, accepted or not, as long as there is a desk for the viewer. One query."""
    if not official(viewer):
        return None
    with connection.cursor() as cursor:
        cursor.execute(HOURS, {"formation": formation.pk, "tehran": str(TEHRAN), "most": HOURS_SHOWN})
        rows = cursor.fetchall()
    address = reverse("committees:desk", args=[formation.code])
    return Chart(
        name="hours",
        title="پیشرفت بررسی در هر ساعت",
        head="ساعت",
        legend=("پذیرفته", "رد یا ارجاع"),
        rows=[_hour(*row, address) for row in rows][::-1],
        unit="مورد",
        empty="هنوز موردی بررسی نشده است.",
    )


def _hour(start: datetime, accepted: int, others: int, address: str) -> Row:
    start = start.astimezone(TEHRAN)
    label = f"{persian.weekday_name(legal_day(start))}، {persian.clock_text(start)} تا {persian.clock_text(start + AN_HOUR)}"
    return Row(label, (accepted, others), f"{address}?state=all&hour={start:{HOUR_FORM}}")


def hour_named(text: str) -> datetime | None:
    """The hour that an address names; None for any other text."""
    try:
        return datetime.strptime(text, HOUR_FORM).replace(tzinfo=TEHRAN)
    except ValueError:
        return None


def checked_in(forms: QuerySet[Declaration], hour: datetime) -> QuerySet[Declaration]:
    """Of some forms those of which an item was checked in an hour."""
    checked = Item.objects.filter(
        checked_at__gte=hour, checked_at__lt=hour + AN_HOUR, submission=F("declaration__submission")
    )
    return forms.filter(pk__in=checked.values("declaration"))
