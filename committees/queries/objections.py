"""Objections and the joint meetings that settle them, for who may read them (Arts. 17, 19)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from committees.facts import joint_roll
from committees.models import (
    Ambiguity,
    Declaration,
    Formation,
    JointSitting,
    Objection,
    ObjectionBallot,
    ObjectionRecusal,
    ScoreLine,
    ScoreSheet,
)
from committees.queries.docket import Meter
from committees.queries.figures import figures
from committees.queries.ledger import sheets
from committees.queries.scope import AFTER_PUBLICATION, committee_bodies, official
from committees.queries.seating import open_committees
from committees.rules.laws import DIRECTIVE
from committees.rules.points import points_label
from committees.rules.procedure import STEPS
from majlis.models import Act, Body, Membership
from majlis.queries import Viewer
from majlis.queries.standing import step_deadlines_of
from majlis.rules.deadlines import legal_day
from majlis.rules.law import Article

HEAD = "branch.head"


def objections(viewer: Viewer) -> QuerySet[Objection]:
    """The board, the laws deputy and the heads of the term's branches see all; a member his own, and what was decided."""
    rows = Objection.objects.select_related(
        "formation__term", "declaration__member", "item", "committee", "seat_before", "sitting"
    )
    if viewer.person is None:
        return rows.none()
    if official(viewer):
        return rows
    terms = [held.term_id for held in viewer.offices if held.body.kind == "branch" and held.role == "head"]
    seen = Q(formation__term__in=terms) | Q(declaration__member=viewer.person)
    if viewer.is_member:
        seen |= Q(stage="decided")
    return rows.filter(seen)


def objection_visible(viewer: Viewer, key: UUID) -> Objection | None:
    return objections(viewer).filter(pk=key).first()


def objections_of(formation: Formation, viewer: Viewer, show: str) -> QuerySet[Objection]:
    """Those of one formation. Args: show, "open" or "decided"."""
    rows = objections(viewer).filter(formation=formation)
    return rows.filter(stage="decided") if show == "decided" else rows.exclude(stage="decided")


def in_joint_meeting(viewer: Viewer, formation: Formation) -> bool:
    """Does he belong to the joint meeting of this term, or keep its desk?"""
    return official(viewer) or any(
        held.body.kind == "branch" and held.role == "head" and held.term_id == formation.term_id
        for held in viewer.offices
    )


# --- what may be objected to --------------------------------------------------------------------------------------------


def closed_line(line: ScoreLine) -> tuple[Article, str] | None:
    """Why a line is closed to objection, or None: a branch decided it, or its owner chose another degree (Arts. 9, 15)."""
    # ASK (Arts. 15, 17): that a branch's line is closed to objection is a reading of "final".
    if line.decision and Ambiguity.objects.filter(pk=line.decision).exists():
        return DIRECTIVE.article("15"), "شعبه دربارهٔ این سطر تصمیم گرفته و تصمیم آن قطعی است."
    if line.article == str(DIRECTIVE.article("9")):
        return DIRECTIVE.article("9"), "خود نماینده مدرک دیگری از این مقطع را برای شمارش برگزیده است."
    return None


def own_sheet(viewer: Viewer, key: UUID) -> ScoreSheet | None:
    """The viewer's own sheet of the first round, once it is published."""
    found = sheets(viewer).filter(pk=key, round=1).first()
    return found if found is not None and found.declaration.member_id == viewer.person.pk else None  # type: ignore[union-attr]


@dataclass(frozen=True)
class Line:
    """A line of a sheet as its owner may contest it: `closed` says by which article and why not, `objection` that he has."""

    line: ScoreLine
    closed: tuple[Article, str] | None
    objection: Objection | None

    @property
    def open(self) -> bool:
        return self.closed is None and self.objection is None


def lines_of(sheet: ScoreSheet) -> list[Line]:
    """A sheet's lines in order. Three queries, whatever their number."""
    rows = list(sheet.lines.filter(item__isnull=False).select_related("item").order_by("place"))
    decided = Ambiguity.objects.filter(pk__in=[each.decision for each in rows if each.decision]).values_list(
        "pk", flat=True
    )
    by_branch = {str(each) for each in decided}
    made = Objection.objects.filter(declaration=sheet.declaration, committee=sheet.committee, kind="score")
    known = {each.item_id: each for each in made}
    found = []
    for each in rows:
        # A line without a branch's decision needs no query to be found open.
        closed = closed_line(each) if each.decision in by_branch or not each.decision else None
        found.append(Line(each, closed, known.get(each.item_id)))
    return found


def own_seat_form(viewer: Viewer, key: UUID) -> Declaration | None:
    """The viewer's own form, once it was given a committee or none."""
    rows = Declaration.objects.select_related("formation__term", "member", "branch")
    return rows.filter(pk=key, member=viewer.person, stage__in=("seated", "left_out")).first()


