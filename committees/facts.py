"""What the rules of each file's steps look at, read when they ask for it."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db.models import Q

from committees.models import Ambiguity, BranchSitting, Declaration, Formation, Item, Lot, Objection, ScoreTable
from committees.rules.laws import DIRECTIVE
from majlis import persian
from majlis.models import Membership
from majlis.queries.standing import step_deadlines_of
from majlis.rules.deadlines import Deadline
from majlis.rules.law import Article
from majlis.rules.votes import Tally, quorum_needed, quorum_sentence


def _end(word: str, row: Any, at: datetime) -> Deadline | None:
    limits = step_deadlines_of(apps.get_app_config("committees").steps[word], row, at)
    return limits[0][1] if limits else None


class FormationFacts:
    """A formation as its gates see it."""

    def __init__(self, formation: Formation, at: datetime):
        self.formation, self.at = formation, at

    @cached_property
    def submission_end(self) -> Deadline | None:
        return _end("submit_declaration", Declaration(formation=self.formation), self.at)

    @cached_property
    def objection_end(self) -> Deadline | None:
        return _end("file_objection", Objection(formation=self.formation), self.at)

    @cached_property
    def seat_objection_end(self) -> Deadline | None:
        return _end("object_to_seat", Objection(formation=self.formation), self.at)

    @cached_property
    def unchecked_items(self) -> int:
        from committees.queries.items import current_items

        return current_items(self.formation).filter(stage="declared").count()

    @cached_property
    def forms_left(self) -> Any:
        """The forms with an unchecked item, as a page has counted them beside the formation, or as they are now."""
        from committees.queries.items import left_of

        return self.formation.left or left_of(self.formation)

    @cached_property
    def open_doubts(self) -> int:
        return Ambiguity.objects.filter(formation=self.formation, stage="referred").count()

    @cached_property
    def unreferred_doubts(self) -> int:
        from committees.queries.doubts import unreferred_doubts

        return len(unreferred_doubts(self.formation))

    @cached_property
    def missing_tables(self) -> tuple[str, ...]:
        from committees.queries.tables import missing_tables

        return missing_tables(self.formation)

    @cached_property
    def open_objections(self) -> int:
        return self._undecided("score")

    @cached_property
    def open_seat_objections(self) -> int:
        return self._undecided("seat")

    def _undecided(self, kind: str) -> int:
        return Objection.objects.filter(formation=self.formation, kind=kind).exclude(stage="decided").count()

    @cached_property
    def latest_lot(self) -> Lot | None:
        return Lot.objects.filter(formation=self.formation).exclude(stage="void").order_by("-round", "-draw").first()

    @property
    def lot_opened(self) -> bool:
        lot = self.latest_lot
        return lot is not None and lot.stage == "opened" and not self.formation.seats.filter(round=lot.round).exists()

    @property
    def proof_open(self) -> bool:
        return self.formation.proof_open

    @cached_property
    def under_floor(self) -> bool:
        from committees.queries.roster import committee_counts

        return any(each.under_floor for each in committee_counts(self.formation))

    @cached_property
    def unplaced(self) -> int:
        return Declaration.objects.filter(formation=self.formation).exclude(stage="seated").count()


class LotFacts:
    """A draw, existing or about to be announced, as its gates see it."""

    def __init__(self, lot: Lot, at: datetime):
        self.lot, self.at = lot, at

    @property
    def round(self) -> int:
        return self.lot.round

    @cached_property
    def running_lot(self) -> bool:
        """A draw of this round that is not void, beside this one; or one of an earlier round whose seats wait."""
        others = Lot.objects.filter(formation=self.lot.formation).exclude(stage="void").exclude(pk=self.lot.pk)
        if others.filter(round=self.lot.round).exists():
            return True
        earlier = others.filter(round__lt=self.lot.round).order_by("-round").first()
        return earlier is not None and not self.lot.formation.seats.filter(round=earlier.round).exists()

    @cached_property
    def left_over_ready(self) -> bool:
        from committees.queries.seating import applicants

        return applicants(self.lot.formation, self.lot.round).exists()

    @cached_property
    def late_unchecked(self) -> int:
        from committees.queries.items import current_items

        waiting = current_items(self.lot.formation).filter(stage="declared")
        return waiting.order_by().values("declaration").distinct().count()

    @property
    def seats_changed(self) -> bool:
        return self.lot.formation.seat_decisions.exists()

    @property
    def dice_rolled(self) -> bool:
        return bool(self.lot.dice)

    @property
    def seats_given(self) -> bool:
        return bool(self.lot.result)


class DeclarationFacts:
    """A form as its gates see it: whether it may still come, late (Art. 20)."""

    def __init__(self, declaration: Declaration, at: datetime):
        self.declaration, self.at = declaration, at

    @property
    def left_over(self) -> bool:
        return self.declaration.stage == "left_out"

    @property
    def submitted(self) -> bool:
        return self.declaration.submission > 0

    @cached_property
    def named_further(self) -> bool:
        return self.declaration.choices.filter(round__gt=1).exists()

    @cached_property
    def admitted(self) -> bool:
        return self.declaration.objections.filter(kind="late", outcome="accepted").exists()


class ItemFacts:
    """An item as its gates see it."""

    def __init__(self, item: Item, at: datetime):
        self.item, self.at = item, at

    @property
    def current(self) -> bool:
        return self.item.submission == self.item.declaration.submission

    @property
    def awaits_document(self) -> bool:
        return self.item.awaits_document

    @property
    def rechecked(self) -> bool:
        return self.item.rechecked_at is not None


class AmbiguityFacts:
    """A doubt as its gates see it."""

    def __init__(self, ambiguity: Ambiguity, at: datetime):
        self.ambiguity, self.at = ambiguity, at


class ObjectionFacts:
    """An objection as its gates see it: when he was invited for, and whether seats may be changed already."""

    def __init__(self, objection: Objection, at: datetime):
        self.objection, self.at = objection, at

    @property
    def article(self) -> Article:
        return DIRECTIVE.article(self.objection.article)

    @property
    def invited_for(self) -> datetime | None:
        return self.objection.invited_for

    @cached_property
    def rounds_ahead(self) -> str:
        """What of the rounds is still to come, in words; empty where they are over."""
        formation = self.objection.formation
        lot = Lot.objects.filter(formation=formation).exclude(stage="void").order_by("-round", "-draw").first()
        if lot is not None and not lot.result:
            return "قرعهٔ دوری در جریان است"
        objectors = Objection.objects.filter(formation=formation, kind="seat").values("declaration")
        left = Declaration.objects.filter(formation=formation).exclude(stage="seated").exclude(pk__in=objectors).count()
        return f"{persian.number(left)} نماینده هنوز کمیسیون ندارد و اعتراضی نداده است" if left else ""


class SittingFacts:
    """A branch's sitting: its roll, who is there, and whether that is enough."""

    def __init__(self, sitting: BranchSitting, at: datetime):
        self.sitting, self.at = sitting, at

    @cached_property
    def present(self) -> int:
        return self.sitting.attendances.count()

    @property
    def needed(self) -> int:
        return branch_quorum(self.sitting.roll, self.at)

    @property
    def quorum_holds(self) -> bool:
        return self.present >= self.needed

    @property
    def quorum_sentence(self) -> str:
        return quorum_sentence(Tally(members=self.sitting.roll, attending=self.present), self.needed)


