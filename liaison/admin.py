"""This office's reference data, saved by acts; its files, which only acts move, are read here (house procedure, Art. 6)."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from liaison.models import CabinetPeriod, Intake, Matter, MinistryAddress, Referral, Task
from liaison.queries.scope import ministries
from liaison.rules.tasks import RESTRICTED
from majlis.admin_acts import ActModelForm, ActPage, ReadPage
from majlis.jalali_admin import JalaliYearMonthFilter

STAGE = ("stage_text", "stage_since", "version")


class CabinetForm(ActModelForm):
    class Meta:
        model = CabinetPeriod
        fields = ("title", "from_day", "to_day", "source")


@admin.register(CabinetPeriod)
class CabinetPeriodAdmin(ActPage):
    enters, alters = "register_cabinet", "correct_cabinet"
    entry_form = change_form = CabinetForm
    list_display = ("title", "from_day", "to_day", "source")
    list_filter = (("from_day", JalaliYearMonthFilter),)


class AddressForm(ActModelForm):
    class Meta:
        model = MinistryAddress
        fields = ("email", "source")


class NewAddressForm(AddressForm):
    class Meta(AddressForm.Meta):
        fields = ("ministry", *AddressForm.Meta.fields)


@admin.register(MinistryAddress)
class MinistryAddressAdmin(ActPage):
    """Where a ministry is told that an answer is overdue (house procedure, Art. 7)."""

    enters, alters = "register_address", "correct_address"
    entry_form, change_form = NewAddressForm, AddressForm
    fields = ("ministry", "email", "source")
    list_display = ("ministry", "email", "source")
    list_select_related = ("ministry",)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A ministry, and no other body."""
        return super().formfield_for_foreignkey(db_field, request, **{**kwargs, "queryset": ministries()})


class FilePage(ReadPage):
    """A governed file with its stage in words."""

    @admin.display(description="مرحله", ordering="stage")
    def stage_text(self, file: Matter | Referral | Intake | Task) -> str:
        return file.stage_label


@admin.register(Matter)
class MatterAdmin(FilePage):
    fields = ("number", "kind", "title", "addressee", "committee", "lead", "term", "cabinet", "filed_at", *STAGE)
    list_display = ("number", "kind", "title", "addressee", "lead", "stage_text", "filed_at")
    list_select_related = ("addressee", "lead")
    list_filter = (("filed_at", JalaliYearMonthFilter), "kind", "stage")
    search_fields = ("title_folded",)

    @admin.display(description="شماره", ordering="serial")
    def number(self, matter: Matter) -> str:
        return matter.number


@admin.register(Referral)
class ReferralAdmin(FilePage):
    fields = (
        "matter", "ministry", "request", "sent_at", "accepted_at", "due_at", "time_refused_at", "escalated_at", "transferred_from", "handed_to",
        "answered_at", *STAGE,
    )  # fmt: skip
    list_display = ("matter", "ministry", "stage_text", "sent_at", "due_at", "answered_at")
    list_select_related = ("matter", "ministry")
    list_filter = (("sent_at", JalaliYearMonthFilter), "stage", ("ministry", admin.RelatedOnlyFieldListFilter))
    search_fields = ("matter__title_folded",)


@admin.register(Task)
class TaskAdmin(FilePage):
    fields = (
        "number", "kind", "title", "origin", "ministry", "person", "asker", "cabinet", "given_at", "due_day", "followed_at",
        "evidenced_at", "accepted_at", *STAGE,
    )  # fmt: skip
    list_display = ("number", "kind", "title", "ministry", "person", "stage_text", "due_day")
    list_select_related = ("ministry", "person")
    list_filter = (("given_at", JalaliYearMonthFilter), "kind", "stage", ("ministry", admin.RelatedOnlyFieldListFilter))
    search_fields = ("search",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Task]:
        """What is restricted to the office's head and its owner is not read here either."""
        return super().get_queryset(request).exclude(kind__in=RESTRICTED)

    @admin.display(description="شماره", ordering="serial")
    def number(self, task: Task) -> str:
        return task.number


@admin.register(Intake)
class IntakeAdmin(FilePage):
    fields = ("source", "sha256", "added", "same", *STAGE)
    list_display = ("source", "added", "same", "stage_since")
    list_filter = (("stage_since", JalaliYearMonthFilter),)