def may_object_to_seat(declaration: Declaration, viewer: Viewer) -> bool:
    """Is his own day for it still running, and has he not used it (Art. 19)?"""
    step = STEPS["object_to_seat"]
    if declaration.formation.stage not in step.root_in or declaration.stage not in ("seated", "left_out"):
        return False
    limits = step_deadlines_of(step, declaration, viewer.at)
    return any(viewer.at < end.ends_at for _, end in limits) and seat_objection_of(declaration) is None


def waiting_objections(formation: Formation, viewer: Viewer) -> int | None:
    """How many wait for the joint meeting; None for who does not read them, or before any can be filed."""
    joint = in_joint_meeting(viewer, formation)
    if not joint:
        return 0 if viewer.is_member and formation.stage in AFTER_PUBLICATION else None
    return Objection.objects.filter(formation=formation).exclude(stage="decided").count()


def seat_objection_of(declaration: Declaration) -> Objection | None:
    return Objection.objects.filter(declaration=declaration, kind="seat").select_related("committee").first()


def committees_to_ask(declaration: Declaration) -> list[tuple[Body, int]]:
    """Every committee where he does not sit, with its seats left now."""
    free = open_committees(declaration.formation)
    seat = getattr(declaration, "seat_given", None)
    own = seat.committee_id if seat is not None else None
    return [(each, free.get(each.code, 0)) for each in committee_bodies() if each.pk != own]


# --- the joint meeting --------------------------------------------------------------------------------------------------


def joint_sittings(formation: Formation) -> list[JointSitting]:
    return list(JointSitting.objects.filter(formation=formation).order_by("-number"))


def open_joint_sitting_of(formation: Formation) -> JointSitting | None:
    return JointSitting.objects.filter(formation=formation, stage="open").select_related("formation").first()


def joint_sitting_visible(viewer: Viewer, key: UUID) -> JointSitting | None:
    found = JointSitting.objects.select_related("formation__term", "body").filter(pk=key).first()
    return found if found is not None and in_joint_meeting(viewer, found.formation) else None


def new_joint_sitting(viewer: Viewer, formation: Formation | None) -> JointSitting | None:
    """An unsaved sitting; the presiding board keeps its minutes."""
    board = Body.objects.filter(kind="presiding_board").order_by("order", "code").first()
    if formation is None or board is None or not in_joint_meeting(viewer, formation):
        return None
    return JointSitting(formation=formation, body=board)


def roll_of_joint(sitting: JointSitting, viewer: Viewer) -> list[Membership]:
    return joint_roll(viewer.day, sitting.formation.term)


@dataclass(frozen=True)
class JointMeter(Meter):
    """The joint meeting's quorum: its numbers are the house's own. `carrying`: votes that carry a decision."""

    carrying: int | None = None

    @property
    def majority(self) -> int:
        return self.carrying if self.carrying is not None else super().majority


def joint_figures(at: Any) -> tuple[int | None, int | None]:
    """Quorum and majority of the joint meeting on a day; None while the house has not set them."""
    known, day = figures(), legal_day(at)
    return known.on("joint_meeting_quorum", day).value, known.on("joint_meeting_majority", day).value


def joint_meter(members: int, attending: int, at: Any, recused: int = 0) -> JointMeter | None:
    """A sitting's quorum as seats against need; None while the house has set none."""
    needed, majority = joint_figures(at)
    if needed is None or majority is None:
        return None
    return JointMeter(members, min(attending, members), needed, min(recused, attending), majority)


@dataclass(frozen=True)
class Ruling:
    """How an objection was settled: who voted how, who stood aside, and the two sums."""

    ballots: tuple[ObjectionBallot, ...]
    recusals: tuple[ObjectionRecusal, ...]
    quorum: str
    result: str


def ruling_of(objection: Objection) -> Ruling | None:
    if objection.stage != "decided":
        return None
    words = ("decide_objection", "decide_seat_objection", "admit_late_declaration")
    act = Act.objects.filter(subject=objection.reference, verb__in=words).order_by("-seq").first()
    body = act.content if act is not None else {}
    ballots = objection.ballots.select_related("person").order_by("person__sort_key")
    recusals = objection.recusals.select_related("person").order_by("person__sort_key")
    return Ruling(tuple(ballots), tuple(recusals), body.get("quorum", ""), body.get("decision", ""))


def change_of(objection: Objection) -> list[dict[str, Any]]:
    """The sheets before and after a decision, side by side: committee, points, and each line that it changed."""
    after = {each["committee"]: each for each in objection.after}
    found = []
    for was in objection.before:
        now = after.get(was["committee"])
        if now is None:
            continue
        lines = zip(was["lines"], now["lines"], strict=False)
        changed = [
            {"title": one["title"], "before": _shown(one), "after": _shown(other)}
            for one, other in lines
            if one != other
        ]
        sums = {"before": _shown(was)["points"], "after": _shown(now)["points"]}
        found.append({"title": was["title"], **sums, "lines": changed})
    return found


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "points": points_label(Fraction(row["points"]))}
