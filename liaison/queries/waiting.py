"""What waits in this office for a viewer: for the office a row a step, for a ministry a row a referral."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Count, Min, QuerySet, Value
from django.urls import reverse

from liaison.models import KIND_MODELS, Matter
from liaison.queries.chasing import last_points
from liaison.queries.clocks import running
from liaison.queries.counted import counted
from liaison.queries.dossier import due_of
from liaison.queries.listing import BY_DUE, open_referrals, time_asked
from liaison.queries.mailing import unaddressed
from liaison.queries.scope import of_a_ministry, office
from liaison.queries.tasks_waiting import tasks_waiting
from liaison.queries.work_waiting import work_waiting
from liaison.rules.kinds import KINDS, OPEN
from liaison.rules.procedure import NOT_BUILT, STEPS
from liaison.rules.referrals import POINTS
from liaison.rules.roads import CARRIES
from majlis import persian
from majlis.queries import Viewer, Waiting
from majlis.queries.prepared import Prepared
from majlis.queries.prepared_for import PreparedFor
from majlis.queries.waiting import ROWS_A_STEP
from majlis.rules.law import Step

COUNTED = ("kind", "stage", "n", "filed", "announced", "since", "due")


def waiting_for(viewer: Viewer) -> list[Waiting]:
    """Rows for the cartable, from the stages and the viewer's offices."""
    if office(viewer):
        return _for_office(viewer) + _time_asked(viewer) + _to_escalate(viewer) + _unaddressed(viewer) + _work(viewer)
    return (_for_ministry(viewer) if of_a_ministry(viewer) else []) + _work(viewer)


def _work(viewer: Viewer) -> list[Waiting]:
    """The office's own work."""
    return tasks_waiting(viewer) + work_waiting(viewer)


def _for_office(viewer: Viewer) -> list[Waiting]:
    found: dict[Step, list[dict[str, Any]]] = defaultdict(list)
    for row in files_by_step():
        found[STEPS[CARRIES[row["kind"], row["stage"]]]].append(row)
    return [_row(step, row, viewer) for step, rows in found.items() for row in rows]


def files_by_step() -> list[dict[str, Any]]:
    """How many open files of each kind are at each stage from which an act of the office leads on, and the earliest instants
    from which its limits could run; one query."""
    known = {kind_stage for kind_stage, word in CARRIES.items() if word not in NOT_BUILT}
    rows = (dict(zip(COUNTED, row, strict=True)) for row in _by_stage())
    return [row for row in rows if (row["kind"], row["stage"]) in known]


def _open_files() -> QuerySet[Any]:
    rows = Matter.objects.filter(stage__in=OPEN).order_by().values("kind", "stage")
    counted = rows.annotate(
        n=Count("id"), filed=Min("filed_at"), announced=Min("announced_at"), since=Min("stage_since"), due=Min("due_on")
    )
    return counted.values_list(*COUNTED)


_by_stage = Prepared(_open_files)


def _row(step: Step, row: dict[str, Any], viewer: Viewer) -> Waiting:
    kind, stage = row["kind"], row["stage"]
    end = None
    if step.limits or row["due"]:
        oldest = KIND_MODELS[kind](
            kind=kind, stage=stage, filed_at=row["filed"], announced_at=row["announced"], stage_since=row["since"], due_on=row["due"]
        )  # fmt: skip
        found = running(oldest, viewer.at)
        end = found[1] if found is not None else None
    told = KINDS[kind]
    url = f"{reverse('liaison:matters')}?kind={kind}&stage={stage}"
    return Waiting(step, step.label, f"{persian.number(row['n'])} {told.title}", told.plural, url, end)


def _time_asked(viewer: Viewer) -> list[Waiting]:
    step = STEPS["grant_time"]
    return [
        Waiting(
            step, step.label, each.asked_reason, f"{each.ministry.title}، {each.matter}", each.get_absolute_url(), None
        )
        for each in time_asked(viewer)
    ]


def _to_escalate(viewer: Viewer) -> list[Waiting]:
    count = counted(viewer).get("escalated", 0)
    if not count:
        return []
    step = STEPS["escalate_referral"]
    url = f"{reverse('liaison:room')}?show=late"
    return [Waiting(step, step.label, f"{persian.number(count)} ارجاع بی‌پاسخ", "وزارتخانه‌ها", url, None)]


def _unaddressed(viewer: Viewer) -> list[Waiting]:
    """Ministries that owe an overdue answer and cannot be written to, by name."""
    step, url = STEPS["chase_referral"], f"{reverse('liaison:room')}?show=late"
    why = "پاسخی از آن دیر شده است و نشانی‌ای برای نامه ندارد؛ ثبت نشانی با مدیر سامانه است."
    # Each ministry is told for itself: another address is another alert.
    return [
        Waiting(step, "وزارتخانهٔ بی‌نشانی", why, str(each), f"{url}#{each.code}", None)
        for each in unaddressed(viewer)[:ROWS_A_STEP]
    ]


def _for_ministry(viewer: Viewer) -> list[Waiting]:
    told, shown = [], _first_referrals(viewer)
    points = last_points(shown)
    for each in shown:
        step = STEPS["accept_referral" if each.stage == "sent" else "answer_referral"]
        point = points.get(each.pk, "")
        # Each chase is told anew: another address is another alert.
        url = f"{each.get_absolute_url()}#{point}" if point else each.get_absolute_url()
        title = f"{step.label}، {POINTS[point]}" if point else step.label
        told.append(Waiting(step, title, each.matter.title, str(each.matter), url, due_of(each)))
    more = sum(_how_many_referrals(viewer)) - len(told)
    if more > 0:
        step, detail = STEPS["answer_referral"], f"{persian.number(more)} ارجاع دیگر با مهلت دورتر"
        told.append(Waiting(step, "ارجاع‌های دیگر", detail, "", reverse("liaison:room"), None, more))
    return told


_first_referrals = PreparedFor(lambda viewer: open_referrals(viewer).order_by(*BY_DUE)[:ROWS_A_STEP])
_how_many_referrals = PreparedFor(
    lambda viewer: (
        open_referrals(viewer).order_by().values(all=Value(True)).annotate(n=Count("pk")).values_list("n", flat=True)
    )
)
