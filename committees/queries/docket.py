"""Doubts as the presiding board refers them and as branches take them up (Arts. 6, 15)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from committees.facts import branch_quorum, branch_roll
from committees.models import Ambiguity, AmbiguityBallot, BranchRecusal, BranchSitting, Formation, Item
from committees.queries.doubts import UnreferredDoubt, unreferred_doubts
from committees.queries.scope import BRANCH, ambiguities, committee_bodies, official
from committees.queries.tables import approved_versions, as_table
from committees.rules.form import LEVELS
from majlis.models import Act, Body, Membership
from majlis.queries import Viewer
from majlis.rules.votes import Tally, absolute_majority, quorum_sentence


@dataclass(frozen=True)
class Open:
    """A doubt that waits for the presiding board: its item, the committee, what is asked, who flagged it."""

    doubt: UnreferredDoubt
    item: Item
    committee: Body

    @property
    def key(self) -> str:
        return f"{self.item.pk}.{self.committee.code}"

    @property
    def ready(self) -> bool:
        """Its papers were accepted, so that it may go to the branch."""
        return self.item.confirmed


def open_doubts(formation: Formation, viewer: Viewer) -> list[Open]:
    """What no approved table settles and nobody has referred yet, in the order of the forms."""
    if not official(viewer):
        return []
    doubts = unreferred_doubts(formation)
    rows = Item.objects.filter(pk__in=[each.item for each in doubts])
    items = {
        each.pk: each
        for each in rows.select_related("declaration__member", "declaration__branch", "declaration__formation__term")
    }
    bodies = {each.code: each for each in committee_bodies()}
    found = [Open(each, items[each.item], bodies[each.committee]) for each in doubts if each.item in items]
    return sorted(found, key=lambda each: (each.item.declaration.number, each.item.place, each.committee.order))


def doubt_to_refer(viewer: Viewer, code: str, item: UUID, committee: str) -> Ambiguity | None:
    """An unsaved referral of one item and one committee, for the presiding board."""
    if not official(viewer):
        return None
    rows = Item.objects.select_related("declaration__formation__term", "declaration__member", "declaration__branch")
    found = rows.filter(pk=item, declaration__formation__code=code).first()
    body = Body.objects.filter(kind="committee", code=committee).first()
    if found is None or body is None:
        return None
    return Ambiguity(formation=found.declaration.formation, item=found, committee=body)


def question_for(formation: Formation, ambiguity: Ambiguity) -> str:
    """What the officer's flag or the tables' silence asks of the branch."""
    wanted = (ambiguity.item_id, ambiguity.committee.code)
    return next((each.question for each in unreferred_doubts(formation) if (each.item, each.committee) == wanted), "")


def doubts_of(formation: Formation, viewer: Viewer, stage: str) -> QuerySet[Ambiguity]:
    return ambiguities(viewer).filter(formation=formation, stage=stage)


def branch_doubts(formation: Formation, branch: Body, viewer: Viewer, *stages: str) -> QuerySet[Ambiguity]:
    """A branch's doubts, of these stages when some are given."""
    rows = ambiguities(viewer).filter(formation=formation, branch=branch)
    return rows.filter(stage__in=stages) if stages else rows


# --- sittings ---------------------------------------------------------------------------------------------------------


def sittings_of(formation: Formation, branch: Body) -> list[BranchSitting]:
    return list(BranchSitting.objects.filter(formation=formation, body=branch).order_by("-number"))


def open_sitting_of(formation: Formation, branch: Body) -> BranchSitting | None:
    return BranchSitting.objects.filter(formation=formation, body=branch, stage="open").first()


def sitting_to_open(viewer: Viewer, formation: Formation | None, branch: Body | None) -> BranchSitting | None:
    return BranchSitting(formation=formation, body=branch) if formation is not None and branch is not None else None


def sitting_visible(viewer: Viewer, key: UUID) -> BranchSitting | None:
    """A sitting, for its branch, the board and the laws deputy."""
    rows = BranchSitting.objects.select_related("formation__term", "body")
    if not official(viewer):
        rows = rows.filter(viewer.seats(*BRANCH, "branch.member", body="body", term="formation__term"))
    return rows.filter(pk=key).first()


