"""What waits of the office's work: opinions, calls, minutes, objections (house procedure, Arts. 31 to 35)."""

from __future__ import annotations

from django.urls import reverse

from liaison.queries.cabinet import to_renew, unnamed
from liaison.queries.consultations import awaited
from liaison.queries.counted import counted
from liaison.queries.evaluations import objected
from liaison.queries.gatherings import own_calls
from liaison.queries.scope import DEPUTY, EXPERT, HEAD, office
from liaison.queries.voices import opinions_waiting
from liaison.rules.procedure import STEPS
from majlis import persian
from majlis.queries import Viewer, Waiting
from majlis.queries.prepared_for import PreparedFor
from majlis.queries.waiting import ROWS_A_STEP


def work_waiting(viewer: Viewer) -> list[Waiting]:
    """Rows for the cartable."""
    if office(viewer):
        return _of_office(viewer)
    return (
        _of_deputy(viewer)
        if viewer.holds(DEPUTY)
        else _opinions("draft_opinion", viewer)
        if viewer.holds(EXPERT)
        else []
    )


def _of_office(viewer: Viewer) -> list[Waiting]:
    rows = []
    if count := counted(viewer).get("unrecorded"):
        step = STEPS["hold_gathering"]
        url = f"{reverse('liaison:gatherings')}?stage=unheld"
        rows.append(Waiting(step, step.label, f"{persian.number(count)} نشست بی‌صورت‌جلسه", "نشست‌ها", url, None))
    if count := counted(viewer).get("untold"):
        step, url = STEPS["tell_position"], f"{reverse('liaison:positions')}?stage=stated"
        rows.append(
            Waiting(step, step.label, f"{persian.number(count)} نظر گفته‌نشده", "نظر دولت دربارهٔ طرح‌ها", url, None)
        )
    rows += _awaited(viewer) + _of_cabinet(viewer)
    if viewer.holds(HEAD):
        step = STEPS["answer_objection"]
        rows += [
            Waiting(step, step.label, str(each), "ارزیابی معاونان", each.get_absolute_url(), None)
            for each in _objected(viewer)
        ]
    return rows


def _of_cabinet(viewer: Viewer) -> list[Waiting]:
    """Ministers who are not named yet, and a government of which more than half changed (Const. 133, 136)."""
    rows, step, url = [], STEPS["file_confidence_vote"], reverse("liaison:cabinet")
    if (found := unnamed(viewer)) is not None:
        cabinet, end = found
        rows.append(Waiting(step, "معرفی وزیران به مجلس", "وزیران این دولت معرفی نشده‌اند", str(cabinet), url, end))
    if (told := to_renew(viewer)) is not None:
        rows.append(
            Waiting(
                step, "رأی اعتماد دوبارهٔ دولت", told.sentence, "بیش از نیم دولت عوض شده است", f"{url}#renewal", None
            )
        )
    return rows


def _awaited(viewer: Viewer) -> list[Waiting]:
    """Views of parliament's bodies that have not come, and the nearest of their days."""
    count = counted(viewer).get("awaited", 0)
    first = next(iter(_next_awaited(viewer)), None) if count else None
    if first is None:
        return []
    step, url = STEPS["record_consultation"], f"{reverse('liaison:consultations')}?stage=asked"
    what, detail = (
        f"{persian.number(count)} رایزنی در انتظار نظر",
        f"نزدیک‌ترین تا پایان {persian.jalali(first.due_day)}",
    )
    return [Waiting(step, step.label, what, detail, url, None)]


def _of_deputy(viewer: Viewer) -> list[Waiting]:
    told = _opinions("give_opinion", viewer)
    step = STEPS["confirm_presence"]
    for call in _own_calls(viewer):
        detail = persian.jalali_datetime(call.gathering.starts_at)
        told.append(Waiting(step, step.label, call.gathering.title, detail, call.get_absolute_url(), None))
    return told


def _opinions(word: str, viewer: Viewer) -> list[Waiting]:
    """What the viewer's ministry has still to say, or to draft."""
    step, told = STEPS[word], []
    for each in _opinions_waiting(viewer):
        detail = f"تا پایان {persian.jalali(each.voice.due_day)}"
        told.append(Waiting(step, step.label, each.voice.matter.title, detail, each.get_absolute_url(), None))
    return told


_next_awaited = PreparedFor(lambda viewer: awaited(viewer)[:1])
_objected = PreparedFor(lambda viewer: objected(viewer)[:ROWS_A_STEP])
_own_calls = PreparedFor(lambda viewer: own_calls(viewer)[:ROWS_A_STEP])
_opinions_waiting = PreparedFor(lambda viewer: opinions_waiting(viewer)[:ROWS_A_STEP])
