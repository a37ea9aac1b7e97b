"""Acts with law of their own: thresholds, limits, the order of events, votes in counts (Const. 65, 74, 88, 89; Art. 193)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from liaison.models import FloorVote, GovernmentBill, Interpellation, Matter, MemberBill, Question
from liaison.queries import clocks
from liaison.rules.procedure import STEPS
from liaison.tests.stage import COUNTS, DAY, LOST
from majlis import queries
from majlis.models import Act
from majlis.rules.law import Refused

SECOND = timedelta(seconds=1)


# Filing


def test_a_matter_is_numbered_in_its_year_and_kind(office):
    first, second = office.question(), office.question()
    notice = office.notice()
    assert [(each.year, each.serial) for each in (first, second, notice)] == [(1405, 1), (1405, 2), (1405, 1)]
    assert first.number == "۱۴۰۵/۰۰۱"


def test_a_row_comes_as_its_own_kind(office):
    for row, model in (
        (office.question(), Question),
        (office.member_bill(), MemberBill),
        (office.government_bill(), GovernmentBill),
    ):
        assert type(Matter.objects.get(pk=row.pk)) is model


def test_art207_given_one_who_is_no_member_when_he_asks_then_it_is_refused(office):
    with pytest.raises(Refused) as no:
        office.question(askers=[str(office.stranger.pk)])
    assert no.value.field == "askers"


@pytest.mark.parametrize(("signers", "filed"), [(9, False), (10, True)])
def test_const89_given_signatures_when_an_interpellation_is_filed_then_ten_are_needed(office, signers, filed):
    if filed:
        assert office.interpellation(signers=signers).stage == "filed"
    else:
        with pytest.raises(Refused, match="۹ امضا هست، ۱۰ امضا لازم است"):
            office.interpellation(signers=signers)


@pytest.mark.parametrize(("signers", "filed"), [(14, False), (15, True)])
def test_const74_given_signatures_when_a_members_bill_is_filed_then_fifteen_are_needed(office, signers, filed):
    if filed:
        assert office.member_bill(signers=signers).stage == "filed"
    else:
        with pytest.raises(Refused):
            office.member_bill(signers=signers)


def test_a_name_given_twice_counts_once(office):
    row = Interpellation()
    keys = office.keys(9)
    with pytest.raises(Refused):
        office.do(
            "file_interpellation", row, title="ا", addressee=str(office.energy.pk), committee=str(office.committee.pk),
            askers=[*keys, keys[0]],
        )  # fmt: skip


# The ledger in use


def test_art219_given_twelve_and_three_withdrawn_then_nine_cannot_insist_and_a_tenth_opens_it(office):
    row = office.interpellation("heard")
    for key in office.keys(3):
        office.do("withdraw_signature", row, person=key)
    with pytest.raises(Refused, match="۹ امضا مانده است"):
        office.do("insist", row)
    office.do("sign_matter", row, person=office.keys(1, 15)[0])
    office.do("insist", row)
    assert row.stage == "insisted"


def test_art219_given_the_announcement_when_some_withdraw_then_it_stands_and_when_all_do_it_falls(office):
    row = office.interpellation("announced", signers=10)
    for key in office.keys(9):
        office.do("withdraw_signature", row, person=key)
        assert row.stage == "announced"
    office.do("withdraw_signature", row, person=office.keys(1, 9)[0])
    assert row.stage == "withdrawn"


def test_art132_given_too_few_before_the_generalities_then_the_bill_is_withdrawn(office):
    row = office.member_bill("referred")
    office.do("withdraw_signature", row, person=office.keys(1)[0])
    assert row.stage == "withdrawn"


@pytest.mark.parametrize(("counts", "stage"), [(COUNTS, "withdrawn"), (LOST, "generalities")])
def test_art132_given_too_few_after_the_generalities_then_the_chamber_votes(office, counts, stage):
    row = office.member_bill("generalities")
    office.do("withdraw_signature", row, person=office.keys(1)[0])
    assert row.stage == "withdrawal_vote"
    office.do("vote_on_withdrawal", row, **counts)
    assert row.stage == stage


def test_a_name_that_does_not_stand_cannot_be_taken_back(office):
    row = office.interpellation()
    with pytest.raises(Refused):
        office.do("withdraw_signature", row, person=office.keys(1, 15)[0])


# Limits


def test_art208_given_fifteen_days_when_the_committee_meets_later_then_it_counts_and_is_late(office):
    row = office.question("sent")
    end = queries.step_deadlines_of(STEPS["record_committee_meeting"], row, office.at)[0][1]
    assert end.ends_at == datetime(2026, 6, 4, 20, 30, tzinfo=UTC)
    in_time = office.do("record_committee_meeting", row, at=end.ends_at - SECOND, satisfied=True)
    assert "_late" not in in_time.content
    late = office.question("sent")
    end = queries.step_deadlines_of(STEPS["record_committee_meeting"], late, office.at)[0][1]
    act = office.do("record_committee_meeting", late, at=end.ends_at, satisfied=True)
    assert act.content["_late"] == ["question_committee_limit"]


def test_art193_given_the_askers_wish_then_the_end_moves_and_its_sum_says_why(office):
    row = office.question("sent")
    before = queries.step_deadlines_of(STEPS["record_committee_meeting"], row, office.at)[0][1]
    until = (office.at + 25 * DAY).date()
    office.do("postpone_question", row, until=until.isoformat(), reason="سفر")
    after = queries.step_deadlines_of(STEPS["record_committee_meeting"], row, office.at)[0][1]
    assert after.ends_at - before.ends_at == 10 * DAY
    assert "به خواست سؤال‌کننده" in after.lines[-2]
    with pytest.raises(Refused, match="یک بار"):
        office.do("postpone_question", row, until=until.isoformat(), reason="باز")


@pytest.mark.parametrize("days", [-1, 0, 40])
def test_art193_given_a_day_past_or_beyond_a_month_then_it_is_refused(office, days):
    row = office.question("sent")
    with pytest.raises(Refused) as no:
        office.do("postpone_question", row, until=(office.at + days * DAY).date().isoformat(), reason="سفر")
    assert no.value.field == "until"


def test_const88_given_the_reading_then_the_minister_has_ten_days_from_it(office):
    row = office.question("announced")
    step, end = clocks.running(row, office.at)
    assert (step.word, end.ends_at) == ("record_floor_vote", datetime(2026, 5, 30, 20, 30, tzinfo=UTC))


def test_an_unset_limit_runs_no_clock(office):
    row = office.member_bill("referred")
    assert queries.step_deadlines_of(STEPS["report_bill"], row, office.at) == ()


# What happened earlier is entered as it happened, and not before what led to it


def test_what_happened_yesterday_starts_its_clock_yesterday(office):
    from liaison import actions
    from majlis.register import Call

    row = office.question("to_floor")
    happened = office.at + timedelta(hours=2)
    actions.announce_question(Call(actor=office.officer, at=office.at + 2 * DAY, happened_at=happened), row)
    assert row.announced_at == happened


def test_nothing_happens_before_what_led_to_it(office):
    from liaison import actions
    from majlis.register import Call

    row = office.question("to_floor")
    with pytest.raises(Refused) as no:
        actions.announce_question(Call(actor=office.officer, at=office.at + DAY, happened_at=office.at - DAY), row)
    assert no.value.field == "happened_at"


# Votes


def test_const65_given_too_few_present_then_there_is_no_vote(office):
    row = office.question("scheduled")
    with pytest.raises(Refused, match="۱۹۴ نفر لازم است"):
        office.do("record_floor_vote", row, asker_convinced=False, present=193, in_favour=100, against=93, abstained=0)
    assert FloorVote.objects.count() == 0


@pytest.mark.parametrize(("in_favour", "stage"), [(110, "unconvinced"), (111, "convinced")])
def test_const65_given_two_hundred_and_twenty_then_a_hundred_and_eleven_convince(office, in_favour, stage):
    row = office.question("scheduled")
    office.do(
        "record_floor_vote",
        row,
        asker_convinced=False,
        present=220,
        in_favour=in_favour,
        against=220 - in_favour,
        abstained=0,
    )
    assert row.stage == stage


def test_counts_that_no_chamber_can_hold_are_refused(office):
    row = office.question("scheduled")
    with pytest.raises(Refused) as no:
        office.do("record_floor_vote", row, asker_convinced=False, present=220, in_favour=200, against=90, abstained=0)
    assert no.value.field == "present"


def test_art208_given_an_asker_who_is_convinced_then_no_vote_is_needed(office):
    row = office.question("scheduled")
    office.do("record_floor_vote", row, asker_convinced=True)
    assert (row.stage, FloorVote.objects.count()) == ("convinced", 0)


# Closing


def test_a_file_is_not_closed_while_a_ministry_has_it(office):
    row = office.question("sent")
    referral = office.referral(row, "accepted")
    office.do("record_committee_meeting", row, satisfied=True)
    with pytest.raises(Refused):
        office.do("close_matter", row, office.head)
    office.do("withdraw_referral", referral, reason="پایان یافت")
    office.do("close_matter", row, office.head)
    assert Act.objects.filter(verb="close_matter").count() == 1