def present_at(sitting: BranchSitting) -> list[Any]:
    """Who was there, by name."""
    rows = sitting.attendances.select_related("person").order_by("person__sort_key", "person_id")
    return [each.person for each in rows]


@dataclass(frozen=True)
class Meter:
    """Quorum as seats against need: how many are on the roll, there, needed; recused stay in the room and do not count."""

    members: int
    attending: int
    needed: int
    recused: int = 0

    @property
    def tally(self) -> Tally:
        return Tally(members=self.members, attending=self.attending, recused=self.recused)

    @property
    def sentence(self) -> str:
        return quorum_sentence(self.tally, self.needed)

    @property
    def holds(self) -> bool:
        return self.members > 0 and self.tally.is_quorate(self.needed)

    @property
    def majority(self) -> int:
        """Votes in favour that carry a decision."""
        return absolute_majority(self.tally.present)

    @property
    def seats(self) -> list[str]:
        """Each seat in turn, with the line of the need where it stands."""
        present = self.tally.present
        kinds = ["present"] * present + ["recused"] * self.recused + ["absent"] * (self.members - self.attending)
        return [*kinds[: self.needed], "need", *kinds[self.needed :]]


def roll_of(sitting: BranchSitting, viewer: Viewer) -> list[Membership]:
    return branch_roll(sitting.body, viewer.day, sitting.formation.term)


def meter_for(sitting: BranchSitting, viewer: Viewer, attending: int) -> Meter:
    """The quorum of a sitting that is about to be opened."""
    members = len(roll_of(sitting, viewer))
    return Meter(members, min(attending, members), branch_quorum(members, viewer.at))


def meter_of(sitting: BranchSitting, at: Any, recused: int = 0) -> Meter:
    """The quorum of a sitting that has been opened."""
    attending = sitting.attendances.count()
    return Meter(sitting.roll, attending, branch_quorum(sitting.roll, at), min(recused, attending))


# --- decisions --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Decision:
    """How a doubt was settled: who voted how, who stood aside, and the two sums."""

    ballots: tuple[AmbiguityBallot, ...]
    recusals: tuple[BranchRecusal, ...]
    quorum: str
    result: str


def decision_of(ambiguity: Ambiguity) -> Decision | None:
    if ambiguity.stage != "decided":
        return None
    act = Act.objects.filter(subject=ambiguity.reference, verb="decide_ambiguity").order_by("-seq").first()
    body = act.content if act is not None else {}
    ballots = ambiguity.ballots.select_related("person").order_by("person__sort_key")
    recusals = ambiguity.recusals.select_related("person").order_by("person__sort_key")
    return Decision(tuple(ballots), tuple(recusals), body.get("quorum", ""), body.get("decision", ""))


def rows_to_measure(ambiguity: Ambiguity) -> tuple[list[tuple[str, str]], bool]:
    """The table rows that a branch may name for a claim, and whether it must: its own has none (Arts. 14, 15)."""
    item, versions = ambiguity.item, approved_versions(ambiguity.formation)
    if item.kind == "degree" and "degree_points" in versions:
        table = as_table(versions["degree_points"])
        return [(row.level, LEVELS[row.level]) for row in table.rows], table.find(item.claim.get("level", ""))[
            1
        ] is None
    if item.kind != "post" or "post_points" not in versions:
        return [], False
    table = as_table(versions["post_points"])
    code, equal = item.claim.get("post", ""), item.claim.get("equivalent_to", "")
    if not code and equal and "equivalences" in versions:
        like = as_table(versions["equivalences"]).find(equal)[1]
        code = like.post if like else ""
    return [(row.post, row.title) for row in table.rows], bool(table.rows) and table.find(code)[1] is None


def row_label(ambiguity: Ambiguity) -> str:
    """The row that a branch named, in words."""
    if not ambiguity.as_row:
        return ""
    return dict(rows_to_measure(ambiguity)[0]).get(ambiguity.as_row, ambiguity.as_row)
