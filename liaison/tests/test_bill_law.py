"""A bill's later steps by their articles: urgency, refusal in committee, delegation, guardians, insistence, promulgation, force
(Const. 85, 94, 95, 112, 123; Arts. 133, 162 of 1379, 146 of 1391, 165; civil code 1, 2)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from liaison.models import Matter
from liaison.queries import clocks
from liaison.rules.procedure import STEPS
from liaison.tests.roads import PER_CENT, along, filed
from liaison.tests.stage import COUNTS, DAY, LOST
from majlis import queries
from majlis.models import Act
from majlis.rules.law import Refused

SECOND = timedelta(seconds=1)


def later(office, days: float) -> None:
    office.at += timedelta(days=days)


def end_of(row: Matter, word: str, at):
    return queries.step_deadlines_of(STEPS[word], row, at)[0][1]


# Urgency


@pytest.mark.parametrize(("members", "taken"), [(14, False), (15, True)])
def test_art162_given_members_when_urgency_is_asked_for_then_fifteen_are_needed(office, members, taken):
    row = along(office, "member_bill", "announced")
    if taken:
        office.do("request_urgency", row, grade=3, members=members)
        assert row.urgency_asked == 3
    else:
        with pytest.raises(Refused, match="۱۴ نماینده خواسته‌اند"):
            office.do("request_urgency", row, grade=3, members=members)


def test_art162_given_the_government_when_it_asks_then_no_members_are_needed_and_a_second_time_is_refused(office):
    row = along(office, "government_bill", "announced")
    office.do("request_urgency", row, grade=2, by_government=True)
    with pytest.raises(Refused, match="یک بار فوریت خواسته شده"):
        office.do("request_urgency", row, grade=3, by_government=True)


@pytest.mark.parametrize(("in_favour", "urgent"), [(186, 0), (187, 3)])
def test_art165_given_three_grades_when_280_are_present_then_187_votes_are_needed(office, in_favour, urgent):
    row = along(office, "government_bill", "announced")
    office.do("request_urgency", row, grade=3, by_government=True)
    office.do("vote_on_urgency", row, present=280, in_favour=in_favour, against=280 - in_favour, abstained=0)
    assert row.urgency == urgent
    with pytest.raises(Refused):
        office.do("vote_on_urgency", row, **PER_CENT)


@pytest.mark.parametrize("grade", [1, 2])
def test_art162_given_a_grade_whose_majority_nobody_has_said_then_the_vote_is_refused_by_name(office, grade):
    row = along(office, "government_bill", "announced")
    office.do("request_urgency", row, grade=grade, by_government=True)
    with pytest.raises(Refused, match="اکثریت لازم برای یک فوریت و دو فوریت"):
        office.do("vote_on_urgency", row, **PER_CENT)
    assert row.votes.count() == 0


def test_art162_given_urgency_when_it_is_removed_then_once(office):
    row = along(office, "government_bill", "announced")
    with pytest.raises(Refused, match="فوریتی ندارد"):
        office.do("remove_urgency", row, by_government=True, **COUNTS)
    office.do("request_urgency", row, grade=3, by_government=True)
    office.do("vote_on_urgency", row, **PER_CENT)
    office.do("remove_urgency", row, by_government=True, **LOST)
    assert row.urgency == 3
    with pytest.raises(Refused, match="یک بار سلب فوریت"):
        office.do("remove_urgency", row, by_government=True, **COUNTS)


# The report


def test_art146_given_a_report_distributed_when_47_hours_pass_then_no_vote_and_at_48_there_is_one(office):
    row = along(office, "member_bill", "reported")
    office.do("distribute_report", row)
    given = office.at
    with pytest.raises(Refused, match="پیش از"):
        office.do("record_vote", row, at=given + timedelta(hours=48) - SECOND, **COUNTS)
    office.do("record_vote", row, at=given + timedelta(hours=48), **COUNTS)
    assert row.stage == "generalities"


def turned_down(office):
    row = along(office, "member_bill", "referred")
    office.do("report_bill", row, rejects=True)
    assert row.stage == "turned_down"
    return row


def test_art146_given_a_committee_that_rejects_when_a_month_has_passed_then_the_right_is_lost(office):
    row = turned_down(office)
    end = end_of(row, "request_reexamination", office.at)
    with pytest.raises(Refused, match="بایگانی"):
        office.do("close_matter", row, at=end.ends_at - SECOND)
    with pytest.raises(Refused, match="به پایان رسید"):
        office.do("request_reexamination", row, at=end.ends_at)
    office.do("close_matter", row, at=end.ends_at)
    other = turned_down(office)
    office.do("request_reexamination", other, at=end_of(other, "request_reexamination", office.at).ends_at - SECOND)
    assert other.stage == "reported"


def test_art146_a_government_bill_is_not_turned_down_by_a_committee(office):
    row = along(office, "government_bill", "referred")
    office.do("report_bill", row, rejects=True)
    assert row.stage == "reported"


@pytest.mark.parametrize(
    ("days", "typed", "given"),
    [(30, {}, False), (30, {"members": 49}, False), (30, {"members": 50, **COUNTS}, True), (30, {"changed": True}, True), (190, {}, True)],
)  # fmt: skip
def test_art133_given_a_rejected_bill_then_six_months_a_change_or_fifty_members(office, days, typed, given):
    row = along(office, "member_bill", "generalities")
    office.do("record_vote", row, **LOST)
    later(office, days)
    if given:
        office.do("repropose_bill", row, **typed)
        assert (row.stage, row.announced_at) == ("filed", None)
    else:
        with pytest.raises(Refused, match="بی‌تغییر اساسی"):
            office.do("repropose_bill", row, **typed)


def test_art133_given_fifty_members_when_the_chamber_says_no_then_it_stays_rejected(office):
    row = along(office, "member_bill", "generalities")
    office.do("record_vote", row, **LOST)
    with pytest.raises(Refused, match="موافقت نکرد"):
        office.do("repropose_bill", row, members=50, **LOST)
    row.refresh_from_db()
    assert row.stage == "rejected" and row.votes.filter(question="reproposal").count() == 0


# Delegation


@pytest.mark.parametrize(("in_favour", "stage"), [(186, "referred"), (187, "delegated")])
def test_const85_given_280_present_when_187_agree_then_the_committee_passes_it(office, in_favour, stage):
    row = along(office, "government_bill", "referred")
    office.do("delegate_bill", row, present=280, in_favour=in_favour, against=280 - in_favour, abstained=0)
    assert row.stage == stage


def on_trial(office):
    row = along(office, "government_bill", "referred")
    office.do("delegate_bill", row, **PER_CENT)
    with pytest.raises(Refused, match="پس از امروز"):
        office.do("pass_in_committee", row, trial_until=office.at.date().isoformat())
    office.do("pass_in_committee", row, trial_until=(office.at + 100 * DAY).date().isoformat())
    for word, typed in (
        ("send_to_guardians", {}), ("record_guardian_opinion", {"opinion": "approved"}), ("promulgate_bill", {"signer": "president"}),
        ("publish_in_gazette", {}), ("enter_into_force", {"own_day": True}),
    ):  # fmt: skip
        office.do(word, row, **typed)
    return row


def test_const85_given_a_trial_when_its_day_comes_then_it_is_late_and_the_chamber_alone_makes_it_last(office):
    row = on_trial(office)
    assert (row.stage, row.due_on) == ("on_trial", row.trial_until)
    with pytest.raises(Refused, match="مدت آزمایشی تا پایان"):
        office.do("end_trial", row, lasting=False)
    _, end = clocks.running(row, office.at)
    assert not Matter.objects.filter(clocks.due_by(end.ends_at - SECOND), pk=row.pk).exists()
    assert Matter.objects.filter(clocks.due_by(end.ends_at), pk=row.pk).exists()
    office.do("end_trial", row, at=end.ends_at, lasting=False)
    assert row.stage == "lapsed"
    other = on_trial(office)
    office.do("end_trial", other, lasting=True)
    assert other.stage == "in_force"


# The Guardian Council


def test_const94_given_ten_days_when_they_pass_then_nothing_moves_by_itself_and_silence_may_be_entered(office):
    row = along(office, "member_bill", "at_guardians")
    end = end_of(row, "record_guardian_opinion", office.at)
    assert (end.last_minute - office.at).days in (9, 10)
    with pytest.raises(Refused, match="سکوت معنایی ندارد"):
        office.do("record_guardian_opinion", row, at=end.ends_at - SECOND, opinion="silent")
    assert Matter.objects.filter(clocks.due_by(end.ends_at), pk=row.pk).exists()
    row.refresh_from_db()
    assert row.stage == "at_guardians"
    act = office.do("record_guardian_opinion", row, at=end.ends_at, opinion="silent")
    assert row.stage == "cleared" and act.content["_late"] == ["guardian_days"]


def test_const95_given_a_reason_when_ten_days_more_are_asked_for_then_once_and_the_clock_moves(office):
    row = along(office, "member_bill", "at_guardians")
    first = end_of(row, "record_guardian_opinion", office.at)
    office.do("extend_guardians", row, reason="پیچیده")
    longer = end_of(row, "record_guardian_opinion", office.at)
    assert longer.ends_at - first.ends_at == 10 * DAY
    assert not Matter.objects.filter(clocks.due_by(first.ends_at), pk=row.pk).exists()
    assert Matter.objects.filter(clocks.due_by(longer.ends_at), pk=row.pk).exists()
    with pytest.raises(Refused, match="یک بار مهلت"):
        office.do("extend_guardians", row, reason="باز")


def test_const95_given_the_first_ten_days_are_over_then_no_more_are_given(office):
    row = along(office, "member_bill", "at_guardians")
    with pytest.raises(Refused, match="پایان یافته"):
        office.do("extend_guardians", row, at=end_of(row, "record_guardian_opinion", office.at).ends_at, reason="دیر")


def returned(office):
    row = along(office, "government_bill", "at_guardians")
    office.do("record_guardian_opinion", row, opinion="returned")
    return row


def test_const94_given_a_return_when_the_chamber_amends_then_it_goes_again_with_new_days(office):
    row = returned(office)
    office.do("amend_bill", row, **LOST)
    assert row.stage == "returned"
    office.do("amend_bill", row, **COUNTS)
    office.do("send_to_guardians", row)
    assert row.stage == "at_guardians" and row.extended_to is None


@pytest.mark.parametrize(("choice", "stage"), [("chamber", "cleared"), ("council", "rejected"), ("other", "cleared")])
def test_const112_given_insistence_by_a_vote_then_the_expediency_council_decides(office, choice, stage):
    row = returned(office)
    office.do("insist_on_bill", row, **LOST)
    assert row.stage == "returned"
    office.do("insist_on_bill", row, **COUNTS)
    assert row.stage == "at_expediency" and clocks.running(row, office.at) is None
    office.do("record_expediency", row, choice=choice)
    assert row.stage == stage


# Promulgation and force


def test_const123_given_five_days_when_the_president_is_silent_then_the_speaker_may_order_and_not_before(office):
    row = along(office, "member_bill", "cleared")
    end = end_of(row, "promulgate_bill", office.at)
    with pytest.raises(Refused, match="رئیس مجلس"):
        office.do("promulgate_bill", row, at=end.ends_at - SECOND, signer="speaker")
    office.do("promulgate_bill", row, at=end.ends_at, signer="speaker")
    assert row.stage == "promulgated"


def test_civil2_given_publication_when_fifteen_days_pass_then_it_is_in_force_unless_the_law_says_otherwise(office):
    row = along(office, "member_bill", "published")
    end = end_of(row, "enter_into_force", office.at)
    with pytest.raises(Refused, match="لازم‌الاجرا"):
        office.do("enter_into_force", row, at=end.ends_at - SECOND)
    office.do("enter_into_force", row, at=end.ends_at)
    assert row.stage == "in_force"


def test_a_members_bill_that_the_chamber_has_passed_is_not_withdrawn_by_its_signers(office):
    row = along(office, "member_bill", "adopted")
    with pytest.raises(Refused):
        office.do("withdraw_signature", row, person=office.keys(1)[0])


def test_art193_the_copies_reach_the_members_once_and_late_copies_are_marked(office):
    row = office.question("announced")
    act = office.do("distribute_question", row, at=office.at + timedelta(hours=49))
    assert act.content["_late"] == ["question_copy_hours"] and row.stage == "announced"
    with pytest.raises(Refused, match="رسیده است"):
        office.do("distribute_question", row)


# Versions, laws, by-laws


def test_versions_are_numbered_and_those_before_stay(office):
    row = filed(office, "government_bill")
    for text in ("یک", "دو", "سه"):
        office.do("add_version", row, note=f"متن {text}", text=text)
    assert list(row.versions.values_list("place", "text")) == [(1, "یک"), (2, "دو"), (3, "سه")]


def test_a_bill_has_one_law_and_only_after_its_publication(office):
    early = along(office, "government_bill", "cleared")
    with pytest.raises(Refused, match="منتشر نشده"):
        filed(office, "law", origin=str(early.pk))
    row = along(office, "government_bill", "published")
    law = filed(office, "law", origin=str(row.pk))
    assert law.origin == row
    before = Act.objects.count()
    with pytest.raises(Refused, match="ثبت شده است"):
        filed(office, "law", origin=str(row.pk))
    assert Act.objects.count() == before
