"""The house's decisions about the board, to be read; no case and nothing that a case touches is here (law, Art. 1)."""

from __future__ import annotations

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse

from conduct.models import BoardRule
from majlis import persian
from majlis.admin_acts import ReadPage
from majlis.jalali_admin import JalaliYearMonthFilter


@admin.register(BoardRule)
class BoardRuleAdmin(ReadPage):
    """What the house decided, by which paper, from which day. It is entered by two officers of the board, on their page.

    A rule's acts stand in a sealed register: their places in it would count what lies between them, so that no trail is
    shown here, nor when the rule was entered, nor by whom.
    """

    fields = ("subject", "decision", "source", "number", "decided_on", "first_day", "demonstration")
    readonly_fields = ("subject", "decision")
    list_display = ("subject", "decision", "first_day", "number", "decided_on", "source", "demonstration")
    list_filter = (("first_day", JalaliYearMonthFilter), "demonstration")
    ordering = ("key", "-first_day")
    change_form_template = "admin/rule_page.html"

    @admin.display(description="موضوع", ordering="key")
    def subject(self, rule: BoardRule) -> str:
        return rule.label

    @admin.display(description="تصمیم")
    def decision(self, rule: BoardRule) -> str:
        return persian.number(rule.value) if rule.value is not None else rule.statement

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        raise Http404
