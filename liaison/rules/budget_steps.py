"""The budget's own timetable in its three regimes, the plan bill, bills of the provinces, laws and their by-laws
(Const. 102; Arts. 180, 182)."""

from __future__ import annotations

from liaison.rules import budget as gate
from liaison.rules.laws import CONSTITUTION, OVERSIGHT
from liaison.rules.offices import LAWS, due, late_mark
from liaison.rules.offices import office_step as step

BUDGET = OVERSIGHT.article("182")

_TIMETABLE = (
    step(
        "file_budget_bill", "ثبت لایحهٔ بودجه", "لایحهٔ بودجه به مجلس داده شد", BUDGET, "budgetbill",
        creates=True, to="submitted",
    ),
    step(
        "integrate_generalities", "ثبت گزارش تلفیق دربارهٔ کلیات", "کمیسیون تلفیق دربارهٔ کلیات گزارش داد", BUDGET, "budgetbill",
        after=("submitted",), to="integrated", limits=due("budget_generalities_limit"),
    ),
    step(
        "vote_on_budget", "ثبت رأی به کلیات بودجه", "دربارهٔ کلیات بودجه رأی گرفته شد", BUDGET, "budgetbill",
        after=("integrated",),
    ),
    step(
        "resubmit_budget", "ثبت دادن دوبارهٔ بودجه", "دولت بودجه را دوباره داد", BUDGET, "budgetbill",
        after=("sent_back",), to="submitted",
    ),
    step(
        "report_budget_committees", "ثبت گزارش کمیسیون‌های تخصصی", "کمیسیون‌های تخصصی گزارش دادند", BUDGET, "budgetbill",
        after=("generalities",), to="committees_done", limits=due("budget_committee_days"),
    ),
    step(
        "propose_on_budget", "ثبت پیشنهاد نمایندگان", "پیشنهاد دربارهٔ بودجه داده شد", BUDGET, "budgetbill",
        after=("generalities", "committees_done"), limits=late_mark("budget_proposal_days"), clock_from="vote_on_budget",
    ),
    step(
        "extend_budget", "ثبت افزودن مهلت تلفیق", "مهلت کمیسیون تلفیق افزوده شد", BUDGET, "budgetbill",
        after=("committees_done",), needs=(gate.budget_not_extended_yet,),
    ),
    step(
        "integrate_budget", "ثبت گزارش نهایی تلفیق", "کمیسیون تلفیق گزارش نهایی داد", BUDGET, "budgetbill",
        after=("committees_done",), to="reported", limits=due("budget_details_days"),
    ),
    step(
        "propose_on_budget_report", "ثبت پیشنهاد دربارهٔ گزارش تلفیق", "پیشنهاد دربارهٔ گزارش تلفیق داده شد", BUDGET, "budgetbill",
        after=("reported",), limits=late_mark("budget_report_hours"),
    ),
    step(
        "adopt_budget", "ثبت رأی به بودجه", "به بودجه رأی گرفته شد", CONSTITUTION.article("65"), "budgetbill",
        after=("reported",),
    ),
)  # fmt: skip

_OTHERS = (
    step(
        "file_plan_bill", "ثبت لایحهٔ برنامهٔ توسعه", "لایحهٔ برنامه به مجلس داده شد", OVERSIGHT.article("180"), "planbill",
        creates=True, to="submitted", note="مهلت‌های برنامهٔ توسعه در متنی یافت نشد.",
    ),
    step(
        "file_provincial_bill", "ثبت طرح شورای عالی استان‌ها", "شورای عالی استان‌ها طرح را داد", CONSTITUTION.article("102"),
        "provincialbill", creates=True, to="submitted",
    ),
    step(
        "file_law", "ثبت قانون", "قانون ثبت شد", LAWS, "enactedlaw", creates=True, to="in_force",
    ),
    step(
        "require_by_law", "ثبت آیین‌نامهٔ اجرایی", "آیین‌نامهٔ اجرایی از دستگاه خواسته شد", LAWS, "task",
        creates=True, to="assigned",
    ),
)  # fmt: skip

BUDGETS = (*_TIMETABLE, *_OTHERS)
