"""The further kinds by their articles: shares of all members, waiting weeks, secret votes in counts, answers within a month
(Const. 88 to 90, 133, 135, 136; Arts. 182, 196 of 1379, 202, 212, 234)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from liaison.models import Matter, Nominee, Task
from liaison.queries import clocks
from liaison.queries.related import related
from liaison.rules import budget
from liaison.rules.laws import FIGURES
from liaison.rules.oversight_gates import renewal_needed
from liaison.rules.procedure import STEPS
from liaison.tests.roads import PER_CENT, along, by_law, filed
from liaison.tests.stage import COUNTS, DAY, LOST
from majlis import queries
from majlis.rules.law import Refused

SECOND = timedelta(seconds=1)


def end_of(row, word, at):
    return queries.step_deadlines_of(STEPS[word], row, at)[0][1]


# The President


@pytest.mark.parametrize(
    ("kind", "signers", "filed_"),
    [("president_question", 72, False), ("president_question", 73, True), ("president_interpellation", 96, False), ("president_interpellation", 97, True)],
)  # fmt: skip
def test_const88_89_given_signatures_then_a_quarter_or_a_third_of_290_is_needed(office, kind, signers, filed_):
    if filed_:
        assert filed(office, kind, askers=office.keys(signers)).stage == "filed"
    else:
        with pytest.raises(Refused, match="لازم است"):
            filed(office, kind, askers=office.keys(signers))


def test_art196_given_six_questions_then_five_are_the_most(office):
    assert filed(office, "president_question", asks=5).asks == 5
    with pytest.raises(Refused, match="بیش از ۵"):
        filed(office, "president_question", asks=6)


def test_art196_given_the_committee_when_a_week_has_not_passed_then_it_is_not_read(office):
    row = along(office, "president_question", "heard")
    figure = FIGURES.on("president_question_wait_weeks", office.at.date())
    end = queries.standing.EMPTY_CALENDAR
    from majlis.rules.deadlines import deadline

    opens = deadline(row.stage_since, figure, end).ends_at
    with pytest.raises(Refused, match="پیش از"):
        office.do("announce_president_question", row, at=opens - SECOND)
    office.do("announce_president_question", row, at=opens)
    assert row.stage == "announced"


def test_art196_given_too_few_after_the_committee_then_it_is_not_read_and_later_withdrawals_change_nothing(office):
    row = along(office, "president_question", "heard", askers=office.keys(74))
    for key in office.keys(2):
        office.do("withdraw_signature", row, person=key)
    with pytest.raises(Refused, match="۷۲ امضا مانده است، ۷۳ امضا لازم است"):
        office.do("announce_president_question", row, at=office.at + 9 * DAY)
    office.do("sign_matter", row, person=office.keys(1, 90)[0])
    office.do("announce_president_question", row, at=office.at + 9 * DAY)
    for key in office.keys(70, 2):
        office.do("withdraw_signature", row, person=key)
    assert row.stage == "announced"


@pytest.mark.parametrize(("votes", "stage"), [((COUNTS, COUNTS), "convinced"), ((LOST, COUNTS), "unconvinced")])
def test_art196_given_two_questions_then_each_has_its_vote_and_the_last_decides(office, votes, stage):
    row = along(office, "president_question", "announced")
    office.do("hold_president_question", row)
    office.do("vote_on_president_answer", row, **votes[0])
    assert row.stage == "held"
    office.do("vote_on_president_answer", row, **votes[1])
    assert row.stage == stage


@pytest.mark.parametrize(("in_favour", "stage"), [(193, "competent"), (194, "incompetent")])
def test_const89_given_280_present_then_two_thirds_of_all_290_are_needed(office, in_favour, stage):
    row = along(office, "president_interpellation", "announced")
    office.do("hold_president_interpellation", row)
    office.do("vote_on_competence", row, present=280, in_favour=in_favour, against=280 - in_favour, abstained=0)
    assert row.stage == stage


# Refusal, complaints


def test_art234_given_a_committee_that_reports_itself_then_no_signature_is_needed(office):
    with pytest.raises(Refused):
        filed(office, "refusal_report", askers=office.keys(9))
    assert filed(office, "refusal_report", by_committee=True, askers=[]).stage == "filed"


def test_art234_given_three_adverse_votes_then_the_way_to_interpellation_is_told(office):
    told = []
    for _ in range(3):
        row = along(office, "refusal_report", "reported")
        told.append(office.do("vote_on_refusal", row, **COUNTS).content["note"])
    assert "راه استیضاح" not in told[0] + told[1]
    assert told[2].startswith("رأی ۳ از ۳") and "راه استیضاح" in told[2]
    elsewhere = along(office, "refusal_report", "reported", addressee=str(office.roads.pk))
    assert office.do("vote_on_refusal", elsewhere, **COUNTS).content["note"] == "رأی ۱ از ۳"


def test_const90_given_the_letter_reached_him_when_a_month_has_passed_then_the_answer_counts_and_is_late(office):
    row = along(office, "complaint", "sent")
    end = end_of(row, "answer_complaint", office.at)
    assert end.rule == "months_same_day"
    assert Matter.objects.filter(clocks.due_by(end.ends_at), pk=row.pk).exists()
    act = office.do("answer_complaint", row, at=end.ends_at, text="پاسخ")
    assert act.content["_late"] == ["complaint_answer_months"]


def test_an_investigation_has_no_limit_while_none_is_known(office):
    row = along(office, "investigation", "investigating")
    assert queries.step_deadlines_of(STEPS["read_investigation"], row, office.at) == ()
    assert clocks.running(row, office.at) is None


# Confidence


def test_const133_given_nobody_named_then_nothing_is_announced_and_a_ministry_is_named_once(office):
    row = filed(office, "confidence_vote")
    with pytest.raises(Refused, match="هیچ وزیری"):
        office.do("announce_nominees", row)
    office.do("name_nominee", row, ministry=str(office.energy.pk), name="نامزد")
    with pytest.raises(Refused, match="افزوده شده"):
        office.do("name_nominee", row, ministry=str(office.energy.pk), name="نامزد دیگر")


def test_const133_given_two_nominees_then_each_has_one_vote_in_counts_and_the_last_ends_it(office):
    row = filed(office, "confidence_vote")
    for ministry in (office.energy, office.roads):
        office.do("name_nominee", row, ministry=str(ministry.pk), name="نامزد")
    office.do("announce_nominees", row)
    office.do("report_nominees", row)
    office.do("vote_on_nominee", row, ministry=str(office.energy.pk), **COUNTS)
    with pytest.raises(Refused, match="در انتظار رأی نیست"):
        office.do("vote_on_nominee", row, ministry=str(office.energy.pk), **COUNTS)
    assert row.stage == "heard"
    office.do("vote_on_nominee", row, ministry=str(office.roads.pk), **LOST)
    assert row.stage == "voted"
    assert list(Nominee.objects.order_by("ministry__title").values_list("vote__carried", flat=True)) == [False, True]


def test_const136_more_than_half_changed_means_a_new_vote():
    at = datetime.fromisoformat("2027-01-01T08:00:00+00:00")
    assert not renewal_needed([str(each) for each in range(9)], 18, at)
    assert renewal_needed([str(each) for each in range(10)], 18, at)
    assert not renewal_needed(["1", "1", "1"], 4, at)
    assert not renewal_needed(["1"], 0, at)


def test_const136_the_page_counts_who_changed_since_the_first_vote(office):
    def voted(*ministries):
        row = filed(office, "confidence_vote")
        for each in ministries:
            office.do("name_nominee", row, ministry=str(each.pk), name="نامزد")
        for word in ("announce_nominees", "report_nominees"):
            office.do(word, row)
        for each in ministries:
            office.do("vote_on_nominee", row, ministry=str(each.pk), **COUNTS)
        return row

    voted(office.energy, office.roads)
    second = voted(office.energy)
    told = related(second, office.at)
    assert told.changed.startswith("از ۲ وزیر دولت، ۱ تن") and not told.renewal
    third = voted(office.roads)
    assert related(third, office.at).renewal


def test_const135_given_three_months_then_an_acting_minister_is_overdue_and_a_ministry_has_one(office):
    row = filed(office, "acting_minister")
    with pytest.raises(Refused, match="سرپرست دارد"):
        filed(office, "acting_minister")
    end = end_of(row, "end_acting", office.at)
    assert Matter.objects.filter(clocks.due_by(end.ends_at), pk=row.pk).exists()
    assert not Matter.objects.filter(clocks.due_by(end.ends_at - 60 * SECOND), pk=row.pk).exists()


# The budget in its regimes


@pytest.mark.parametrize(
    ("day", "due"), [(date(2018, 12, 1), date(2018, 12, 6)), (date(2022, 11, 1), date(2022, 12, 6)), (date(2026, 12, 1), date(2026, 12, 22))],
)  # fmt: skip
def test_art182_the_bill_is_due_on_15_azar_and_later_on_1_dey(day, due):
    assert budget.due_day(day) == due


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("budget_generalities_limit", ["2 week", "5 day", "3 day"]),
        ("budget_committee_days", ["15 day", "None day", "5 day"]),
        ("budget_proposal_days", ["10 day", "None day", "5 day"]),
        ("budget_details_days", ["None day", "None day", "10 day"]),
    ],
)  # fmt: skip
def test_art182_each_regime_counts_by_its_own_figure(key, values):
    days = (date(2018, 1, 1), date(2023, 1, 1), date(2026, 12, 30))
    found = [FIGURES.on(key, day) for day in days]
    assert [f"{each.value} {each.unit}" for each in found] == values


def test_art182_given_ten_days_when_integration_asks_for_more_then_fifteen_and_once(office):
    row = along(office, "budget_bill", "committees_done")
    first = end_of(row, "integrate_budget", office.at)
    office.do("extend_budget", row, reason="جدول‌ها")
    longer = end_of(row, "integrate_budget", office.at)
    assert longer.ends_at - first.ends_at == 5 * DAY
    with pytest.raises(Refused, match="یک بار"):
        office.do("extend_budget", row, reason="باز")


def test_art182_given_rejected_generalities_then_the_government_gives_it_again(office):
    row = along(office, "budget_bill", "integrated")
    office.do("vote_on_budget", row, **LOST)
    office.do("resubmit_budget", row, note="اصلاح شد")
    assert row.stage == "submitted" and clocks.running(row, office.at) is not None


def test_art182_a_late_proposal_is_taken_and_marked(office):
    row = along(office, "budget_bill", "generalities")
    act = office.do("propose_on_budget", row, at=office.at + 9 * DAY, note="دیر")
    assert act.content["_late"] == ["budget_proposal_days"]


# Letters, enquiries, by-laws


@pytest.mark.parametrize("kind", ["enquiry", "correspondence"])
def test_a_day_that_the_office_sets_is_late_after_its_end_and_a_past_one_is_refused(office, kind):
    with pytest.raises(Refused, match="گذشته"):
        filed(office, kind, due_on=(office.at - DAY).date().isoformat())
    row = filed(office, kind)
    step, end = clocks.running(row, office.at)
    assert step.word == f"answer_{kind}"
    assert not Matter.objects.filter(clocks.due_by(end.ends_at - SECOND), pk=row.pk).exists()
    assert Matter.objects.filter(clocks.due_by(end.ends_at), pk=row.pk).exists()


def test_a_letter_is_followed_to_a_new_day_and_answered(office):
    row = filed(office, "correspondence")
    day = (office.at + 20 * DAY).date()
    act = office.do("follow_up_correspondence", row, note="زنگ زده شد", due_on=day.isoformat())
    assert row.due_on == day and act.content["before"]
    office.do("answer_correspondence", row, text="پاسخ")
    assert clocks.running(row, office.at) is None


def test_a_by_law_is_its_ministrys_task_and_overdue_after_its_day(office):
    law = filed(office, "law")
    task = by_law(office, law)
    assert (task.kind, task.law) == ("by_law", law)
    office.do("give_evidence", task, office.deputy, text="تصویب شد", documents=[])
    office.do("accept_task", task, office.officer, outcome="در روزنامهٔ رسمی آمد")
    assert Task.objects.get(pk=task.pk).stage == "accepted"
    office.do("close_matter", law)
    with pytest.raises(Refused, match="بایگانی"):
        by_law(office, law)


def test_a_by_law_is_not_given_without_its_law(office, signed_in):
    page = signed_in(office.officer).get("/liaison/tasks/new/")
    assert "by_law" not in dict(page.context["form"].fields["kind"].choices)
    assert PER_CENT
