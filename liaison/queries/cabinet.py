"""The government of today before the chamber: when names are due, who changed since its first vote, who leads for a while
(Const. 133, 135, 136)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from liaison.models import KIND_MODELS, ActingMinister, CabinetPeriod, Matter, Nominee
from liaison.queries.clocks import running
from liaison.queries.dossier import CERTAINTY, Clock, certainty_chip
from liaison.queries.scope import office
from liaison.rules.cabinet import RENEWAL, naming_ends, naming_figure, renewal_most
from liaison.rules.laws import CONSTITUTION, FIGURES
from liaison.rules.oversight_gates import left_sentence, renewal_needed, renewal_open, renewal_sentence
from liaison.rules.procedure import STEPS
from majlis import persian, queries
from majlis.models import Body
from majlis.queries import Viewer
from majlis.queries.authority import on_day
from majlis.queries.prepared import Prepared
from majlis.rules.deadlines import Deadline, legal_day

CONFIDENCE = "confidence_vote"


@dataclass
class Minister:
    """One ministry of the government's: who got the chamber's confidence first, and who has it now."""

    ministry: Body
    first: Nominee
    last: Nominee
    counted: bool

    @property
    def changed(self) -> bool:
        """Does he count among those who changed since the first vote?"""
        return self.counted and self.first.matter_id != self.last.matter_id


@dataclass(frozen=True)
class Renewal:
    """How far the government changed. counted: how many the first vote was about; most: so many may change; who: the changed.

    certainty: how sure the share is, in words.
    """

    ministers: list[Minister]
    counted: int
    most: int
    who: list[Minister]
    sentence: str
    needed: bool
    certainty: str


def cabinet_of(day: date) -> CabinetPeriod | None:
    """The government of a day."""
    return next(iter(_cabinet_of(day=day)), None)


_cabinet_of = Prepared(lambda day: CabinetPeriod.objects.filter(on_day(day)).order_by("-from_day")[:1], day=date)


def renewal_of(cabinet: Any, at: datetime) -> Renewal:
    """Who of a government changed since its first vote of confidence, ministry by ministry (Const. 136). Args: cabinet, its key."""
    rows = Nominee.objects.filter(matter__cabinet=cabinet, vote__carried=True).select_related(
        "matter", "ministry", "vote"
    )
    told = list(rows.order_by("matter__filed_at", "ministry__order", "ministry__code"))
    found: dict[Any, Minister] = {}
    for each in told:
        known = found.get(each.ministry_id)
        if known is None:
            found[each.ministry_id] = Minister(each.ministry, each, each, each.matter_id == told[0].matter_id)
        else:
            known.last = each
    # Who came in later for a ministry that the first vote was not about counts with the changed, as one more new minister.
    changed = {str(each.ministry_id) for each in told if each.matter_id != told[0].matter_id}
    counted = sum(each.counted for each in found.values())
    who = [each for each in found.values() if str(each.ministry.pk) in changed]
    most = renewal_most(counted, legal_day(at))
    needed = renewal_needed(changed, counted, at)
    return Renewal(
        list(found.values()), counted, most, who, renewal_sentence(changed, counted), needed, _half_told(legal_day(at))
    )


def _half_told(day: date) -> str:
    """How sure the share is; empty where the text itself was read."""
    return CERTAINTY.get(FIGURES.on(RENEWAL[0], day).certainty, "")


def naming_of(cabinet: CabinetPeriod, at: datetime) -> Clock:
    """The two weeks in which the President names his ministers, as a clock (Const. 133)."""
    step = STEPS["file_confidence_vote"]
    figure = naming_figure(cabinet.from_day)
    end, chip = _naming_ends(cabinet), certainty_chip(figure)
    named = Matter.objects.filter(kind=CONFIDENCE, cabinet=cabinet).order_by("filed_at").first()
    label = "معرفی وزیران به مجلس"
    if named is not None:
        when = persian.jalali_datetime(named.filed_at)
        if end is not None:
            when = f"{when}؛ {chip[1]}" if chip is not None else when
            chip = ("overdue", "با دیرکرد", "") if named.filed_at >= end.ends_at else ("done", "در مهلت", "")
        return Clock(label, "done", "معرفی شدند", when, None, step.article, chip)
    if end is None:
        return Clock(label, "waiting", "مهلت ندارد", "عدد آن یافت نشد", None, step.article, chip)
    return Clock(label, "over" if at >= end.ends_at else "running", "", "", end, step.article, chip)


def _naming_ends(cabinet: CabinetPeriod) -> Deadline | None:
    calendar = queries.calendar_for(STEPS["report_nominees"], KIND_MODELS[CONFIDENCE]())
    return naming_ends(cabinet.from_day, calendar)


def unnamed(viewer: Viewer) -> tuple[CabinetPeriod, Deadline] | None:
    """For the office: the government whose ministers were not named to the chamber yet, and until when they are due."""
    cabinet = cabinet_of(viewer.day) if office(viewer) else None
    if cabinet is None or Matter.objects.filter(kind=CONFIDENCE, cabinet=cabinet).exists():
        return None
    end = _naming_ends(cabinet)
    return (cabinet, end) if end is not None else None


def to_renew(viewer: Viewer) -> Renewal | None:
    """For the office: the government of today, where more than half of it changed and no new vote is under way (Const. 136)."""
    cabinet = cabinet_of(viewer.day) if office(viewer) else None
    if cabinet is None:
        return None
    told = renewal_of(cabinet.pk, viewer.at)
    return told if told.needed else None


@dataclass(frozen=True)
class Acting:
    """A ministry that is led for a while: its file and the clock of three months."""

    matter: Matter
    clock: Clock


@dataclass(frozen=True)
class Left:
    """The ministries that are led for a while, beside the count of those that changed (Const. 135, 136).

    led: how many are so led; sentence: what the count would be with those whose minister left, empty where none did;
    open: whether a new vote hangs on that.
    """

    led: int
    sentence: str
    open: bool


def left_of(renewal: Renewal, rows: list[Acting], at: datetime) -> Left:
    """What of a government stands open, as the text does not say whether a minister counts who left and was not replaced yet.

    A ministry that never had a minister of this government lost none, and one that has been led so since before its minister's
    vote has him again.
    """
    since = {each.matter.addressee_id: each.matter.filed_at for each in rows}
    left = {
        str(each.ministry.pk)
        for each in renewal.ministers
        if (when := since.get(each.ministry.pk)) is not None
        and each.last.vote is not None
        and when >= each.last.vote.at
    }
    changed = {str(each.ministry.pk) for each in renewal.who}
    sentence = left_sentence(changed, left, renewal.counted)
    return Left(len(since), sentence, renewal_open(changed, left, renewal.counted, at))


def acting(at: datetime) -> list[Acting]:
    """The ministries without a minister, and until when each may be so led (Const. 135)."""
    rows = ActingMinister.objects.filter(kind="acting_minister", stage="acting").select_related("addressee")
    step = STEPS["end_acting"]
    found = []
    for row in rows.order_by("filed_at", "id"):
        limit = running(row, at)
        chip = certainty_chip(FIGURES.on(step.limits[0].figure, legal_day(row.filed_at)))
        end = limit[1] if limit is not None else None
        state = "waiting" if end is None else "over" if at >= end.ends_at else "running"
        text = "" if end is not None else "مهلت ندارد"
        found.append(
            Acting(row, Clock(f"سرپرستی در {row.addressee}", state, text, "", end, CONSTITUTION.article("135"), chip))
        )
    return found
