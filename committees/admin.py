"""The office's files, which only acts move: here they are read, each with its history (Arts. 3-21)."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from committees.models import (
    Ambiguity,
    BranchSitting,
    Declaration,
    Formation,
    Item,
    JointSitting,
    Lot,
    LoweredMinimum,
    Objection,
    Record,
    ScoreRow,
    ScoreSheet,
    ScoreTable,
    Seat,
    SeatDecision,
)
from majlis import persian
from majlis.admin_acts import ReadPage, TrailPage
from majlis.jalali_admin import JalaliYearMonthFilter

STAGE = ("stage_text", "stage_since", "version")


class FilePage(ReadPage):
    """A governed file with its stage in words."""

    @admin.display(description="مرحله", ordering="stage")
    def stage_text(self, file: Model) -> str:
        return file.stage_label  # type: ignore[attr-defined]


@admin.register(Formation)
class FormationAdmin(FilePage):
    fields = ("code", "term", "kind", "opened_at", "proof_open", *STAGE)
    list_display = ("code", "term", "kind", "opened_at", "stage_text", "stage_since")
    list_select_related = ("term",)
    list_filter = (("opened_at", JalaliYearMonthFilter), "stage")


@admin.register(Record)
class RecordAdmin(FilePage):
    fields = ("member", "term", *STAGE)
    list_display = ("member", "term", "stage_since")
    list_select_related = ("member", "term")
    list_filter = (("stage_since", JalaliYearMonthFilter), ("term", admin.RelatedOnlyFieldListFilter))
    search_fields = ("member__name_folded",)


@admin.register(Declaration)
class DeclarationAdmin(FilePage):
    fields = ("number", "member", "formation", "constituency", "branch", "submission", "submitted_at", *STAGE)
    list_display = ("number", "member", "formation", "branch", "stage_text", "submitted_at")
    list_select_related = ("member", "formation__term", "branch")
    list_filter = (("submitted_at", JalaliYearMonthFilter), ("formation", admin.RelatedOnlyFieldListFilter), "stage")
    search_fields = ("number", "member__name_folded")


@admin.register(Item)
class ItemAdmin(FilePage, TrailPage):
    """What a member declared and what was found of it."""

    fields = (
        "title",
        "declaration",
        "kind",
        "submission",
        "place",
        "confirmed",
        "reason",
        "checked_by",
        "checked_at",
        *STAGE,
    )
    list_display = ("title", "declaration", "kind", "stage_text", "checked_by", "checked_at")
    list_select_related = ("declaration__member", "declaration__formation__term", "checked_by")
    list_filter = (("checked_at", JalaliYearMonthFilter), "kind", "stage")
    search_fields = ("declaration__member__name_folded",)


@admin.register(Ambiguity)
class AmbiguityAdmin(FilePage):
    fields = ("item", "committee", "branch", "question", "relation", "as_row", "reason", "decided_at", *STAGE)
    list_display = ("item", "committee", "branch", "relation", "stage_text", "decided_at")
    list_select_related = ("item", "committee", "branch")
    list_filter = (("decided_at", JalaliYearMonthFilter), "stage")


@admin.register(BranchSitting)
class BranchSittingAdmin(ReadPage):
    list_display = ("__str__", "formation", "opened_at")
    list_select_related = ("formation__term", "body")
    list_filter = (("opened_at", JalaliYearMonthFilter),)


@admin.register(Objection)
class ObjectionAdmin(FilePage):
    fields = (
        "kind",
        "declaration",
        "item",
        "committee",
        "claim",
        "filed_at",
        "invited_for",
        "place",
        "heard",
        "outcome",
        "reason",
        "decided_at",
        *STAGE,
    )
    list_display = ("__str__", "declaration", "committee", "stage_text", "outcome", "decided_at")
    list_select_related = ("declaration__member", "item", "committee")
    list_filter = (("filed_at", JalaliYearMonthFilter), "kind", "stage", "outcome")
    search_fields = ("declaration__member__name_folded",)


@admin.register(JointSitting)
class JointSittingAdmin(ReadPage):
    list_display = ("__str__", "formation", "opened_at")
    list_select_related = ("formation__term",)
    list_filter = (("opened_at", JalaliYearMonthFilter),)


@admin.register(LoweredMinimum)
class LoweredMinimumAdmin(ReadPage):
    fields = ("formation", "committee", "minimum", "decision", "decision_day", "at")
    list_display = ("committee", "formation", "minimum", "decision", "decision_day")
    list_select_related = ("committee", "formation__term")
    list_filter = (("decision_day", JalaliYearMonthFilter),)


@admin.register(SeatDecision)
class SeatDecisionAdmin(ReadPage):
    fields = ("declaration", "formation", "from_committee", "to_committee", "reason", "decided_at")
    list_display = ("declaration", "from_committee", "to_committee", "decided_at")
    list_select_related = ("declaration__member", "from_committee", "to_committee")
    list_filter = (("decided_at", JalaliYearMonthFilter),)


class Rows(admin.TabularInline):
    """The rows of a table as they were approved."""

    model = ScoreRow
    extra = 0
    fields = ("place", "content")
    readonly_fields = ("content",)
    verbose_name_plural = "ردیف‌ها"

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    has_change_permission = has_delete_permission = has_add_permission

    @admin.display(description="محتوا")
    def content(self, row: ScoreRow) -> str:
        return "، ".join(f"{name}: {persian.digits(value)}" for name, value in row.data.items())


@admin.register(ScoreTable)
class ScoreTableAdmin(FilePage, TrailPage):
    fields = ("kind", "number", "valid_from", "source", "source_day", "reason", "demonstration", *STAGE)
    list_display = ("kind", "number", "valid_from", "source", "source_day", "stage_text", "demonstration")
    list_filter = (("valid_from", JalaliYearMonthFilter), "kind", "stage", "demonstration")
    inlines = (Rows,)


@admin.register(ScoreSheet)
class ScoreSheetAdmin(ReadPage):
    fields = ("declaration", "committee", "round", "rank", "points_label", "computed_at")
    list_display = ("declaration", "committee", "round", "rank", "points_label", "computed_at")
    list_select_related = ("declaration__member", "committee")
    list_filter = (("computed_at", JalaliYearMonthFilter), ("committee", admin.RelatedOnlyFieldListFilter))
    search_fields = ("declaration__member__name_folded",)


@admin.register(Lot)
class LotAdmin(FilePage):
    """A draw. Whose shares decided it is read in its proof."""

    fields = (
        "lot_id",
        "formation",
        "announced_at",
        "announcement",
        "dice",
        "rolled_at",
        "seed",
        "opened_at",
        "snapshot_sha256",
        *STAGE,
    )
    list_display = ("lot_id", "announced_at", "stage_text", "rolled_at", "opened_at")
    list_select_related = ("formation",)
    list_filter = (("announced_at", JalaliYearMonthFilter), "stage")

    @admin.display(description="قرعه")
    def lot_id(self, lot: Lot) -> str:
        return lot.lot_id


@admin.register(Seat)
class SeatAdmin(ReadPage):
    fields = ("declaration", "formation", "committee", "round", "through", "by_lot", "given_at")
    list_display = ("member", "committee", "formation", "round", "through", "by_lot", "given_at")
    list_select_related = ("declaration__member", "formation__term", "committee")
    list_filter = (("given_at", JalaliYearMonthFilter), ("committee", admin.RelatedOnlyFieldListFilter), "through")
    search_fields = ("declaration__member__name_folded",)

    @admin.display(description="نماینده", ordering="declaration__member__sort_key")
    def member(self, seat: Seat) -> str:
        return seat.declaration.member.name