class TableFacts:
    """A score table as its gates see it."""

    def __init__(self, table: ScoreTable, at: datetime):
        self.table, self.at = table, at

    @cached_property
    def rows(self) -> int:
        return self.table.rows.count()

    @property
    def reason(self) -> str:
        return self.table.reason

    @cached_property
    def declarations_begun(self) -> bool:
        """Has anyone submitted a form that such a table would count?"""
        open_forms = Declaration.objects.filter(
            formation__term__demonstration=self.table.demonstration,
            formation__stage__in=("collecting", "verifying", "clarifying"),
            submission__gt=0,
        )
        return open_forms.exists()


def branch_quorum(members: int, at: datetime) -> int:
    """Members who must be present for a branch to decide (internal rules, Art. 26)."""
    from committees.rules.laws import FIGURES
    from majlis.rules.deadlines import legal_day

    day = legal_day(at)
    return quorum_needed(
        members, FIGURES.value("branch_quorum_numerator", day), FIGURES.value("branch_quorum_denominator", day)
    )


def branch_roll(branch: Any, day: Any, term: Any) -> list[Membership]:
    """A term's members of a branch on a day, in order of name."""
    from majlis.queries.authority import on_day

    rows = Membership.objects.filter(on_day(day), body=branch, role="member", term=term).select_related("person")
    return list(rows.order_by("person__sort_key", "person_id"))


JOINT_ROLES = ("speaker", "deputy_speaker", "secretary", "observer")


def joint_roll(day: Any, term: Any) -> list[Membership]:
    """Who sits in the joint meeting on a day, each person once: the presiding board without its clerks, and the heads of
    the term's branches (Arts. 17, 19)."""
    from majlis.queries.authority import on_day

    board = Q(body__kind="presiding_board", role__in=JOINT_ROLES)
    heads = Q(body__kind="branch", role="head", term=term)
    rows = Membership.objects.filter(on_day(day)).filter(board | heads).select_related("person", "body")
    found: dict[Any, Membership] = {}
    for each in rows.order_by("person__sort_key", "person_id", "body__kind"):
        found.setdefault(each.person_id, each)
    return list(found.values())
